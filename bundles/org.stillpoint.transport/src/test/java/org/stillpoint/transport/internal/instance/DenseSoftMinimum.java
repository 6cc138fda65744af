package org.stillpoint.transport.internal.instance;

import java.util.function.IntToDoubleFunction;

/** Soft minima from the matrix of costs, term by term. */
public final class DenseSoftMinimum {

    private DenseSoftMinimum() {
    }

    /** -epsilon log of the sum over j of exp((g_j - C_ij) / epsilon), for a source point i. */
    public static double overTargets(TransportInstance dense, double[] g, double epsilon, int i) {
        return of(g, j -> dense.costs()[i * dense.targets() + j], epsilon);
    }

    /** -epsilon log of the sum over i of exp((f_i - C_ij) / epsilon), for a target point j. */
    public static double overSources(TransportInstance dense, double[] f, double epsilon, int j) {
        return of(f, i -> dense.costs()[i * dense.targets() + j], epsilon);
    }

    private static double of(double[] potentials, IntToDoubleFunction costs, double epsilon) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < potentials.length; k++) {
            largest = Math.max(largest, (potentials[k] - costs.applyAsDouble(k)) / epsilon);
        }
        double sum = 0;
        for (int k = 0; k < potentials.length; k++) {
            sum += Math.exp((potentials[k] - costs.applyAsDouble(k)) / epsilon - largest);
        }
        return -epsilon * (largest + Math.log(sum));
    }
}
