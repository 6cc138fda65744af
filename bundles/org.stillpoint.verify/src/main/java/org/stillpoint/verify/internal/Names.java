package org.stillpoint.verify.internal;

import java.util.List;
import org.stillpoint.api.problem.LinearProgram;

/** Names of rows and columns in notes; where a program has none, their numbers from 1. */
final class Names {

    private Names() {
    }

    static String row(LinearProgram program, int row) {
        return "row " + name(program.rowNames(), row);
    }

    static String column(LinearProgram program, int column) {
        return "column " + name(program.columnNames(), column);
    }

    private static String name(List<String> names, int index) {
        return names.isEmpty() ? String.valueOf(index + 1) : "'" + names.get(index) + "'";
    }

    /** The index of the largest magnitude; the array is not empty. */
    static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        return largest;
    }
}
