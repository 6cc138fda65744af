package org.stillpoint.halpern.internal.linearprogram;

import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/** The same program in other words: rows and columns permuted and scaled by powers of two from 1/8 to 8. */
final class Transformed {

    private final Random random;
    private final LinearProgram program;
    private final int[] rowPlaces;
    private final int[] columnPlaces;
    private final double[] rowScale;
    private final double[] columnScale;

    private Transformed(LinearProgram program, long seed) {
        this.program = program;
        random = new Random(seed);
        rowPlaces = permutation(program.rows());
        columnPlaces = permutation(program.columns());
        rowScale = powersOfTwo(program.rows());
        columnScale = powersOfTwo(program.columns());
    }

    /** A transformed program; its optimum is that of the program. */
    static LinearProgram of(LinearProgram program, long seed) {
        return new Transformed(program, seed).build();
    }

    private LinearProgram build() {
        DMatrixSparseCSC matrix = program.matrix();
        int[] sources = new int[program.columns()];
        for (int column = 0; column < sources.length; column++) {
            sources[columnPlaces[column]] = column;
        }
        DMatrixSparseCSC moved = new DMatrixSparseCSC(matrix.numRows, matrix.numCols, matrix.nz_length);
        moved.nz_length = matrix.nz_length;
        int place = 0;
        for (int column = 0; column < sources.length; column++) {
            int source = sources[column];
            for (int k = matrix.col_idx[source]; k < matrix.col_idx[source + 1]; k++) {
                moved.nz_rows[place] = rowPlaces[matrix.nz_rows[k]];
                moved.nz_values[place++] = matrix.nz_values[k] * rowScale[matrix.nz_rows[k]] * columnScale[source];
            }
            moved.col_idx[column + 1] = place;
        }
        moved.indicesSorted = false;
        moved.sortIndices(null);
        return LinearProgram.of(columns(program.objective(), true), moved).name(program.name())
                .objectiveConstant(program.objectiveConstant()).maximise(program.maximise())
                .rowBounds(rows(program.rowLower()), rows(program.rowUpper()))
                .columnBounds(columns(program.columnLower(), false), columns(program.columnUpper(), false)).build();
    }

    private double[] rows(double[] values) {
        double[] result = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            result[rowPlaces[row]] = values[row] * rowScale[row];
        }
        return result;
    }

    private double[] columns(double[] values, boolean costs) {
        double[] result = new double[values.length];
        for (int column = 0; column < values.length; column++) {
            result[columnPlaces[column]] = costs ? values[column] * columnScale[column] : values[column] / columnScale[column];
        }
        return result;
    }

    private int[] permutation(int length) {
        int[] places = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            places[i] = places[other];
            places[other] = i;
        }
        return places;
    }

    private double[] powersOfTwo(int length) {
        double[] scales = new double[length];
        for (int i = 0; i < length; i++) {
            scales[i] = Math.scalb(1.0, random.nextInt(7) - 3);
        }
        return scales;
    }
}
