package org.stillpoint.recurrence.internal.cell.elementwise;

import java.util.Arrays;
import org.stillpoint.numerics.GateKernels;

/**
 * Factors of the units of a cell, row by row, as {@link GateKernels} takes them: for one unit and many lanes repeated to fill a register,
 * and for few lanes repeated for each, so that the whole panel is one vector. Used by one thread.
 */
final class UnitFactors {

    /** Up to this many lanes, a vector over the whole panel is faster than one for each unit. */
    private static final int FEW_LANES = 2 * GateKernels.REPEATED;

    private final double[] factors;
    private final int units;
    private final double[] ofUnit;
    private double[] ofPanel;
    private int lanes = 1;

    /** Rows of a factor for each unit. */
    UnitFactors(double[] factors, int units) {
        this.factors = factors;
        this.units = units;
        ofUnit = new double[factors.length * GateKernels.REPEATED];
        for (int i = 0; i < ofUnit.length; i++) {
            ofUnit[i] = factors[i / GateKernels.REPEATED];
        }
        ofPanel = factors;
    }

    /** Whether so many lanes go unit by unit; otherwise the whole panel is one vector. */
    static boolean unitByUnit(int lanes) {
        return lanes >= FEW_LANES;
    }

    /** The factors of units, each repeated; that of a unit in a row begins at {@link #indexOfUnit}. */
    double[] ofUnit() {
        return ofUnit;
    }

    int indexOfUnit(int row, int unit) {
        return (row * units + unit) * GateKernels.REPEATED;
    }

    /** The factors of a panel of so many lanes, row after row. */
    double[] ofPanel(int count) {
        if (count != lanes) {
            int length = factors.length * count;
            if (ofPanel == factors || ofPanel.length < length) {
                ofPanel = new double[factors.length * Math.max(count, FEW_LANES)];
            }
            for (int i = 0; i < factors.length; i++) {
                Arrays.fill(ofPanel, i * count, (i + 1) * count, factors[i]);
            }
            lanes = count;
        }
        return ofPanel;
    }
}
