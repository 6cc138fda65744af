package org.stillpoint.verify.internal;

/**
 * Products y = A x + b for many x: columns of A times components of x are added up, four at a time, for all x before the next four, so that
 * a wide matrix is read once for all of them.
 */
public final class MatrixRows {

    private static final int AT_ONCE = 4;

    private final int outputs;
    private final int inputs;
    private final double[] columns;
    private final double[] shift;

    /**
     * A matrix and a shift.
     *
     * @param matrix row-major, outputs x inputs; null for no inputs
     * @param shift null for zeros
     */
    public MatrixRows(double[] matrix, double[] shift, int outputs, int inputs) {
        this.outputs = outputs;
        this.inputs = inputs;
        this.shift = shift == null ? new double[outputs] : shift;
        columns = new double[outputs * inputs];
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < inputs; j++) {
                columns[j * outputs + i] = matrix[i * inputs + j];
            }
        }
    }

    /** The number of rows of A. */
    public int outputs() {
        return outputs;
    }

    /** The number of entries of A. */
    public double operations() {
        return (double) outputs * inputs;
    }

    /** The products for rows of x that are {@code stride} apart, written one after the other. */
    public void apply(double[] x, int offset, int stride, int rows, double[] y) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(shift, 0, y, row * outputs, outputs);
        }
        int j = 0;
        for (; j + AT_ONCE <= inputs; j += AT_ONCE) {
            for (int row = 0; row < rows; row++) {
                int at = offset + row * stride + j;
                addFour(columns, j * outputs, outputs, x[at], x[at + 1], x[at + 2], x[at + 3], y, row * outputs);
            }
        }
        for (; j < inputs; j++) {
            for (int row = 0; row < rows; row++) {
                addOne(columns, j * outputs, outputs, x[offset + row * stride + j], y, row * outputs);
            }
        }
    }

    private static void addFour(double[] columns, int from, int length, double x0, double x1, double x2, double x3, double[] y, int to) {
        int second = from + length;
        int third = second + length;
        int fourth = third + length;
        for (int i = 0; i < length; i++) {
            y[to + i] += (columns[from + i] * x0 + columns[second + i] * x1) + (columns[third + i] * x2 + columns[fourth + i] * x3);
        }
    }

    private static void addOne(double[] columns, int from, int length, double x, double[] y, int to) {
        for (int i = 0; i < length; i++) {
            y[to + i] += columns[from + i] * x;
        }
    }
}
