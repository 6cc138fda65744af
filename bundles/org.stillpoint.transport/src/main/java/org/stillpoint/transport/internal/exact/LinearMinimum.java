package org.stillpoint.transport.internal.exact;

import java.util.Arrays;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.plan.PlanEntries;

/**
 * A plan of least cost that is a vertex, for methods that have linear costs minimised in every step.
 *
 * @param plan the plan, over the usable points
 * @param f the potentials of the usable source points
 * @param g the potentials of the usable target points
 * @param massPotential the potential of the mass in partial transport
 */
public record LinearMinimum(PlanEntries plan, double[] f, double[] g, double massPotential) {

    /** Says whether a method may go on. */
    @FunctionalInterface
    public interface Patience {

        /** Whether to go on; not asked again once it is not. */
        boolean goOn();
    }

    /**
     * Minimises a linear cost.
     *
     * @return null if patience has ended
     * @throws SolverException if the costs do not fit into an array
     */
    public static LinearMinimum of(TransportInstance instance, Patience patience) throws SolverException {
        BalancedProblem balanced = new BalancedProblem(instance, Double.POSITIVE_INFINITY);
        NetworkSimplex simplex = NetworkSimplex.solve(balanced, Long.MAX_VALUE, (pivots, gap) -> patience.goOn());
        if (simplex.status() != Status.CONVERGED) {
            return null;
        }
        int n = instance.sources();
        int m = instance.targets();
        double[] potentials = balanced.potentials(simplex.tree());
        return new LinearMinimum(balanced.plan(simplex.tree()), Arrays.copyOf(potentials, n), Arrays.copyOfRange(potentials, n, n + m),
                potentials[n + m]);
    }
}
