package org.stillpoint.recurrence.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.automatic.AutomaticSolver;
import org.stillpoint.recurrence.internal.jacobi.JacobiOptions;
import org.stillpoint.recurrence.internal.jacobi.JacobiSolver;
import org.stillpoint.recurrence.internal.newton.NewtonOptions;
import org.stillpoint.recurrence.internal.newton.NewtonSolver;
import org.stillpoint.recurrence.internal.picard.PicardSolver;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.recurrence.internal.shooting.ShootingSolver;
import org.stillpoint.testing.TestContext;

/** Whatever a trajectory to start from has in it, and wherever a recurrence overflows: solutions have finite states, and say the truth. */
class FiniteStatesTest {

    private static final int BATCH = 2;
    private static final int STEPS = 900;

    private static Stream<Solver<RecurrenceProblem, Trajectory>> solvers() {
        return Stream.of(new SequentialSolver(), new NewtonSolver(), new JacobiSolver(), new PicardSolver(), new ShootingSolver(),
                new AutomaticSolver());
    }

    /** h' = tanh(.5 h + x), or without the tanh where components are positive: then h' = max(0, gain h + x). */
    private static RecurrenceProblem problem(String cell, double gain) {
        DataRecord parameters = DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(new double[] {1}, 1, 1))
                .array("weight_hh", new NamedArray(new double[] {gain}, 1, 1)).build();
        double[] input = new double[BATCH * STEPS];
        Arrays.setAll(input, i -> 1.5 + Math.sin(.1 * i));
        return RecurrenceProblem.of(cell, parameters, new Sequences(input, BATCH, STEPS, 1));
    }

    private static Trajectory start(double... values) {
        double[] states = new double[BATCH * STEPS];
        Arrays.setAll(states, i -> values[i % values.length]);
        return Trajectory.of(new Sequences(states, BATCH, STEPS, 1), 1);
    }

    private static double[] states(Solution<Trajectory> solution) {
        double[] states = solution.value().path().states().values();
        assertTrue(DoubleStream.of(states).allMatch(Double::isFinite), solution::toString);
        return states;
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void whatIsNotFiniteInAGuessIsReplaced(Solver<RecurrenceProblem, Trajectory> solver) throws SolverException {
        RecurrenceProblem problem = problem("elman", .5);
        double[] expected = states(new SequentialSolver().solve(problem, new TestContext()));
        for (Trajectory start : new Trajectory[] {start(Double.NaN), start(0, Double.POSITIVE_INFINITY, .3), start(.2, Double.NaN, -1e300)}) {
            Solution<Trajectory> solution = solver.solve(problem, new TestContext().start(start));
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            double[] actual = states(solution);
            for (int i = 0; i < actual.length; i++) {
                assertEquals(expected[i], actual[i], 1e-9);
            }
            for (int cancel = 0; cancel < 4; cancel++) {
                states(solver.solve(problem, new TestContext().start(start).cancelAt(cancel)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void statesUpToAnOverflowAreKept(Solver<RecurrenceProblem, Trajectory> solver) throws SolverException {
        RecurrenceProblem problem = problem("elman-relu", 3);
        int overflow = (int) (Math.log(Double.MAX_VALUE) / Math.log(3)) - 5;
        double[] expected = states(new SequentialSolver().solve(problem, new TestContext()));
        for (TestContext context : new TestContext[] {new TestContext(), new TestContext().start(start(1)),
            new TestContext().start(start(Double.NaN))}) {
            Solution<Trajectory> solution = solver.solve(problem, context);
            assertEquals(Status.NONFINITE, solution.status(), solution::toString);
            double[] actual = states(solution);
            for (int b = 0; b < BATCH; b++) {
                for (int t = 0; t < overflow; t++) {
                    assertEquals(expected[b * STEPS + t], actual[b * STEPS + t], 1e-9 * expected[b * STEPS + t]);
                }
            }
        }
    }

    /** The plain forms of the methods, which have nothing that bounds their iterates. */
    @ParameterizedTest
    @MethodSource("solvers")
    void iteratesThatOverflowDoNotStay(Solver<RecurrenceProblem, Trajectory> solver) throws SolverException {
        RecurrenceProblem problem = problem("elman-relu", 3);
        if (solver instanceof JacobiSolver || solver instanceof PicardSolver) {
            for (JacobiOptions.Scheme scheme : JacobiOptions.Scheme.values()) {
                TestContext context = new TestContext().with("safeguards", Safeguards.NONE).start(start(1e300, 1));
                context = solver instanceof JacobiSolver ? context.with("scheme", scheme).with("blockSize", 40) : context;
                Solution<Trajectory> solution = solver.solve(problem, context);
                states(solution);
                assertNotEquals(Status.CONVERGED, solution.status());
            }
        } else if (solver instanceof NewtonSolver) {
            for (NewtonOptions.Method method : NewtonOptions.Method.values()) {
                for (int cancel = 0; cancel < 4; cancel++) {
                    states(solver.solve(problem, new TestContext().with("safeguards", Safeguards.NONE)
                            .with("form", NewtonOptions.Form.FULL).with("method", method).start(start(1e300, 1)).cancelAt(cancel)));
                }
            }
        }
    }
}
