package org.stillpoint.numerics.iterative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.iterative.ConjugateGradients.Outcome;
import org.stillpoint.numerics.random.RandomStream;

class ConjugateGradientsTest {

    /** The second-difference matrix with stiffness i + 1 at place i added to the diagonal. */
    private static void apply(double[] x, double[] result) {
        int n = x.length;
        for (int i = 0; i < n; i++) {
            result[i] = (3.0 + i) * x[i] - (i > 0 ? x[i - 1] : 0) - (i < n - 1 ? x[i + 1] : 0);
        }
    }

    @Test
    void solvesToTheResidualItReports() {
        for (int n : new int[] {0, 1, 2, 5, 50, 300}) {
            double[] expected = new double[n];
            new RandomStream(n).fillGaussian(expected);
            double[] b = new double[n];
            apply(expected, b);
            double[] diagonal = new double[n];
            for (int i = 0; i < n; i++) {
                diagonal[i] = 3 + i;
            }
            ConjugateGradients solver = new ConjugateGradients(n);
            double[] plain = new double[n];
            LinearOperator matrix = ConjugateGradientsTest::apply;
            assertEquals(Outcome.CONVERGED, solver.solve(matrix, ConjugateGradients.identity(), b, plain, 1e-10, 900));
            int plainIterations = solver.iterations();
            assertArrayEquals(expected, plain, 1e-9);
            double[] x = new double[n];
            assertEquals(Outcome.CONVERGED, solver.solve(matrix, ConjugateGradients.jacobi(diagonal), b, x, 1e-10, 900));
            assertTrue(n < 50 || solver.iterations() < plainIterations / 2, solver.iterations() + " against " + plainIterations);
            double[] image = new double[n];
            apply(x, image);
            VectorKernels.axpy(-1, b, image);
            assertEquals(VectorKernels.norm2(image), solver.residualNorm(), 1e-25);
            assertTrue(solver.residualNorm() <= 1e-10);
        }
    }

    @Test
    void endsInAsManyStepsAsThereAreEigenvalues() {
        LinearOperator three = (x, result) -> {
            for (int i = 0; i < x.length; i++) {
                result[i] = (1 + i % 3) * x[i];
            }
        };
        double[] b = new double[90];
        new RandomStream(2).fillUniform(b);
        ConjugateGradients solver = new ConjugateGradients(90);
        assertEquals(Outcome.CONVERGED, solver.solve(three, ConjugateGradients.identity(), b, new double[90], 1e-12, 50));
        assertEquals(3, solver.iterations());
    }

    @Test
    void saysWhyItDidNotConverge() {
        int n = 200;
        double[] b = new double[n];
        new RandomStream(3).fillGaussian(b);
        ConjugateGradients solver = new ConjugateGradients(n);
        LinearOperator identity = ConjugateGradients.identity();
        assertEquals(Outcome.ITERATION_LIMIT, solver.solve(ConjugateGradientsTest::apply, identity, b, new double[n], 1e-10, 3));
        assertEquals(3, solver.iterations());
        assertEquals(Outcome.STAGNATED, solver.solve(ConjugateGradientsTest::apply, identity, b, new double[n], 1e-300, 100_000));
        assertTrue(solver.residualNorm() < 1e-11);
        LinearOperator indefinite = (x, result) -> {
            apply(x, result);
            result[7] = -result[7];
        };
        assertEquals(Outcome.NOT_POSITIVE_DEFINITE, solver.solve(indefinite, identity, b, new double[n], 1e-10, 1000));
        LinearOperator broken = (x, result) -> {
            apply(x, result);
            result[7] = Double.NaN;
        };
        assertEquals(Outcome.NONFINITE, solver.solve(broken, identity, b, new double[n], 1e-10, 1000));
        assertThrows(IllegalArgumentException.class, () -> solver.solve(broken, identity, new double[3], new double[n], 1, 1));
    }
}
