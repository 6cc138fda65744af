package org.stillpoint.recurrence.internal.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.Diagonalisation;
import org.stillpoint.api.problem.recurrence.PerturbedDiagonalisation;
import org.stillpoint.api.problem.recurrence.StateSpaceInitialiser;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.PerturbedDiagonalisationVerifier;

class DiagonalisationSolverTest {

    private static DMatrixRMaj hippo(int size) {
        return DMatrixRMaj.wrap(size, size, StateSpaceInitialiser.HIPPO_LEGS.transition(size));
    }

    private static Solution<Diagonalisation> solve(DMatrixRMaj matrix, double size, double tolerance) throws SolverException {
        return VerifiedSolve.solve(new DiagonalisationSolver(), new PerturbedDiagonalisationVerifier(),
                new PerturbedDiagonalisation(matrix, size), new TestContext().seed(1).with("tolerance", tolerance));
    }

    private static Diagonalisation value(DMatrixRMaj matrix, double size, double tolerance) throws SolverException {
        Solution<Diagonalisation> solution = solve(matrix, size, tolerance);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    private static double relativePerturbation(DMatrixRMaj matrix, Diagonalisation value) {
        return NormOps_DDRM.normF(value.perturbation()) / NormOps_DDRM.normF(matrix);
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        VerifiedSolve.selfCheck(new DiagonalisationSolver(), new PerturbedDiagonalisationVerifier());
    }

    /** Eigenvectors of a large condition, whose products with the inverse lose half of the digits: what is claimed has to be true. */
    @Test
    void claimsNearTheToleranceHold() throws SolverException {
        RandomStream random = new RandomStream(4);
        int converged = 0;
        for (int trial = 0; trial < 60; trial++) {
            int n = 4 + trial % 12;
            double[] values = new double[n * n];
            random.fillGaussian(values);
            for (int k = 0; k < values.length; k++) {
                values[k] = k % n > k / n ? values[k] : 0;
            }
            for (double tolerance : new double[] {1e-8, 3e-9, 1e-9}) {
                converged += solve(DMatrixRMaj.wrap(n, n, values), PerturbedDiagonalisation.CHOSEN, tolerance).status() == Status.CONVERGED
                        ? 1 : 0;
            }
        }
        assertTrue(converged > 20 && converged < 160, "converged " + converged);
    }

    /** Powers of 2 that the matrix is multiplied by show up in eigenvalues and perturbation, and nowhere else. */
    @ParameterizedTest
    @ValueSource(ints = {-1030, -1000, -500, 500, 1000, 1018})
    void sizesNearTheEndsOfTheRange(int exponent) throws SolverException {
        DMatrixRMaj ordinary = hippo(6);
        DMatrixRMaj matrix = ordinary.copy();
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = Math.scalb(Math.rint(4 * ordinary.data[i]), exponent);
            ordinary.data[i] = Math.rint(4 * ordinary.data[i]);
        }
        Diagonalisation expected = value(ordinary, PerturbedDiagonalisation.CHOSEN, 1e-6);
        Diagonalisation value = value(matrix, PerturbedDiagonalisation.CHOSEN, 1e-6);
        assertArrayEquals(expected.vectors(), value.vectors());
        assertArrayEquals(expected.inverse(), value.inverse());
        for (int k = 0; k < expected.eigenvalues().length; k++) {
            assertEquals(Math.scalb(expected.eigenvalues()[k], exponent), value.eigenvalues()[k]);
        }
    }

