package org.stillpoint.plot.internal.drawing;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;

/**
 * The entries of a matrix: those of a dense one the darker the larger; where a sparse one has any, alike however large they are. Large
 * matrices in blocks. Rows and columns have their names where they are few.
 */
public final class MatrixPicture {

    private static final int WIDTH = 760;
    /** As much as the texts above and below take. */
    private static final int LEAST_WIDTH = 520;
    private static final int TOP = 26;
    private static final int MARGIN = 26;
    private static final int MOST = 96;
    private static final int MOST_SPARSE = 180;
    private static final int MOST_NAMES = 32;
    private static final double LARGEST_CELL = 64;
    private static final double MOST_HEIGHT = 480;
    /** So many times as long as broad, or as broad as long. */
    private static final int SLENDER = 4;

    private final String caption;
    private final String foot;
    private final Cells cells;
    private final List<String> rowNames;
    private final List<String> columnNames;
    private final double left;
    private final double cellWidth;
    private final double cellHeight;
    private final double namesBelow;

    private MatrixPicture(String caption, String foot, Cells cells, List<String> rowNames, List<String> columnNames) {
        this.caption = caption;
        this.foot = foot;
        this.cells = cells;
        this.rowNames = rowNames;
        this.columnNames = columnNames;
        left = rowNames.isEmpty() ? MARGIN : Math.max(MARGIN, Names.room(rowNames));
        namesBelow = columnNames.isEmpty() ? 0 : Names.room(columnNames);
        double widest = Math.min(LARGEST_CELL, (WIDTH - left - MARGIN) / cells.columns());
        double highest = Math.min(LARGEST_CELL, MOST_HEIGHT / cells.rows());
        double side = Math.min(widest, highest);
        boolean slender = Math.max(cells.rows(), cells.columns()) > SLENDER * Math.min(cells.rows(), cells.columns());
        // Cells are squares unless the matrix is so slender that they could hardly be seen.
        cellWidth = slender ? Math.min(widest, SLENDER * side) : side;
        cellHeight = slender ? Math.min(highest, SLENDER * side) : side;
    }

    /** A dense matrix of rows and columns, row-major from an offset; none of an empty one. */
    public static Optional<Picture> dense(String title, double[] values, int offset, int rows, int columns, List<String> rowNames,
            List<String> columnNames) {
        if (rows == 0 || columns == 0) {
            return Optional.empty();
        }
        Cells cells = new Cells(rows, columns, MOST, MOST);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                cells.put(i, rows, j, columns, values[offset + i * columns + j]);
            }
        }
        boolean blocks = cells.rows() < rows || cells.columns() < columns;
        String foot = "strongest colour: " + Figures.digits(cells.greatest(), 3) + (cells.hasNegative()
                ? " in magnitude; blue positive, orange negative"
                : "") + (blocks ? "; each cell shows the largest entry of a block" : "");
        return Optional.of(new MatrixPicture(extent(rows, "row", columns), foot, cells, few(rowNames, rows, cells.rows()),
                few(columnNames, columns, cells.columns())).picture(title));
    }

    /** Where a sparse matrix has entries; none of an empty one. */
    public static Optional<Picture> sparse(String title, DMatrixSparseCSC matrix, List<String> rowNames, List<String> columnNames) {
        if (matrix.numRows == 0 || matrix.numCols == 0) {
            return Optional.empty();
        }
        Cells cells = new Cells(matrix.numRows, matrix.numCols, MOST_SPARSE, MOST_SPARSE);
        for (int j = 0; j < matrix.numCols; j++) {
            for (int k = matrix.col_idx[j]; k < matrix.col_idx[j + 1]; k++) {
                cells.put(matrix.nz_rows[k], matrix.numRows, j, matrix.numCols, Math.signum(matrix.nz_values[k]));
            }
        }
        double share = 100.0 * matrix.getNonZeroLength() / ((double) matrix.numRows * matrix.numCols);
        boolean blocks = cells.rows() < matrix.numRows || cells.columns() < matrix.numCols;
        String foot = Figures.count(matrix.getNonZeroLength()) + " entries, " + Figures.digits(share, 3) + " %"
                + (cells.hasNegative() ? "; blue positive, orange negative" : "") + (blocks ? "; each cell stands for a block" : "");
        return Optional.of(new MatrixPicture(extent(matrix.numRows, "row", matrix.numCols), foot, cells, few(rowNames, matrix.numRows,
                cells.rows()),
                few(columnNames, matrix.numCols, cells.columns())).picture(title));
    }

    /** A dense or a sparse matrix. */
    public static Optional<Picture> of(String title, DMatrix matrix, List<String> rowNames, List<String> columnNames) {
        return matrix instanceof DMatrixSparseCSC sparse ? sparse(title, sparse, rowNames, columnNames)
                : matrix instanceof DMatrixRMaj dense
                        ? dense(title, dense.data, 0, dense.numRows, dense.numCols, rowNames, columnNames) : Optional.empty();
    }

    private static List<String> few(List<String> names, int all, int shown) {
        return names.size() == all && all == shown && all <= MOST_NAMES ? names : List.of();
    }

    private static String extent(int rows, String name, int columns) {
        return Figures.count(rows) + " " + name + (rows == 1 ? "" : "s") + " from above, " + Figures.count(columns) + " column"
                + (columns == 1 ? "" : "s") + " from left to right";
    }

    private Picture picture(String title) {
        int height = (int) Math.ceil(TOP + cells.rows() * cellHeight + namesBelow + 34);
        int width = (int) Math.ceil(Math.max(LEAST_WIDTH, left + cells.columns() * cellWidth + MARGIN));
        return Picture.of(title, title + ": " + caption, width, height, this::paint);
    }

    private void paint(Painter painter) {
        painter.text(Ink.MUTED, Anchor.START, left, 16, caption);
        cells.paint(painter, left, TOP, cellWidth, cellHeight);
        double bottom = TOP + cells.rows() * cellHeight;
        if (cellHeight >= Painter.TEXT_SIZE) {
            for (int i = 0; i < rowNames.size(); i++) {
                painter.text(Ink.MUTED, Anchor.END, left - 6, TOP + (i + 0.5) * cellHeight + 4, Names.shortened(rowNames.get(i)));
            }
        }
        if (cellWidth >= Painter.TEXT_SIZE) {
            for (int j = 0; j < columnNames.size(); j++) {
                painter.upright(Ink.MUTED, left + (j + 0.5) * cellWidth - 4, bottom + 8, Names.shortened(columnNames.get(j)));
            }
        }
        painter.text(Ink.MUTED, Anchor.START, left, bottom + namesBelow + 24, foot);
    }
}
