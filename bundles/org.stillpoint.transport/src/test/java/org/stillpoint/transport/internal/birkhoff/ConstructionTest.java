package org.stillpoint.transport.internal.birkhoff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem.Construction;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.MatrixParametrisationVerifier;

class ConstructionTest {

    private static Stream<Solver<MatrixParametrisationProblem, MatrixBatch>> solvers() {
        return Stream.of(new PermutationMixtureSolver(), new KroneckerProductSolver(), new OrthostochasticSolver(),
                new SpectralSphereSolver());
    }

    private static Solution<MatrixBatch> solve(Solver<MatrixParametrisationProblem, MatrixBatch> solver,
            MatrixParametrisationProblem problem) throws SolverException {
        Solution<MatrixBatch> solution = solver.solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        Certificate certificate = Verification.of(new MatrixParametrisationVerifier(), problem, solution);
        assertTrue(certificate.holds(), () -> solution + " is not confirmed: " + certificate);
        return solution;
    }

    private static double[] matrix(Solver<MatrixParametrisationProblem, MatrixBatch> solver, int size, double... parameters)
            throws SolverException {
        return solve(solver, new MatrixParametrisationProblem(size, parameters, solver.selfCheck().construction())).value().matrices();
    }

    private static int[] sizes(Construction construction) {
        return switch (construction) {
            case PERMUTATION_MIXTURE -> new int[] {1, 2, 3, 4, 5};
            case KRONECKER_PRODUCT -> new int[] {2, 4, 8, 32};
            case ORTHOSTOCHASTIC, SPECTRAL_SPHERE -> new int[] {1, 2, 3, 4, 7, 16};
        };
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void anyParametersKeepTheConstraint(Solver<MatrixParametrisationProblem, MatrixBatch> solver) throws SolverException {
        solve(solver, solver.selfCheck());
        Construction construction = solver.selfCheck().construction();
        for (int size : sizes(construction)) {
            for (double deviation : new double[] {1e-3, 1, 30, 1e6}) {
                Random random = new Random(size);
                int each = new MatrixParametrisationProblem(size, new double[parametersOf(construction, size)], construction)
                        .parametersEach();
                double[] parameters = random.doubles(20L * each).map(any -> deviation * random.nextGaussian()).toArray();
                Solution<MatrixBatch> solution = solve(solver, new MatrixParametrisationProblem(size, parameters, construction));
                assertTrue(solution.residual() <= 4e-15 * size * size, size + ": " + solution);
            }
        }
    }

    private static int parametersOf(Construction construction, int size) {
        int factorial = 1;
        for (int k = 2; k <= size; k++) {
            factorial *= k;
        }
        return switch (construction) {
            case PERMUTATION_MIXTURE -> factorial;
            case KRONECKER_PRODUCT -> 2 * (int) Math.round(Math.log(size) / Math.log(2));
            case ORTHOSTOCHASTIC, SPECTRAL_SPHERE -> size * size;
        };
    }

    @Test
    void closedForms() throws SolverException {
        double p = 1 / (1 + Math.exp(-1));
        assertArrayEquals(new double[] {p, 1 - p, 1 - p, p}, matrix(new PermutationMixtureSolver(), 2, 1, 0), 1e-15);
        assertArrayEquals(new double[] {p, 1 - p, 1 - p, p}, matrix(new KroneckerProductSolver(), 2, 1, 0), 1e-15);
        // The fourth permutation of three in lexicographic order takes the rows to columns 1, 2, 0.
        assertArrayEquals(new double[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, matrix(new PermutationMixtureSolver(), 3, 0, 0, 0, 800, 0, 0), 0);
        // The first factor exchanges halves, the second keeps neighbours.
        assertArrayEquals(new double[] {0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0},
                matrix(new KroneckerProductSolver(), 4, -800, 0, 800, 0), 0);
        assertArrayEquals(new double[] {0.36, 0.64, 0.64, 0.36}, matrix(new OrthostochasticSolver(), 2, 3, 1, 4, -7), 1e-15);
        assertArrayEquals(new double[] {0, 1, 1, 0}, matrix(new OrthostochasticSolver(), 2, 0, 1e300, 1e-300, 0), 1e-15);
        assertArrayEquals(new double[] {0, 0.5, -1, 0}, matrix(new SpectralSphereSolver(), 2, 0, 1e300, -2e300, 0), 0);
        assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5}, matrix(new SpectralSphereSolver(), 2, 7, 7, 7, 7), 1e-15);
        // Two equal singular values, where the power iteration would not settle on a vector.
        assertArrayEquals(new double[] {0.6, -0.8, 0.8, 0.6}, matrix(new SpectralSphereSolver(), 2, 3, -4, 4, 3), 1e-15);
    }

    @Test
    void parametersThatDetermineNothingAreRefused() {
        MatrixParametrisationProblem dependent = new MatrixParametrisationProblem(2, new double[] {1, 0, 0, 1, 1, 2, 2, 4},
                Construction.ORTHOSTOCHASTIC);
        assertTrue(assertThrows(SolverException.class, () -> new OrthostochasticSolver().solve(dependent, new TestContext())).getMessage()
                .contains("matrix 1: column 1 depends on those before it"));
        MatrixParametrisationProblem zero = new MatrixParametrisationProblem(2, new double[4], Construction.SPECTRAL_SPHERE);
        assertTrue(assertThrows(SolverException.class, () -> new SpectralSphereSolver().solve(zero, new TestContext())).getMessage()
                .contains("matrix 0: all parameters are 0"));
        assertTrue(assertThrows(SolverException.class, () -> new KroneckerProductSolver().solve(zero, new TestContext())).getMessage()
                .contains("this solver makes KRONECKER_PRODUCT"));
    }

    @Test
    void limitsAreKept() throws SolverException {
        Random random = new Random(3);
        MatrixParametrisationProblem problem = new MatrixParametrisationProblem(4, random.doubles(16 * 2000).toArray(),
                Construction.SPECTRAL_SPHERE);
        assertEquals(Status.CANCELLED, new SpectralSphereSolver().solve(problem, new TestContext().cancelAt(300)).status());
        assertEquals(Status.TIME_LIMIT, new SpectralSphereSolver().solve(problem, new TestContext().timeLimit(0)).status());
        Solution<MatrixBatch> unfinished = new SpectralSphereSolver().solve(problem, new TestContext().with("maxIterations", 1L));
        assertEquals(Status.NONFINITE, unfinished.status());
    }
}
