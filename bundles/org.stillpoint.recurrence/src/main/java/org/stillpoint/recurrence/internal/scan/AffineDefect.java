package org.stillpoint.recurrence.internal.scan;

import java.util.function.BooleanSupplier;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** What the states of an affine recurrence miss it by: d_t = J_t h_{t-1} + b_t - h_t. */
final class AffineDefect {

    private final AffineRecurrence problem;
    private final BlockMatrices products;
    private final double[] initial;

    AffineDefect(AffineRecurrence problem, BlockMatrices products, double[] initial) {
        this.problem = problem;
        this.products = products;
        this.initial = initial;
    }

    /**
     * The residual as {@link AffineRecurrence} defines it; NaN if a state or a defect is no finite number, or if told to stop.
     *
     * @param defects receives d_t
     */
    double measure(double[] states, double[] defects, ThreadTeam team, BooleanSupplier proceed) {
        int steps = problem.offsets().steps();
        double largest = ParallelLoop.largest(problem.offsets().batch() * steps, products.operations(), team, proceed,
                row -> defect(states, defects, row / steps, row % steps));
        return largest / Math.max(1, VectorKernels.maxAbs(states, 0, states.length));
    }

    private double defect(double[] states, double[] defects, int sequence, int step) {
        int size = products.size();
        int place = problem.offsets().offset(sequence, step);
        System.arraycopy(problem.offsets().values(), place, defects, place, size);
        products.addProduct(problem.transitions(), problem.transitionOffset(sequence, step), step == 0 ? initial : states,
                step == 0 ? sequence * size : place - size, defects, place);
        double largest = 0;
        for (int k = place; k < place + size; k++) {
            defects[k] -= states[k];
            largest = Math.max(largest, Math.abs(defects[k]));
        }
        return largest;
    }
}
