package org.stillpoint.blas.internal;

import org.stillpoint.api.blas.Blas;
import org.stillpoint.blas.contract.BlasContract;

class JavaBlasTest extends BlasContract {
    private final Blas blas = new JavaBlas();

    @Override
    public Blas blas() {
        return blas;
    }
}
