package org.stillpoint.recurrence.internal.sweep;

/**
 * Predicts how many evaluations of each step sweeps will take in all: by how fast the solved prefix grows, or, where all steps are swept at
 * once, by the rate at which the largest defect falls, whichever is less. A prefix of T steps is solved after T sweeps in any case.
 */
public final class SweepForecast {

    /** The sweeps over which the rate is taken; before that nothing is predicted. */
    private static final int MEMORY = 8;
    /** No defect falls below the rounding of the states. */
    private static final double ROUNDING = 0x1p-52;

    private final double[] recent = new double[MEMORY];
    private final int steps;
    private int sweeps;
    private double spent;

    /** A forecast for so many steps. */
    public SweepForecast(int steps) {
        this.steps = steps;
    }

    /**
     * Notes a sweep.
     *
     * @param swept how many steps it evaluated
     * @param residual the largest defect that it found, relative to the scale of the states
     */
    public void note(int swept, double residual) {
        spent += (double) swept / steps;
        recent[sweeps++ % MEMORY] = residual;
    }

    /**
     * Whether more sweeps than pay are to be expected; never before a quarter of them is spent, since the first ones tell little.
     *
     * @param solved the length of the solved prefix
     * @param whole whether the sweeps go over all steps that are not solved
     */
    public boolean exceeds(SweepLimits limits, int solved, boolean whole) {
        if (!limits.bounded() || sweeps < MEMORY || spent < limits.payingSweeps() / 4) {
            return false;
        }
        double byPrefix = solved == 0 ? Double.POSITIVE_INFINITY : spent * steps / solved;
        return (whole ? Math.min(byPrefix, spent + byRate(limits.target())) : byPrefix) > limits.payingSweeps();
    }

    private double byRate(double target) {
        double newest = recent[(sweeps - 1) % MEMORY];
        double oldest = recent[sweeps % MEMORY];
        double goal = Math.max(target, ROUNDING);
        if (newest <= goal) {
            return 0;
        }
        double fall = Math.log(oldest / newest) / (MEMORY - 1);
        return fall > 0 ? Math.log(newest / goal) / fall : Double.POSITIVE_INFINITY;
    }
}
