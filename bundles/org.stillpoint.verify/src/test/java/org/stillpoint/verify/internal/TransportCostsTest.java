package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;

class TransportCostsTest {

    private static final Measure CLOUD = Measure.uniform(new DMatrixRMaj(new double[][] {{3, 0, 0}, {1, 2, 2}}));
    private static final Measure POINT = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 4, 0}}));

    private static double[] costs(GroundCost cost) throws SolverException {
        TransportProblem problem = TransportProblem.of(CLOUD, POINT, cost).build();
        CostFunction difference = (x, offsetX, y, offsetY, dimension) -> x[offsetX] - y[offsetY + 1];
        TransportCosts costs = new TransportCosts(problem, new TestFunctions(0, Map.of("difference", difference)));
        double[] column = new double[2];
        costs.columns(0, 1, column);
        assertEquals(column[1], costs.at(1, 0));
        return column;
    }

    @Test
    void costsOfPointsFollowTheirDefinitions() throws SolverException {
        assertArrayEquals(new double[] {25, 9}, costs(GroundCost.Distance.SQUARED_EUCLIDEAN));
        assertArrayEquals(new double[] {5, 3}, costs(GroundCost.Distance.EUCLIDEAN));
        assertArrayEquals(new double[] {7, 5}, costs(GroundCost.Distance.CITY_BLOCK));
        assertArrayEquals(new double[] {4, 2}, costs(new GroundCost.Distance(Double.POSITIVE_INFINITY, 1)));
        assertArrayEquals(new double[] {91, 17}, costs(new GroundCost.Distance(3, 3)), 1e-13);
        assertArrayEquals(new double[] {1, 1 - 8 / 12.}, costs(new GroundCost.Cosine()), 1e-15);
        assertArrayEquals(new double[] {-1, -3}, costs(new GroundCost.Named("difference")));
        assertThrows(SolverException.class, () -> costs(new GroundCost.Named("sum")));
    }

    @Test
    void meansOfSquaredDistancesTakeNoPairs() throws SolverException {
        TransportProblem squares = TransportProblem.of(CLOUD, POINT, GroundCost.Distance.SQUARED_EUCLIDEAN)
                .costScale(CostScale.MEAN).build();
        assertEquals(17, new TransportCosts(squares, new TestFunctions(0)).scale(), 1e-14);
        TransportProblem plain = TransportProblem.of(CLOUD, POINT, GroundCost.Distance.EUCLIDEAN).costScale(CostScale.MEAN).build();
        assertEquals(4, new TransportCosts(plain, new TestFunctions(0)).scale(), 1e-15);
    }

    @Test
    void gridsAreSumsOverAxes() throws SolverException {
        GroundCost.Grid grid = new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, 2, 5}), 3);
        Measure weights = Measure.of(1, 1, 1, 1, 1, 1);
        TransportProblem problem = TransportProblem.of(weights, weights, grid).build();
        TransportCosts costs = new TransportCosts(problem, new TestFunctions(0));
        assertEquals(27, costs.at(1, 2));
        assertEquals(1 + 125, costs.at(0, 5));
        for (CostScale scale : CostScale.values()) {
            TransportCosts scaled = new TransportCosts(TransportProblem.of(weights, weights, grid).costScale(scale)
                    .regulariser(Regulariser.ENTROPY, 3).epsilonUnit(scale).build(), new TestFunctions(0));
            double sum = 0;
            for (int k = 0; k < 36; k++) {
                sum += costs.at(k / 6, k % 6);
            }
            assertEquals(scale == CostScale.NONE ? 1 : scale == CostScale.MAX ? 126 : sum / 36, scaled.scale(), 1e-13);
            assertEquals(3, scaled.epsilon(), 1e-15);
        }
    }
}
