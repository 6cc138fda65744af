package org.stillpoint.transport.internal.metric;

import java.util.Arrays;
import org.stillpoint.api.problem.CycleInequalities;

/** Cycle inequalities with their multipliers, packed; those of multiplier 0 can be forgotten. */
final class RememberedInequalities {

    private static final int FIRST_CAPACITY = 64;

    private int count;
    private int[] starts = new int[FIRST_CAPACITY + 1];
    private int[] vertices = new int[4 * FIRST_CAPACITY];
    private double[] multipliers = new double[FIRST_CAPACITY];

    /** How many there are. */
    int count() {
        return count;
    }

    /** Where the path of an inequality starts among the vertices; the path of the last one ends at the start of the one after it. */
    int start(int inequality) {
        return starts[inequality];
    }

    /** The vertices of all paths. */
    int[] vertices() {
        return vertices;
    }

    /** The multipliers. */
    double[] multipliers() {
        return multipliers;
    }

    /** Adds an inequality for a path with the given multiplier. */
    void add(int[] path, int length, double multiplier) {
        if (count == multipliers.length) {
            multipliers = Arrays.copyOf(multipliers, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count + 1);
        }
        int start = starts[count];
        if (start + length > vertices.length) {
            vertices = Arrays.copyOf(vertices, Math.max(2 * vertices.length, start + length));
        }
        System.arraycopy(path, 0, vertices, start, length);
        multipliers[count] = multiplier;
        count++;
        starts[count] = start + length;
    }

    /** Forgets the inequalities whose multiplier is 0. */
    void forget() {
        int kept = 0;
        int end = 0;
        for (int inequality = 0; inequality < count; inequality++) {
            int from = starts[inequality];
            int length = starts[inequality + 1] - from;
            if (multipliers[inequality] > 0) {
                System.arraycopy(vertices, from, vertices, end, length);
                multipliers[kept] = multipliers[inequality];
                starts[kept] = end;
                end += length;
                kept++;
            }
        }
        count = kept;
        starts[count] = end;
    }

    /** The inequalities, with the multipliers scaled. */
    CycleInequalities toInequalities(double scale) {
        double[] scaled = new double[count];
        for (int inequality = 0; inequality < count; inequality++) {
            scaled[inequality] = scale * multipliers[inequality];
        }
        return new CycleInequalities(Arrays.copyOf(starts, count + 1), Arrays.copyOf(vertices, starts[count]), scaled);
    }
}
