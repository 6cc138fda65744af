package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Chooses the number of chunks from a model of what steps cost: one step of n lanes takes as long as o + n steps of a lane among many,
 * where o stands for the latency of a chain of operations, or for the time that a matrix takes from memory. With T steps in c chunks for
 * each of B sequences and m steps until states are forgotten, shooting takes (T / c + m) (o + c B), a sequential run T (o + B).
 */
final class LanePlan {

    /** o of cells of few units and of dense cells. */
    private static final double OVERHEAD = 10;
    /** A few lanes take as long as the matrices of wide cells take from memory. */
    private static final double OVERHEAD_OF_WIDE = 6;
    private static final int WIDE = 256;
    /** Further units fill the registers of a step of one lane as well as further lanes do. */
    private static final double OVERHEAD_OF_UNITS = 80;
    private static final double LEAST_OVERHEAD = 2;
    /** Further lanes gain little, and drive each other out of the cache. */
    private static final int MOST_LANES = 64;
    /** With so many lanes, products of wide matrices in single precision take as long as their arithmetic operations. */
    private static final int MOST_LANES_OF_WIDE_SINGLE = 4;
    /** What chunks have to be longer than the time of forgetting. */
    private static final double LEAST_LENGTH = 1.5;
    /** Repairs may take this part of the time of a sequential run before they are given up. */
    private static final double PATIENCE = 0.6;

    private final Stretch stretch;
    private final double overhead;
    private final int mostLanes;

    /**
     * A plan.
     *
     * @param single whether steps are in single precision
     */
    LanePlan(Stretch stretch, boolean single) {
        this.stretch = stretch;
        int block = stretch.cell.jacobianStructure().block();
        mostLanes = single && stretch.size() >= WIDE ? MOST_LANES_OF_WIDE_SINGLE : MOST_LANES;
        overhead = block == stretch.size() ? (stretch.size() < WIDE ? OVERHEAD : OVERHEAD_OF_WIDE)
                : Math.max(LEAST_OVERHEAD, Math.min(OVERHEAD, OVERHEAD_OF_UNITS * block / stretch.size()));
    }

    /**
     * The best number of lanes, all sequences together; the number of sequences if chunks do not pay.
     *
     * @param forgetting after how many steps states are forgotten
     */
    int lanes(double forgetting) {
        double best = Math.sqrt(overhead * stretch.steps / (forgetting * stretch.batch));
        double most = Math.min(stretch.steps / (LEAST_LENGTH * forgetting), (double) mostLanes / stretch.batch);
        int chunks = Integer.highestOneBit((int) Math.max(1, Math.min(best, most)));
        return chunks * stretch.batch;
    }

    /** The cost of so many steps taken by lanes that do so many evaluations together. */
    double cost(double rounds, double evaluations) {
        return overhead * rounds + evaluations;
    }

    /** The cost after which repairs are given up. */
    double patience() {
        return PATIENCE * cost(stretch.steps, (double) stretch.steps * stretch.batch);
    }
}
