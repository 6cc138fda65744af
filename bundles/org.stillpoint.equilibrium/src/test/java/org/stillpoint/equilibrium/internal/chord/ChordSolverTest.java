package org.stillpoint.equilibrium.internal.chord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.VerifiedSolve;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

class ChordSolverTest {

    private final ChordSolver solver = new ChordSolver();

    /** A random matrix of spectral radius about {@code radius}, and standard normal inputs. */
    private static EquilibriumProblem dense(int size, int batch, double radius, Activation activation) {
        RandomStream random = new RandomStream(5);
        double[] weight = new double[size * size];
        random.fillGaussian(weight);
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= radius / Math.sqrt(size);
        }
        double[] inputs = new double[batch * size];
        random.fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", activation.label()).build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, batch, size));
    }

    private static TestContext mixedPicard() {
        return new TestContext().with("precision", Precision.MIXED);
    }

    private static double mean(EquilibriumStates states) {
        return Arrays.stream(states.evaluations()).average().orElseThrow();
    }

    @Test
    void selfCheck() throws SolverException {
        VerifiedSolve.selfCheck(solver);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void allPrecisionsFindTheSameState(Activation activation) throws SolverException {
        EquilibriumProblem problem = dense(37, 21, .7, activation);
        EquilibriumStates expected = VerifiedSolve.states(new PicardSolver(), problem, new TestContext().with("tolerance", 1e-13));
        List<EquilibriumStates> found = List.of(VerifiedSolve.states(new PicardSolver(), problem, mixedPicard()),
                VerifiedSolve.states(solver, problem, new TestContext()),
                VerifiedSolve.states(solver, problem, new TestContext().with("precision", Precision.DOUBLE)));
        for (EquilibriumStates states : found) {
            for (int i = 0; i < expected.states().values().length; i++) {
                assertEquals(expected.states().values()[i], states.states().values()[i], 1e-6);
            }
        }
    }

    @Test
    void savesEvaluationsWhereTheContractionIsSlow() throws SolverException {
        EquilibriumProblem problem = dense(160, 40, 1, Activation.TANH);
        EquilibriumStates plain = VerifiedSolve.states(new PicardSolver(), problem, new TestContext());
        Solution<EquilibriumStates> mixed = VerifiedSolve.solve(new PicardSolver(), problem, mixedPicard());
        assertTrue(mean(mixed.value()) <= mean(plain) + 3, mean(mixed.value()) + " after " + mean(plain));
        assertEquals(0, mixed.counters().getOrDefault(CorrectedIteration.PLAIN, 0L));
        for (Precision precision : Precision.values()) {
            EquilibriumStates chord = VerifiedSolve.states(solver, problem, new TestContext().with("precision", precision));
            assertTrue(mean(chord) <= .8 * mean(plain), precision + ": " + mean(chord) + " instead of " + mean(plain));
        }
    }

    /** The monotone case of 20 units of the reference, on which plain iterations run away. */
    @Test
    void solvesMonotoneLayers() throws SolverException {
        int n = 20;
        double[] factor = new double[n * n];
        double[] skew = new double[n * n];
        double[] bias = new double[n];
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= n; j++) {
                factor[(i - 1) * n + j - 1] = Math.sin(.3 * i * j) / Math.sqrt(n);
                skew[(i - 1) * n + j - 1] = Math.cos(.2 * i + .5 * j) / Math.sqrt(n);
            }
            bias[i - 1] = Math.sin(i);
        }
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("factor", new NamedArray(factor, n, n))
                .array("skew", new NamedArray(skew, n, n)).number("margin", .1).array("bias", new NamedArray(bias, n))
                .text("activation", "relu").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.MONOTONE, parameters, Samples.none(1));
        EquilibriumStates states = VerifiedSolve.states(solver, problem, new TestContext().with("tolerance", 1e-12));
        assertEquals(10.00774766, states.state(0)[0], 5e-9);
        assertEquals(4.9628308, states.state(0)[1], 5e-8);
        assertEquals(39.71548366239865, Arrays.stream(states.state(0)).sum(), 1e-9);
    }

    @Test
    void reachesTolerancesNearRoundingAndSaysWhereTheyEnd() throws SolverException {
        EquilibriumProblem problem = dense(40, 12, .9, Activation.SIGMOID);
        VerifiedSolve.states(solver, problem, new TestContext().with("tolerance", 1e-14));
        Solution<EquilibriumStates> beyond = VerifiedSolve.solve(solver, problem, new TestContext().with("tolerance", 1e-30));
        assertEquals(Status.STAGNATED, beyond.status());
        assertTrue(beyond.residual() < 1e-15);
    }

    @Test
    void startsAndRelativeResiduals() throws SolverException {
        EquilibriumProblem problem = dense(30, 9, .8, Activation.SOFTPLUS).withMeasure(ResidualMeasure.RELATIVE);
        EquilibriumStates cold = VerifiedSolve.states(solver, problem, new TestContext());
        EquilibriumStates warm = VerifiedSolve.states(solver, problem, new TestContext().start(cold));
        assertEquals(1, mean(warm));
        assertEquals(cold.states(), warm.states());
    }

    @Test
    void threadsChangeNoBits() throws SolverException {
        EquilibriumProblem problem = dense(150, 33, .95, Activation.TANH);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            assertEquals(VerifiedSolve.states(solver, problem, new TestContext()),
                    VerifiedSolve.states(solver, problem, new TestContext().threads(2, threads)));
            assertEquals(VerifiedSolve.states(new PicardSolver(), problem, mixedPicard()),
                    VerifiedSolve.states(new PicardSolver(), problem, mixedPicard().threads(2, threads)));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void samplesOfMixedPicardAreSolvedAsIfAlone() throws SolverException {
        EquilibriumProblem problem = dense(12, 37, .8, Activation.TANH);
        EquilibriumStates states = VerifiedSolve.states(new PicardSolver(), problem, mixedPicard());
        for (int sample = 0; sample < 37; sample++) {
            Samples input = Samples.of(Arrays.copyOfRange(problem.inputs().values(), sample * 12, (sample + 1) * 12));
            EquilibriumStates alone = VerifiedSolve.states(new PicardSolver(), problem.withInputs(input), mixedPicard());
            assertEquals(new Samples(states.state(sample), 1, 12), alone.states());
            assertEquals(states.evaluations()[sample], alone.evaluations()[0]);
        }
    }

    /** Where another sample starts and when it ends makes no difference. */
    @Test
    void startsAndLimitsOfOtherSamplesChangeNoBits() throws SolverException {
        EquilibriumProblem problem = dense(12, 9, .9, Activation.TANH);
        double[] start = new double[12 * 9];
        Arrays.fill(start, 48, 60, .3);
        for (long limit : new long[] {1, 9, 25, 1000}) {
            EquilibriumStates states = new PicardSolver().solve(problem.withStart(start), mixedPicard().with("maxIterations", limit))
                    .value();
            for (int sample = 0; sample < 9; sample++) {
                Samples input = Samples.of(Arrays.copyOfRange(problem.inputs().values(), sample * 12, (sample + 1) * 12));
                EquilibriumProblem alone = problem.withInputs(input).withStart(Arrays.copyOfRange(start, sample * 12, (sample + 1) * 12));
                EquilibriumStates expected = new PicardSolver().solve(alone, mixedPicard().with("maxIterations", limit)).value();
                assertEquals(new Samples(states.state(sample), 1, 12), expected.states());
                assertEquals(states.evaluations()[sample], expected.evaluations()[0]);
            }
        }
    }

    /** One unit z = tanh(w z + x) with w = 1 - 1e-4 and x near 0 contracts by nearly 1, beside samples that are done at once. */
    @Test
    void slowSamplesAreGivenChordsOfTheirOwn() throws SolverException {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(new double[] {1 - 1e-4}, 1, 1))
                .text("activation", "tanh").build();
        double[] inputs = new double[64];
        Arrays.fill(inputs, 3);
        inputs[40] = 1e-3;
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, 64, 1));
        Solution<EquilibriumStates> solution = VerifiedSolve.solve(solver, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.counters().get(Counter.FACTORISATIONS) > 1);
        assertTrue(solution.value().evaluations()[40] < 200, () -> "evaluations " + solution.value().evaluations()[40]);
    }

    /** Where all that is tried is worse than zeros, from where no product is needed, these are what is kept. */
    @ParameterizedTest
    @EnumSource(ResidualMeasure.class)
    void startsAreKeptWhereNothingIsBetter(ResidualMeasure measure) throws SolverException {
        EquilibriumProblem problem = dense(30, 5, 1e3, Activation.SOFTPLUS).withMeasure(measure);
        EquilibriumStates start = new PicardSolver().solve(problem, new TestContext().with("maxIterations", 1L)).value();
        for (long limit : new long[] {1, 2, 5, 50}) {
            for (EquilibriumStates states : List.of(new PicardSolver().solve(problem, mixedPicard().with("maxIterations", limit)).value(),
                    solver.solve(problem, new TestContext().with("maxIterations", limit)).value())) {
                for (int sample = 0; sample < 5; sample++) {
                    assertTrue(states.residuals()[sample] <= start.residuals()[sample],
                            states.residuals()[sample] + " at the end, " + start.residuals()[sample] + " at the start, limit " + limit);
                }
            }
        }
    }

    @Test
    void limitsAndFailures() throws SolverException {
        EquilibriumProblem problem = dense(30, 5, 1, Activation.TANH);
        Solution<EquilibriumStates> limited = VerifiedSolve.solve(solver, problem, new TestContext().with("maxIterations", 6L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(Arrays.stream(limited.value().evaluations()).allMatch(spent -> spent == 6), () -> limited.value().toString());
        Solution<EquilibriumStates> one = VerifiedSolve.solve(solver, problem, new TestContext().with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, one.status());
        assertTrue(limited.residual() < one.residual());
        assertEquals(Status.CANCELLED, solver.solve(problem, new TestContext().cancelAt(3)).status());
        EquilibriumProblem expanding = dense(30, 5, 1e3, Activation.IDENTITY);
        Solution<EquilibriumStates> diverged = VerifiedSolve.solve(new PicardSolver(), expanding, mixedPicard());
        assertEquals(Status.DIVERGED, diverged.status());
        assertEquals(5, diverged.counters().get(CorrectedIteration.PLAIN));
        VerifiedSolve.states(solver, dense(30, 5, 3, Activation.IDENTITY), new TestContext());
    }

    @Test
    void refusesLayersWithoutAMatrix() {
        MapLayer layer = new MapLayer(1, 0, (z, x, result) -> result[0] = Math.cos(z[0]));
        EquilibriumProblem problem = MapLayer.problem(Samples.none(1), 1);
        for (SolverException refused : List.of(
                assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext().function(MapLayer.NAME, layer))),
                assertThrows(SolverException.class,
                        () -> new PicardSolver().solve(problem, mixedPicard().function(MapLayer.NAME, layer))))) {
            assertTrue(refused.getMessage().contains("dense or a monotone"), refused.getMessage());
        }
        SolverException damped = assertThrows(SolverException.class,
                () -> new PicardSolver().solve(problem, mixedPicard().with("damping", .5)));
        assertTrue(damped.getMessage().contains("damping is 0.5"));
    }
}
