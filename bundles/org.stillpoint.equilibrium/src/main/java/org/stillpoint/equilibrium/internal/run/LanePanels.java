package org.stillpoint.equilibrium.internal.run;

import java.util.ArrayList;
import java.util.List;

/** Panels whose lanes are the samples of a group, so that they are moved together when samples are taken out. Used by one thread. */
final class LanePanels {

    private final int capacity;
    private final List<Panel> panels = new ArrayList<>();

    /** Panels of at most so many lanes. */
    LanePanels(int capacity) {
        this.capacity = capacity;
    }

    /** A new panel of zeros. */
    double[] doubles(int rows) {
        double[] values = new double[Math.multiplyExact(rows, capacity)];
        panels.add(new Panel(values, null, rows));
        return values;
    }

    /** A new panel of zeros in single precision. */
    float[] floats(int rows) {
        float[] values = new float[Math.multiplyExact(rows, capacity)];
        panels.add(new Panel(null, values, rows));
        return values;
    }

    /** Keeps some of so many lanes, in rising order, in all panels. */
    void keep(int[] kept, int lanes) {
        for (Panel panel : panels) {
            panel.keep(kept, lanes);
        }
    }

    private record Panel(double[] values, float[] floats, int rows) {

        /** What moves, moves towards the front. */
        void keep(int[] kept, int lanes) {
            int to = 0;
            for (int k = 0; k < rows; k++) {
                for (int lane : kept) {
                    if (values != null) {
                        values[to++] = values[k * lanes + lane];
                    } else {
                        floats[to++] = floats[k * lanes + lane];
                    }
                }
            }
        }
    }
}
