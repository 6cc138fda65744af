package org.stillpoint.api.verify;

import org.osgi.annotation.versioning.ProviderType;
import org.stillpoint.api.SolverException;

/** What a verifier may ask of its host. */
@ProviderType
public interface VerificationContext {

    /** The tolerance that the user asked for; the solver's own opinion of it does not count. */
    double tolerance();

    /** The verifier and the bundle it came from, for {@link Certificate#verifier()}. */
    String verifier();

    /**
     * The user's function that the problem refers to.
     *
     * @throws SolverException if there is none of that name
     */
    <F> F function(Class<F> type, String name) throws SolverException;
}
