package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.numerics.PanelMatrix;

/** The transpose of a matrix, laid out for products when it is first asked for: only derivatives need it. */
final class TransposedMatrix {

    private final double[] matrix;
    private final int rows;
    private final int columns;
    private volatile PanelMatrix transpose;

    /** The transpose of a matrix that is given row by row. */
    TransposedMatrix(double[] matrix, int rows, int columns) {
        this.matrix = matrix;
        this.rows = rows;
        this.columns = columns;
    }

    PanelMatrix get() {
        PanelMatrix made = transpose;
        return made == null ? make() : made;
    }

    private synchronized PanelMatrix make() {
        if (transpose == null) {
            transpose = PanelMatrix.of(Transposition.of(matrix, rows, columns), 0, columns, rows);
        }
        return transpose;
    }
}
