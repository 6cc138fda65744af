package org.stillpoint.equilibrium.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumGradientVerifier;

/** Implicit differentiation against closed forms, dense systems and differences, and what it says where it fails. */
class ImplicitGradientTest {

    private static final ImplicitGradientSolver SOLVER = new ImplicitGradientSolver();

    private static Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, TestContext context) throws SolverException {
        return SOLVER.solve(problem, context);
    }

    private static EquilibriumGradient converged(EquilibriumGradientProblem problem, BackwardMethod backward) throws SolverException {
        Solution<EquilibriumGradient> solution = solve(problem, new TestContext().with("tolerance", 1e-12).with("backward", backward));
        assertEquals(Status.CONVERGED, solution.status(), () -> solution.toString() + solution.warnings());
        return solution.value();
    }

    @ParameterizedTest
    @EnumSource(BackwardMethod.class)
    void lambertKeplerAndUnitsHaveTheirDerivatives(BackwardMethod backward) throws SolverException {
        assertEquals(0.36189625663488917, converged(GradientCases.scalar("exponential", .5, 1), backward).inputs().values()[0], 1e-11);
        assertArrayEquals(new double[] {1.037362021893646, 1.034667232373456},
                converged(GradientCases.scalar("kepler", 1, 1, .5), backward).inputs().values(), 1e-10);
        assertArrayEquals(new double[] {1.681838172468275, 1.501540860289354},
                converged(GradientCases.scalar("kepler", .3, .3, .9), backward).inputs().values(), 1e-10);
        EquilibriumGradient half = converged(GradientCases.unit("tanh", .5, .5), backward);
        assertEquals(.715181247111642, half.inputs().values()[0], 1e-10);
        assertEquals(.491968887962762, half.parameters().numbers("weight")[0], 1e-10);
        EquilibriumGradient steep = converged(GradientCases.unit("tanh", .9, .1), backward);
        assertEquals(2.292625138372456, steep.inputs().values()[0], 1e-9);
        assertEquals(1.149971524479545, steep.parameters().numbers("weight")[0], 1e-9);
        assertEquals(2, converged(GradientCases.unit("identity", .5, .5), backward).inputs().values()[0], 1e-11);
    }

    /** J'u + v = u by LU factors of the test, from the states that were found. */
    private static double[] denseAdjoint(EquilibriumGradientProblem problem, EquilibriumGradient value, int sample) {
        int size = problem.cotangent().size();
        double[] weight = problem.equilibrium().parameters().numbers("weight");
        double[] z = value.states().state(sample);
        DenseLu factors = new DenseLu(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                factors.matrix()[i * size + j] = (i == j ? 1 : 0) - (1 - z[j] * z[j]) * weight[j * size + i];
            }
        }
        assertTrue(factors.factorize());
        double[] u = Arrays.copyOfRange(problem.cotangent().values(), sample * size, (sample + 1) * size);
        factors.solve(u, 0, 1);
        return u;
    }

    @ParameterizedTest
    @EnumSource(BackwardMethod.class)
    void adjointsEqualDenseSolutions(BackwardMethod backward) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 20, 7, 5, .9, false);
        EquilibriumGradient value = converged(problem, backward);
        for (int sample = 0; sample < 5; sample++) {
            double[] expected = denseAdjoint(problem, value, sample);
            double[] actual = Arrays.copyOfRange(value.adjoint().values(), sample * 20, (sample + 1) * 20);
            assertArrayEquals(expected, actual, 1e-10, "sample " + sample);
        }
        for (double residual : value.adjointResiduals()) {
            assertTrue(residual <= 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"tanh", "sigmoid", "softplus"})
    void derivativesEqualDifferencesOfSolvedEquilibria(String activation) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense(activation, 6, 4, 3, 1.2, false);
        EquilibriumGradient value = converged(problem, BackwardMethod.GMRES);
        for (String name : List.of("weight", "input_weight", "bias")) {
            double[] derivatives = value.parameters().numbers(name);
            assertArrayEquals(problem.equilibrium().parameters().array(name).shape(), value.parameters().array(name).shape());
            for (int entry = 0; entry < derivatives.length; entry += 5) {
                double difference = GradientCases.difference(problem, name, entry);
                assertEquals(difference, derivatives[entry], 1e-8 * (1 + Math.abs(difference)), name + " " + entry);
            }
        }
        for (int entry = 0; entry < 12; entry++) {
            double difference = GradientCases.difference(problem, "input", entry);
            assertEquals(difference, value.inputs().values()[entry], 1e-8 * (1 + Math.abs(difference)), "input " + entry);
        }
    }

    @ParameterizedTest
    @EnumSource(BackwardMethod.class)
    void samplesAndThreadsChangeNoBit(BackwardMethod backward) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 12, 5, 70, 1.1, false);
        EquilibriumGradient all = solve(problem, new TestContext().with("backward", backward)).value();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            assertEquals(all, solve(problem, new TestContext().with("backward", backward).threads(3, threads)).value());
        } finally {
            threads.shutdown();
        }
        for (int sample : new int[] {0, 33, 69}) {
            EquilibriumGradient alone = solve(GradientCases.sample(problem, sample), new TestContext().with("backward", backward)).value();
            assertArrayEquals(alone.adjoint().values(), Arrays.copyOfRange(all.adjoint().values(), sample * 12, (sample + 1) * 12));
            assertArrayEquals(alone.inputs().values(), Arrays.copyOfRange(all.inputs().values(), sample * 5, (sample + 1) * 5));
        }
    }

    @Test
    void aBackwardPassThatFailsSaysSo() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 20, 7, 5, 1.5, false);
        Solution<EquilibriumGradient> solution = solve(problem,
                new TestContext().with("backward", BackwardMethod.PICARD).with("backwardIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertTrue(solution.value().states().statuses().stream().allMatch(Status.CONVERGED::equals));
        assertTrue(solution.value().adjointStatuses().stream().allMatch(Status.ITERATION_LIMIT::equals));
        assertTrue(solution.residual() > 1e-3);
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("adjoint equation")), solution.warnings()::toString);
    }

    /** f(z) = z: every state is a fixed point, and the adjoint u = u + 1 has no solution. */
    /** I - J' has no inverse and v is not among its values; a long vector that it takes to nearly 0 has a small relative residual. */
    @ParameterizedTest
    @EnumSource(BackwardMethod.class)
    void singularEquationsHaveNoAdjoint(BackwardMethod backward) throws SolverException {
        for (double[] weight : new double[][] {{1, 1, 0, 1}, {1, 0, 0, .5}, {.75, .25, .5, .5}}) {
            DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, 2, 2))
                    .text("activation", "identity").build();
            EquilibriumProblem equilibrium = EquilibriumProblem.of(StandardLayer.DENSE, parameters, Samples.of(0, 0));
            Solution<EquilibriumGradient> solution = solve(new EquilibriumGradientProblem(equilibrium, Samples.of(1, 1)),
                    new TestContext().with("backward", backward).with("backwardIterations", 2000L).with("tolerance", 1e-6));
            assertTrue(solution.status() != Status.CONVERGED, () -> Arrays.toString(weight) + solution.value().adjoint());
            assertTrue(solution.value().adjointStatuses().get(0) != Status.CONVERGED);
            assertTrue(solution.warnings().toString().contains("the derivatives are approximations"), solution.warnings()::toString);
        }
    }

    /** J = 1 - 1e-12: derivatives are as many times less exact than states. */
    @Test
    void nearlySingularEquationsAreWarnedOf() throws SolverException {
        Solution<EquilibriumGradient> solution = solve(GradientCases.unit("identity", 1 - 1e-12, 0), new TestContext());
        assertTrue(solution.warnings().toString().contains("I - J is singular or nearly so in sample 0: its adjoint is 1.0e+12 times"),
                solution.warnings()::toString);
    }

    @ParameterizedTest
    @EnumSource(BackwardMethod.class)
    void noDerivativeIsNoZero(BackwardMethod backward) throws SolverException {
        Solution<EquilibriumGradient> solution = solve(GradientCases.unit("identity", 1, 0), new TestContext().with("backward", backward)
                .with("backwardIterations", 5000L));
        assertFalse(solution.status() == Status.CONVERGED);
        assertTrue(solution.residual() > 1e-8);
        assertTrue(solution.value().adjoint().values()[0] != 0);
        assertFalse(solution.warnings().isEmpty());
    }

    @Test
    void stretchingAdjointsDivergeByPicardAndAreSolvedByOthers() throws SolverException {
        // f(z) = -1.5 z + 1, started at its solution.
        EquilibriumGradientProblem given = GradientCases.unit("identity", -1.5, 1);
        EquilibriumGradientProblem problem = new EquilibriumGradientProblem(given.equilibrium().withStart(.4), given.cotangent());
        assertEquals(Status.DIVERGED, solve(problem, new TestContext().with("backward", BackwardMethod.PICARD)).status());
        assertEquals(.4, converged(problem, BackwardMethod.AUTO).inputs().values()[0], 1e-12);
        assertEquals(.4, converged(problem, BackwardMethod.GMRES).inputs().values()[0], 1e-12);
        assertEquals(.4, converged(problem, BackwardMethod.DIRECT).inputs().values()[0], 1e-12);
    }

    /** The monotone layer of 20 units on which plain iteration diverges. */
    @Test
    void monotoneLayerHasTheReferenceGradient() throws SolverException {
        int n = 20;
        double[] factor = new double[n * n];
        double[] skew = new double[n * n];
        double[] bias = new double[n];
        for (int i = 0; i < n; i++) {
            bias[i] = Math.sin(i + 1);
            for (int j = 0; j < n; j++) {
                factor[i * n + j] = Math.sin(.3 * (i + 1) * (j + 1)) / Math.sqrt(n);
                skew[i * n + j] = Math.cos(.2 * (i + 1) + .5 * (j + 1)) / Math.sqrt(n);
            }
        }
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("factor", new NamedArray(factor, n, n))
                .array("skew", new NamedArray(skew, n, n)).number("margin", .1).doubles("bias", bias).text("activation", "relu").build();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        EquilibriumProblem equilibrium = EquilibriumProblem.of(StandardLayer.MONOTONE, parameters, Samples.none(1));
        Solution<EquilibriumGradient> solution = solve(new EquilibriumGradientProblem(equilibrium, new Samples(ones, 1, n)),
                new TestContext().blas(new JavaBlas()).with("forward", ForwardMethod.PEACEMAN_RACHFORD).with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, solution.status(), solution.warnings()::toString);
        EquilibriumGradient value = solution.value();
        double[] gradient = value.parameters().numbers("bias");
        assertEquals(11.79147874, gradient[0], 1e-8);
        assertEquals(6.05018284, gradient[1], 1e-8);
        assertEquals(7.17336656, gradient[7], 1e-8);
        assertEquals(51.799057544238, Arrays.stream(gradient).sum(), 1e-8);
    }

    @Test
    void notANumberInOneSampleLeavesTheOthers() throws SolverException {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", "square-root").build();
        // From 0, (z + x / z) / 2 is infinite.
        EquilibriumProblem equilibrium = EquilibriumProblem.of(StandardLayer.SCALAR, parameters, new Samples(new double[] {2, 3}, 2, 1))
                .withStart(1, 0);
        Solution<EquilibriumGradient> solution = solve(
                new EquilibriumGradientProblem(equilibrium, new Samples(new double[] {1, 1}, 2, 1)), new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
        assertEquals(List.of(Status.CONVERGED, Status.NONFINITE), solution.value().states().statuses());
        assertEquals(1 / (2 * Math.sqrt(2)), solution.value().inputs().values()[0], 1e-9);
        assertEquals(Status.NONFINITE, solution.value().adjointStatuses().get(1));
    }

    @Test
    void layersWithoutDerivativesAreRefused() {
        TestContext context = new TestContext().function(MapLayer.NAME, new MapLayer(1, 1, (z, x, result) -> result[0] = .5 * z[0]));
        SolverException refusal = assertThrows(SolverException.class,
                () -> solve(new EquilibriumGradientProblem(MapLayer.problem(Samples.of(1)), Samples.of(1)), context));
        assertTrue(refusal.getMessage().contains("DifferentiableLayer"), refusal.getMessage());
    }

    @Test
    void warmStartsBringStatesAndAdjointsAlong() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 20, 7, 5, .9, false);
        EquilibriumGradient cold = solve(problem, new TestContext().with("tolerance", 1e-11).with("backwardTolerance", 1e-12)).value();
        Solution<EquilibriumGradient> warm = solve(problem, new TestContext().start(cold));
        assertEquals(Status.CONVERGED, warm.status());
        assertEquals(1, warm.iterations());
        assertEquals(1, warm.counters().get(GradientSolve.ADJOINT_EVALUATIONS));
        assertEquals(cold.adjoint(), warm.value().adjoint());
        EquilibriumGradient other = solve(GradientCases.sample(problem, 0), new TestContext()).value();
        Solution<EquilibriumGradient> unfitting = solve(problem, new TestContext().start(other));
        assertEquals(Status.CONVERGED, unfitting.status());
        assertTrue(unfitting.warnings().stream().anyMatch(warning -> warning.contains("not used")));
    }

    /** z = w z + x with rates from fast to none: those that Picard iteration would take long for are solved by a product or two. */
    @Test
    void slowSamplesGoOverToMinimalResiduals() throws SolverException {
        for (double weight : new double[] {.1, .8, .99, -.99, .9999, -3}) {
            EquilibriumGradientProblem given = GradientCases.unit("identity", weight, 1);
            EquilibriumGradientProblem problem = new EquilibriumGradientProblem(given.equilibrium().withStart(1 / (1 - weight)),
                    given.cotangent());
            Solution<EquilibriumGradient> solution = solve(problem, new TestContext());
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(1 / (1 - weight), solution.value().inputs().values()[0], 1e-9 / Math.abs(1 - weight));
            long spent = solution.counters().get(GradientSolve.ADJOINT_EVALUATIONS);
            assertTrue(spent <= 110 && (Math.abs(weight) < .9 || spent <= 12), weight + " took " + spent);
        }
    }

    /** Forward differences of the layer in place of derivatives; f = tanh(z / 2 + x). */
    @Test
    void differencesAreTakenWhereAskedFor() throws SolverException {
        TestContext context = new TestContext()
                .function(MapLayer.NAME, new MapLayer(1, 1, (z, x, result) -> result[0] = Math.tanh(.5 * z[0] + x[0])))
                .with("differences", true);
        Solution<EquilibriumGradient> solution = solve(
                new EquilibriumGradientProblem(MapLayer.problem(Samples.of(.5)), Samples.of(1)), context);
        assertEquals(.715181247111642, solution.value().inputs().values()[0], 1e-6);
    }

    @Test
    void layersThatThrowAreNamed() {
        TestContext context = new TestContext().function(MapLayer.NAME, new MapLayer(1, 1, (z, x, result) -> {
            if (z[0] != 0) {
                throw new IllegalStateException("beyond the tables");
            }
            result[0] = 0;
        })).with("differences", true);
        SolverException refusal = assertThrows(SolverException.class,
                () -> solve(new EquilibriumGradientProblem(MapLayer.problem(Samples.of(.5)), Samples.of(1)), context));
        assertTrue(refusal.getMessage().contains("beyond the tables"), refusal.getMessage());
    }

    @ParameterizedTest
    @EnumSource(value = ForwardMethod.class, names = "PEACEMAN_RACHFORD", mode = EnumSource.Mode.EXCLUDE)
    void forwardMethodsFindTheSameStates(ForwardMethod forward) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 20, 7, 5, .9, false);
        Solution<EquilibriumGradient> solution = solve(problem, new TestContext().with("forward", forward).with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(converged(problem, BackwardMethod.DIRECT).inputs().values(), solution.value().inputs().values(), 1e-10);
    }

    @Test
    void cancellingIsSaid() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 20, 7, 5, 1.5, false);
        Solution<EquilibriumGradient> early = solve(problem, new TestContext().cancelAt(3));
        assertEquals(Status.CANCELLED, early.status());
        Solution<EquilibriumGradient> whole = solve(problem, new TestContext());
        TestContext late = new TestContext().cancelAt(whole.iterations() + 1);
        Solution<EquilibriumGradient> backward = solve(problem, late);
        assertEquals(Status.CANCELLED, backward.status());
        assertTrue(backward.value().states().statuses().stream().allMatch(Status.CONVERGED::equals));
        assertTrue(backward.value().adjointStatuses().contains(Status.CANCELLED));
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        EquilibriumGradientProblem problem = SOLVER.selfCheck();
        Solution<EquilibriumGradient> first = solve(problem, new TestContext());
        assertTrue(Verification.of(new EquilibriumGradientVerifier(), problem, first).holds());
        assertEquals(first.value(), solve(problem, new TestContext()).value());
    }
}
