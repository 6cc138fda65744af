package org.stillpoint.recurrence.internal.jacobi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.internal.cell.ScalarCell;
import org.stillpoint.recurrence.internal.jacobi.JacobiOptions.Scheme;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

/** Sweeps of Jacobi and Gauss-Seidel. */
class JacobiSolverTest {

    private static final JacobiSolver SOLVER = new JacobiSolver();

    private static TestContext context(Scheme scheme, double tolerance) {
        return new TestContext().with("scheme", scheme).with("tolerance", tolerance).with("blockSize", 37);
    }

    private static double[] states(Solution<Trajectory> solution) {
        return solution.value().path().states().values();
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        Solution<Trajectory> first = SOLVER.solve(SOLVER.selfCheck(), new TestContext());
        Solution<Trajectory> second = SOLVER.solve(SOLVER.selfCheck(), new TestContext());
        assertEquals(Status.CONVERGED, first.status());
        assertTrue(Verification.of(new RecurrenceVerifier(), SOLVER.selfCheck(), first).holds());
        assertEquals(first.value(), second.value());
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void toleranceZeroGivesTheBitsOfASequentialRun(Scheme scheme) throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(1000);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(scheme, 0).with("payingSweeps", 0.0));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.residual());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
        int most = switch (scheme) {
            case JACOBI -> 120;
            case GAUSS_SEIDEL -> 1000;
            case BLOCK_JACOBI -> 5;
        };
        assertTrue(solution.iterations() <= most, solution::toString);
    }

    /** Chaos forgets nothing: each sweep adds about a step, or a block. */
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void exactAfterAtMostAsManySweepsAsSteps(Scheme scheme) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(3.9, 300);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(scheme, 0).with("payingSweeps", 0.0));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
        int most = scheme == Scheme.BLOCK_JACOBI ? (300 + 36) / 37 : 300;
        assertTrue(solution.iterations() <= most, solution::toString);
        assertTrue(solution.iterations() > most / 2, solution::toString);
    }

    /** A linear recurrence of factor a has the defect a^k after k sweeps, so that the number of sweeps is known. */
    @Test
    void defectsFallByTheFactorOfTheRecurrence() throws SolverException {
        DataRecord parameters = DataRecord.of("parameters", 1).doubles("transition", new double[] {0.5})
                .doubles("bias_ih", new double[] {1}).build();
        RecurrenceProblem problem = RecurrenceProblem.autonomous("diagonal", parameters, 500, 0);
        TestContext context = context(Scheme.JACOBI, 1e-10);
        Solution<Trajectory> solution = SOLVER.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status());
        // The first sweep measures the defect 1 of the guess 0; the states grow to 2: 2^-k / 2 <= 1e-10 first holds for k = 33.
        assertEquals(34, solution.iterations());
        assertEquals(Math.scalb(1.0, -34), solution.residual(), 1e-15);
        assertEquals(solution.residual(), context.lastResidual());
        assertTrue(Verification.of(new RecurrenceVerifier(), problem, solution).holds());
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void bitsDoNotDependOnThreads(Scheme scheme) throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(6000);
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            Solution<Trajectory> one = SOLVER.solve(problem, context(scheme, 1e-9));
            Solution<Trajectory> three = SOLVER.solve(problem, context(scheme, 1e-9).threads(3, executor));
            assertEquals(Status.CONVERGED, one.status());
            assertEquals(one.value(), three.value());
            assertEquals(one.iterations(), three.iterations());
        } finally {
            executor.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void sequencesOfABatchAreThoseOfOneAlone(Scheme scheme) throws SolverException {
        ScalarCell cell = new ScalarCell((h, x) -> Math.tanh(0.5 * h + x));
        RecurrenceProblem problem = Sweeping.waves(3, 200);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(scheme, 0).function("cell", cell));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext().function("cell", cell)), states(solution));
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void startsFromATrajectory(Scheme scheme) throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(1000);
        Solution<Trajectory> cold = SOLVER.solve(problem, context(scheme, 1e-12));
        Solution<Trajectory> warm = SOLVER.solve(problem, context(scheme, 1e-12).start(cold.value()));
        assertEquals(Status.CONVERGED, warm.status());
        assertTrue(warm.iterations() <= (scheme == Scheme.GAUSS_SEIDEL ? 28 : 2), warm::toString);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void givesUpSweepsThatDoNotPay(Scheme scheme) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(3.9, 3000);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(scheme, 0).with("payingSweeps", 12.0).with("blockSize", 100));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
        assertEquals(1L, solution.counters().get("fallbacks"), solution::toString);
        assertEquals(1, solution.warnings().size());
        assertTrue(solution.iterations() < 100, solution::toString);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void endsWhereTheRecurrenceIsNotANumber(Scheme scheme) throws SolverException {
        ScalarCell cell = new ScalarCell((h, x) -> x > 0.99 ? Double.NaN : 0.5 * h + x);
        Solution<Trajectory> solution = SOLVER.solve(Sweeping.waves(1, 200), context(scheme, 1e-10).function("cell", cell));
        assertEquals(Status.NONFINITE, solution.status());
    }

    /** From the guess 0.2 the sweeps stay within [0, 1], from 2 they leave it and overflow, and must be set back. */
    @ParameterizedTest
    @EnumSource
    void overflowIsSetBackOrEndsTheSweeps(Safeguards safeguards) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(2.8, 100);
        double[] guess = new double[100];
        Arrays.fill(guess, 2);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(Scheme.JACOBI, 1e-13).with("safeguards", safeguards)
                .with("payingSweeps", 0.0).start(Trajectory.of(Sequences.of(guess, 1), 1)));
        for (double value : states(solution)) {
            assertTrue(Double.isFinite(value));
        }
        if (safeguards != Safeguards.NONE) {
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.counters().get("resets") > 0, solution::toString);
            assertEquals(0, Sweeping.distance(Sweeping.sequential(problem, new TestContext()), states(solution)), 1e-12);
        } else {
            assertEquals(Status.DIVERGED, solution.status());
            assertTrue(solution.residual() > 1e-13);
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void keepsTheBestStatesAtTheLimit(Scheme scheme) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(3.9, 300);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(scheme, 1e-12).with("maxIterations", 3L).with("payingSweeps", 0.0));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertTrue(solution.residual() > 1e-12 && solution.residual() < 2);
        assertArrayEquals(Arrays.copyOf(Sweeping.sequential(problem, new TestContext()), 3), Arrays.copyOf(states(solution), 3));
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void stopsWhenCancelled(Scheme scheme) throws SolverException {
        Solution<Trajectory> solution = SOLVER.solve(Sweeping.logistic(3.9, 3000), context(scheme, 0).with("payingSweeps", 0.0)
                .cancelAt(5));
        assertEquals(Status.CANCELLED, solution.status());
        assertEquals(5, solution.iterations());
        Solution<Trajectory> late = SOLVER.solve(Sweeping.logistic(3.9, 1_000_000), context(scheme, 0).with("payingSweeps", 0.0)
                .timeLimit(0.05));
        assertEquals(Status.TIME_LIMIT, late.status());
    }

    /** Mean-field networks h' = tanh(W h + x), W of normal entries of deviation g / sqrt(20): the nearer to chaos, the more sweeps. */
    @Test
    void sweepsGrowTowardsChaos() throws SolverException {
        int size = 20;
        int steps = 500;
        RandomStream random = new RandomStream(7);
        double[] normal = new double[size * size];
        double[] input = new double[steps * size];
        random.fillGaussian(normal);
        random.fillGaussian(input);
        double[] identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * (size + 1)] = 0.1;
        }
        long before = 0;
        for (double g : new double[] {0.5, 0.8, 0.95, 2}) {
            double[] weights = Arrays.stream(normal).map(value -> g * value / Math.sqrt(size)).toArray();
            DataRecord parameters = DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(identity, size, size))
                    .array("weight_hh", new NamedArray(weights, size, size)).build();
            RecurrenceProblem problem = RecurrenceProblem.of("elman", parameters, Sequences.of(input, size));
            Solution<Trajectory> solution = SOLVER.solve(problem, context(Scheme.JACOBI, 1e-9).with("payingSweeps", 0.0));
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.iterations() > before && solution.iterations() <= steps, g + ": " + solution);
            assertTrue(g > 0.5 || solution.iterations() <= 40, g + ": " + solution);
            assertTrue(g < 2 || solution.iterations() > 400, g + ": " + solution);
            before = solution.iterations();
        }
    }

    /** The trained GRU takes some four hundred hours to forget, so that plain sweeps are tried on the first part only. */
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void weatherAsPyTorchComputesIt(Scheme scheme) throws SolverException, IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "recurrence", "gru16_seattle_hourly.npz");
        assumeTrue(Files.exists(file), "no data");
        Map<String, NamedArray> arrays;
        try (InputStream in = Files.newInputStream(file)) {
            arrays = NpzFile.read(in, file.toString());
        }
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String name : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
            parameters.array(name, arrays.get(name + "_l0"));
        }
        DataRecord data = DataRecord.of("data", 1).array("input", arrays.get("input")).array("hidden", arrays.get("hidden")).build();
        int steps = scheme == Scheme.JACOBI ? 800 : 8759;
        double[] input = Arrays.copyOf(data.numbers("input"), 3 * steps);
        RecurrenceProblem problem = RecurrenceProblem.of("gru", parameters.build(), Sequences.of(input, 3));
        Solution<Trajectory> solution = SOLVER.solve(problem, context(scheme, 1e-14).with("payingSweeps", 0.0).with("blockSize", 400));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, Sweeping.distance(Arrays.copyOf(data.numbers("hidden"), 16 * steps), states(solution)), 1e-12);
    }
}
