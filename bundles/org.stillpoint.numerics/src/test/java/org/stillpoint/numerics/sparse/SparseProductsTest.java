package org.stillpoint.numerics.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SparseProductsTest {

    @RepeatedTest(40)
    void productsAgreeWithTheDenseOnes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int rows = random.nextInt(30);
        int columns = random.nextInt(30);
        DMatrixSparseCSC a = RandomMatrices.sparse(rows, columns, random.nextDouble(), random);
        double[] scalars = {0, 1, -1, random.nextGaussian()};
        double alpha = scalars[random.nextInt(4)];
        double beta = scalars[random.nextInt(4)];
        double[] x = RandomMatrices.vector(columns, random);
        double[] y = RandomMatrices.vector(rows, random);
        double[] expectedRows = new double[rows];
        double[] expectedColumns = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                expectedRows[i] += alpha * a.get(i, j) * x[j];
                expectedColumns[j] += alpha * a.get(i, j) * y[i];
            }
        }
        double[] rowResult = RandomMatrices.vector(rows, random);
        double[] columnResult = RandomMatrices.vector(columns, random);
        for (int i = 0; i < rows; i++) {
            expectedRows[i] += beta * rowResult[i];
        }
        for (int j = 0; j < columns; j++) {
            expectedColumns[j] += beta * columnResult[j];
        }
        SparseProducts.multiply(alpha, a, x, beta, rowResult);
        SparseProducts.multiplyTransposed(alpha, a, y, beta, columnResult);
        assertArrayEquals(expectedRows, rowResult, 1e-13);
        assertArrayEquals(expectedColumns, columnResult, 1e-13);
    }

    @Test
    void zeroBetaForgetsNotANumber() {
        DMatrixSparseCSC a = RandomMatrices.sparse(3, 2, 1, new Random(5));
        double[] rows = {Double.NaN, Double.NaN, Double.NaN};
        double[] columns = {Double.NaN, Double.NaN};
        SparseProducts.multiply(0, a, new double[2], 0, rows);
        SparseProducts.multiplyTransposed(1, a, new double[3], 0, columns);
        assertArrayEquals(new double[3], rows);
        assertArrayEquals(new double[2], columns);
    }

    @RepeatedTest(20)
    void transpositionSortsAndIsItsOwnInverse(RepetitionInfo repetition) {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        DMatrixSparseCSC a = RandomMatrices.sparse(random.nextInt(20), random.nextInt(20), 0.3, random);
        DMatrixSparseCSC transposed = SparseProducts.transpose(a);
        assertEquals(a.numRows, transposed.numCols);
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < a.numCols; j++) {
                assertEquals(a.get(i, j), transposed.get(j, i));
            }
            for (int k = transposed.col_idx[i] + 1; k < transposed.col_idx[i + 1]; k++) {
                assertEquals(-1, Integer.signum(transposed.nz_rows[k - 1] - transposed.nz_rows[k]));
            }
        }
        DMatrixSparseCSC twice = SparseProducts.transpose(transposed);
        assertArrayEquals(Arrays.copyOf(a.col_idx, a.numCols + 1), twice.col_idx);
        assertEquals(a.nz_length, twice.nz_length);
    }

    @RepeatedTest(20)
    void normsAgreeWithTheirDefinition(RepetitionInfo repetition) {
        Random random = new Random(200 + repetition.getCurrentRepetition());
        DMatrixSparseCSC a = RandomMatrices.sparse(1 + random.nextInt(20), 1 + random.nextInt(20), 0.4, random);
        for (VectorNorm norm : VectorNorm.values()) {
            double[] rows = new double[a.numRows];
            double[] columns = new double[a.numCols];
            SparseProducts.rowNorms(a, norm, rows);
            SparseProducts.columnNorms(a, norm, columns);
            for (int j = 0; j < a.numCols; j++) {
                double[] column = new double[a.numRows];
                for (int i = 0; i < a.numRows; i++) {
                    column[i] = a.get(i, j);
                }
                assertEquals(norm(column, norm), columns[j], 1e-13);
            }
            SparseProducts.columnNorms(SparseProducts.transpose(a), norm, new double[a.numRows]);
            double[] transposedColumns = new double[a.numRows];
            SparseProducts.columnNorms(SparseProducts.transpose(a), norm, transposedColumns);
            assertArrayEquals(transposedColumns, rows, 1e-13);
        }
    }

    private static double norm(double[] x, VectorNorm norm) {
        switch (norm) {
            case ONE: return Arrays.stream(x).map(Math::abs).sum();
            case TWO: return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
            default: return Arrays.stream(x).map(Math::abs).max().orElse(0);
        }
    }

    @Test
    void refusesWrongShapesAndAliases() {
        DMatrixSparseCSC a = RandomMatrices.sparse(4, 4, 0.5, new Random(3));
        double[] x = new double[4];
        assertThrows(IllegalArgumentException.class, () -> SparseProducts.multiply(1, a, x, 0, x));
        assertThrows(IllegalArgumentException.class, () -> SparseProducts.multiply(1, a, new double[3], 0, x));
        assertThrows(IllegalArgumentException.class, () -> SparseProducts.multiplyTransposed(1, a, x, 0, new double[5]));
        assertThrows(IllegalArgumentException.class, () -> SparseProducts.rowNorms(a, VectorNorm.ONE, new double[5]));
    }
}
