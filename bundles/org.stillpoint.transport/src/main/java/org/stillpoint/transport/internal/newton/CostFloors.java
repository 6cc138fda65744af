package org.stillpoint.transport.internal.newton;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.kernel.DenseRows;

/** The least cost in each of the segments that rows are cut into, by which the segments that hold nothing of a plan are told unseen. */
final class CostFloors {

    /** The columns of a segment: a cell of the order of space that the points of clouds are in. */
    static final int WIDTH = 32;

    /** The segments of a row. */
    final int perRow;
    /** The least costs, row by row. */
    final double[] least;

    private final int columns;

    CostFloors(DenseRows costs) {
        columns = costs.targets();
        perRow = (columns + WIDTH - 1) / WIDTH;
        least = new double[costs.sources() * perRow];
        double[] zeros = new double[WIDTH];
        costs.run((row, sums, offset, room) -> {
            for (int segment = 0; segment < perRow; segment++) {
                int from = segment * WIDTH;
                least[row * perRow + segment] = -VectorKernels.maxDifference(zeros, 0, costs.costs(), row * columns + from,
                        end(segment) - from);
            }
            return 0;
        }, 0);
    }

    /** What no potential less its cost in a row exceeds, given the largest potential of each segment. */
    double largestDifference(int row, double[] largestPotentials) {
        return VectorKernels.maxDifference(largestPotentials, 0, least, row * perRow, perRow);
    }

    /** The column after the last of a segment. */
    int end(int segment) {
        return Math.min(columns, (segment + 1) * WIDTH);
    }
}
