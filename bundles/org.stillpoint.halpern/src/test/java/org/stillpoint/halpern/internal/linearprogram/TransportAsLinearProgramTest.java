package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.testing.TestContext;

/** Optimal transport as a linear program: one column for each pair of points, one row for the weight of each point. */
class TransportAsLinearProgramTest {

    private static LinearProgram program(double[] source, double[] target, double[][] cost) {
        int sources = source.length;
        int targets = target.length;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(sources + targets, sources * targets, 2 * sources * targets);
        double[] costs = new double[sources * targets];
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < targets; j++) {
                int column = i * targets + j;
                costs[column] = cost[i][j];
                matrix.nz_rows[2 * column] = i;
                matrix.nz_rows[2 * column + 1] = sources + j;
                matrix.nz_values[2 * column] = 1;
                matrix.nz_values[2 * column + 1] = 1;
                matrix.col_idx[column + 1] = 2 * column + 2;
            }
        }
        matrix.nz_length = 2 * costs.length;
        matrix.indicesSorted = true;
        double[] weights = DoubleStream.concat(DoubleStream.of(source), DoubleStream.of(target)).toArray();
        return LinearProgram.of(costs, matrix).rowBounds(weights, weights).build();
    }

    @Test
    void threePointsAreTransportedForSeventeenTwentieths() {
        double[] x = {0, 1, 2};
        double[] y = {.5, 1.5, 3};
        double[][] cost = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                cost[i][j] = (x[i] - y[j]) * (x[i] - y[j]);
            }
        }
        LinearProgram program = program(new double[] {.2, .5, .3}, new double[] {.3, .3, .4}, cost);
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, new TestContext().with("tolerance", 1e-10));
        assertEquals(.85, Verified.objective(program, solution), 1e-8);
        assertArrayEquals(new double[] {.2, 0, 0, .1, .3, .1, 0, 0, .3}, solution.x(), 1e-8);
    }

    /** Two densities on a grid of 20 by 20 points of the unit square, squared distances: 160,000 columns. */
    @Test
    void densitiesOnAGridHaveTheKnownCost() {
        double[][] points = IntStream.range(0, 400).mapToObj(i -> new double[] {i / 20 / 19.0, i % 20 / 19.0}).toArray(double[][]::new);
        double[] source = density(points, 36, 1.0 / 3);
        double[] target = density(points, 9, 2.0 / 3);
        double[][] cost = new double[400][400];
        for (int i = 0; i < 400; i++) {
            for (int j = 0; j < 400; j++) {
                cost[i][j] = squaredDistance(points[i], points[j][0], points[j][1]);
            }
        }
        LinearProgram program = program(source, target, cost);
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, new TestContext().with("tolerance", 1e-9));
        assertEquals(.07432536517005145, Verified.objective(program, solution), 1e-8);
    }

    private static double[] density(double[][] points, double sharpness, double center) {
        double[] values = new double[points.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(-sharpness * squaredDistance(points[i], center, center)) + .1;
        }
        double sum = DoubleStream.of(values).sum();
        return DoubleStream.of(values).map(value -> value / sum).toArray();
    }

    private static double squaredDistance(double[] point, double x, double y) {
        return (point[0] - x) * (point[0] - x) + (point[1] - y) * (point[1] - y);
    }
}
