package org.stillpoint.blas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** A matrix inside a larger array with guard values around it, and plain loops over such matrices. */
final class Grid {
    static final double GUARD = 12345.5;

    final int rows;
    final int columns;
    final int offset;
    final int stride;
    final double[] array;

    private Grid(int rows, int columns, int offset, int stride) {
        this.rows = rows;
        this.columns = columns;
        this.offset = offset;
        this.stride = stride;
        array = new double[offset + rows * stride + 3];
        Arrays.fill(array, GUARD);
    }

    static Grid zero(int rows, int columns, Random random) {
        Grid grid = new Grid(rows, columns, random.nextInt(4), Math.max(1, columns) + random.nextInt(4));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                grid.set(i, j, 0);
            }
        }
        return grid;
    }

    static Grid random(int rows, int columns, Random random) {
        Grid grid = zero(rows, columns, random);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                grid.set(i, j, 2 * random.nextDouble() - 1);
            }
        }
        return grid;
    }

    /** A row vector: contiguous. */
    static Grid vector(int count, Random random) {
        return random(1, count, random);
    }

    /** A random matrix with a heavy diagonal. */
    static Grid dominant(int n, Random random) {
        Grid grid = random(n, n, random);
        for (int i = 0; i < n; i++) {
            grid.set(i, i, grid.get(i, i) + (random.nextBoolean() ? 1 : -1) * (1 + n));
        }
        return grid;
    }

    /** A symmetric positive definite matrix: random plus its transpose, with a heavy diagonal. */
    static Grid definite(int n, Random random) {
        Grid grid = random(n, n, random);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                grid.set(i, j, grid.get(j, i));
            }
            grid.set(i, i, n + random.nextDouble());
        }
        return grid;
    }

    double get(int i, int j) {
        return array[offset + i * stride + j];
    }

    double get(Transpose transpose, int i, int j) {
        return transpose == Transpose.NO ? get(i, j) : get(j, i);
    }

    void set(int i, int j, double value) {
        array[offset + i * stride + j] = value;
    }

    Grid copy() {
        Grid copy = new Grid(rows, columns, offset, stride);
        System.arraycopy(array, 0, copy.array, 0, array.length);
        return copy;
    }

    float[] floats() {
        float[] floats = new float[array.length];
        for (int i = 0; i < array.length; i++) {
            floats[i] = (float) array[i];
        }
        return floats;
    }

    /** The same matrix with its entries rounded to single precision. */
    Grid rounded() {
        Grid copy = copy();
        for (int i = 0; i < array.length; i++) {
            copy.array[i] = (float) array[i];
        }
        return copy;
    }

    /** {@code alpha op(A) op(B) + beta C} by plain loops, in a new matrix of C's layout. */
    static Grid product(Transpose transposeA, Transpose transposeB, int k, double alpha, Grid a, Grid b, double beta, Grid c) {
        Grid result = c.copy();
        for (int i = 0; i < c.rows; i++) {
            for (int j = 0; j < c.columns; j++) {
                double sum = 0;
                for (int p = 0; p < k && alpha != 0; p++) {
                    sum += a.get(transposeA, i, p) * b.get(transposeB, p, j);
                }
                result.set(i, j, (alpha == 0 ? 0 : alpha * sum) + (beta == 0 ? 0 : beta * c.get(i, j)));
            }
        }
        return result;
    }

    /** One triangle, with zeros, or ones on the diagonal, in the rest. */
    Grid triangle(Triangle triangle, boolean unit) {
        Grid result = copy();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                boolean outside = triangle == Triangle.UPPER ? j < i : j > i;
                if (outside) {
                    result.set(i, j, 0);
                } else if (i == j && unit) {
                    result.set(i, j, 1);
                }
            }
        }
        return result;
    }

    /** Compares all entries of the array, the guards exactly. */
    void assertClose(Grid expected, double tolerance, String what) {
        for (int position = 0; position < array.length; position++) {
            boolean inside = position >= offset && (position - offset) / stride < rows && (position - offset) % stride < columns;
            double want = expected.array[position];
            double found = array[position];
            if (!inside) {
                assertEquals(want, found, 0, what + ": guard at " + position);
            } else if (Double.isNaN(want)) {
                assertTrue(Double.isNaN(found), what + ": NaN expected at " + position + ", found " + found);
            } else {
                assertEquals(want, found, tolerance * Math.max(1, Math.abs(want)), what + ": entry at " + position);
            }
        }
    }
}
