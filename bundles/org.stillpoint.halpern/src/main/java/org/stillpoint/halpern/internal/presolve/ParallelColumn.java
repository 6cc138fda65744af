package org.stillpoint.halpern.internal.presolve;

/**
 * Column j equalled lambda times column k, cost included; column k became x_k + lambda x_j, and column j left the program.
 *
 * @param removed the column j
 * @param kept the column k
 * @param factor the factor lambda
 * @param lower the lower bound of column j
 * @param upper the upper bound of column j
 * @param keptLower the lower bound of column k before
 * @param keptUpper the upper bound of column k before
 */
record ParallelColumn(int removed, int kept, double factor, double lower, double upper, double keptLower, double keptUpper)
        implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        double sum = x[kept];
        double low = Step.bound(keptLower, ray);
        double high = Step.bound(keptUpper, ray);
        x[removed] = Step.split(-factor, sum, low, high, Step.bound(lower, ray), Step.bound(upper, ray));
        x[kept] = Step.clip(sum - factor * x[removed], low, high);
    }

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        d[removed] = factor * d[kept];
    }

    @Override
    public void reducePrimal(double[] x) {
        x[kept] += factor * x[removed];
    }
}
