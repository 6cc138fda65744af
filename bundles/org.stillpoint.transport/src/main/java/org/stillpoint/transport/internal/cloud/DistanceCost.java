package org.stillpoint.transport.internal.cloud;

import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.numerics.PairSums;

/** Powers of distances in a p-norm, from the differences of the coordinates: nothing cancels, wherever the clouds lie. */
record DistanceCost(double p, double exponent) implements PairCost {

    /** What bounds lose to rounding, relative to them. */
    private static final double ROUNDING = 1e-12;

    DistanceCost(GroundCost.Distance distance) {
        this(distance.p(), distance.exponent());
    }

    @Override
    public void costs(PointCloud rows, int block, PointCloud columns, int tile, double[] result) {
        int dimension = rows.dimension();
        int count = columns.columns(tile);
        int own = block * PairSums.ROWS * dimension;
        int other = tile * PointCloud.TILE * dimension;
        int length = PairSums.ROWS * count;
        double[] x = rows.blockCoordinates();
        double[] y = columns.tileCoordinates();
        if (p == 2) {
            PairSums.squaredDistances(x, own, dimension, y, other, PointCloud.TILE, count, result);
            if (exponent == 1) {
                PairSums.squareRoots(result, length);
            } else if (exponent != 2) {
                raise(result, length, exponent / 2);
            }
            return;
        }
        if (p == 1) {
            PairSums.cityBlockDistances(x, own, dimension, y, other, PointCloud.TILE, count, result);
        } else {
            norms(x, own, dimension, y, other, count, result);
        }
        raise(result, length, exponent);
    }

    private void norms(double[] x, int own, int dimension, double[] y, int other, int count, double[] result) {
        for (int row = 0; row < PairSums.ROWS; row++) {
            for (int j = 0; j < count; j++) {
                double sum = 0;
                for (int k = 0; k < dimension; k++) {
                    sum = plus(sum, Math.abs(x[own + k * PairSums.ROWS + row] - y[other + k * PointCloud.TILE + j]));
                }
                result[row * count + j] = root(sum);
            }
        }
    }

    private double plus(double sum, double difference) {
        return p == Double.POSITIVE_INFINITY ? Math.max(sum, difference)
                : sum + (p == 1 ? difference : p == 2 ? difference * difference : Math.pow(difference, p));
    }

    private double root(double sum) {
        return p == Double.POSITIVE_INFINITY || p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p);
    }

    private static void raise(double[] values, int length, double power) {
        if (power == 1) {
            return;
        }
        for (int i = 0; i < length; i++) {
            values[i] = power == 2 ? values[i] * values[i] : Math.pow(values[i], power);
        }
    }

    @Override
    public double least(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            double above = rows.lower()[row * dimension + k] - columns.upper()[column * dimension + k];
            double below = columns.lower()[column * dimension + k] - rows.upper()[row * dimension + k];
            sum = plus(sum, Math.max(Math.max(above, below), 0));
        }
        return Math.pow(root(sum), exponent) * (1 - ROUNDING);
    }

    @Override
    public double largest(PointCloud.Boxes rows, int row, PointCloud.Boxes columns, int column, int dimension) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            double above = rows.upper()[row * dimension + k] - columns.lower()[column * dimension + k];
            double below = columns.upper()[column * dimension + k] - rows.lower()[row * dimension + k];
            sum = plus(sum, Math.max(above, below));
        }
        return Math.pow(root(sum), exponent) * (1 + ROUNDING);
    }
}
