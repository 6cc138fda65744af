package org.stillpoint.transport.internal.newton;

import org.stillpoint.numerics.VectorKernels;

/** The runs of segments in which a row of a plan has more than nothing. */
final class RowRuns {

    /** The number of runs. */
    int count;
    /** The first segments of the runs. */
    final int[] first;
    /** The segments after the last of the runs. */
    final int[] last;
    /** The largest entries of the segments of the runs, as {@link #findLargest} found them. */
    final double[] largest;

    private final CostFloors floors;

    RowRuns(CostFloors floors) {
        this.floors = floors;
        first = new int[(floors.perRow + 1) / 2];
        last = new int[first.length];
        largest = new double[floors.perRow];
    }

    /** Finds the segments in which the largest potential less the least cost is not below a bound. */
    void find(int row, double[] largestPotentials, double bound) {
        int segments = floors.perRow;
        int start = row * segments;
        double[] least = floors.least;
        int runs = 0;
        int segment = 0;
        while (segment < segments) {
            if (largestPotentials[segment] - least[start + segment] < bound) {
                segment++;
                continue;
            }
            first[runs] = segment++;
            while (segment < segments && !(largestPotentials[segment] - least[start + segment] < bound)) {
                segment++;
            }
            last[runs++] = segment;
        }
        count = runs;
    }

    /** The first column of a run. */
    int from(int run) {
        return first[run] * CostFloors.WIDTH;
    }

    /** The number of columns of a run. */
    int length(int run) {
        return lengthOf(first[run], last[run]);
    }

    /** The first column of a segment. */
    int fromOf(int segment) {
        return segment * CostFloors.WIDTH;
    }

    /** The number of columns of the segments from one to before another. */
    int lengthOf(int from, int to) {
        return floors.end(to - 1) - fromOf(from);
    }

    /** Finds the largest entry of each segment; answers that of all. */
    double findLargest(double[] entries, int offset) {
        double overall = 0;
        for (int run = 0; run < count; run++) {
            for (int segment = first[run]; segment < last[run]; segment++) {
                largest[segment] = VectorKernels.max(entries, offset + fromOf(segment), lengthOf(segment, segment + 1));
                overall = Math.max(overall, largest[segment]);
            }
        }
        return overall;
    }
}
