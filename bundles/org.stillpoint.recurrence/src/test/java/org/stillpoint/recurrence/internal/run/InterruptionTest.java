package org.stillpoint.recurrence.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
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

/** How much a solver still does once the host has said stop. */
class InterruptionTest {

    private static final int STEPS = 1_000_000;
    private static final int BEFORE = 20_000;
    /** What takes some milliseconds. */
    private static final int AFTER = 100_000;

    /** A cell that forgets slowly, counts its evaluations, and lets the time run out at one of them. */
    private record Counting(AtomicLong evaluations, TestContext context) implements RecurrentCell {

        @Override
        public int stateSize() {
            return 2;
        }

        @Override
        public int inputSize() {
            return 0;
        }

        @Override
        public void step(double[] state, double[] input, double[] next) {
            next[0] = .99 * Math.sin(state[0] + .1 * state[1]);
            next[1] = .99 * Math.cos(state[1] - .2 * state[0]);
            if (evaluations.incrementAndGet() == BEFORE) {
                context.timeLimit(0);
            }
        }
    }

    static Stream<Arguments> solvers() {
        return Stream.of(Arguments.of(new SequentialSolver(), Map.of()), Arguments.of(new ShootingSolver(), Map.of()),
                Arguments.of(new ShootingSolver(), Map.of("lanes", 64)), Arguments.of(new AutomaticSolver(), Map.of()),
                Arguments.of(new PicardSolver(), Map.of()), Arguments.of(new PicardSolver(), Map.of("window", STEPS)),
                Arguments.of(new JacobiSolver(), Map.of()), Arguments.of(new JacobiSolver(), Map.of("scheme",
                        JacobiOptions.Scheme.GAUSS_SEIDEL)), Arguments.of(new JacobiSolver(), Map.of("scheme",
                                JacobiOptions.Scheme.BLOCK_JACOBI)),
                Arguments.of(new NewtonSolver(), Map.of()), Arguments.of(new NewtonSolver(), Map.of("form", NewtonOptions.Form.FULL)),
                Arguments.of(new NewtonSolver(), Map.of("form", NewtonOptions.Form.WINDOWED)),
                Arguments.of(new NewtonSolver(), Map.of("form", NewtonOptions.Form.FULL, "method", NewtonOptions.Method.ELK)),
                Arguments.of(new NewtonSolver(), Map.of("form", NewtonOptions.Form.FULL, "safeguards", Safeguards.NONE)));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void littleIsDoneAfterTheHostSaidStop(Solver<RecurrenceProblem, Trajectory> solver, Map<String, Object> options) throws Exception {
        TestContext context = new TestContext();
        options.forEach(context::with);
        AtomicLong evaluations = new AtomicLong();
        context.function("counting", new Counting(evaluations, context));
        Solution<Trajectory> solution = solver.solve(RecurrenceProblem.autonomous("counting", FunctionFactory.NO_PARAMETERS, STEPS, .5, -.5),
                context);
        assertEquals(Status.TIME_LIMIT, solution.status());
        assertTrue(evaluations.get() <= BEFORE + AFTER, evaluations + " evaluations");
        for (double state : solution.value().layers().get(0).get(0).states().values()) {
            assertTrue(Double.isFinite(state));
        }
    }
}
