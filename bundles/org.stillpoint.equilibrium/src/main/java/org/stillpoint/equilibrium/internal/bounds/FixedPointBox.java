package org.stillpoint.equilibrium.internal.bounds;

import java.util.Arrays;

/**
 * A box that holds all fixed points within a box: those in B also lie in the intervals of f over B, so B is replaced by its intersection
 * with them as long as that narrows it.
 */
final class FixedPointBox {

    private static final int MOST_ROUNDS = 500;
    private static final double PROGRESS = 1e-6;

    private FixedPointBox() {
    }

    /** Lower and upper bounds of states; two empty arrays if there is no fixed point in the box. */
    static double[][] within(RepeatedLayer layer, Box box) {
        RepeatedLayer once = new RepeatedLayer(layer.size(), layer.inputs(), layer.weight(), layer.inputWeight(), layer.bias(),
                layer.activation(), 1);
        BoundPropagation propagation = new BoundPropagation(once, false);
        double[] lower = box.lower().clone();
        double[] upper = box.upper().clone();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            propagation.over(new Box(lower, upper));
            double narrowed = 0;
            for (int i = 0; i < layer.size(); i++) {
                double width = upper[i] - lower[i];
                lower[i] = Math.max(lower[i], Math.nextDown(propagation.imageLower(i)));
                upper[i] = Math.min(upper[i], Math.nextUp(propagation.imageUpper(i)));
                if (lower[i] > upper[i]) {
                    return new double[][] {{}, {}};
                }
                narrowed = width == 0 ? narrowed : Math.max(narrowed, 1 - (upper[i] - lower[i]) / width);
            }
            if (narrowed < PROGRESS) {
                break;
            }
        }
        return new double[][] {Arrays.copyOf(lower, layer.size()), Arrays.copyOf(upper, layer.size())};
    }
}
