package org.stillpoint.recurrence.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.automatic.AutomaticSolver;
import org.stillpoint.recurrence.internal.jacobi.JacobiOptions.Scheme;
import org.stillpoint.recurrence.internal.jacobi.JacobiSolver;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Form;
import org.stillpoint.recurrence.internal.newton.NewtonSolver;
import org.stillpoint.recurrence.internal.picard.PicardSolver;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.recurrence.internal.shooting.ShootingSolver;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;

/** What part of the work is done, as methods tell it: {@link TestContext} sees to it that it never falls and stays within 0 and 1. */
class ProgressTest {

    private static final int STEPS = 60_000;

    record Case(String name, Solver<RecurrenceProblem, Trajectory> solver, TestContext context) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Methods that solve the first steps first. */
    static Stream<Case> ordered() {
        return Stream.of(new Case("sequential", new SequentialSolver(), new TestContext()),
                new Case("blocked windows", new NewtonSolver(), new TestContext()),
                new Case("a sliding window", new NewtonSolver(), new TestContext().with("form", Form.WINDOWED)),
                new Case("gauss_seidel", new JacobiSolver(), new TestContext().with("scheme", Scheme.GAUSS_SEIDEL)),
                new Case("picard", new PicardSolver(), new TestContext()));
    }

    static Stream<Case> all() {
        return Stream.concat(ordered(), Stream.of(
                new Case("all steps at once", new NewtonSolver(), new TestContext().with("form", Form.FULL)),
                new Case("block_jacobi", new JacobiSolver(), new TestContext().with("scheme", Scheme.BLOCK_JACOBI)),
                new Case("shooting", new ShootingSolver(), new TestContext()),
                new Case("automatic", new AutomaticSolver(), new TestContext())));
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void growsWithTheSolvedSteps(Case method) throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(STEPS);
        assertEquals(Status.CONVERGED, method.solver.solve(problem, method.context).status());
        List<Double> fractions = method.context.fractions();
        assertTrue(fractions.size() > 1, fractions::toString);
        assertTrue(fractions.get(fractions.size() - 1) > 0.9, fractions::toString);
    }

    /** Whatever the method does with a window, the windows before it are done. */
    @ParameterizedTest
    @MethodSource("all")
    void countsTheWindowsWhereFewStatesAreKept(Case method) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(2.8, 1_000_000).withKeepEvery(1000);
        assertEquals(Status.CONVERGED, method.solver.solve(problem, method.context).status());
        List<Double> fractions = method.context.fractions();
        assertTrue(fractions.get(0) <= 0.27, fractions::toString);
        assertTrue(fractions.get(fractions.size() - 1) > 0.75, fractions::toString);
    }

    /** Two layers of two directions: a quarter is done after each, however little a method tells in between. */
    @Test
    void layersAndDirectionsCountAlike() throws SolverException {
        DataRecord first = diagonal(1);
        DataRecord second = diagonal(2);
        RecurrenceProblem problem = new RecurrenceProblem(List.of(new RecurrentLayer("diagonal", first, Optional.of(first)),
                new RecurrentLayer("diagonal", second, Optional.of(second))), Sequences.of(new double[50], 1), new double[0],
                Optional.empty(), 1);
        TestContext context = new TestContext();
        new ShootingSolver().solve(problem, context.with("lanes", 5));
        assertTrue(context.fractions().containsAll(List.of(0.25, 0.5, 0.75)), () -> context.fractions().toString());
    }

    private static DataRecord diagonal(int inputs) {
        double[] weights = new double[inputs];
        Arrays.fill(weights, 1);
        return DataRecord.of("parameters", 1).doubles("transition", new double[] {0.5})
                .array("weight_ih", new NamedArray(weights, 1, inputs)).build();
    }
}
