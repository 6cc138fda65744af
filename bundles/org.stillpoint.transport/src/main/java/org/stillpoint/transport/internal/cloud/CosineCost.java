package org.stillpoint.transport.internal.cloud;

import org.stillpoint.numerics.PairSums;

/** One minus the cosine of the angle, between clouds of points of length one; half of the squared distance. */
record CosineCost() implements PairCost {

    private static final DistanceCost SQUARE = new DistanceCost(2, 2);
    private static final double LARGEST = 2;
    /** What the lengths of the points lose to rounding. */
    private static final double ROUNDING = 1e-12;

    @Override
    public void costs(PointCloud rows, int block, PointCloud columns, int tile, double[] result) {
        int dimension = rows.dimension();
        int count = columns.columns(tile);
        PairSums.products(rows.blockCoordinates(), block * PairSums.ROWS * dimension, dimension, columns.tileCoordinates(),
                tile * PointCloud.TILE * dimension, PointCloud.TILE, count, result);
        for (int i = 0; i < PairSums.ROWS * count; i++) {
            result[i] = 1 - result[i];
        }
    }

    @Override
    public double least(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension) {
        return SQUARE.least(rows, row, columns, column, dimension) / 2 - ROUNDING;
    }

    @Override
    public double largest(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension) {
        return Math.min(SQUARE.largest(rows, row, columns, column, dimension) / 2, LARGEST) + ROUNDING;
    }
}
