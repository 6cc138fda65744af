package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;

/** Products of matrices with panels: large ones by the host's linear algebra, small ones by loops over lanes. */
final class StridedProducts {

    /** From so many multiplications on, a call of the linear algebra is worth it. */
    private static final long LARGE = 1 << 14;

    private final Blas blas;

    StridedProducts(Blas blas) {
        this.blas = blas;
    }

    /** out = out + A in, A rows x columns, entry (i, j) at {@code from + i * columns + j}; row k of out being its row {@code first + k}. */
    void add(double[] a, int from, int rows, int columns, Panel in, Panel out, int first) {
        int lanes = out.lanes;
        if ((long) rows * columns * lanes >= LARGE) {
            blas.dgemm(Transpose.NO, Transpose.NO, rows, lanes, columns, 1, a, from, columns, in.values, in.offset, in.stride, 1,
                    out.values, out.row(first), out.stride);
        } else {
            combine(a, from, columns, 1, rows, columns, in, 0, out, first);
        }
    }

    /** out = out + A'in, A rows x columns; row k of in being its row {@code first + k}. */
    void addTransposed(double[] a, int from, int rows, int columns, Panel in, int first, Panel out) {
        int lanes = out.lanes;
        if (lanes == 1 && out.stride == 1) {
            addRows(a, from, rows, columns, in, first, out);
        } else if ((long) rows * columns * lanes >= LARGE) {
            blas.dgemm(Transpose.YES, Transpose.NO, columns, lanes, rows, 1, a, from, columns, in.values, in.row(first), in.stride, 1,
                    out.values, out.offset, out.stride);
        } else {
            combine(a, from, 1, columns, columns, rows, in, first, out, 0);
        }
    }

    /** The transposed product with one vector: rows of the matrix, four at a time, times its components. */
    private static void addRows(double[] a, int from, int rows, int columns, Panel in, int first, Panel out) {
        double[] y = out.values;
        int to = out.offset;
        int j = 0;
        for (; j + 4 <= rows; j += 4) {
            int r0 = from + j * columns;
            int r1 = r0 + columns;
            int r2 = r1 + columns;
            int r3 = r2 + columns;
            double x0 = in.values[in.row(first + j)];
            double x1 = in.values[in.row(first + j + 1)];
            double x2 = in.values[in.row(first + j + 2)];
            double x3 = in.values[in.row(first + j + 3)];
            for (int k = 0; k < columns; k++) {
                y[to + k] += x0 * a[r0 + k] + x1 * a[r1 + k] + (x2 * a[r2 + k] + x3 * a[r3 + k]);
            }
        }
        for (; j < rows; j++) {
            int row = from + j * columns;
            double x = in.values[in.row(first + j)];
            for (int k = 0; k < columns; k++) {
                y[to + k] += x * a[row + k];
            }
        }
    }

    /** A = A + left right', rows first to first + rows - 1 of left, A rows x rows of right. */
    void addOuter(Panel left, int first, int rows, Panel right, int columns, double[] a, int from) {
        if (columns > 0 && rows > 0) {
            blas.dgemm(Transpose.NO, Transpose.YES, rows, columns, left.lanes, 1, left.values, left.row(first), left.stride, right.values,
                    right.offset, right.stride, 1, a, from, columns);
        }
    }

    /** a = a + the sums of the rows over the lanes. */
    void addSums(Panel panel, int first, int rows, double[] a, int from) {
        for (int k = 0; k < rows; k++) {
            double sum = 0;
            int row = panel.row(first + k);
            for (int i = 0; i < panel.lanes; i++) {
                sum += panel.values[row + i];
            }
            a[from + k] += sum;
        }
    }

    /** Four rows of the right factor at a time, so that the result is read and written a quarter as often. */
    private static void combine(double[] a, int from, int rowStride, int columnStride, int rows, int columns, Panel in, int firstIn,
            Panel out, int firstOut) {
        double[] x = in.values;
        double[] y = out.values;
        int lanes = out.lanes;
        for (int k = 0; k < rows; k++) {
            int to = out.row(firstOut + k);
            int at = from + k * rowStride;
            int j = 0;
            for (; j + 4 <= columns; j += 4, at += 4 * columnStride) {
                double a0 = a[at];
                double a1 = a[at + columnStride];
                double a2 = a[at + 2 * columnStride];
                double a3 = a[at + 3 * columnStride];
                int x0 = in.row(firstIn + j);
                int x1 = x0 + in.stride;
                int x2 = x1 + in.stride;
                int x3 = x2 + in.stride;
                for (int i = 0; i < lanes; i++) {
                    y[to + i] += a0 * x[x0 + i] + a1 * x[x1 + i] + (a2 * x[x2 + i] + a3 * x[x3 + i]);
                }
            }
            for (; j < columns; j++, at += columnStride) {
                double factor = a[at];
                int row = in.row(firstIn + j);
                for (int i = 0; i < lanes; i++) {
                    y[to + i] += factor * x[row + i];
                }
            }
        }
    }
}
