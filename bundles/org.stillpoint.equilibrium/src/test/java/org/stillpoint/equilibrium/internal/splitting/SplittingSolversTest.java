package org.stillpoint.equilibrium.internal.splitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumVerifier;

class SplittingSolversTest {

    private static final PeacemanRachfordSolver PEACEMAN_RACHFORD = new PeacemanRachfordSolver();
    private static final ForwardBackwardSolver FORWARD_BACKWARD = new ForwardBackwardSolver();

    static Stream<Solver<EquilibriumProblem, EquilibriumStates>> solvers() {
        return Stream.of(PEACEMAN_RACHFORD, FORWARD_BACKWARD);
    }

    private static Solution<EquilibriumStates> certified(Solver<EquilibriumProblem, EquilibriumStates> solver, EquilibriumProblem problem,
            TestContext context) throws SolverException {
        Solution<EquilibriumStates> solution = solver.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(Verification.of(new EquilibriumVerifier(), problem, solution).holds(), solution::toString);
        return solution;
    }

    private static EquilibriumProblem dense(String activation, double[] input, double... weight) {
        int size = input.length;
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", activation).build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(input, 1, size));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void selfCheckIsCertifiedTwiceWithTheSameBits(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        Solution<EquilibriumStates> first = certified(solver, solver.selfCheck(), MonotoneCases.context());
        assertEquals(first.toRecord(), certified(solver, solver.selfCheck(), MonotoneCases.context()).toRecord());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void linearLayersHaveTheSolutionOfTheirEquations(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        // z = W z + x for W = (-1, 2; -2, -1) and x = (2, 6): (I - W)^-1 = (2, 2; -2, 2) / 8.
        double[] z = certified(solver, dense("identity", new double[] {2, 6}, -1, 2, -2, -1),
                MonotoneCases.context().with("tolerance", 1e-13)).value().state(0);
        assertArrayEquals(new double[] {2, 1}, z, 1e-13);
    }

    /** All activations, with steps at which the proximal operator is not the activation. */
    @ParameterizedTest
    @MethodSource("solvers")
    void randomStartsLeadToTheOneFixedPoint(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        for (Activation activation : Activation.values()) {
            EquilibriumProblem problem = MonotoneCases.random(8, .5, .7, activation.label(), 1, 5);
            double[] expected = certified(solver, problem, MonotoneCases.context().with("tolerance", 1e-11)).value().state(0);
            Random random = new Random(6);
            for (double step : new double[] {0, .03, .11}) {
                double[] start = random.doubles(8, -20, 20).toArray();
                double[] z = certified(solver, problem.withStart(start),
                        MonotoneCases.context().with("tolerance", 1e-11).with("stepSize", step)).value().state(0);
                // |z - z*| is at most |I - W| + 1 residuals, divided by m.
                assertArrayEquals(expected, z, 1e-9, activation + " by step " + step);
            }
        }
    }

    @Test
    void peacemanRachfordConvergesForEveryStep() throws SolverException {
        EquilibriumProblem problem = MonotoneCases.random(8, .5, .7, "softplus", 1, 5);
        double[] expected = certified(PEACEMAN_RACHFORD, problem, MonotoneCases.context()).value().state(0);
        for (double step : new double[] {.01, 1, 7, 50}) {
            double[] z = certified(PEACEMAN_RACHFORD, problem, MonotoneCases.context().with("stepSize", step)).value().state(0);
            assertArrayEquals(expected, z, 1e-6);
        }
    }

    /**
     * From theory: the distance to z* falls by the factor r = |I - a A| in each step, and so the residual is at most
     * (1 + |W|) r^k |z^0 - z*|; and r is at most what the constants say.
     */
    @Test
    void forwardBackwardKeepsItsBound() throws SolverException {
        for (int seed = 0; seed < 4; seed++) {
            int n = 40;
            EquilibriumProblem problem = MonotoneCases.random(n, 1, .5, seed % 2 == 0 ? "relu" : "tanh", 1, seed);
            double[] weight = MonotoneCases.weight(problem.parameters());
            MonotoneOperator operator = MonotoneCases.operator(problem);
            double m = operator.strongMonotonicity();
            double l = operator.lipschitz();
            double c = operator.cocoercivity();
            double distance = distance(problem);
            for (double a : new double[] {m / (l * l), c, 1.6 * c}) {
                double rate = Rates.forwardBackward(weight, n, a);
                assertTrue(rate * rate <= (1 - (2 * a - a * a / c) * m) * (1 + 1e-12));
                assertTrue(rate * rate <= (1 - 2 * a * m + a * a * l * l) * (1 + 1e-12));
                TestContext context = MonotoneCases.context().with("stepSize", a);
                long loose = evaluations(FORWARD_BACKWARD, problem, context.with("tolerance", 1e-4));
                long tight = evaluations(FORWARD_BACKWARD, problem, MonotoneCases.context().with("stepSize", a).with("tolerance", 1e-10));
                double bound = Math.log(1e-10 / ((1 + Rates.norm(weight, n)) * distance)) / Math.log(rate);
                assertTrue(tight <= Math.ceil(bound) + 1, tight + " > " + bound);
                assertTrue(Math.pow(1e-6, 1.0 / (tight - loose)) <= rate, "observed more than " + rate);
            }
        }
    }

    /** The same for |u^k - u*| and r = |2 V - I|; z is no farther from z* than u from u*, and u^0 = z^0. */
    @Test
    void peacemanRachfordKeepsItsBound() throws SolverException {
        for (int seed = 0; seed < 4; seed++) {
            int n = 40;
            EquilibriumProblem problem = MonotoneCases.random(n, 1, .5, seed % 2 == 0 ? "relu" : "tanh", 1, seed);
            double[] weight = MonotoneCases.weight(problem.parameters());
            MonotoneOperator operator = MonotoneCases.operator(problem);
            double best = Math.sqrt(operator.cocoercivity() / operator.strongMonotonicity());
            for (double a : new double[] {.2 * best, best, 1 / operator.lipschitz(), .5, 3 * best}) {
                double rate = Rates.peacemanRachford(operator.resolvent(a), n);
                double l = operator.lipschitz();
                double m = operator.strongMonotonicity();
                assertTrue(rate * rate <= 1 - 4 * a * m / ((1 + a * l) * (1 + a * l)) + 1e-12);
                if (a == best) {
                    double root = Math.sqrt(m * operator.cocoercivity());
                    assertTrue(rate * rate <= (1 - root) / (1 + root) + 1e-12);
                }
                long loose = evaluations(PEACEMAN_RACHFORD, problem, MonotoneCases.context().with("stepSize", a).with("tolerance", 1e-4));
                long tight = evaluations(PEACEMAN_RACHFORD, problem, MonotoneCases.context().with("stepSize", a).with("tolerance", 1e-10));
                double bound = Math.log(1e-10 / ((1 + Rates.norm(weight, n)) * mirrored(problem, weight, a))) / Math.log(rate);
                assertTrue(tight <= Math.ceil(bound) + 1, tight + " > " + bound);
                assertTrue(Math.pow(1e-6, 1.0 / (tight - loose)) <= rate, "observed more than " + rate);
            }
        }
    }

    private static long evaluations(Solver<EquilibriumProblem, EquilibriumStates> solver, EquilibriumProblem problem, TestContext context)
            throws SolverException {
        return certified(solver, problem, context).value().evaluations()[0];
    }

    /** |z*|, from zeros. */
    private static double distance(EquilibriumProblem problem) throws SolverException {
        double[] z = PEACEMAN_RACHFORD.solve(problem, MonotoneCases.context().with("tolerance", 1e-12)).value().state(0);
        return Math.sqrt(Rates.dot(z, z));
    }

    /** |2 z* - u*| with u* = (1 - a) z* + a (W z* + x), from zeros: what the first reflection starts from. */
    private static double mirrored(EquilibriumProblem problem, double[] weight, double a) throws SolverException {
        double[] z = PEACEMAN_RACHFORD.solve(problem, MonotoneCases.context().with("tolerance", 1e-12)).value().state(0);
        double[] product = Rates.multiply(weight, z);
        double[] mirrored = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            mirrored[i] = (1 + a) * z[i] - a * (product[i] + problem.inputs().values()[i]);
        }
        return Math.sqrt(Rates.dot(mirrored, mirrored));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void samplesOfBatchesHaveTheBitsOfSoloSolves(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        for (String activation : List.of("relu", "sigmoid")) {
            EquilibriumProblem problem = MonotoneCases.random(17, .5, 1, activation, 19, 8);
            EquilibriumStates batch = certified(solver, problem, MonotoneCases.context()).value();
            ExecutorService threads = Executors.newFixedThreadPool(2);
            EquilibriumStates shared = solver.solve(MonotoneCases.random(17, .5, 1, activation, 19, 8),
                    MonotoneCases.context().threads(3, threads)).value();
            threads.shutdown();
            assertEquals(batch, shared);
            for (int sample = 0; sample < 19; sample += 6) {
                double[] input = Arrays.copyOfRange(problem.inputs().values(), 17 * sample, 17 * sample + 17);
                EquilibriumStates alone = solver.solve(problem.withInputs(new Samples(input, 1, 17)), MonotoneCases.context()).value();
                assertArrayEquals(alone.state(0), batch.state(sample));
                assertEquals(alone.evaluations()[0], batch.evaluations()[sample]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void layersThatAreNotMonotoneAreWarnedOf(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        // Three fixed points, and I - W = -1: reflections only turn in a circle.
        Solution<EquilibriumStates> solution = solver.solve(dense("tanh", new double[] {.1}, 2), MonotoneCases.context());
        assertEquals(solver == PEACEMAN_RACHFORD ? Status.STAGNATED : Status.CONVERGED, solution.status());
        assertEquals(List.of("I - W is not strongly monotone (the least eigenvalue of its symmetric part is -1.0): the method may not "
                + "converge, and there may be no fixed point or several"), solution.warnings());
        assertTrue(certified(solver, dense("tanh", new double[] {.1}, .5), MonotoneCases.context()).warnings().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void layersOfAnotherFormAreRefused(Solver<EquilibriumProblem, EquilibriumStates> solver) {
        EquilibriumProblem cosine = EquilibriumProblem.of(StandardLayer.SCALAR,
                DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", "cosine").build(), Samples.none(1));
        SolverException refused = assertThrows(SolverException.class, () -> solver.solve(cosine, MonotoneCases.context()));
        assertTrue(refused.getMessage().contains("a layer s(W z + drive) with a matrix W"), refused.getMessage());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void unreachableTolerancesStagnate(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        Solution<EquilibriumStates> solution = solver.solve(MonotoneCases.random(8, .5, .7, "softplus", 1, 5),
                MonotoneCases.context().with("tolerance", 1e-30));
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.residual() < 1e-14);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitsAndCancellationGiveTheBestState(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        EquilibriumProblem problem = MonotoneCases.random(8, .5, .7, "relu", 2, 5);
        Solution<EquilibriumStates> limited = solver.solve(problem, MonotoneCases.context().with("maxIterations", 7L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(7, limited.value().evaluations()[0]);
        assertTrue(Verification.of(new EquilibriumVerifier(), problem, limited, limited.residual() * (1 + 1e-9)).holds());
        Solution<EquilibriumStates> cancelled = solver.solve(problem, MonotoneCases.context().with("tolerance", 0.0).cancelAt(5));
        assertEquals(Status.CANCELLED, cancelled.status());
    }

    @Test
    void wideStepsOfForwardBackwardDiverge() throws SolverException {
        EquilibriumProblem problem = dense("identity", new double[] {1, 1}, -3, 0, 0, 0);
        assertEquals(Status.DIVERGED, FORWARD_BACKWARD.solve(problem, MonotoneCases.context().with("stepSize", .6)).status());
        assertEquals(Status.CONVERGED, FORWARD_BACKWARD.solve(problem, MonotoneCases.context().with("stepSize", .49)).status());
    }

    @Test
    void stepsThatMakeTheResolventSingularAreRefused() {
        SolverException refused = assertThrows(SolverException.class,
                () -> PEACEMAN_RACHFORD.solve(dense("relu", new double[] {1}, 3), MonotoneCases.context().with("stepSize", .5)));
        assertTrue(refused.getMessage().contains("for the step a = 0.5 is singular"), refused.getMessage());
    }
}
