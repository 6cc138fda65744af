package org.stillpoint.numerics.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SparseCholeskyTest {

    static Stream<PositiveDefinite> matrices() {
        Random random = new Random(51);
        Stream<PositiveDefinite> corner = Stream.of(PositiveDefinite.random(0, 0, random), PositiveDefinite.random(1, 0, random),
                PositiveDefinite.random(2, 1, random), PositiveDefinite.random(9, 0, random), PositiveDefinite.random(70, 1, random),
                PositiveDefinite.arrow(60), PositiveDefinite.grid(11), PositiveDefinite.blocks(80, 5, random),
                PositiveDefinite.blocks(60, 30, random), PositiveDefinite.random(150, 0.3, random));
        Stream<PositiveDefinite> sparse = Stream.generate(() -> PositiveDefinite.random(random.nextInt(130),
                Math.pow(random.nextDouble(), 3), random)).limit(40);
        return Stream.concat(corner, sparse);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void solvesWithEveryOrder(PositiveDefinite a) {
        for (FillReduction ordering : FillReduction.values()) {
            SparseCholesky cholesky = SparseCholesky.analyze(a.dimension, a.columnStarts, a.rowIndices, ordering);
            assertTrue(cholesky.factorize(a.values));
            assertEquals(-1, cholesky.failedColumn());
            double[] expected = RandomMatrices.vector(a.dimension, new Random(1));
            double[] x = a.times(expected);
            cholesky.solve(x);
            assertArrayEquals(expected, x, 1e-12 * (1 + a.dimension));
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void predictsTheFactorOfItsOrder(PositiveDefinite a) {
        for (FillReduction ordering : FillReduction.values()) {
            SparseCholesky cholesky = SparseCholesky.analyze(a.dimension, a.columnStarts, a.rowIndices, ordering);
            assertTrue(PositiveDefinite.isPermutation(cholesky.permutation()));
            assertEquals(a.factorNonzeros(cholesky.permutation()), cholesky.factorNonzeros());
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void factorisesAgainWithOtherValuesAndZeroEntries(PositiveDefinite a) {
        SparseCholesky cholesky = SparseCholesky.analyze(a.dimension, a.columnStarts, a.rowIndices);
        Random random = new Random(52);
        double[] reference = RandomMatrices.vector(a.dimension, random);
        double[] b = a.times(reference);
        assertTrue(cholesky.factorize(a.values));
        double[] first = b.clone();
        cholesky.solve(first);
        double[] diagonalOnly = new double[a.values.length];
        double[] expected = reference.clone();
        for (int j = 0; j < a.dimension; j++) {
            for (int k = a.columnStarts[j]; k < a.columnStarts[j + 1]; k++) {
                if (a.rowIndices[k] == j) {
                    diagonalOnly[k] = 1 + j;
                    expected[j] /= 1 + j;
                }
            }
        }
        assertTrue(cholesky.factorize(diagonalOnly));
        double[] x = reference.clone();
        cholesky.solve(x);
        assertArrayEquals(expected, x, 1e-14);
        assertTrue(cholesky.factorize(a.values));
        double[] again = b.clone();
        cholesky.solve(again);
        assertArrayEquals(first, again);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void namesAPivotThatIsNotPositive(PositiveDefinite a) {
        if (a.dimension == 0) {
            return;
        }
        SparseCholesky cholesky = SparseCholesky.analyze(a.dimension, a.columnStarts, a.rowIndices);
        int bad = a.dimension / 2;
        for (double pivot : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] values = a.values.clone();
            for (int k = a.columnStarts[bad]; k < a.columnStarts[bad + 1]; k++) {
                if (a.rowIndices[k] == bad) {
                    values[k] = pivot;
                }
            }
            assertFalse(cholesky.factorize(values));
            assertEquals(bad, cholesky.failedColumn());
            assertThrows(IllegalStateException.class, () -> cholesky.solve(new double[a.dimension]));
            assertEquals(1, cholesky.factorizeRegularized(values, 1e-12));
            assertEquals(-1, cholesky.failedColumn());
        }
        assertTrue(cholesky.factorize(a.values));
    }

    @Test
    void replacedPivotsLeaveZerosInTheSolution() {
        // Two equal rows: the second pivot is zero, and the system is consistent for equal right-hand sides.
        int[] starts = {0, 3, 5, 6};
        int[] rows = {0, 1, 2, 1, 2, 2};
        double[] values = {2, 2, 1, 2, 1, 3};
        SparseCholesky cholesky = SparseCholesky.analyze(3, starts, rows);
        assertEquals(1, cholesky.factorizeRegularized(values, 1e-14));
        double[] x = {4, 4, 7};
        cholesky.solve(x);
        assertEquals(4, 2 * x[0] + 2 * x[1] + x[2], 1e-14);
        assertEquals(7, x[0] + x[1] + 3 * x[2], 1e-14);
        assertEquals(0, x[0] * x[1], 1e-100);
    }

    @Test
    void minimumDegreeReducesFill() {
        PositiveDefinite grid = PositiveDefinite.grid(20);
        long natural = SparseCholesky.analyze(grid.dimension, grid.columnStarts, grid.rowIndices, FillReduction.NATURAL).factorNonzeros();
        SparseCholesky ordered = SparseCholesky.analyze(grid.dimension, grid.columnStarts, grid.rowIndices);
        assertTrue(ordered.factorNonzeros() < 0.6 * natural, ordered.factorNonzeros() + " of " + natural);
        PositiveDefinite arrow = PositiveDefinite.arrow(50);
        assertEquals(50 * 51 / 2, SparseCholesky.analyze(50, arrow.columnStarts, arrow.rowIndices, FillReduction.NATURAL).factorNonzeros());
        assertEquals(2 * 50 - 1, SparseCholesky.analyze(50, arrow.columnStarts, arrow.rowIndices).factorNonzeros());
    }

    @Test
    void addsRepeatedEntriesAndTakesAbsentDiagonalsAsZero() {
        SparseCholesky cholesky = SparseCholesky.analyze(2, new int[] {0, 2, 4}, new int[] {0, 1, 1, 1});
        assertTrue(cholesky.factorize(new double[] {4, 2, 2, 3}));
        double[] x = {8, 9};
        cholesky.solve(x);
        assertArrayEquals(new double[] {11.0 / 8, 5.0 / 4}, x, 1e-15);
        SparseCholesky singular = SparseCholesky.analyze(2, new int[] {0, 1, 1}, new int[] {0});
        assertFalse(singular.factorize(new double[] {1}));
        assertEquals(1, singular.failedColumn());
    }

    @Test
    void refusesPatternsThatAreNoLowerTriangle() {
        assertThrows(IllegalArgumentException.class, () -> SparseCholesky.analyze(2, new int[] {0, 1, 2}, new int[] {0, 0}));
        assertThrows(IllegalArgumentException.class, () -> SparseCholesky.analyze(2, new int[] {0, 1, 2}, new int[] {0, 2}));
        assertThrows(IllegalArgumentException.class, () -> SparseCholesky.analyze(2, new int[] {0, 1}, new int[] {0}));
        assertThrows(IllegalArgumentException.class, () -> SparseCholesky.analyze(2, new int[] {0, 2, 1}, new int[] {0, 1}));
        assertThrows(IllegalArgumentException.class, () -> SparseCholesky.analyze(1, new int[] {0, 2}, new int[] {0}));
        SparseCholesky cholesky = SparseCholesky.analyze(1, new int[] {0, 1}, new int[] {0});
        assertThrows(IllegalStateException.class, () -> cholesky.solve(new double[1]));
        assertThrows(IllegalArgumentException.class, () -> cholesky.solve(new double[2]));
        assertThrows(IllegalArgumentException.class, () -> cholesky.factorizeRegularized(new double[] {1}, 0));
        assertThrows(IllegalArgumentException.class, () -> cholesky.factorize(new double[0]));
        assertEquals("[0]", Arrays.toString(cholesky.permutation()));
    }
}
