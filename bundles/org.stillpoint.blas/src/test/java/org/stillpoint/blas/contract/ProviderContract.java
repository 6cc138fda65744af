package org.stillpoint.blas.contract;

import org.stillpoint.api.blas.Blas;

/** What every implementation of {@link Blas} has to fulfil; a test class gives the one under test. */
public interface ProviderContract {

    /** The implementation under test. */
    Blas blas();
}
