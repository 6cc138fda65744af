package org.stillpoint.halpern.internal.variancereduced;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ComponentOperator;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.halpern.internal.game.GameAsInclusion;
import org.stillpoint.halpern.internal.game.Games;
import org.stillpoint.testing.TestContext;

/** What holds for all variance-reduced solvers. */
class VarianceReductionTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static List<Solver<MonotoneInclusion, InclusionPoint>> solvers() {
        return List.of(new VarianceReducedSolver(), new ResolventSolver(), new VarianceReducedExtragradientSolver());
    }

    private static MonotoneInclusion game(int rows, int columns) {
        return new GameAsInclusion().reduce(new MatrixGame(Games.gaussian(rows, columns, 1)));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solvesItsOwnCheck(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        Solution<InclusionPoint> solution = solver.solve(solver.selfCheck(), Games.context());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(solution.residual(), residual(solver.selfCheck(), solution.value().u()), 1e-15);
        assertTrue(solution.residual() <= 1e-6);
    }

    /** ||u - P(u - F(u))|| for the simplices of games and for the whole space, written apart. */
    private static double residual(MonotoneInclusion problem, double[] u) throws SolverException {
        ComponentOperator operator = problem.operator(Games.context());
        double[] moved = new double[u.length];
        operator.apply(u, moved);
        for (int i = 0; i < u.length; i++) {
            moved[i] = u[i] - moved[i];
        }
        int from = 0;
        if (problem.set() instanceof ConvexSet.Simplices simplices) {
            for (int size : simplices.sizes()) {
                project(moved, from, from + size);
                from += size;
            }
        }
        double square = 0;
        for (int i = 0; i < u.length; i++) {
            square += (u[i] - moved[i]) * (u[i] - moved[i]);
        }
        return Math.sqrt(square);
    }

    /** The projection onto the simplex by bisection of what is taken from all components. */
    private static void project(double[] x, int from, int to) {
        double low = Arrays.stream(x, from, to).min().orElseThrow() - 1;
        double high = Arrays.stream(x, from, to).max().orElseThrow();
        for (int k = 0; k < 100; k++) {
            double middle = (low + high) / 2;
            double sum = Arrays.stream(x, from, to).map(value -> Math.max(value - middle, 0)).sum();
            low = sum > 1 ? middle : low;
            high = sum > 1 ? high : middle;
        }
        for (int i = from; i < to; i++) {
            x[i] = Math.max(x[i] - low, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void countsComponentsExactly(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        CountedOperator operator = new CountedOperator(game(9, 30).operator(Games.context()));
        MonotoneInclusion problem = new MonotoneInclusion("counted", game(9, 30).set(), game(9, 30).start());
        Solution<InclusionPoint> solution = solver.solve(problem, new TestContext().function("counted", operator).with("tolerance", 1e-15)
                .with("maxIterations", 777L));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertEquals(777, solution.iterations());
        assertEquals(operator.count(), solution.counters().get(Counter.COMPONENT_EVALUATIONS));
        assertTrue(solution.counters().get(Counter.OPERATOR_EVALUATIONS) * 30 < operator.count());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void isDeterminedByTheSeed(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        double[][] found = new double[3][];
        for (int i = 0; i < 3; i++) {
            found[i] = solver.solve(game(20, 20), Games.context().seed(i / 2).with("tolerance", 1e-15).with("maxIterations", 2000L))
                    .value().u();
        }
        assertArrayEquals(found[0], found[1], 0);
        assertFalse(Arrays.equals(found[0], found[2]));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void endsWhereTheOperatorIsNoNumber(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        MonotoneInclusion problem = new MonotoneInclusion("breaking", new ConvexSet.WholeSpace(), new double[] {1, 0});
        for (int good : new int[] {0, 40}) {
            Solution<InclusionPoint> solution = solver.solve(problem, new TestContext().function("breaking", new Breaking(good)));
            assertEquals(Status.NONFINITE, solution.status());
            assertTrue(Double.isFinite(solution.value().u()[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void noticesDivergence(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        MonotoneInclusion problem = new MonotoneInclusion("turns", new ConvexSet.WholeSpace(), new double[] {1, 0});
        Solution<InclusionPoint> solution = solver.solve(problem, new TestContext().function("turns", Turns.slow(9)).with("stepSize", 1e3));
        assertEquals(Status.DIVERGED, solution.status());
        assertTrue(solution.residual() <= .2, "the best iterate is the start");
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void stopsWhenToldTo(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        Solution<InclusionPoint> cancelled = solver.solve(game(20, 20), Games.context().with("tolerance", 1e-15).cancelAt(100));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertEquals(100, cancelled.iterations());
        long start = THREADS.getCurrentThreadCpuTime();
        Solution<InclusionPoint> late = solver.solve(game(20, 20), Games.context().with("tolerance", 1e-15).timeLimit(.05));
        assertEquals(Status.TIME_LIMIT, late.status());
        assertTrue(THREADS.getCurrentThreadCpuTime() - start < 1_000_000_000L);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void takesASingleComponent(Solver<MonotoneInclusion, InclusionPoint> solver) throws SolverException {
        MonotoneInclusion problem = new MonotoneInclusion("turn", new ConvexSet.WholeSpace(), new double[] {1e-3, 0});
        Solution<InclusionPoint> solution = solver.solve(problem, new TestContext().function("turn", new Turns(2, 1.5))
                .with("tolerance", 1e-5));
        assertEquals(Status.CONVERGED, solution.status());
    }

    @Test
    void solvesTheGameWithoutAChoice() throws SolverException {
        MatrixGame game = new MatrixGame(new DMatrixRMaj(new double[][] {{3}}));
        for (Solver<MonotoneInclusion, InclusionPoint> solver : solvers()) {
            assertArrayEquals(new double[] {1, 1}, solver.solve(new GameAsInclusion().reduce(game), Games.context()).value().u());
        }
    }

    /** Turns that give NaN after some evaluations of all components. */
    private static final class Breaking implements ComponentOperator {

        private final Turns turns = Turns.slow(9);
        private int good;

        Breaking(int good) {
            this.good = good;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public int components() {
            return 9;
        }

        @Override
        public void apply(double[] u, double[] result) {
            turns.apply(u, result);
            if (good-- <= 0) {
                result[1] = Double.NaN;
            }
        }

        @Override
        public void addComponents(int[] indices, int count, double scale, double[] u, double[] result) {
            turns.addComponents(indices, count, scale, u, result);
        }
    }
}
