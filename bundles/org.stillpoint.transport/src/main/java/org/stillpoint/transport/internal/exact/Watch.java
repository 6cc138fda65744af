package org.stillpoint.transport.internal.exact;

/** Hears of the progress of a method, and says whether it may go on. */
@FunctionalInterface
interface Watch {

    /**
     * Reports progress.
     *
     * @param pivots the pivots so far
     * @param gap a bound on what the plan costs beyond the optimum; NaN where there is none yet
     * @return false to end; not asked again then
     */
    boolean goOn(long pivots, double gap);
}
