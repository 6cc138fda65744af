package org.stillpoint.io.internal.mps;

import java.util.Arrays;

/** The bounds of columns and the lines that gave them. A column starts with the bounds 0 and infinity. */
final class BoundTable {

    private final double[] lower;
    private final double[] upper;
    private final int[] lowerLines;
    private final int[] upperLines;

    BoundTable(int columns) {
        lower = new double[columns];
        upper = new double[columns];
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        lowerLines = new int[columns];
        upperLines = new int[columns];
    }

    void lower(int column, double value, int line) {
        lower[column] = value;
        lowerLines[column] = line;
    }

    void upper(int column, double value, int line) {
        upper[column] = value;
        upperLines[column] = line;
    }

    /** The line that gave the lower bound, or 0. */
    int lowerLine(int column) {
        return lowerLines[column];
    }

    /** The line that gave the upper bound, or 0. */
    int upperLine(int column) {
        return upperLines[column];
    }

    double[] lower() {
        return lower;
    }

    double[] upper() {
        return upper;
    }
}
