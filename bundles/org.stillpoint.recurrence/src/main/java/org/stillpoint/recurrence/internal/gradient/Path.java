package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.recurrence.internal.run.Stretch;

/** The known states of a direction of a layer, each step of which starts from the state before it, or from between that and the data. */
final class Path {

    /** The steps, in the order in which they run. */
    final Stretch stretch;
    private final double weight;
    private final double[] data;

    /**
     * A path.
     *
     * @param weight the weight of teacher forcing, 0 for none
     * @param data the states that the data show, as many as the stretch has
     */
    Path(Stretch stretch, double weight, double[] data) {
        this.stretch = stretch;
        this.weight = weight;
        this.data = data;
    }

    /** A path without teacher forcing. */
    Path(Stretch stretch) {
        this(stretch, 0, new double[0]);
    }

    /** The derivative of where a step starts by the state before it. */
    double freedom(int step) {
        return step == 0 ? 1 : 1 - weight;
    }

    /** Whether there is teacher forcing. */
    boolean forced() {
        return weight > 0;
    }

    /** Writes where steps start to the lanes of a panel of that width. */
    void starts(int sequence, int from, int count, double[] panel) {
        starts(sequence, from, count, panel, 0, 1, count);
    }

    /** Writes where steps start to lanes of a panel, from one on and so many apart. */
    void starts(int sequence, int from, int count, double[] panel, int firstLane, int apart, int width) {
        int size = stretch.size();
        for (int i = 0; i < count; i++) {
            int lane = firstLane + i * apart;
            int step = from + i;
            double[] source = stretch.before(step);
            int offset = stretch.beforeOffset(sequence, step);
            for (int k = 0; k < size; k++) {
                panel[k * width + lane] = source[offset + k];
            }
            if (forced() && step > 0) {
                for (int k = 0; k < size; k++) {
                    panel[k * width + lane] = (1 - weight) * panel[k * width + lane] + weight * data[offset + k];
                }
            }
        }
    }
}
