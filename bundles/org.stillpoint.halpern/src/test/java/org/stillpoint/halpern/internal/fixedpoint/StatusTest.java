package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.testing.TestContext;

/** How all solvers end where there is nothing to converge to, or no time. */
class StatusTest {

    private interface Case {
        void check(String name, Solver<FixedPointProblem, FixedPoint> solver) throws SolverException;
    }

    private static void forAll(Case test) throws SolverException {
        for (var entry : AllSolvers.all().entrySet()) {
            test.check(entry.getKey(), entry.getValue());
        }
    }

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator);
    }

    private static FixedPointProblem from(double... start) {
        return new FixedPointProblem("T", start);
    }

    /** No linear map, so that no acceleration ends early: the rotation by an angle that depends on the radius. */
    private static Operator whirl() {
        return Operators.operator(2, (x, result) -> {
            double angle = 2 + Math.hypot(x[0], x[1]);
            Operators.rotation(angle).apply(x, result);
        });
    }

    @Test
    void selfChecksAreSolvedAndVerified() throws SolverException {
        forAll((name, solver) -> {
            Solution<FixedPoint> solution = solver.solve(solver.selfCheck(), AllSolvers.context());
            assertEquals(Status.CONVERGED, solution.status(), name);
            assertTrue(solution.iterations() < 5000, name + " " + solution);
            assertTrue(Verified.holds(solver.selfCheck(), solution, AllSolvers.context(), 1e-6), name);
        });
    }

    @Test
    void operatorsThatGiveNoNumbers() throws SolverException {
        Operator nan = Operators.operator(2, (x, result) -> result[0] = Double.NaN);
        Operator infinite = Operators.operator(2, (x, result) -> result[0] = Double.POSITIVE_INFINITY);
        Operator late = Operators.operator(1, (x, result) -> result[0] = x[0] < 0.5 ? Double.NaN : x[0] / 4);
        forAll((name, solver) -> {
            Solution<FixedPoint> first = solver.solve(from(1, 2), context(nan));
            assertEquals(Status.NONFINITE, first.status(), name);
            assertArrayEquals(new double[] {1, 2}, first.value().x());
            assertTrue(Double.isNaN(first.residual()));
            assertEquals(Status.NONFINITE, solver.solve(from(1, 2), context(infinite)).status(), name);
            Solution<FixedPoint> second = solver.solve(from(1), context(late));
            assertEquals(Status.NONFINITE, second.status(), name);
            assertTrue(second.residual() == 0.75 * second.value().x()[0], name + " gives back its best iterate");
        });
    }

    @Test
    void stepsThatDiverge() throws SolverException {
        Operator explosion = Operators.operator(1, (x, result) -> result[0] = x[0] + 1e-3 * Math.exp(Math.min(Math.abs(x[0]), 600)));
        forAll((name, solver) -> {
            Solution<FixedPoint> solution = solver.solve(from(10), context(explosion));
            boolean minimises = name.startsWith("anderson") || name.startsWith("newton");
            assertTrue(solution.status() == Status.DIVERGED || solution.status() == Status.NONFINITE
                    || minimises && solution.status() == Status.STAGNATED, name + " " + solution);
            assertEquals(1e-3 * Math.exp(Math.abs(solution.value().x()[0])), solution.residual(), 1e-13, name);
        });
    }

    @Test
    void limits() throws SolverException {
        forAll((name, solver) -> {
            Solution<FixedPoint> limited = solver.solve(from(1, 0), context(whirl()).with("maxIterations", 3L).with("tolerance", 1e-15));
            assertEquals(Status.ITERATION_LIMIT, limited.status(), name);
            assertEquals(3, limited.iterations(), name);
            assertEquals(4, limited.counters().get(Counter.OPERATOR_EVALUATIONS), name);
            assertEquals(Status.TIME_LIMIT,
                    solver.solve(from(1, 0), context(whirl()).with("tolerance", 1e-15).timeLimit(0)).status(), name);
        });
    }

    @Test
    void cancelledRunsEvaluateNothingMore() throws SolverException {
        forAll((name, solver) -> {
            long[] evaluations = new long[1];
            Operator counted = Operators.operator(2, (x, result) -> {
                evaluations[0]++;
                whirl().apply(x, result);
            });
            TestContext context = context(counted).with("tolerance", 1e-15).cancelAt(3);
            Solution<FixedPoint> solution = solver.solve(from(1, 0), context);
            assertEquals(Status.CANCELLED, solution.status(), name);
            assertEquals(4, evaluations[0], name + " asks after every evaluation whether to go on");
            double[] image = new double[2];
            whirl().apply(solution.value().x(), image);
            assertEquals(solution.residual(), EuclideanDistance.between(solution.value().x(), image), 0, name);
        });
    }

    @Test
    void sameInputsGiveTheSameBits() throws SolverException {
        forAll((name, solver) -> {
            double[] start = new Random(7).doubles(2).toArray();
            Solution<FixedPoint> first = solver.solve(from(start), context(whirl()).with("maxIterations", 200L));
            Solution<FixedPoint> second = solver.solve(from(start), context(whirl()).with("maxIterations", 200L));
            assertEquals(first.toRecord(), second.toRecord(), name);
        });
    }

    @Test
    void warmStartsAndWrongOnes() throws SolverException {
        Operator rotation = Operators.rotation(2);
        forAll((name, solver) -> {
            TestContext warm = context(rotation).start(new FixedPoint(new double[] {1e-9, 0}));
            Solution<FixedPoint> solution = solver.solve(from(1, 0), warm);
            assertEquals(Status.CONVERGED, solution.status(), name);
            assertEquals(0, solution.iterations(), name);
            TestContext tooShort = context(rotation).start(new FixedPoint(new double[1]));
            assertTrue(assertThrows(SolverException.class, () -> solver.solve(from(1, 0), tooShort)).getMessage().contains("expected 2"));
            assertThrows(SolverException.class, () -> solver.solve(from(1, 2, 3), context(rotation)), name);
        });
    }

    @Test
    void theEmptySpaceIsSolved() throws SolverException {
        forAll((name, solver) -> assertEquals(Status.CONVERGED,
                solver.solve(from(), context(Operators.operator(0, (x, result) -> { }))).status(), name));
    }
}
