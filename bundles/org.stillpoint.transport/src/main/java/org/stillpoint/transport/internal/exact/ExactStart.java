package org.stillpoint.transport.internal.exact;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.transport.internal.instance.TransportInstance;

/** Potentials near those of a weakly regularised problem with exact marginals, from the solution without regulariser. */
public final class ExactStart {

    private ExactStart() {
    }

    /**
     * The potentials with f_i + g_j = C_ij + gamma P_ij on the tree that carries the exact plan P: for small gamma those of the
     * quadratically regularised problem.
     *
     * @return f, then g, of the usable points; null if the run was interrupted
     * @throws SolverException if the costs do not fit into an array
     */
    public static double[] potentials(TransportInstance instance, double gamma, SolveContext context) throws SolverException {
        BalancedProblem balanced = new BalancedProblem(instance, 0);
        NetworkSimplex simplex = NetworkSimplex.solve(balanced, Long.MAX_VALUE, (pivots, gap) -> context.proceed(0, Double.NaN));
        return simplex.status() == Status.CONVERGED ? simplex.tree().potentials(gamma) : null;
    }
}
