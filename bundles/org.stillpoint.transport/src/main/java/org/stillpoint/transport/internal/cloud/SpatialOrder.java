package org.stillpoint.transport.internal.cloud;

/**
 * Orders points so that neighbours in the order are neighbours in space: a k-d tree, split at the median of the widest axis, left before
 * right. Splits fall on multiples of the sizes in which the points are used, so that every group of that size is a cell of the tree.
 */
public final class SpatialOrder {

    /** The sizes of groups that are to be cells, falling. */
    private static final int[] CELLS = {16384, 2048, PointCloud.TILE, PointCloud.CHUNK, PointCloud.CELL};

    private final double[] points;
    private final int dimension;
    private final int[] order;

    private SpatialOrder(double[] points, int dimension, int size) {
        this.points = points;
        this.dimension = dimension;
        order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
    }

    /** The indices of the points in an order of space. */
    public static int[] of(double[] points, int dimension, int size) {
        SpatialOrder tree = new SpatialOrder(points, dimension, size);
        tree.split(0, size);
        return tree.order;
    }

    private void split(int from, int to) {
        int size = to - from;
        if (size <= PointCloud.CELL) {
            return;
        }
        int unit = 1;
        for (int cell : CELLS) {
            if (cell < size) {
                unit = cell;
                break;
            }
        }
        int units = (size + unit - 1) / unit;
        int middle = from + (units + 1) / 2 * unit;
        select(from, to - 1, middle, widestAxis(from, to));
        split(from, middle);
        split(middle, to);
    }

    private int widestAxis(int from, int to) {
        int widest = 0;
        double width = -1;
        for (int axis = 0; axis < dimension; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                double value = points[order[i] * dimension + axis];
                least = Math.min(least, value);
                largest = Math.max(largest, value);
            }
            if (largest - least > width) {
                width = largest - least;
                widest = axis;
            }
        }
        return widest;
    }

    /**
     * Exchanges indices until those before the place are at most, and those from it on at least, as far along the axis as the one there.
     */
    private void select(int first, int last, int place, int axis) {
        int low = first;
        int high = last;
        while (low < high) {
            double pivot = key((low + high) >>> 1, axis);
            int i = low;
            int j = high;
            while (i <= j) {
                while (key(i, axis) < pivot) {
                    i++;
                }
                while (key(j, axis) > pivot) {
                    j--;
                }
                if (i <= j) {
                    int index = order[i];
                    order[i++] = order[j];
                    order[j--] = index;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private double key(int place, int axis) {
        return points[order[place] * dimension + axis];
    }
}
