package org.stillpoint.recurrence.internal.scan;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * The adjoint of an affine recurrence, lam_t = g_t + J_{t+1}' lam_{t+1} for t = T .. 1, as a scan backwards in time. The arrays are those
 * of the recurrence forwards: J_t at {@code matrixOffset + (t - 1) * matrixStride} in the order of
 * {@link org.stillpoint.api.problem.recurrence.JacobianStructure}, g_t at {@code valueOffset + (t - 1) * size}, where lam_t replaces it.
 */
public final class ReverseScan {

    private ReverseScan() {
    }

    /**
     * Step after step.
     *
     * @param matrixStride the number of entries of a matrix, or 0 if all J_t are the same
     * @param steps the number T of steps, at least 1
     * @param later J_{T+1}' lam_{T+1}, what the steps after these contribute; null for nothing
     * @param before receives J_1' lam_1, what these steps contribute to the step before them; null if nobody asks
     */
    public static void sequential(BlockMatrices products, double[] matrices, int matrixOffset, int matrixStride, double[] values,
            int valueOffset, int steps, double[] later, double[] before) {
        int last = start(products, values, valueOffset, steps, later);
        AffineScan.sequential(AffineMaps.backward(products, matrices, matrixOffset, matrixStride, values, valueOffset, steps), values,
                last);
        finish(products, matrices, matrixOffset, values, valueOffset, before);
    }

    /**
     * In chunks over threads, as {@link AffineScan#chunked}; parameters as those of {@link #sequential}.
     *
     * @return false if {@code proceed} said no
     */
    public static boolean chunked(BlockMatrices products, double[] matrices, int matrixOffset, int matrixStride, double[] values,
            int valueOffset, int steps, double[] later, double[] before, int chunks, ThreadTeam team, BooleanSupplier proceed) {
        int last = start(products, values, valueOffset, steps, later);
        AffineMaps maps = AffineMaps.backward(products, matrices, matrixOffset, matrixStride, values, valueOffset, steps);
        if (!AffineScan.chunked(maps, values, last, chunks, team, proceed)) {
            return false;
        }
        finish(products, matrices, matrixOffset, values, valueOffset, before);
        return true;
    }

    private static int start(BlockMatrices products, double[] values, int valueOffset, int steps, double[] later) {
        int last = valueOffset + (steps - 1) * products.size();
        if (later != null) {
            for (int k = 0; k < products.size(); k++) {
                values[last + k] += later[k];
            }
        }
        return last;
    }

    private static void finish(BlockMatrices products, double[] matrices, int matrixOffset, double[] values, int valueOffset,
            double[] before) {
        if (before != null) {
            Arrays.fill(before, 0, products.size(), 0);
            products.addTransposedProduct(matrices, matrixOffset, values, valueOffset, before, 0);
        }
    }
}
