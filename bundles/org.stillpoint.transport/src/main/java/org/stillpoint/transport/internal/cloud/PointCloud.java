package org.stillpoint.transport.internal.cloud;

import java.util.Arrays;
import org.stillpoint.numerics.PairSums;

/**
 * Points in an order of space, laid out twice for sums over pairs: in blocks for the points that the sums belong to, and in tiles for those
 * that are summed over. Groups of consecutive points lie close together, and boxes around them bound the costs between groups.
 */
final class PointCloud {

    /** The points of a tile: with three coordinates, heights and a block of costs a tile fits into the innermost cache. */
    static final int TILE = 128;
    /** The most points that are treated together with one tile after the other. */
    static final int CHUNK = 64;
    /** The points that are one point of the next coarser cloud. */
    static final int CELL = 8;

    private final int size;
    private final int dimension;
    private final int[] order;
    private final double[] points;
    private final double[] blocks;
    private final double[] tiles;
    private final Boxes tileBoxes;
    private final Boxes chunkBoxes;

    /**
     * Orders points.
     *
     * @param given the points, row by row
     * @param dimension the coordinates of each
     * @param size the number of points
     */
    PointCloud(double[] given, int dimension, int size) {
        this.size = size;
        this.dimension = dimension;
        order = SpatialOrder.of(given, dimension, size);
        points = new double[size * dimension];
        blocks = new double[(size + PairSums.ROWS - 1) / PairSums.ROWS * PairSums.ROWS * dimension];
        tiles = new double[Math.multiplyExact(tiles() * TILE, dimension)];
        for (int place = 0; place < tiles() * TILE; place++) {
            int from = order[Math.min(place, size - 1)] * dimension;
            for (int k = 0; k < dimension; k++) {
                double value = given[from + k];
                tiles[place / TILE * TILE * dimension + k * TILE + place % TILE] = value;
                if (place < size) {
                    points[place * dimension + k] = value;
                }
                if (place < blockCount() * PairSums.ROWS) {
                    blocks[place / PairSums.ROWS * PairSums.ROWS * dimension + k * PairSums.ROWS + place % PairSums.ROWS] = value;
                }
            }
        }
        tileBoxes = new Boxes(points, dimension, size, TILE);
        chunkBoxes = new Boxes(points, dimension, size, CHUNK);
    }

    /** The number of points. */
    int size() {
        return size;
    }

    /** The number of coordinates. */
    int dimension() {
        return dimension;
    }

    /** The index of each point among those given, in the order of space. */
    int[] order() {
        return order;
    }

    /** The points in the order of space, row by row. */
    double[] points() {
        return points;
    }

    /** The coordinates of the blocks, as {@link PairSums} has them; the last one is filled up by its last point. */
    double[] blockCoordinates() {
        return blocks;
    }

    /** The number of blocks. */
    int blockCount() {
        return (size + PairSums.ROWS - 1) / PairSums.ROWS;
    }

    /** The coordinates of the tiles, one tile after the other with the stride {@link #TILE}. */
    double[] tileCoordinates() {
        return tiles;
    }

    /** The number of tiles. */
    int tiles() {
        return (size + TILE - 1) / TILE;
    }

    /** The columns of a tile, those that fill it up included. */
    int columns(int tile) {
        int rest = Math.min(size - tile * TILE, TILE);
        return (rest + PairSums.COLUMN_MULTIPLE - 1) / PairSums.COLUMN_MULTIPLE * PairSums.COLUMN_MULTIPLE;
    }

    /** Boxes around the tiles. */
    Boxes tileBoxes() {
        return tileBoxes;
    }

    /** Boxes around the chunks. */
    Boxes chunkBoxes() {
        return chunkBoxes;
    }

    /** Values of the points as given, brought into the order of space. */
    void gather(double[] given, double[] ordered) {
        for (int place = 0; place < size; place++) {
            ordered[place] = given[order[place]];
        }
    }

    /** The weighted means of cells of points; a mean of points without weight is that of the points. */
    double[] cellMeans(double[] orderedWeights) {
        int cells = (size + CELL - 1) / CELL;
        double[] means = new double[cells * dimension];
        for (int cell = 0; cell < cells; cell++) {
            int to = Math.min((cell + 1) * CELL, size);
            double mass = 0;
            for (int place = cell * CELL; place < to; place++) {
                mass += orderedWeights[place];
            }
            for (int place = cell * CELL; place < to; place++) {
                double part = mass > 0 ? orderedWeights[place] / mass : 1.0 / (to - cell * CELL);
                for (int k = 0; k < dimension; k++) {
                    means[cell * dimension + k] += part * points[place * dimension + k];
                }
            }
        }
        return means;
    }

    /** The sums of values over cells. */
    static double[] cellSums(double[] ordered) {
        double[] sums = new double[(ordered.length + CELL - 1) / CELL];
        for (int place = 0; place < ordered.length; place++) {
            sums[place / CELL] += ordered[place];
        }
        return sums;
    }

    /** Boxes around groups of consecutive points. */
    static final class Boxes {

        private final double[] lower;
        private final double[] upper;

        private Boxes(double[] points, int dimension, int size, int group) {
            int groups = (size + group - 1) / group;
            lower = new double[groups * dimension];
            upper = new double[groups * dimension];
            Arrays.fill(lower, Double.POSITIVE_INFINITY);
            Arrays.fill(upper, Double.NEGATIVE_INFINITY);
            for (int place = 0; place < size; place++) {
                int box = place / group * dimension;
                for (int k = 0; k < dimension; k++) {
                    double value = points[place * dimension + k];
                    lower[box + k] = Math.min(lower[box + k], value);
                    upper[box + k] = Math.max(upper[box + k], value);
                }
            }
        }

        /** The lower corners, one after the other. */
        double[] lower() {
            return lower;
        }

        /** The upper corners, one after the other. */
        double[] upper() {
            return upper;
        }
    }
}
