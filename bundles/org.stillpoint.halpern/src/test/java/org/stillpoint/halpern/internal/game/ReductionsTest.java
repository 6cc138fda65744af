package org.stillpoint.halpern.internal.game;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.ops.DConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.api.problem.Projection;
import org.stillpoint.halpern.internal.linearprogram.LinearProgramSolver;
import org.stillpoint.halpern.internal.set.Projections;
import org.stillpoint.halpern.internal.variancereduced.VarianceReducedExtragradientSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

class ReductionsTest {

    private static double gap(MatrixGame game, GameStrategies strategies) {
        double[] bounds = GameSolverTest.bounds(game.payoff(), strategies);
        return bounds[1] - bounds[0];
    }

    private static GameStrategies program(MatrixGame game, double tolerance) throws SolverException {
        GameAsLinearProgram reduction = new GameAsLinearProgram();
        Solution<LinearProgramSolution> solution = new LinearProgramSolver().solve(reduction.reduce(game),
                new TestContext().with("tolerance", reduction.tolerance(game, tolerance)));
        assertEquals(Status.CONVERGED, solution.status());
        return reduction.restore(game, solution.value());
    }

    @Test
    void thePolicemanGameOf200HousesAsALinearProgram() throws SolverException {
        MatrixGame game = new MatrixGame(Games.policeman(Games.weights(200)));
        double[] bounds = GameSolverTest.bounds(game.payoff(), program(game, 1e-8));
        assertTrue(bounds[1] - bounds[0] <= 1e-8);
        assertEquals(Games.POLICEMAN_200, bounds[0], 1e-8);
        assertEquals(Games.POLICEMAN_200, bounds[1], 1e-8);
    }

    /** The gap promised by the tolerance holds for dense and sparse games of all shapes, with large and with small payoffs. */
    @Test
    void linearProgramsKeepTheTolerance() throws SolverException {
        for (double scale : new double[] {1e-3, 1, 1e4}) {
            DMatrixRMaj payoff = Games.gaussian(12, 17, 3);
            for (int k = 0; k < payoff.data.length; k++) {
                payoff.data[k] = k % 4 == 0 ? 0 : scale * payoff.data[k];
            }
            MatrixGame dense = new MatrixGame(payoff);
            MatrixGame sparse = new MatrixGame(DConvertMatrixStruct.convert(payoff, (DMatrixSparseCSC) null, 0));
            assertTrue(gap(dense, program(dense, 1e-5 * scale)) <= 1e-5 * scale);
            assertTrue(gap(dense, program(sparse, 1e-5 * scale)) <= 1e-5 * scale);
            assertEquals(new GameAsLinearProgram().tolerance(dense, 1), new GameAsLinearProgram().tolerance(sparse, 1));
        }
    }

    /** gap <= ||r|| / tolerance(1) at all points of the product of simplices, far from solutions and close to them. */
    @Test
    void residualsBoundTheGap() throws SolverException {
        GameAsInclusion reduction = new GameAsInclusion();
        for (int seed = 0; seed < 200; seed++) {
            DMatrixRMaj payoff = Games.gaussian(1 + seed % 7, 1 + seed % 5, seed);
            for (int k = 0; k < payoff.data.length; k++) {
                payoff.data[k] = Math.pow(10, seed % 4 - 2) * payoff.data[k] + seed % 3;
            }
            MatrixGame game = new MatrixGame(payoff);
            MonotoneInclusion problem = reduction.reduce(game);
            double[] u = new double[problem.dimension()];
            double[] point = u.clone();
            double[] image = u.clone();
            new RandomStream(seed).fillGaussian(point);
            Projection projection = Projections.of(problem.set(), u.length, Games.context());
            projection.project(point, u);
            problem.operator(Games.context()).apply(u, image);
            for (int i = 0; i < u.length; i++) {
                image[i] = u[i] - image[i];
            }
            projection.project(image, point);
            double residual = 0;
            for (int i = 0; i < u.length; i++) {
                residual += (u[i] - point[i]) * (u[i] - point[i]);
            }
            double gap = gap(game, reduction.restore(game, new InclusionPoint(u)));
            assertTrue(gap * reduction.tolerance(game, 1) <= Math.sqrt(residual) * (1 + 1e-12) + 1e-15, "seed " + seed);
        }
    }

    @Test
    void inclusionsKeepTheTolerance() throws SolverException {
        MatrixGame game = new MatrixGame(Games.gaussian(8, 11, 5));
        GameAsInclusion reduction = new GameAsInclusion();
        Solution<InclusionPoint> solution = new VarianceReducedExtragradientSolver().solve(reduction.reduce(game),
                Games.context().with("tolerance", reduction.tolerance(game, 1e-4)));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(gap(game, reduction.restore(game, solution.value())) <= 1e-4);
    }

    @Test
    void strategiesOfAnyQualityAreDistributions() {
        MatrixGame game = new MatrixGame(new DMatrixRMaj(2, 3));
        GameStrategies restored = new GameAsInclusion().restore(game,
                new InclusionPoint(new double[] {-1, 3, Double.NaN, 0, Double.POSITIVE_INFINITY}));
        assertArrayEquals(new double[] {0, 1}, restored.row());
        assertArrayEquals(new double[] {1 / 3., 1 / 3., 1 / 3.}, restored.column());
    }
}
