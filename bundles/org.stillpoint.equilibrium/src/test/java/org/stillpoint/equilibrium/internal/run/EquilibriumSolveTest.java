package org.stillpoint.equilibrium.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** What all methods for equilibria have in common, shown with the simplest of them. */
class EquilibriumSolveTest {

    private static final PicardSolver SOLVER = new PicardSolver();

    private static TestContext context(int state, int input, MapLayer.Map map) {
        return new TestContext().function(MapLayer.NAME, new MapLayer(state, input, map));
    }

    /** z = x z + 1, whose solution is 1 / (1 - x); x is the rate. */
    private static void affine(double[] z, double[] x, double[] result) {
        result[0] = x[0] * z[0] + 1;
    }

    private static TestContext affine() {
        return context(1, 1, EquilibriumSolveTest::affine);
    }

    private static EquilibriumProblem rates(double... rates) {
        return MapLayer.problem(new Samples(rates, rates.length, 1));
    }

    private static EquilibriumStates solve(EquilibriumProblem problem, TestContext context) throws SolverException {
        return SOLVER.solve(problem, context).value();
    }

    /** A dense layer of 24 units that contracts in the largest component by that factor at most. */
    private static EquilibriumProblem dense(int batch, double factor) {
        RandomStream random = new RandomStream(7);
        int size = 24;
        double[] weight = new double[size * size];
        random.fillGaussian(weight);
        for (int row = 0; row < size; row++) {
            double sum = 0;
            for (int k = 0; k < size; k++) {
                sum += Math.abs(weight[row * size + k]);
            }
            for (int k = 0; k < size; k++) {
                weight[row * size + k] *= factor / sum;
            }
        }
        double[] inputs = new double[batch * size];
        random.fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, batch, size));
    }

    @Test
    void limitGivesTheStateWithTheLeastResidual() throws SolverException {
        // The residuals of 3, 2, 1, ... are 1, 1, 5, 1, ...: the first state with the least one is the start.
        MapLayer.Map down = (z, x, result) -> result[0] = z[0] == 1 ? 6 : z[0] - 1;
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(Samples.none(1), 3),
                context(1, 0, down).with("maxIterations", 4L));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertArrayEquals(new double[] {3}, solution.value().state(0));
        assertEquals(1, solution.residual());
        assertEquals(4, solution.value().evaluations()[0]);
        // Of 3, 6, 5.5, 20 the residuals are 3, .5, 14.5.
        MapLayer.Map jump = (z, x, result) -> result[0] = z[0] == 3 ? 6 : z[0] == 6 ? 5.5 : 20;
        EquilibriumStates states = solve(MapLayer.problem(Samples.none(1), 3), context(1, 0, jump).with("maxIterations", 3L));
        assertArrayEquals(new double[] {6}, states.state(0));
        assertEquals(.5, states.residuals()[0]);
    }

    @Test
    void stateThatNeverImprovesIsReturned() throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(new Samples(new double[] {-1.5}, 1, 1), 0),
                affine());
        assertEquals(Status.DIVERGED, solution.status());
        assertArrayEquals(new double[] {0}, solution.value().state(0));
        assertEquals(1, solution.residual());
        assertTrue(solution.value().evaluations()[0] < 60);
    }

    @Test
    void sampleThatIsNotFiniteEndsAlone() throws SolverException {
        double[] rates = new double[128];
        Arrays.fill(rates, .5);
        rates[77] = -1;
        // Sample 77 gives 0 -> 1 -> 0 until the third evaluation, which is not a number.
        AtomicInteger calls = new AtomicInteger();
        MapLayer.Map map = (z, x, result) -> {
            affine(z, x, result);
            result[0] = x[0] == -1 && calls.incrementAndGet() == 3 ? Double.NaN : result[0];
        };
        Solution<EquilibriumStates> solution = SOLVER.solve(rates(rates), context(1, 1, map));
        assertEquals(Status.NONFINITE, solution.status());
        EquilibriumStates states = solution.value();
        assertEquals(Status.NONFINITE, states.statuses().get(77));
        assertEquals(127, states.statuses().stream().filter(status -> status == Status.CONVERGED).count());
        assertEquals(0, states.state(77)[0]);
        assertEquals(1, states.residuals()[77]);
        assertEquals(3, states.evaluations()[77]);
        assertEquals(2, states.state(0)[0], 1e-7);
        assertTrue(solution.warnings().get(0).contains("1 of 128 samples did not converge; sample 77 (NONFINITE"),
                solution.warnings()::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.5, -1.5})
    void progressTellsTheLargestResidualOfAllSamples(double odd) throws SolverException {
        // Two groups, one after the other. The first residual of each sample is 1; those of the rate -1.5 grow from there.
        double[] rates = new double[700];
        Arrays.fill(rates, .5);
        rates[3] = odd;
        rates[699] = .25;
        TestContext[] context = new TestContext[1];
        double[] seen = {Double.NaN};
        context[0] = context(1, 1, (z, x, result) -> {
            affine(z, x, result);
            seen[0] = x[0] == .25 && Double.isNaN(seen[0]) ? context[0].lastResidual() : seen[0];
        });
        Solution<EquilibriumStates> solution = SOLVER.solve(rates(rates), context[0]);
        assertEquals(1, seen[0], "while the second group waits");
        assertEquals(solution.residual(), context[0].lastResidual(), "at the end");
        assertEquals(odd < 0, solution.residual() == 1);
    }

    @Test
    void warningsNameResidualsInTwoDigits() throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(rates(.9, .25), affine().with("maxIterations", 5L));
        assertEquals(List.of("2 of 2 samples did not converge; sample 0 (ITERATION_LIMIT, residual 6.6e-01), "
                + "1 (ITERATION_LIMIT, residual 3.9e-03)"), solution.warnings());
        solution = SOLVER.solve(MapLayer.problem(Samples.none(2), 5), context(1, 0, (z, x, result) -> result[0] = Double.NaN));
        assertEquals(List.of("2 of 2 samples did not converge; sample 0 (NONFINITE), 1 (NONFINITE)"), solution.warnings());
    }

    @Test
    void layerThatIsNeverFiniteGivesTheStart() throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(Samples.none(2), 5),
                context(1, 0, (z, x, result) -> result[0] = Double.NaN));
        assertEquals(Status.NONFINITE, solution.status());
        assertTrue(Double.isNaN(solution.residual()));
        assertArrayEquals(new double[] {5, 5}, solution.value().states().values());
        assertEquals(Status.NONFINITE, SOLVER.solve(MapLayer.problem(Samples.none(1), 5),
                context(1, 0, (z, x, result) -> result[0] = Double.POSITIVE_INFINITY)).status());
    }

    @Test
    void slowSampleKeepsNoneWaitingAndChangesNoBits() throws SolverException {
        EquilibriumProblem fast = dense(128, 1.5);
        EquilibriumProblem problem = fast.withInputs(slowed(fast.inputs(), 64));
        EquilibriumStates states = solve(problem, new TestContext());
        EquilibriumStates others = solve(fast, new TestContext());
        for (int sample = 0; sample < 128; sample++) {
            Samples alone = Samples.of(Arrays.copyOfRange(problem.inputs().values(), sample * 24, (sample + 1) * 24));
            EquilibriumStates solo = solve(problem.withInputs(alone), new TestContext());
            assertArrayEquals(solo.state(0), states.state(sample), "sample " + sample);
            assertEquals(solo.evaluations()[0], states.evaluations()[sample]);
            assertEquals(solo.residuals()[0], states.residuals()[sample]);
            if (sample != 64) {
                assertArrayEquals(others.state(sample), states.state(sample));
            }
        }
        assertTrue(Arrays.stream(states.evaluations()).distinct().count() > 3);
    }

    /** Saturates all samples but one, which then takes more iterations. */
    private static Samples slowed(Samples inputs, int slow) {
        double[] values = inputs.values().clone();
        Arrays.fill(values, slow * inputs.size(), (slow + 1) * inputs.size(), 0);
        values[slow * inputs.size()] = .01;
        return new Samples(values, inputs.count(), inputs.size());
    }

    @Test
    void evaluationsAreThoseOfEachSample() throws SolverException {
        // The residual of z = x z + 1 from 0 is x^k after k iterations.
        double[] rates = {.5, .999, .1};
        Solution<EquilibriumStates> solution = SOLVER.solve(rates(rates), affine());
        long[] evaluations = solution.value().evaluations();
        for (int sample = 0; sample < 3; sample++) {
            assertEquals(1 + Math.ceil(Math.log(1e-8) / Math.log(rates[sample])), evaluations[sample]);
        }
        assertEquals(Arrays.stream(evaluations).max().getAsLong(), solution.counters().get(Counter.ITERATIONS));
        assertEquals(Arrays.stream(evaluations).sum(), solution.counters().get(Counter.OPERATOR_EVALUATIONS));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 33, 700})
    void threadsChangeNoBits(int batch) throws SolverException {
        EquilibriumProblem problem = dense(batch, .8);
        EquilibriumStates one = solve(problem, new TestContext());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            assertEquals(one, solve(problem, new TestContext().threads(2, threads)));
            assertEquals(one, solve(problem, new TestContext().threads(3, threads)));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void toleranceBelowRoundingStagnatesSoon() throws SolverException {
        // The iteration ends in a cycle of the last two bits.
        MapLayer.Map noisy = (z, x, result) -> result[0] = Math.cos(z[0]) + (Double.doubleToLongBits(z[0]) % 2 == 0 ? 0x1p-51 : -0x1p-51);
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(Samples.none(1)),
                context(1, 0, noisy).with("tolerance", 1e-18));
        assertEquals(Status.STAGNATED, solution.status());
        assertEquals(0.7390851332151607, solution.value().state(0)[0], 1e-14);
        assertTrue(solution.residual() < 1e-14);
        assertTrue(solution.value().evaluations()[0] < 200);
    }

    @Test
    void cycleStagnates() throws SolverException {
        MapLayer.Map quarterTurn = (z, x, result) -> {
            result[0] = -z[1];
            result[1] = z[0];
        };
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(Samples.none(1), 1, 0), context(2, 0, quarterTurn));
        assertEquals(Status.STAGNATED, solution.status());
        assertEquals(1, solution.residual());
        assertEquals(2000, solution.value().evaluations()[0]);
    }

    @Test
    void slowConvergenceIsNoStagnation() throws SolverException {
        EquilibriumStates states = solve(rates(.9995), affine());
        assertEquals(List.of(Status.CONVERGED), states.statuses());
        assertTrue(states.evaluations()[0] > 30_000);
    }

    @Test
    void startAtTheSolutionTakesOneEvaluation() throws SolverException {
        for (double tolerance : new double[] {0, 1e-8}) {
            EquilibriumStates states = solve(MapLayer.problem(new Samples(new double[] {.5}, 1, 1), 2),
                    affine().with("tolerance", tolerance));
            assertEquals(List.of(Status.CONVERGED), states.statuses());
            assertEquals(0, states.residuals()[0]);
            assertEquals(1, states.evaluations()[0]);
        }
    }

    @Test
    void leavingAnUnstableFixedPointIsNoDivergence() throws SolverException {
        MapLayer.Map steep = (z, x, result) -> result[0] = Math.tanh(2 * z[0]);
        EquilibriumStates states = solve(MapLayer.problem(Samples.none(1), 1e-11), context(1, 0, steep).with("tolerance", 1e-12));
        assertEquals(List.of(Status.CONVERGED), states.statuses());
        assertEquals(Math.tanh(2 * states.state(0)[0]), states.state(0)[0], 1e-12);
        assertTrue(states.state(0)[0] > .9);
    }

    @Test
    void relativeResiduals() throws SolverException {
        // z = x z + 1e6 (1 - x) has the solution 1e6.
        MapLayer.Map large = (z, x, result) -> result[0] = x[0] * z[0] + 1e6 * (1 - x[0]);
        EquilibriumProblem problem = rates(.5).withMeasure(ResidualMeasure.RELATIVE);
        Solution<EquilibriumStates> solution = SOLVER.solve(problem, context(1, 1, large));
        assertEquals(Status.CONVERGED, solution.status());
        double z = solution.value().state(0)[0];
        assertEquals((.5e6 - .5 * z) / (.5e6 + .5 * z), solution.residual(), 1e-12 * solution.residual());
        assertTrue(1e6 - z > 1e-3, "an absolute residual of 1e-8 was not asked for");
        // The image is 0 at first, so that the relative residual is infinite, but all is finite.
        MapLayer.Map zero = (state, x, result) -> result[0] = 0;
        solution = SOLVER.solve(MapLayer.problem(Samples.none(1), 3).withMeasure(ResidualMeasure.RELATIVE), context(1, 0, zero));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.residual());
        solution = SOLVER.solve(rates(-1.5).withMeasure(ResidualMeasure.RELATIVE),
                affine());
        assertEquals(Status.DIVERGED, solution.status());
    }

    @Test
    void warmStartIsUsedWhereItFits() throws SolverException {
        EquilibriumProblem problem = dense(3, .9);
        Solution<EquilibriumStates> cold = SOLVER.solve(problem, new TestContext());
        Solution<EquilibriumStates> warm = SOLVER.solve(problem, new TestContext().start(cold.value()));
        assertArrayEquals(new long[] {1, 1, 1}, warm.value().evaluations());
        assertEquals(cold.value().states(), warm.value().states());
        Solution<EquilibriumStates> other = SOLVER.solve(dense(2, .9), new TestContext().start(cold.value()));
        assertTrue(other.warnings().get(0).contains("not used, as 2 x 24 finite numbers are expected"), other.warnings()::toString);
        double[] broken = cold.value().states().values().clone();
        broken[5] = Double.NaN;
        EquilibriumStates notFinite = new EquilibriumStates(new Samples(broken, 3, 24), new double[3], new long[3],
                cold.value().statuses());
        assertTrue(SOLVER.solve(problem, new TestContext().start(notFinite)).warnings().get(0).contains("not all finite"));
        assertThrows(DataException.class, () -> MapLayer.problem(Samples.none(1), Double.NaN));
    }

    @Test
    void cancelKeepsTheBestStates() throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(rates(.999, .1, .999),
                affine().cancelAt(50));
        assertEquals(Status.CANCELLED, solution.status());
        assertEquals(List.of(Status.CANCELLED, Status.CONVERGED, Status.CANCELLED), solution.value().statuses());
        assertEquals(50, solution.value().evaluations()[0]);
        assertEquals(Math.pow(.999, 49), solution.value().residuals()[0], 1e-12);
        assertEquals(solution.value().residuals()[0], solution.residual());
    }

    @Test
    void cancelBeforeTheFirstEvaluation() throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(Samples.none(2), 4),
                context(1, 0, (z, x, result) -> result[0] = 0).cancelAt(0));
        assertEquals(Status.CANCELLED, solution.status());
        assertTrue(Double.isNaN(solution.residual()));
        assertArrayEquals(new double[] {4, 4}, solution.value().states().values());
        assertArrayEquals(new long[] {0, 0}, solution.value().evaluations());
    }

    @Test
    void timeLimitStopsHelpersSoon() throws Exception {
        // The first half of the batch ends at once; a helper, or the solving thread, then works on the rest alone.
        double[] rates = new double[2000];
        Arrays.fill(rates, .1);
        Arrays.fill(rates, 0, 3, .99999);
        Arrays.fill(rates, 1997, 2000, .99999);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            TestContext context = affine().threads(2, threads).timeLimit(.3)
                    .with("maxIterations", 1_000_000_000L).with("tolerance", 1e-14);
            long before = System.nanoTime();
            Solution<EquilibriumStates> solution = SOLVER.solve(rates(rates), context);
            double seconds = (System.nanoTime() - before) * 1e-9;
            assertEquals(Status.TIME_LIMIT, solution.status());
            assertEquals(Status.TIME_LIMIT, solution.value().statuses().get(1999));
            assertEquals(Status.CONVERGED, solution.value().statuses().get(1000));
            assertTrue(solution.value().residuals()[1999] < 1);
            assertTrue(seconds < 2, seconds + " s");
        } finally {
            threads.shutdown();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    /** One thread meets the sample on which the layer fails; the other one would go on for hours. */
    @Test
    void failureOfTheLayerEndsAllThreads() throws Exception {
        double[] rates = new double[2000];
        Arrays.fill(rates, .999999999);
        rates[1999] = -1;
        MapLayer.Map map = (z, x, result) -> {
            if (x[0] == -1) {
                throw new IllegalStateException("out of range");
            }
            affine(z, x, result);
        };
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            for (TestContext context : List.of(context(1, 1, map), context(1, 1, map).threads(2, threads))) {
                SolverException failure = assertThrows(SolverException.class,
                        () -> SOLVER.solve(rates(rates), context.with("maxIterations", 1_000_000L)));
                assertTrue(failure.getMessage().contains("out of range"), failure::getMessage);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void dampingTakesPartOfTheWay() throws SolverException {
        // z = -1.5 z + 1 diverges plainly; with damping t the rate is 1 - 2.5 t.
        EquilibriumStates states = solve(rates(-1.5),
                affine().with("damping", .5));
        assertEquals(.4, states.state(0)[0], 1e-8);
        assertEquals(1 + Math.ceil(Math.log(1e-8) / Math.log(.25)), states.evaluations()[0]);
        assertFalse(states.evaluations()[0] > 20);
    }
}
