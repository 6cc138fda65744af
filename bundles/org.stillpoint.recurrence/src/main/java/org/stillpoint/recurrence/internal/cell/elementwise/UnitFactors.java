package org.stillpoint.recurrence.internal.cell.elementwise;

import java.util.Arrays;

/**
 * Factors of the units of a cell, each repeated for every lane, so that a whole panel is worked on as one vector: vectors of lanes or of
 * units alike. Used by one thread.
 */
final class UnitFactors {

    private final double[] factors;
    private double[] panel;
    private int lanes = 1;

    /** Factors: rows of one for each unit. */
    UnitFactors(double[] factors) {
        this.factors = factors;
        panel = factors;
    }

    /** The factors of a panel of so many lanes, row after row. */
    double[] panel(int count) {
        if (count != lanes) {
            int length = factors.length * count;
            if (panel == factors || panel.length < length) {
                panel = new double[length];
            }
            for (int i = 0; i < factors.length; i++) {
                Arrays.fill(panel, i * count, (i + 1) * count, factors[i]);
            }
            lanes = count;
        }
        return panel;
    }
}
