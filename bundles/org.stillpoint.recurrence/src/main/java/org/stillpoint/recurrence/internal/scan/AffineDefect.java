package org.stillpoint.recurrence.internal.scan;

import java.util.function.BooleanSupplier;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** What the states of an affine recurrence miss it by: d_t = J_t h_{t-1} + b_t - h_t. */
final class AffineDefect {

    /** Into how many parts a round is cut. */
    private static final int PARTS = 16;
    private static final int ROUND = 1 << 20;

    private final AffineRecurrence problem;
    private final BlockMatrices products;
    private final double[] initial;
    private final double[] largestDefects = new double[PARTS];
    private final double[] largestStates = new double[PARTS];

    AffineDefect(AffineRecurrence problem, BlockMatrices products, double[] initial) {
        this.problem = problem;
        this.products = products;
        this.initial = initial;
    }

    /**
     * The residual as {@link AffineRecurrence} defines it; NaN if a state or a defect is no finite number.
     *
     * @param defects receives d_t
     */
    double measure(double[] states, double[] defects, ThreadTeam team, BooleanSupplier proceed) {
        double largestDefect = 0;
        double largestState = 0;
        int steps = problem.offsets().steps();
        int round = Math.max(PARTS, ROUND / (products.operations() + 10));
        for (int b = 0; b < problem.offsets().batch(); b++) {
            for (int first = 0; first < steps; first += round) {
                if (!proceed.getAsBoolean()) {
                    return Double.NaN;
                }
                int sequence = b;
                int from = first;
                int count = Math.min(round, steps - first);
                team.run(part -> measure(states, defects, sequence, from + (int) ((long) count * part / PARTS),
                        from + (int) ((long) count * (part + 1) / PARTS), part), PARTS);
                for (int part = 0; part < PARTS; part++) {
                    largestDefect = Math.max(largestDefect, largestDefects[part]);
                    largestState = Math.max(largestState, largestStates[part]);
                }
            }
        }
        return largestDefect / Math.max(1, largestState);
    }

    private void measure(double[] states, double[] defects, int sequence, int from, int to, int part) {
        int size = products.size();
        double[] offsets = problem.offsets().values();
        double largestDefect = 0;
        double largestState = 0;
        for (int t = from; t < to; t++) {
            int place = problem.offsets().offset(sequence, t);
            System.arraycopy(offsets, place, defects, place, size);
            products.addProduct(problem.transitions(), problem.transitionOffset(sequence, t), t == 0 ? initial : states,
                    t == 0 ? sequence * size : place - size, defects, place);
            for (int k = place; k < place + size; k++) {
                defects[k] -= states[k];
                largestDefect = Math.max(largestDefect, Math.abs(defects[k]));
                largestState = Math.max(largestState, Math.abs(states[k]));
            }
        }
        largestDefects[part] = largestDefect;
        largestStates[part] = largestState;
    }
}
