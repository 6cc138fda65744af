package org.stillpoint.plot.model;

import java.util.Arrays;
import java.util.List;

/** Mass in the cells of a rectangle. A cell may stand for a block of rows and columns of what is shown. */
public final class HeatMap {

    private final double[] cells;
    private final int rows;
    private final int columns;
    private final double greatest;

    private HeatMap(double[] cells, int rows, int columns) {
        this.cells = cells;
        this.rows = rows;
        this.columns = columns;
        greatest = Math.max(0, Arrays.stream(cells).max().orElse(0));
    }

    /** A plan of a number of sources, from above, and targets, from left to right, in at most so many rows and columns. */
    public static HeatMap of(List<Movement> movements, int sources, int targets, int mostRows, int mostColumns) {
        int rows = Math.min(sources, mostRows);
        int columns = Math.min(targets, mostColumns);
        double[] cells = new double[rows * columns];
        for (Movement movement : movements) {
            cells[block(movement.source(), sources, rows) * columns + block(movement.target(), targets, columns)] += movement.mass();
        }
        return new HeatMap(cells, rows, columns);
    }

    /** The weights of a grid of rows and columns, in at most so many of each. */
    public static HeatMap ofGrid(double[] weights, int gridRows, int gridColumns, int most) {
        int rows = Math.min(gridRows, most);
        int columns = Math.min(gridColumns, most);
        double[] cells = new double[rows * columns];
        for (int k = 0; k < weights.length; k++) {
            cells[block(k / gridColumns, gridRows, rows) * columns + block(k % gridColumns, gridColumns, columns)] += weights[k];
        }
        return new HeatMap(cells, rows, columns);
    }

    private static int block(int index, int length, int blocks) {
        return (int) ((long) index * blocks / length);
    }

    /** The number of rows of cells. */
    public int rows() {
        return rows;
    }

    /** The number of columns of cells. */
    public int columns() {
        return columns;
    }

    /** The mass of the heaviest cell. */
    public double greatest() {
        return greatest;
    }

    /** How dark a cell is to be, from 0 to 1: by the root of its mass, so that what is light can be seen. */
    public double darkness(int row, int column) {
        return greatest > 0 ? Math.sqrt(Math.max(cells[row * columns + column], 0) / greatest) : 0;
    }
}
