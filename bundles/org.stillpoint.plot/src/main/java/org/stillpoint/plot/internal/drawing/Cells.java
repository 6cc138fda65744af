package org.stillpoint.plot.internal.drawing;

import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;

/**
 * Values in the cells of a rectangle, which may stand for blocks of a larger matrix: of each block the value of largest magnitude. The
 * darker a cell, the larger the root of its magnitude; positive and negative ones have inks of their own.
 */
public final class Cells {

    private static final double LEAST_DARKNESS = 0.01;

    private final double[] values;
    private final int rows;
    private final int columns;
    private double greatest;
    private boolean negative;

    /** Cells for a matrix of rows and columns, at most so many in each direction. */
    public Cells(int rows, int columns, int mostRows, int mostColumns) {
        this.rows = Math.min(rows, mostRows);
        this.columns = Math.min(columns, mostColumns);
        values = new double[this.rows * this.columns];
    }

    /** Takes an entry of the matrix of all rows and columns; one that is not finite stays away. */
    public void put(int row, int allRows, int column, int allColumns, double value) {
        if (Double.isFinite(value)) {
            int cell = (int) ((long) row * rows / allRows) * columns + (int) ((long) column * columns / allColumns);
            values[cell] = Math.abs(value) > Math.abs(values[cell]) ? value : values[cell];
            greatest = Math.max(greatest, Math.abs(value));
            negative |= value < 0;
        }
    }

    /** The number of rows of cells. */
    public int rows() {
        return rows;
    }

    /** The number of columns of cells. */
    public int columns() {
        return columns;
    }

    /** The largest magnitude. */
    public double greatest() {
        return greatest;
    }

    /** Whether there is a negative value. */
    public boolean hasNegative() {
        return negative;
    }

    /** Paints the cells, neighbours in a row that are alike as one, and a frame around them. */
    public void paint(Painter painter, double left, double top, double width, double height) {
        Frame.around(painter, left, top, columns * width, rows * height);
        for (int row = 0; row < rows; row++) {
            int end;
            for (int column = 0; column < columns; column = end) {
                double value = values[row * columns + column];
                end = column + 1;
                while (end < columns && values[row * columns + end] == value) {
                    end++;
                }
                double darkness = greatest > 0 ? Math.sqrt(Math.abs(value) / greatest) : 0;
                if (darkness > LEAST_DARKNESS) {
                    painter.rectangle(value > 0 ? Ink.SOURCE : Ink.TARGET, darkness, left + column * width, top + row * height,
                            (end - column) * width, height);
                }
            }
        }
    }
}
