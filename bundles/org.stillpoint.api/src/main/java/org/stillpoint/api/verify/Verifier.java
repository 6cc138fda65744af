package org.stillpoint.api.verify;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.Recordable;

/**
 * Recomputes the quality of a solution from the problem alone, in the user's units; published with {@link VerifierInfo}.
 * Written apart from the solvers and from their kernels. Thread-safe.
 *
 * <p>Once the thread of a verification is interrupted nobody waits for it any more: one that takes long looks at
 * {@link Thread#isInterrupted} now and then, and ends with an exception.
 *
 * @param <P> the problem
 * @param <S> the value of a solution
 */
@ConsumerType
public interface Verifier<P extends Problem, S extends Recordable> {

    /**
     * Measures a solution. For a status that is a claim the checks are those of the claim; for any other status they are
     * those of {@link org.stillpoint.api.Status#CONVERGED}, so that the user sees how far the best iterate got.
     *
     * @return the certificate; a value of the wrong shape is a check that fails, not an exception
     */
    Certificate verify(P problem, Solution<S> solution, VerificationContext context) throws SolverException;
}
