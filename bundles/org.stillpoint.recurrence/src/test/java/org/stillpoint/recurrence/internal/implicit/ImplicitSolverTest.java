package org.stillpoint.recurrence.internal.implicit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.ImplicitStates;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.verify.Check;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.recurrence.internal.implicit.ImplicitOptions.Algorithm;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.ImplicitStateSpaceVerifier;

class ImplicitSolverTest {

    private static DMatrixRMaj matrix(int rows, int columns, double size, RandomStream random) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < matrix.data.length; k++) {
            matrix.data[k] = size * random.nextGaussian() / Math.sqrt(columns);
        }
        return matrix;
    }

    private static ImplicitStateSpace random(int batch, int steps, int states, int equilibrium, double coupling) {
        RandomStream random = new RandomStream(states + 7L * steps);
        double[] input = new double[batch * steps * 2];
        double[] gateBias = new double[states];
        random.fillGaussian(input);
        random.fillGaussian(gateBias);
        double[] initial = new double[batch * states];
        random.fillGaussian(initial);
        return new ImplicitStateSpace(matrix(states, equilibrium, 1, random), gateBias, matrix(states, equilibrium, 0.5, random),
                matrix(states, 2, 1, random), new double[states], matrix(equilibrium, states, coupling, random),
                matrix(equilibrium, 2, 1, random), new double[equilibrium], new Sequences(input, batch, steps, 2), initial);
    }

    private static Solution<ImplicitStates> solve(ImplicitStateSpace problem, TestContext context) throws SolverException {
        Solution<ImplicitStates> solution = VerifiedSolve.solve(new ImplicitSolver(), new ImplicitStateSpaceVerifier(), problem, context);
        if (!Double.isNaN(solution.residual())) {
            double measured = Verification.of(new ImplicitStateSpaceVerifier(), problem, solution).checks().stream()
                    .mapToDouble(Check::value).max().orElseThrow();
            assertEquals(measured, solution.residual(), 1e-14, "the verifier's residual");
        }
        return solution;
    }

    private static TestContext with(Algorithm algorithm) {
        return new TestContext().with("algorithm", algorithm);
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        VerifiedSolve.selfCheck(new ImplicitSolver(), new ImplicitStateSpaceVerifier());
    }

    /** The sweeps over whole sequences and the fixed points step by step find the same states. */
    @ParameterizedTest
    @CsvSource({"1, 500, 8, 6", "3, 200, 5, 9", "2, 1, 4, 4", "1, 40, 1, 1"})
    void simultaneousAndSequentialAnswersAgree(int batch, int steps, int states, int equilibrium) throws SolverException {
        ImplicitStateSpace problem = random(batch, steps, states, equilibrium, 0.3);
        Solution<ImplicitStates> simultaneous = solve(problem, with(Algorithm.SIMULTANEOUS).with("tolerance", 1e-12));
        Solution<ImplicitStates> sequential = solve(problem, with(Algorithm.SEQUENTIAL).with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, simultaneous.status(), simultaneous::toString);
        assertEquals(Status.CONVERGED, sequential.status(), sequential::toString);
        assertArrayEquals(sequential.value().hidden().values(), simultaneous.value().hidden().values(), 1e-10);
        assertArrayEquals(sequential.value().equilibria().values(), simultaneous.value().equilibria().values(), 1e-10);
        assertTrue(simultaneous.iterations() < 100, simultaneous.toString());
    }

    /** The transition from state to state is not linear: without input h = s(z) h' + z with z = tanh(0.4 h). */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void scalarEquilibriaSolveTheirEquation(Algorithm algorithm) throws SolverException {
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
        ImplicitStateSpace problem = new ImplicitStateSpace(one, new double[1], one, new DMatrixRMaj(1, 1), new double[1],
                new DMatrixRMaj(new double[][] {{0.4}}), new DMatrixRMaj(1, 1), new double[1], Sequences.of(new double[50], 1),
                new double[] {2});
        double[] hidden = solve(problem, with(algorithm).with("tolerance", 1e-13)).value().hidden().values();
        double before = 2;
        for (int t = 0; t < 50; t++) {
            double low = 0;
            double high = 100;
            while (high - low > 1e-14 * high) {
                double middle = (low + high) / 2;
                double z = Math.tanh(0.4 * middle);
                if (before / (1 + Math.exp(-z)) + z > middle) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            assertEquals(low, hidden[t], 1e-8);
            before = low;
        }
    }

    /** Strong coupling makes the fixed point of a step repel: both orders say so. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void equilibriaThatRepelDiverge(Algorithm algorithm) throws SolverException {
        // z = tanh(-5 h), h = z: the derivative at the only fixed point 0 is -5; the input moves it off a little.
        ImplicitStateSpace problem = new ImplicitStateSpace(new DMatrixRMaj(1, 1), new double[] {-40},
                new DMatrixRMaj(new double[][] {{1}}), new DMatrixRMaj(new double[][] {{0.01}}), new double[1],
                new DMatrixRMaj(new double[][] {{-5}}), new DMatrixRMaj(1, 1), new double[1], Sequences.of(new double[] {1, 2, 3}, 1),
                new double[0]);
        Solution<ImplicitStates> solution = solve(problem, with(algorithm));
        assertEquals(Status.DIVERGED, solution.status(), solution::toString);
        assertTrue(solution.warnings().get(0).contains("contraction"), solution.warnings().toString());
        for (double value : solution.value().hidden().values()) {
            assertTrue(Double.isFinite(value));
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void threadsDoNotChangeBits(Algorithm algorithm) throws SolverException {
        ImplicitStateSpace problem = random(3, 100, 6, 5, 0.3);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            assertEquals(solve(problem, with(algorithm)).toRecord(), solve(problem, with(algorithm).threads(2, threads)).toRecord());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void warmStartsAreUsed() throws SolverException {
        ImplicitStateSpace problem = random(1, 100, 6, 5, 0.3);
        ImplicitStates states = solve(problem, new TestContext()).value();
        assertEquals(1, solve(problem, new TestContext().start(states)).iterations());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void limitsAreKept(Algorithm algorithm) throws SolverException {
        ImplicitStateSpace problem = random(1, 100, 6, 5, 0.3);
        assertEquals(Status.ITERATION_LIMIT, solve(problem, with(algorithm).with("maxIterations", 2L)).status());
        assertEquals(Status.CANCELLED, solve(problem, with(algorithm).cancelAt(0)).status());
    }
}
