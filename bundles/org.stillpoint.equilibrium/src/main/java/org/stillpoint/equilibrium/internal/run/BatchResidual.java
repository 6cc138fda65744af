package org.stillpoint.equilibrium.internal.run;

import java.util.Arrays;

/**
 * The largest residual of a batch whose groups are solved by several threads, most of them one after the other: groups that wait count as
 * the worst of those that have begun did at first. So it falls below a tolerance only when all samples have.
 */
final class BatchResidual {

    private final double[] residuals;
    private final boolean[] ended;
    private int firstLeft;
    private int begun;
    private double atFirst = Double.NaN;
    private double settled = Double.NaN;

    BatchResidual(int groups) {
        residuals = new double[groups];
        Arrays.fill(residuals, Double.NaN);
        ended = new boolean[groups];
    }

    /**
     * Takes note of a group.
     *
     * @param residual the largest of its samples, the finished ones included; NaN where none is known
     * @return the largest of the batch as far as it is known, NaN where none is
     */
    synchronized double update(int group, double residual) {
        atFirst = Double.isNaN(residuals[group]) ? larger(atFirst, residual) : atFirst;
        residuals[group] = residual;
        begun = Math.max(begun, group + 1);
        double largest = begun < residuals.length ? larger(settled, atFirst) : settled;
        for (int k = firstLeft; k < begun; k++) {
            largest = larger(largest, residuals[k]);
        }
        return largest;
    }

    /** Says that a group is done. */
    synchronized void end(int group) {
        ended[group] = true;
        while (firstLeft < ended.length && ended[firstLeft]) {
            settled = larger(settled, residuals[firstLeft++]);
        }
    }

    /** The larger of two numbers; the other one where one is NaN. */
    static double larger(double a, double b) {
        return a >= b || Double.isNaN(b) ? a : b;
    }
}
