package org.stillpoint.transport.internal.cloud;

import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.numerics.PairSums;

/** The costs that a function of the user computes one by one. Nothing bounds them. */
record NamedCost(CostFunction function, boolean exchanged) implements PairCost {

    @Override
    public void costs(PointCloud rows, int block, PointCloud columns, int tile, double[] result) {
        int dimension = rows.dimension();
        int count = columns.columns(tile);
        double[] x = rows.points();
        double[] y = columns.points();
        for (int row = 0; row < PairSums.ROWS; row++) {
            int own = Math.min(block * PairSums.ROWS + row, rows.size() - 1) * dimension;
            for (int j = 0; j < count; j++) {
                int other = Math.min(tile * PointCloud.TILE + j, columns.size() - 1) * dimension;
                result[row * count + j] = exchanged ? function.cost(y, other, x, own, dimension)
                        : function.cost(x, own, y, other, dimension);
            }
        }
    }

    @Override
    public PairCost transposed() {
        return new NamedCost(function, !exchanged);
    }

    @Override
    public double least(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension) {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double largest(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension) {
        return Double.POSITIVE_INFINITY;
    }
}
