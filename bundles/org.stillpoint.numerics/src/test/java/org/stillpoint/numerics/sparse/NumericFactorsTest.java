package org.stillpoint.numerics.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.numerics.sparse.internal.NumericFactor;
import org.stillpoint.numerics.sparse.internal.SimplicialFactor;
import org.stillpoint.numerics.sparse.internal.SupernodalFactor;
import org.stillpoint.numerics.sparse.internal.SymbolicFactor;

/** Both ways to compute a factor, on every pattern, whichever would be chosen for it. */
class NumericFactorsTest {

    static Stream<PositiveDefinite> matrices() {
        return SparseCholeskyTest.matrices();
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void bothSolve(PositiveDefinite a) {
        for (boolean minimumDegree : new boolean[] {false, true}) {
            SymbolicFactor symbolic = SymbolicFactor.of(a.dimension, a.columnStarts, a.rowIndices, minimumDegree);
            for (NumericFactor factor : new NumericFactor[] {new SimplicialFactor(symbolic), new SupernodalFactor(symbolic)}) {
                assertThrows(IllegalStateException.class, () -> factor.solve(new double[a.dimension]));
                double[] first = null;
                for (int round = 0; round < 3; round++) {
                    assertEquals(0, factor.factorize(a.values, 0));
                    double[] expected = RandomMatrices.vector(a.dimension, new Random(2));
                    double[] x = a.times(expected);
                    factor.solve(x);
                    assertArrayEquals(expected, x, 1e-12 * (1 + a.dimension));
                    first = first == null ? x : first;
                    assertArrayEquals(first, x);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void bothTreatBadPivotsAlike(PositiveDefinite a) {
        if (a.dimension < 2) {
            return;
        }
        SymbolicFactor symbolic = SymbolicFactor.of(a.dimension, a.columnStarts, a.rowIndices, true);
        int bad = a.dimension / 3;
        double[] values = a.values.clone();
        for (int k = a.columnStarts[bad]; k < a.columnStarts[bad + 1]; k++) {
            if (a.rowIndices[k] == bad) {
                values[k] = -values[k];
            }
        }
        for (NumericFactor factor : new NumericFactor[] {new SimplicialFactor(symbolic), new SupernodalFactor(symbolic)}) {
            assertEquals(1, factor.factorize(values, 0));
            assertEquals(bad, symbolic.permutation()[factor.failedColumn()]);
            assertEquals(1, factor.factorize(values, 1e-12));
            double[] x = RandomMatrices.vector(a.dimension, new Random(3));
            factor.solve(x);
            assertEquals(0, x[bad], 1e-100);
            assertEquals(0, factor.factorize(a.values, 0));
        }
    }
}