    /** Eigenvalues that are known; a circulant shift, whose eigenvectors are the Fourier basis; multiple eigenvalues. */
    @Test
    void normalMatricesNeedNoPerturbation() throws SolverException {
        int n = 12;
        DMatrixRMaj shift = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            shift.set((i + 1) % n, i, 1);
        }
        Diagonalisation fourier = value(shift, PerturbedDiagonalisation.CHOSEN, 1e-12);
        assertEquals(0, relativePerturbation(shift, fourier));
        assertEquals(1, fourier.condition(), 1e-12);
        double[] angles = new double[n];
        for (int k = 0; k < n; k++) {
            assertEquals(1, Math.hypot(fourier.eigenvalues()[k], fourier.eigenvalues()[n + k]), 1e-13);
            double angle = Math.atan2(fourier.eigenvalues()[n + k], fourier.eigenvalues()[k]);
            angles[k] = Math.floorMod(Math.round(angle * n / (2 * Math.PI)), n);
        }
        Arrays.sort(angles);
        for (int k = 0; k < n; k++) {
            assertEquals(k, angles[k]);
        }
        // Two equal rotations, an identity, a zero matrix: multiple eigenvalues of orthonormal vectors.
        for (DMatrixRMaj matrix : new DMatrixRMaj[] {new DMatrixRMaj(new double[][] {{0.6, -0.8, 0, 0}, {0.8, 0.6, 0, 0},
            {0, 0, 0.6, -0.8}, {0, 0, 0.8, 0.6}}), new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}), new DMatrixRMaj(3, 3),
            new DMatrixRMaj(new double[][] {{7}})}) {
            Diagonalisation value = value(matrix, PerturbedDiagonalisation.CHOSEN, 1e-13);
            assertEquals(0, NormOps_DDRM.normF(value.perturbation()));
            assertEquals(1, value.condition(), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 40})
    void randomMatricesHaveTheirTraceAndInverse(int n) throws SolverException {
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        new RandomStream(n).fillGaussian(matrix.data);
        Diagonalisation value = value(matrix, 0, 1e-10);
        double trace = 0;
        double real = 0;
        double imaginary = 0;
        for (int k = 0; k < n; k++) {
            trace += matrix.get(k, k);
            real += value.eigenvalues()[k];
            imaginary += value.eigenvalues()[n + k];
        }
        assertEquals(trace, real, 1e-11);
        assertEquals(0, imaginary, 1e-11);
    }

    /** The eigenvectors of HiPPO-LegS are exponentially ill conditioned; a perturbation of 1e-6 makes the condition polynomial. */
    @ParameterizedTest
    @CsvSource({"16, 1e10, 1e7", "32, 1e13, 1e8", "64, 1e13, 1e9"})
    void hippoNeedsAPerturbation(int size, double atLeast, double atMost) throws SolverException {
        Solution<Diagonalisation> plain = solve(hippo(size), 0, 1e-8);
        assertTrue(plain.value().condition() > atLeast, "plain condition " + plain.value().condition());
        if (size > 16) {
            assertEquals(Status.STAGNATED, plain.status());
        }
        Diagonalisation perturbed = value(hippo(size), 1e-6, 1e-6);
        assertEquals(1e-6, relativePerturbation(hippo(size), perturbed), 1e-12);
        assertTrue(perturbed.condition() < atMost, "perturbed condition " + perturbed.condition());
        assertTrue(plain.value().condition() > 1000 * perturbed.condition());
    }

    /** Left to itself the solver balances perturbation and rounding: a backward error near the root of the rounding unit. */
    @Test
    void theChosenPerturbationBalancesTheLosses() throws SolverException {
        Diagonalisation value = value(hippo(32), PerturbedDiagonalisation.CHOSEN, 1e-6);
        double size = relativePerturbation(hippo(32), value);
        assertTrue(size >= 0.99e-10 && size <= 1.01e-5, "size " + size);
        assertTrue(value.condition() * 1e-16 < 1e-5, "condition " + value.condition());
    }

    /** A matrix whose own eigenvectors lose 1e-6: sizes above that are passed over, and a smaller one is found. */
    @Test
    void perturbationsBelowTheLossAreTried() throws SolverException {
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 10, 0}, {0, 1.0001, 10}, {0, 0, 1.0003}});
        double plain = value(matrix, 0, 1e-3).condition();
        assertTrue(plain * 1e-16 > 1e-7, "plain condition " + plain);
        Diagonalisation value = value(matrix, PerturbedDiagonalisation.CHOSEN, 1e-6);
        assertTrue(relativePerturbation(matrix, value) > 0);
        assertTrue(value.condition() < plain / 100, "condition " + value.condition());
    }

    /** The transfer function B'(s - A - E)^{-1}B from the diagonal form tends to that of HiPPO-LegS linearly with |E|. */
    @Test
    void transferFunctionsConverge() throws SolverException {
        int size = 24;
        double[] input = StateSpaceInitialiser.HIPPO_LEGS.input(size);
        double[] previous = null;
        for (double perturbation : new double[] {1e-3, 1e-5, 1e-7}) {
            Diagonalisation value = value(hippo(size), perturbation, 1e-5);
            double[] errors = new double[3];
            double[] frequencies = {0.5, 5, 50};
            for (int f = 0; f < 3; f++) {
                double[] expected = exactTransfer(size, frequencies[f], input);
                double[] actual = diagonalTransfer(value, frequencies[f], input);
                errors[f] = Math.hypot(actual[0] - expected[0], actual[1] - expected[1]) / Math.hypot(expected[0], expected[1]);
                assertTrue(errors[f] < 100 * perturbation, frequencies[f] + ": " + errors[f]);
                assertTrue(previous == null || errors[f] < previous[f] / 20, frequencies[f] + ": " + errors[f]);
            }
            previous = errors;
        }
    }

    /** By forward substitution: A is lower triangular. */
    private static double[] exactTransfer(int size, double frequency, double[] input) {
        double[] matrix = StateSpaceInitialiser.HIPPO_LEGS.transition(size);
        double[] x = new double[size];
        double[] y = new double[size];
        double[] sum = new double[2];
        for (int n = 0; n < size; n++) {
            double real = input[n];
            double imaginary = 0;
            for (int k = 0; k < n; k++) {
                real += matrix[n * size + k] * x[k];
                imaginary += matrix[n * size + k] * y[k];
            }
            double a = -matrix[n * size + n];
            double square = a * a + frequency * frequency;
            x[n] = (real * a + imaginary * frequency) / square;
            y[n] = (imaginary * a - real * frequency) / square;
            sum[0] += input[n] * x[n];
            sum[1] += input[n] * y[n];
        }
        return sum;
    }

    private static double[] diagonalTransfer(Diagonalisation value, double frequency, double[] input) {
        int n = value.size();
        double[] sum = new double[2];
        for (int k = 0; k < n; k++) {
            double[] left = new double[2];
            double[] right = new double[2];
            for (int i = 0; i < n; i++) {
                left[0] += input[i] * value.vectors()[i * n + k];
                left[1] += input[i] * value.vectors()[n * n + i * n + k];
                right[0] += input[i] * value.inverse()[k * n + i];
                right[1] += input[i] * value.inverse()[n * n + k * n + i];
            }
            double real = left[0] * right[0] - left[1] * right[1];
            double imaginary = left[0] * right[1] + left[1] * right[0];
            double a = -value.eigenvalues()[k];
            double b = frequency - value.eigenvalues()[n + k];
            double square = a * a + b * b;
            sum[0] += (real * a + imaginary * b) / square;
            sum[1] += (imaginary * a - real * b) / square;
        }
        return sum;
    }

    /** A Jordan block of n rows perturbed by d has eigenvalues at a distance of about d^{1/n}. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void jordanBlocksFallApart(int n) throws SolverException {
        DMatrixRMaj block = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            block.set(i, i, 0.5);
            if (i > 0) {
                block.set(i - 1, i, 1);
            }
        }
        Solution<Diagonalisation> plain = solve(block, 0, 1e-8);
        assertTrue(plain.value().condition() > 1e14, "there are no " + n + " eigenvectors: " + plain.value().condition());
        Diagonalisation value = value(block, 1e-8, 1e-6);
        double furthest = 0;
        for (int k = 0; k < n; k++) {
            furthest = Math.max(furthest, Math.hypot(value.eigenvalues()[k] - 0.5, value.eigenvalues()[n + k]));
        }
        double expected = Math.pow(1e-8, 1.0 / n);
        assertTrue(furthest > expected / 5 && furthest < 5 * expected, n + ": " + furthest);
        Diagonalisation chosen = value(block, PerturbedDiagonalisation.CHOSEN, 1e-6);
        assertTrue(relativePerturbation(block, chosen) > 0);
    }

    @Test
    void limitsAreKept() throws SolverException {
        assertEquals(Status.CANCELLED, new DiagonalisationSolver().solve(new PerturbedDiagonalisation(hippo(16)),
                new TestContext().cancelAt(3)).status());
        DMatrixRMaj matrix = new DMatrixRMaj(10, 10);
        new RandomStream(3).fillGaussian(matrix.data);
        Solution<Diagonalisation> solution = new DiagonalisationSolver().solve(new PerturbedDiagonalisation(matrix, 0),
                new TestContext().with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
    }
}
