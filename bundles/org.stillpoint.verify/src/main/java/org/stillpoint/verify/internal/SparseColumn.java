package org.stillpoint.verify.internal;

import java.util.Arrays;

/**
 * One column of a plan with at most k positive entries, against the slacks z = f + g - C of its potentials: the plan of these potentials is
 * max(z, 0) / epsilon at the k largest slacks, whichever of equal ones.
 */
final class SparseColumn {

    private final double[] slacks;
    private final int support;
    private final double epsilon;
    private double conjugate;
    private double difference;
    private int entries;

    SparseColumn(int rows, int support, double epsilon) {
        slacks = new double[rows];
        this.support = Math.min(support, rows);
        this.epsilon = epsilon;
    }

    /**
     * Measures a column.
     *
     * @param z the slacks, in the order of the plan
     * @param plan the array that holds the column of the plan
     * @param offset where the column begins
     */
    void measure(double[] z, double[] plan, int offset) {
        PreciseSum squares = new PreciseSum();
        PreciseSum distance = new PreciseSum();
        PreciseSum chosen = new PreciseSum();
        entries = 0;
        for (int i = 0; i < z.length; i++) {
            double entry = plan[offset + i];
            slacks[i] = Math.max(z[i], 0);
            if (entry != 0) {
                entries++;
                distance.add(Math.abs(entry - slacks[i] / epsilon));
                chosen.add(-slacks[i] / epsilon);
            }
        }
        Arrays.sort(slacks);
        for (int i = slacks.length - support; i < slacks.length; i++) {
            squares.addProduct(slacks[i], slacks[i]);
            chosen.add(slacks[i] / epsilon);
        }
        conjugate = squares.value() / (2 * epsilon);
        difference = distance.value() + Math.abs(chosen.value());
    }

    /** Epsilon R*: half the squares of the k largest slacks, over epsilon. */
    double conjugate() {
        return conjugate;
    }

    /** What the column differs by, in the 1-norm, from the nearest plan of these potentials. */
    double difference() {
        return difference;
    }

    /** The number of entries of the column. */
    int entries() {
        return entries;
    }
}
