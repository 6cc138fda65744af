package org.stillpoint.equilibrium.internal.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequence;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Allocation;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Method;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Prediction;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumSequenceVerifier;

/** Sequences of equilibria. */
class SequenceSolverTest {

    private static final SequenceSolver SOLVER = new SequenceSolver();
    private static final int SIZE = 12;

    private static DataRecord.Builder parameters() {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1);
    }

    private static TestContext picard() {
        return new TestContext().with("method", Method.PICARD);
    }

    /** A dense layer that contracts by .9 in the largest component, for inputs that drift along slow waves. */
    private static EquilibriumSequenceProblem drifting(int times, int batch) {
        double[] inputs = new double[times * batch * SIZE];
        for (int i = 0; i < inputs.length; i++) {
            int time = i / SIZE / batch;
            inputs[i] = Math.sin(i % SIZE + 2.0 * (i / SIZE % batch) + .02 * time * (1 + i % 3));
        }
        return EquilibriumSequenceProblem.of(EquilibriumProblem.of(StandardLayer.DENSE,
                parameters().array("weight", weight(.9)).text("activation", "tanh").build(), new Samples(inputs, times * batch, SIZE)),
                times);
    }

    private static NamedArray weight(double norm) {
        double[] weight = new Random(1).doubles(SIZE * SIZE, 0, 1).toArray();
        for (int row = 0; row < SIZE; row++) {
            double sum = Arrays.stream(weight, row * SIZE, (row + 1) * SIZE).sum();
            for (int k = 0; k < SIZE; k++) {
                weight[row * SIZE + k] *= norm / sum;
            }
        }
        return new NamedArray(weight, SIZE, SIZE);
    }

    private static Solution<EquilibriumSequence> certified(EquilibriumSequenceProblem problem, TestContext context) throws SolverException {
        Solution<EquilibriumSequence> solution = SOLVER.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(Verification.of(new EquilibriumSequenceVerifier(), problem, solution).holds());
        return solution;
    }

    private static long evaluations(Solution<EquilibriumSequence> solution) {
        return Arrays.stream(solution.value().states().evaluations()).sum();
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        assertEquals(certified(SOLVER.selfCheck(), new TestContext()).value(), certified(SOLVER.selfCheck(), new TestContext()).value());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void predictionsSaveEvaluations(Method method) throws SolverException {
        EquilibriumSequenceProblem problem = drifting(40, 3);
        long[] taken = new long[3];
        for (Prediction prediction : Prediction.values()) {
            Solution<EquilibriumSequence> solution = certified(problem,
                    new TestContext().with("method", method).with("prediction", prediction).with("compare", true));
            taken[prediction.ordinal()] = evaluations(solution);
            assertEquals(taken[0], solution.counters().get(SequenceRun.COLD_EVALUATIONS));
            assertEquals(taken[0] - taken[prediction.ordinal()], solution.counters().get(SequenceRun.SAVED_EVALUATIONS));
            assertEquals(taken[0], Arrays.stream(solution.value().coldEvaluations()).sum());
            assertTrue(Arrays.stream(solution.value().coldResiduals()).allMatch(residual -> residual <= 1e-8));
        }
        assertTrue(taken[1] < .9 * taken[0], Arrays.toString(taken));
        assertTrue(taken[2] < .9 * taken[1], Arrays.toString(taken));
    }

    /** z = r z + x from the last state: after k steps the residual is |dx| r^k. */
    @ParameterizedTest
    @CsvSource({".5, .01", ".9, .1", ".99, 1e-4"})
    void stepsOfAMapAreThoseOfTheTheory(double rate, double change) throws SolverException {
        int times = 10;
        double[] inputs = new double[times];
        Arrays.setAll(inputs, time -> 1 + change * time);
        TestContext context = picard().function(MapLayer.NAME, new MapLayer(1, 1, (z, x, result) -> result[0] = rate * z[0] + x[0]))
                .with("tolerance", 1e-9);
        EquilibriumSequence value = SOLVER.solve(EquilibriumSequenceProblem.of(MapLayer.problem(new Samples(inputs, times, 1)), times),
                context).value();
        double steps = Math.log(1e-9 / change) / Math.log(rate);
        for (int time = 1; time < times; time++) {
            assertEquals(steps + 1, value.states().evaluations()[time], 1.5);
            assertEquals(inputs[time] / (1 - rate), value.at(time).state(0)[0], 1.1e-9 / (1 - rate));
        }
    }

    @Test
    void linearPredictionIsExactWhereTheSolutionMovesOnALine() throws SolverException {
        int times = 8;
        double[] inputs = new double[times];
        Arrays.setAll(inputs, time -> 1 + .25 * time);
        TestContext context = picard().function(MapLayer.NAME, new MapLayer(1, 1, (z, x, result) -> result[0] = .5 * z[0] + x[0]))
                .with("tolerance", 1e-8).with("prediction", Prediction.LINEAR);
        long[] evaluations = SOLVER.solve(EquilibriumSequenceProblem.of(MapLayer.problem(new Samples(inputs, times, 1)), times), context)
                .value().states().evaluations();
        assertTrue(evaluations[1] > 20);
        // The errors of two states that are within the tolerance are extrapolated, too.
        assertTrue(Arrays.stream(evaluations, 2, times).allMatch(spent -> spent <= 3), Arrays.toString(evaluations));
    }

    @Test
    void parametersMayChange() throws SolverException {
        EquilibriumSequenceProblem fixed = drifting(5, 2);
        List<DataRecord> changes = new ArrayList<>();
        for (int time = 0; time < 5; time++) {
            changes.add(time == 2 ? parameters().build() : parameters().array("weight", weight(.5 + .1 * time)).build());
        }
        EquilibriumSequenceProblem problem = new EquilibriumSequenceProblem(fixed.equilibrium(), 5, changes);
        EquilibriumSequence value = certified(problem, picard().with("tolerance", 1e-12)).value();
        for (int time = 0; time < 5; time++) {
            EquilibriumStates alone = new PicardSolver().solve(problem.at(time), new TestContext().with("tolerance", 1e-12)).value();
            assertArrayEquals(alone.states().values(), value.at(time).states().values(), 1e-10);
        }
    }

    /** The rows of one sample. */
    private static EquilibriumSequenceProblem only(EquilibriumSequenceProblem problem, int sample) {
        double[] inputs = new double[problem.times() * SIZE];
        for (int time = 0; time < problem.times(); time++) {
            System.arraycopy(problem.equilibrium().inputs().values(), (time * problem.batch() + sample) * SIZE, inputs, time * SIZE, SIZE);
        }
        return EquilibriumSequenceProblem.of(problem.equilibrium().withInputs(new Samples(inputs, problem.times(), SIZE)), problem.times());
    }

    @ParameterizedTest
    @EnumSource(Allocation.class)
    void samplesHaveTheBitsThatTheyHaveAloneWithAnyBudgetAndThreads(Allocation budget) throws SolverException {
        EquilibriumSequenceProblem problem = drifting(6, 40);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            EquilibriumSequence together = SOLVER.solve(problem, new TestContext().with("budget", budget)
                    .with("evaluationsPerTime", 7L).threads(3, executor)).value();
            for (int sample : new int[] {0, 17, 39}) {
                EquilibriumSequence alone = SOLVER.solve(only(problem, sample), new TestContext().with("budget", budget)
                        .with("evaluationsPerTime", 7L)).value();
                for (int time = 0; time < 6; time++) {
                    assertArrayEquals(alone.at(time).state(0), together.at(time).state(sample));
                    assertEquals(alone.at(time).evaluations()[0], together.at(time).evaluations()[sample]);
                    assertEquals(alone.at(time).statuses().get(0), together.at(time).statuses().get(sample));
                }
            }
        } finally {
            executor.shutdown();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Allocation.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void budgetsAreKeptForEachSample(Allocation budget) throws SolverException {
        int times = 20;
        EquilibriumSequenceProblem problem = drifting(times, 4);
        Solution<EquilibriumSequence> solution = SOLVER.solve(problem, picard().with("budget", budget).with("evaluationsPerTime", 12L)
                .with("compare", true));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        long[] evaluations = solution.value().states().evaluations();
        long longest = 0;
        for (int sample = 0; sample < 4; sample++) {
            long sum = 0;
            for (int time = 0; time < times; time++) {
                sum += evaluations[time * 4 + sample];
            }
            longest = Math.max(longest, sum);
            // An increasing budget is more than enough for the last times.
            assertTrue(budget == Allocation.INCREASING ? sum <= 12L * times : sum == 12L * times, budget + " " + sum);
        }
        assertEquals(longest, solution.iterations());
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("did not converge at")));
        // Within the same limits, cold starts of the second half end further from their equilibria.
        double warmest = Arrays.stream(solution.value().states().residuals()).skip(40).average().orElseThrow();
        double coldest = Arrays.stream(solution.value().coldResiduals()).skip(40).average().orElseThrow();
        assertTrue(coldest > 10 * warmest, warmest + " and " + coldest);
    }

    /** Only the last time is hard, and it has what the others have left. */
    @Test
    void unusedEvaluationsMoveOn() throws SolverException {
        double[] rates = {.1, .1, .1, .9};
        TestContext context = picard().function(MapLayer.NAME, new MapLayer(1, 1, (z, x, result) -> result[0] = x[0] * z[0] + 1))
                .with("budget", Allocation.CONSTANT).with("evaluationsPerTime", 60L);
        Solution<EquilibriumSequence> solution = SOLVER.solve(
                EquilibriumSequenceProblem.of(MapLayer.problem(new Samples(rates, 4, 1)), 4), context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.value().states().evaluations()[3] > 120);
    }

    @Test
    void timeWithoutAnEquilibriumDoesNotSpoilTheNext() throws SolverException {
        MapLayer.Map map = (z, x, result) -> result[0] = x[0] == 2 ? Math.sqrt(z[0] - 1e9) : x[0] == 3 ? 2 * z[0] + 1 : .5 * z[0] + x[0];
        EquilibriumSequenceProblem problem = EquilibriumSequenceProblem.of(
                MapLayer.problem(new Samples(new double[] {1, 2, 1.5, 3, 4}, 5, 1), .25), 5);
        Solution<EquilibriumSequence> solution = SOLVER.solve(problem,
                picard().function(MapLayer.NAME, new MapLayer(1, 1, map)).with("prediction", Prediction.LINEAR));
        assertEquals(List.of(Status.CONVERGED, Status.NONFINITE, Status.CONVERGED, Status.DIVERGED, Status.CONVERGED),
                solution.value().states().statuses());
        assertEquals(Status.NONFINITE, solution.status());
        assertArrayEquals(new double[] {3}, solution.value().at(2).state(0), 1e-7);
        assertArrayEquals(new double[] {8}, solution.value().at(4).state(0), 1e-7);
    }

    @Test
    void cancelledSequencesKeepWhatTheyHave() throws SolverException {
        EquilibriumSequenceProblem problem = drifting(10, 2);
        Solution<EquilibriumSequence> solution = SOLVER.solve(problem, picard().with("compare", true).cancelAt(300));
        assertEquals(Status.CANCELLED, solution.status());
        List<Status> statuses = solution.value().states().statuses();
        assertEquals(Status.CONVERGED, statuses.get(0));
        assertEquals(Status.CANCELLED, statuses.get(19));
        assertTrue(Double.isNaN(solution.value().states().residuals()[19]));
        // The states of times that were not come to are the predictions.
        assertArrayEquals(solution.value().at(8).state(1), solution.value().at(9).state(1));
        assertEquals(0, solution.value().coldEvaluations().length);
        assertTrue(Arrays.stream(solution.value().states().states().values()).allMatch(Double::isFinite));
    }

    @Test
    void startsAreThoseOfTheRows() throws SolverException {
        // z = z^2 / 2 + x / 2 with x = .75 has the equilibria .5 and 1.5, of which the first attracts.
        MapLayer layer = new MapLayer(1, 1, (z, x, result) -> result[0] = (z[0] * z[0] + x[0]) / 2);
        EquilibriumProblem all = MapLayer.problem(new Samples(new double[] {.75, .75, .75, .75}, 4, 1), .5, 1.5, .5, 1.5);
        for (Prediction prediction : Prediction.values()) {
            EquilibriumSequence value = SOLVER.solve(EquilibriumSequenceProblem.of(all, 2),
                    picard().function(MapLayer.NAME, layer).with("prediction", prediction)).value();
            assertArrayEquals(new double[] {.5, 1.5, .5, 1.5}, value.states().states().values());
        }
    }

    @Test
    void earlierSequencesAreStartedFrom() throws SolverException {
        EquilibriumSequenceProblem problem = drifting(6, 2);
        Solution<EquilibriumSequence> first = certified(problem, picard().with("tolerance", 1e-12));
        Solution<EquilibriumSequence> again = certified(problem, picard().with("prediction", Prediction.NONE).with("compare", true)
                .start(first.value()));
        assertTrue(Arrays.stream(again.value().states().evaluations()).allMatch(spent -> spent == 1));
        assertEquals(again.counters().get(SequenceRun.COLD_EVALUATIONS) - 12, again.counters().get(SequenceRun.SAVED_EVALUATIONS));
        Solution<EquilibriumSequence> other = certified(drifting(5, 2), picard().start(first.value()));
        assertTrue(other.warnings().get(0).contains("6 x 2 x 12; they are not used, as 5 x 2 x 12"), other.warnings().get(0));
        assertEquals(certified(drifting(5, 2), picard()).value(), other.value());
    }

    @Test
    void layersThatAreMissingAreRefused() {
        EquilibriumSequenceProblem problem = EquilibriumSequenceProblem.of(MapLayer.problem(Samples.none(2)), 2);
        assertThrows(SolverException.class, () -> SOLVER.solve(problem, new TestContext()));
    }
}
