package org.stillpoint.equilibrium.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.VerifiedSolve;
import org.stillpoint.equilibrium.internal.anderson.AndersonSolver;
import org.stillpoint.equilibrium.internal.broyden.BroydenSolver;
import org.stillpoint.equilibrium.internal.halpern.HalpernSolver;
import org.stillpoint.equilibrium.internal.homotopy.HomotopySolver;
import org.stillpoint.equilibrium.internal.newton.NewtonKrylovSolver;
import org.stillpoint.equilibrium.internal.newton.RegularizedNewtonSolver;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** What all solvers for any layer have to keep to. */
class GeneralSolversTest {

    private static final Set<Class<?>> WITHOUT_DERIVATIVES = Set.of(PicardSolver.class, AndersonSolver.class, BroydenSolver.class,
            HalpernSolver.class);

    static List<Solver<EquilibriumProblem, EquilibriumStates>> solvers() {
        return List.of(new PicardSolver(), new AndersonSolver(), new BroydenSolver(), new HalpernSolver(), new NewtonKrylovSolver(),
                new RegularizedNewtonSolver(), new HomotopySolver());
    }

    /** A dense layer with a random matrix of elements of that size, and standard normal inputs. */
    private static EquilibriumProblem dense(int size, int batch, double element) {
        RandomStream random = new RandomStream(11);
        double[] weight = new double[size * size];
        random.fillGaussian(weight);
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= element;
        }
        double[] inputs = new double[batch * size];
        random.fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, batch, size));
    }

    private static TestContext context() {
        return new TestContext().with("maxIterations", 20_000L);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void selfCheck(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        VerifiedSolve.selfCheck(solver);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void samplesAreSolvedAsIfAlone(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        EquilibriumProblem problem = dense(12, 37, .25);
        EquilibriumStates states = VerifiedSolve.states(solver, problem, context());
        for (int sample = 0; sample < 37; sample++) {
            Samples input = Samples.of(Arrays.copyOfRange(problem.inputs().values(), sample * 12, (sample + 1) * 12));
            EquilibriumStates alone = VerifiedSolve.states(solver, problem.withInputs(input), context());
            assertArrayEquals(alone.state(0), states.state(sample), "sample " + sample);
            assertEquals(alone.evaluations()[0], states.evaluations()[sample]);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void threadsChangeNoBits(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        EquilibriumProblem problem = dense(40, 65, .12);
        EquilibriumStates one = VerifiedSolve.states(solver, problem, context());
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            assertEquals(one, VerifiedSolve.states(solver, problem, context().threads(2, threads)));
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void relativeResiduals(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        VerifiedSolve.states(solver, dense(8, 5, .2).withMeasure(ResidualMeasure.RELATIVE), context());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void sampleWithoutFiniteImageEndsAlone(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        MapLayer layer = new MapLayer(2, 1, (z, x, result) -> {
            result[0] = x[0] == 3 ? Double.NaN : .5 * Math.cos(z[1]);
            result[1] = .5 * Math.sin(z[0]) + x[0];
        });
        double[] inputs = new double[128];
        for (int i = 0; i < 128; i++) {
            inputs[i] = i == 5 ? 3 : i / 256.0;
        }
        Solution<EquilibriumStates> solution = solver.solve(MapLayer.problem(new Samples(inputs, 128, 1), .1, .2),
                derivativesAllowed(solver).function(MapLayer.NAME, layer));
        assertEquals(Status.NONFINITE, solution.status());
        assertEquals(Status.NONFINITE, solution.value().statuses().get(5));
        assertEquals(127, solution.value().statuses().stream().filter(status -> status == Status.CONVERGED).count());
        assertArrayEquals(new double[] {.1, .2}, solution.value().state(5));
    }

    private static TestContext derivativesAllowed(Solver<EquilibriumProblem, EquilibriumStates> solver) {
        return WITHOUT_DERIVATIVES.contains(solver.getClass()) ? context() : context().with("differences", true);
    }

    /** z = log(2 + 3 z) / 2, which is no number below -2/3, where accelerated steps from the left of the solution lead. */
    @ParameterizedTest
    @MethodSource("solvers")
    void stepsThatLeaveTheDomainAreTakenBack(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        MapLayer layer = new MapLayer(1, 0, (z, x, result) -> result[0] = Math.log(2 + 3 * z[0]) / 2);
        for (double start : new double[] {-.5, -.4, 0, 1, 100}) {
            Solution<EquilibriumStates> solution = solver.solve(MapLayer.problem(Samples.none(1), start),
                    derivativesAllowed(solver).function(MapLayer.NAME, layer));
            assertEquals(Status.CONVERGED, solution.status(), "from " + start);
            double z = solution.value().state(0)[0];
            assertEquals(Math.log(2 + 3 * z) / 2, z, 1e-8);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitAndCancel(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        EquilibriumProblem problem = dense(30, 20, .25);
        EquilibriumStates start = solver.solve(problem, context().with("maxIterations", 1L)).value();
        Solution<EquilibriumStates> limited = solver.solve(problem, context().with("maxIterations", 4L));
        Solution<EquilibriumStates> cancelled = solver.solve(problem, context().cancelAt(4));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(Status.CANCELLED, cancelled.status());
        for (int sample = 0; sample < 20; sample++) {
            assertTrue(limited.value().residuals()[sample] <= start.residuals()[sample]);
            assertTrue(cancelled.value().residuals()[sample] <= start.residuals()[sample]);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void cancelAtAnyTime(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        EquilibriumProblem problem = dense(12, 3, .25);
        double last = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < 60; iteration++) {
            Solution<EquilibriumStates> solution = solver.solve(problem, context().cancelAt(iteration));
            assertTrue(solution.status() == Status.CANCELLED || solution.status() == Status.CONVERGED, solution::toString);
            if (!Double.isNaN(solution.residual())) {
                assertTrue(solution.residual() <= last, "the best state has become worse");
                last = solution.residual();
            }
        }
        assertTrue(last < 1);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void toleranceThatCannotBeReached(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        Solution<EquilibriumStates> solution = solver.solve(dense(30, 10, .1), context().with("tolerance", 1e-18));
        for (int sample = 0; sample < 10; sample++) {
            Status status = solution.value().statuses().get(sample);
            assertTrue(status == Status.STAGNATED || status == Status.CONVERGED && solution.value().residuals()[sample] == 0,
                    status::toString);
            assertTrue(solution.value().residuals()[sample] < 1e-14);
            assertTrue(solution.value().evaluations()[sample] < 1000);
        }
    }

    @Test
    void lineSearchReachesFixedPointsThatPlainIterationMisses() throws SolverException {
        // The derivatives at the fixed points reach far beyond 1.
        EquilibriumProblem problem = dense(20, 16, .6);
        assertTrue(new PicardSolver().solve(problem, context()).status() != Status.CONVERGED);
        EquilibriumStates states = new BroydenSolver().solve(problem, context().with("lineSearch", true)).value();
        long found = states.statuses().stream().filter(status -> status == Status.CONVERGED).count();
        assertTrue(found > 0, found + " samples");
    }
}
