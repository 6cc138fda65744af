package org.stillpoint.halpern.internal.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.ops.DConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;

class GameSolverTest {

    private static TestContext context(double tolerance) {
        return new TestContext().blas(new JavaBlas()).with("tolerance", tolerance);
    }

    private static Solution<GameStrategies> solve(DMatrix payoff, TestContext context) throws SolverException {
        return new GameSolver().solve(new MatrixGame(payoff), context);
    }

    /** Solves to a gap, checks that gap apart, and returns the middle of the bounds. */
    private static double value(DMatrix payoff, double tolerance) throws SolverException {
        Solution<GameStrategies> solution = solve(payoff, context(tolerance));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        double[] bounds = bounds(payoff, solution.value());
        assertTrue(bounds[1] - bounds[0] <= tolerance, () -> "gap " + (bounds[1] - bounds[0]));
        return (bounds[0] + bounds[1]) / 2;
    }

    /** min A'p and max A q of strategies that are distributions. */
    static double[] bounds(DMatrix payoff, GameStrategies strategies) {
        distribution(strategies.row());
        distribution(strategies.column());
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < payoff.getNumCols(); j++) {
            double sum = 0;
            for (int i = 0; i < payoff.getNumRows(); i++) {
                sum += payoff.get(i, j) * strategies.row()[i];
            }
            least = Math.min(least, sum);
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < payoff.getNumRows(); i++) {
            double sum = 0;
            for (int j = 0; j < payoff.getNumCols(); j++) {
                sum += payoff.get(i, j) * strategies.column()[j];
            }
            most = Math.max(most, sum);
        }
        return new double[] {least, most};
    }

    private static void distribution(double[] strategy) {
        double sum = 0;
        for (double probability : strategy) {
            assertTrue(probability >= 0);
            sum += probability;
        }
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void knownValues() throws SolverException {
        assertEquals(0, value(new DMatrixRMaj(new double[][] {{1, -1}, {-1, 1}}), 1e-9), 1e-9, "matching pennies");
        assertEquals(0, value(new DMatrixRMaj(new double[][] {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}}), 1e-9), 1e-9, "rock, paper, scissors");
        assertEquals((4 * 3 - 1 * 2) / (4. + 3 - 1 - 2), value(new DMatrixRMaj(new double[][] {{4, 1}, {2, 3}}), 1e-9), 1e-9);
        assertEquals(2, value(new DMatrixRMaj(new double[][] {{2, 5, 3}, {1, 9, 0}}), 1e-9), 1e-9, "a saddle point in pure strategies");
        DMatrixRMaj diagonal = new DMatrixRMaj(6, 6);
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            diagonal.set(i, i, 1 + i * i);
            sum += 1 / (1. + i * i);
        }
        assertEquals(1 / sum, value(diagonal, 1e-9), 1e-9);
    }

    @Test
    void gamesWithoutAChoice() throws SolverException {
        assertEquals(3, value(new DMatrixRMaj(new double[][] {{3}}), 1e-12));
        assertEquals(-2, value(new DMatrixRMaj(new double[][] {{3, -2, 7}}), 1e-12));
        assertEquals(7, value(new DMatrixRMaj(new double[][] {{3}, {-2}, {7}}), 1e-12));
        assertEquals(5, value(new DMatrixRMaj(new double[][] {{5, 5}, {5, 5}}), 1e-12));
        assertEquals(3, value(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}, {3, 4}}), 1e-12), 1e-12, "payoffs that add");
        assertEquals(0, value(new DMatrixRMaj(3, 4), 1e-12));
    }

    @Test
    void thePolicemanGameOf200Houses() throws SolverException {
        assertEquals(Games.POLICEMAN_200, value(Games.policeman(Games.weights(200)), 1e-10), 1e-10);
        TestContext withoutFinish = context(1e-8).with("finish", false);
        Solution<GameStrategies> solution = solve(Games.policeman(Games.weights(200)), withoutFinish);
        double[] bounds = bounds(Games.policeman(Games.weights(200)), solution.value());
        assertEquals(Games.POLICEMAN_200, (bounds[0] + bounds[1]) / 2, 1e-8);
        assertTrue(solution.iterations() < 3000, "linear convergence: " + solution.iterations());
    }

    @Test
    void randomGamesDenseAndSparse() throws SolverException {
        for (int seed = 0; seed < 5; seed++) {
            DMatrixRMaj payoff = Games.gaussian(20 + 10 * seed, 60 - 10 * seed, seed);
            for (int k = 0; k < payoff.data.length; k++) {
                payoff.data[k] = k % 3 == 0 ? 0 : payoff.data[k];
            }
            double dense = value(payoff, 1e-9);
            assertEquals(dense, value(DConvertMatrixStruct.convert(payoff, (DMatrixSparseCSC) null, 0), 1e-9), 1e-9);
        }
    }

    /** Adding a constant to all payoffs adds it to the value, and takes no more iterations. */
    @Test
    void aCommonLevelCostsNothing() throws SolverException {
        DMatrixRMaj payoff = Games.gaussian(30, 30, 3);
        double value = value(payoff, 1e-9);
        long iterations = solve(payoff, context(1e-6).with("finish", false)).iterations();
        for (int k = 0; k < payoff.data.length; k++) {
            payoff.data[k] += 1000;
        }
        assertEquals(value + 1000, value(payoff, 1e-9), 1e-9);
        assertEquals(iterations, solve(payoff, context(1e-6).with("finish", false)).iterations(), .1 * iterations);
    }

    @Test
    void startsFromGivenStrategies() throws SolverException {
        DMatrixRMaj payoff = Games.gaussian(30, 30, 3);
        GameStrategies solution = solve(payoff, context(1e-9)).value();
        assertEquals(0, solve(payoff, context(1e-8).start(solution)).iterations());
        assertThrows(SolverException.class, () -> solve(new DMatrixRMaj(2, 2), context(1e-8).start(solution)));
    }

    @Test
    void endsAsAsked() throws SolverException {
        DMatrixRMaj payoff = Games.gaussian(100, 100, 3);
        Solution<GameStrategies> limited = solve(payoff, context(1e-12).with("finish", false).with("maxIterations", 50L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(50, limited.iterations());
        double[] bounds = bounds(payoff, limited.value());
        assertEquals(bounds[1] - bounds[0], limited.residual(), 1e-12);
        Solution<GameStrategies> cancelled = solve(payoff, context(1e-12).with("finish", false).cancelAt(20));
        assertEquals(Status.CANCELLED, cancelled.status());
        Solution<GameStrategies> late = solve(payoff, context(1e-15).with("finish", false).timeLimit(0));
        assertEquals(Status.TIME_LIMIT, late.status());
        Solution<GameStrategies> stuck = solve(Games.gaussian(30, 30, 3), context(1e-15).with("finish", false).with("patience", 2000L));
        assertEquals(Status.STAGNATED, stuck.status(), "rounding keeps the gap above 1e-15");
    }

    @Test
    void isTheSameEveryTime() throws SolverException {
        DMatrixRMaj payoff = Games.gaussian(40, 50, 9);
        GameStrategies first = solve(payoff, context(1e-9)).value();
        GameStrategies second = solve(payoff, context(1e-9)).value();
        assertArrayEquals(first.row(), second.row(), 0);
        assertArrayEquals(first.column(), second.column(), 0);
    }

    @Test
    void checksItself() throws SolverException {
        Solution<GameStrategies> solution = new GameSolver().solve(new GameSolver().selfCheck(), new TestContext().blas(new JavaBlas()));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(.25, solution.value().row()[0], 1e-6);
        assertTrue(solution.counters().containsKey(Counter.RESTARTS));
    }

    /** Between the parts of a product of a large payoff it is asked whether to go on. */
    @Test
    void asksOftenOnLargeGames() throws SolverException {
        TestContext context = context(1e-12).with("maxIterations", 2L);
        solve(Games.gaussian(2000, 1500, 1), context);
        assertTrue(context.reports() > 10, () -> context.reports() + " reports");
    }
}
