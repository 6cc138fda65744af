package org.stillpoint.recurrence.internal.scan;

import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.numerics.VectorKernels;

/**
 * Products of square matrices whose entries are kept as {@link JacobianStructure} says: parts that are diagonal. Such matrices are closed
 * under products. Everything works on ranges of arrays that the caller holds, and allocates nothing; the order of summation is fixed.
 */
public final class BlockMatrices {

    /** From this length on, dense rows are worth the vector kernels. */
    private static final int LONG_ROW = 48;

    private final int size;
    private final int block;
    private final int units;

    /**
     * Matrices of one size.
     *
     * @param size the number of rows and columns
     * @param structure which entries there are
     */
    public BlockMatrices(int size, JacobianStructure structure) {
        if (size % structure.block() != 0) {
            throw new IllegalArgumentException(structure.block() + " parts do not divide " + size + " components");
        }
        this.size = size;
        block = structure.block();
        units = size / block;
    }

    /** The number of rows and columns. */
    public int size() {
        return size;
    }

    /** The number of entries of a matrix. */
    public int entries() {
        return size * block;
    }

    /** About how many floating-point operations the product with a vector takes; that of two matrices takes as many for each part. */
    public int operations() {
        return 2 * entries();
    }

    /** The number of parts of a row. */
    public int block() {
        return block;
    }

    /** y = y + M x. */
    public void addProduct(double[] matrix, int matrixOffset, double[] x, int xOffset, double[] y, int yOffset) {
        if (units == 1) {
            addDense(matrix, matrixOffset, x, xOffset, y, yOffset);
            return;
        }
        for (int p = 0; p < block; p++) {
            int to = yOffset + p * units;
            for (int q = 0; q < block; q++) {
                addScaled(matrix, matrixOffset + (p * block + q) * units, x, xOffset + q * units, y, to);
            }
        }
    }

    /** y = y + M'x. */
    public void addTransposedProduct(double[] matrix, int matrixOffset, double[] x, int xOffset, double[] y, int yOffset) {
        if (units == 1) {
            addDenseTransposed(matrix, matrixOffset, x, xOffset, y, yOffset);
            return;
        }
        for (int p = 0; p < block; p++) {
            for (int q = 0; q < block; q++) {
                addScaled(matrix, matrixOffset + (p * block + q) * units, x, xOffset + p * units, y, yOffset + q * units);
            }
        }
    }

    /** result = L R; the result overlaps neither. */
    public void multiply(double[] left, int leftOffset, double[] right, int rightOffset, double[] result, int resultOffset) {
        for (int p = 0; p < block; p++) {
            int row = resultOffset + p * size;
            for (int k = 0; k < size; k++) {
                result[row + k] = 0;
            }
            for (int r = 0; r < block; r++) {
                int factor = leftOffset + (p * block + r) * units;
                int other = rightOffset + r * size;
                if (units == 1) {
                    addMultiple(left[factor], right, other, result, row);
                } else {
                    for (int q = 0; q < block; q++) {
                        addScaled(left, factor, right, other + q * units, result, row + q * units);
                    }
                }
            }
        }
    }

    /** Makes a matrix the identity. */
    public void identity(double[] matrix, int offset) {
        for (int p = 0; p < block; p++) {
            for (int q = 0; q < block; q++) {
                for (int i = 0; i < units; i++) {
                    matrix[offset + (p * block + q) * units + i] = p == q ? 1 : 0;
                }
            }
        }
    }

    /** y = y + a x for each unit. */
    private void addScaled(double[] a, int aOffset, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < units; i++) {
            y[yOffset + i] += a[aOffset + i] * x[xOffset + i];
        }
    }

    private void addDense(double[] matrix, int matrixOffset, double[] x, int xOffset, double[] y, int yOffset) {
        int i = 0;
        if (size >= LONG_ROW) {
            for (; i < size; i++) {
                y[yOffset + i] += VectorKernels.dot(matrix, matrixOffset + i * size, x, xOffset, size);
            }
        }
        // Four rows at a time, so that four sums are under way.
        for (; i + 4 <= size; i += 4) {
            int row = matrixOffset + i * size;
            double first = 0;
            double second = 0;
            double third = 0;
            double fourth = 0;
            for (int j = 0; j < size; j++) {
                double value = x[xOffset + j];
                first += matrix[row + j] * value;
                second += matrix[row + size + j] * value;
                third += matrix[row + 2 * size + j] * value;
                fourth += matrix[row + 3 * size + j] * value;
            }
            y[yOffset + i] += first;
            y[yOffset + i + 1] += second;
            y[yOffset + i + 2] += third;
            y[yOffset + i + 3] += fourth;
        }
        for (; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += matrix[matrixOffset + i * size + j] * x[xOffset + j];
            }
            y[yOffset + i] += sum;
        }
    }

    private void addDenseTransposed(double[] matrix, int matrixOffset, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < size; i++) {
            addMultiple(x[xOffset + i], matrix, matrixOffset + i * size, y, yOffset);
        }
    }

    private void addMultiple(double factor, double[] x, int xOffset, double[] y, int yOffset) {
        if (size >= LONG_ROW) {
            VectorKernels.axpy(factor, x, xOffset, y, yOffset, size);
            return;
        }
        for (int j = 0; j < size; j++) {
            y[yOffset + j] += factor * x[xOffset + j];
        }
    }
}
