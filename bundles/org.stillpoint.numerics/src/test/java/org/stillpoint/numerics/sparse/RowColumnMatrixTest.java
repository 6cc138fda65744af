package org.stillpoint.numerics.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RowColumnMatrixTest {

    @RepeatedTest(30)
    void bothStoragesHoldTheMatrixAlsoAfterScaling(RepetitionInfo repetition) {
        Random random = new Random(300 + repetition.getCurrentRepetition());
        int rows = random.nextInt(25);
        int columns = random.nextInt(25);
        DMatrixSparseCSC a = RandomMatrices.sparse(rows, columns, random.nextDouble(), random);
        RowColumnMatrix matrix = RowColumnMatrix.of(a);
        double[] rowFactors = RandomMatrices.vector(rows, random);
        double[] columnFactors = RandomMatrices.vector(columns, random);
        assertEntries(matrix, a, null, null);
        matrix.scale(rowFactors, columnFactors);
        assertEntries(matrix, a, rowFactors, columnFactors);
        assertEquals(a.nz_length, matrix.nonzeros());
    }

    private static void assertEntries(RowColumnMatrix matrix, DMatrixSparseCSC a, double[] rowFactors, double[] columnFactors) {
        double[][] byRows = new double[matrix.rows()][matrix.columns()];
        double[][] byColumns = new double[matrix.rows()][matrix.columns()];
        double[][] expected = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int k = matrix.rowStarts()[i]; k < matrix.rowStarts()[i + 1]; k++) {
                byRows[i][matrix.columnIndices()[k]] += matrix.rowValues()[k];
            }
        }
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStarts()[j]; k < matrix.columnStarts()[j + 1]; k++) {
                byColumns[matrix.rowIndices()[k]][j] += matrix.columnValues()[k];
            }
            for (int i = 0; i < matrix.rows(); i++) {
                expected[i][j] += rowFactors == null ? a.get(i, j) : a.get(i, j) * (rowFactors[i] * columnFactors[j]);
            }
        }
        for (int i = 0; i < matrix.rows(); i++) {
            assertArrayEquals(expected[i], byRows[i]);
            assertArrayEquals(expected[i], byColumns[i]);
        }
    }

    @RepeatedTest(20)
    void productsAgreeWithThoseOfTheColumnStorage(RepetitionInfo repetition) {
        Random random = new Random(400 + repetition.getCurrentRepetition());
        DMatrixSparseCSC a = RandomMatrices.sparse(random.nextInt(40), random.nextInt(40), 0.3, random);
        assertProducts(a, random, Runnable::run);
    }

    @Test
    void twoThreadsGiveTheSameBits() {
        Random random = new Random(17);
        DMatrixSparseCSC large = RandomMatrices.sparse(600, 500, 0.4, random);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            for (int round = 0; round < 50; round++) {
                assertProducts(large, random, pool);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void doesAllTheWorkItselfWhenTheExecutorDoesNone() {
        Random random = new Random(18);
        DMatrixSparseCSC large = RandomMatrices.sparse(400, 500, 0.6, random);
        AtomicInteger offered = new AtomicInteger();
        assertProducts(large, random, task -> offered.incrementAndGet());
        assertProducts(large, random, task -> {
            offered.incrementAndGet();
            throw new RejectedExecutionException();
        });
        assertEquals(4, offered.get());
    }

    private static void assertProducts(DMatrixSparseCSC a, Random random, Executor executor) {
        RowColumnMatrix matrix = RowColumnMatrix.of(a);
        double[] x = RandomMatrices.vector(a.numCols, random);
        double[] y = RandomMatrices.vector(a.numRows, random);
        double[] expectedRows = new double[a.numRows];
        double[] expectedColumns = new double[a.numCols];
        SparseProducts.multiply(1, a, x, 0, expectedRows);
        SparseProducts.multiplyTransposed(1, a, y, 0, expectedColumns);
        double[] rows = new double[a.numRows];
        double[] columns = new double[a.numCols];
        matrix.multiply(x, rows);
        matrix.multiplyTransposed(y, columns);
        assertArrayEquals(expectedRows, rows, 1e-11);
        assertArrayEquals(expectedColumns, columns, 1e-11);
        double[] sharedRows = new double[a.numRows];
        double[] sharedColumns = new double[a.numCols];
        matrix.multiply(x, sharedRows, executor);
        matrix.multiplyTransposed(y, sharedColumns, executor);
        assertArrayEquals(rows, sharedRows);
        assertArrayEquals(columns, sharedColumns);
    }

    @Test
    void refusesWrongShapes() {
        RowColumnMatrix matrix = RowColumnMatrix.of(RandomMatrices.sparse(4, 3, 0.5, new Random(3)));
        assertThrows(IllegalArgumentException.class, () -> matrix.multiply(new double[4], new double[4]));
        assertThrows(IllegalArgumentException.class, () -> matrix.multiplyTransposed(new double[4], new double[4]));
        assertThrows(IllegalArgumentException.class, () -> matrix.scale(new double[3], new double[3]));
    }
}
