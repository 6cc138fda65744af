package org.stillpoint.transport.internal.newton;

import java.util.Arrays;
import org.stillpoint.numerics.GibbsKernels;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.kernel.DenseRows;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * The semi-dual function of entropic transport,
 *
 * <pre>
 *   s(g) = sum of a_i f_i(g) + sum of b_j g_j,   f_i(g) = epsilon (log a_i - log(sum over j of exp((g_j - C_ij) / epsilon))),
 * </pre>
 *
 * its gradient b - P'1 and the large entries of the plan P = exp((f(g) + g - C) / epsilon), whose rows have the sums a, all from one pass
 * over the costs. f is kept from pass to pass as the guess that keeps the exponentials in range.
 */
final class SemiDual {

    /** Row sums farther than this from the weights are taken again, from the largest exponent. */
    private static final double RANGE = 1e60;
    /** A row is taken again where its sum is a smaller part of its weight: too much may have been left out. */
    private static final double LEAST_PART = 1e-3;
    /** Entries that all together are a smaller part of the weight of a row are not computed. */
    private static final double NEGLIGIBLE = 1e-17;

    final DenseRows costs;
    final double[] a;
    final double[] b;
    final double[] f;
    final double[] g;
    /** The sums P'1 of the columns. */
    final double[] sums;
    /** The large entries of the plan, those of a range of rows for each chunk. */
    final PlanRows[] plan;
    final double mass;
    double epsilon;
    /** Passes over the costs so far. */
    long passes;

    private final Watch watch;
    private final CostFloors floors;
    private final RowRuns[] runs;
    /** The largest g of each segment of columns. */
    private final double[] largestG;
    private final double[] logA;
    private final DenseRows.RowTask passRow = this::passRow;
    private final DenseRows.RowTask measureRow = this::measureRow;
    private double threshold;

    /**
     * A function of g, at 0.
     *
     * @param a the weights of the rows, positive
     * @param b the weights of the columns, positive
     * @param watch asked whether to go on
     */
    SemiDual(DenseRows costs, double[] a, double[] b, Watch watch) {
        this.costs = costs;
        this.a = a;
        this.b = b;
        this.watch = watch;
        f = new double[a.length];
        g = new double[b.length];
        Arrays.fill(f, Double.NaN);
        sums = new double[b.length];
        logA = new double[a.length];
        VectorKernels.log(a, 0, logA, 0, a.length);
        mass = VectorKernels.sum(a, 0, a.length);
        floors = new CostFloors(costs);
        largestG = new double[floors.perRow];
        plan = new PlanRows[costs.chunks()];
        runs = new RowRuns[plan.length];
        for (int chunk = 0; chunk < plan.length; chunk++) {
            int end = chunk + 1 < plan.length ? costs.firstRow(chunk + 1) : a.length;
            plan[chunk] = new PlanRows(costs.firstRow(chunk), end - costs.firstRow(chunk));
            runs[chunk] = new RowRuns(floors);
        }
    }

    /** Asks whether to go on. */
    boolean goOn() {
        return watch.goOn();
    }

    /**
     * Replaces f by f(g), and computes the column sums and the large entries of the plan.
     *
     * @param keepAbove entries are kept where they are larger than this part of the largest of their row; from 1 on none is
     * @return false if it was interrupted
     */
    boolean pass(double keepAbove) {
        threshold = keepAbove;
        for (PlanRows kept : plan) {
            kept.clear();
        }
        return passOver(passRow) >= 0;
    }

    /** The distance of both marginals of the plan that f and g give as they are from the weights; NaN if it was interrupted. */
    double measure() {
        double errorOfRows = passOver(measureRow);
        return errorOfRows >= 0 ? errorOfRows + error() : Double.NaN;
    }

    private double passOver(DenseRows.RowTask task) {
        passes++;
        for (int segment = 0; segment < largestG.length; segment++) {
            int from = segment * CostFloors.WIDTH;
            largestG[segment] = VectorKernels.max(g, from, floors.end(segment) - from);
        }
        double result = costs.run(task, 0);
        if (costs.interrupted()) {
            return Double.NaN;
        }
        costs.columnSums(sums);
        return result;
    }

    /** The distance of the column sums from the weights in the 1-norm. */
    double error() {
        double error = 0;
        for (int j = 0; j < b.length; j++) {
            error += Math.abs(sums[j] - b[j]);
        }
        return error;
    }

    /** The value of the semi-dual function. */
    double value() {
        return VectorKernels.dot(a, f) + VectorKernels.dot(b, g);
    }

    /** What rounding may change in the value. */
    double roundingOfValue() {
        double magnitude = 0;
        for (int i = 0; i < a.length; i++) {
            magnitude += a[i] * Math.abs(f[i]);
        }
        for (int j = 0; j < b.length; j++) {
            magnitude += b[j] * Math.abs(g[j]);
        }
        return Math.ulp(magnitude) * 4;
    }

    /** Adds a number to g and takes it from f, which changes neither plan nor value, so that the means of both over the mass are equal. */
    void centre() {
        double shift = (VectorKernels.dot(a, f) - VectorKernels.dot(b, g)) / (2 * mass);
        for (int i = 0; i < f.length; i++) {
            f[i] -= shift;
        }
        for (int j = 0; j < g.length; j++) {
            g[j] += shift;
        }
    }

    /** A half step of Sinkhorn's iteration: makes the column sums right. */
    void scaleColumns() {
        for (int j = 0; j < b.length; j++) {
            if (sums[j] > 0) {
                g[j] += epsilon * Math.log(b[j] / sums[j]);
            } else {
                g[j] = coveringPotential(j);
            }
        }
    }

    /** The potential at which the largest entry of a column that has lost all mass alone is its weight. */
    private double coveringPotential(int column) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, f[i] - costs.costs()[i * b.length + column]);
        }
        return epsilon * Math.log(b[column]) - largest;
    }

    /** The number of entries that a row of the plan has in effect: one over the mean of the sum of the squares of its parts. */
    double effectiveEntries() {
        double squares = 0;
        for (PlanRows kept : plan) {
            for (int row = 0; row < kept.rows; row++) {
                int from = kept.starts[row];
                squares += VectorKernels.squaredNorm(kept.values, from, kept.starts[row + 1] - from) / a[kept.first + row];
            }
        }
        return mass / squares;
    }

    /** The entries of the plan that were kept. */
    long keptEntries() {
        long entries = 0;
        for (PlanRows kept : plan) {
            entries += kept.size;
        }
        return entries;
    }

    private double passRow(int row, double[] columnSums, int offset, double[] room) {
        RowRuns found = runs[offset / b.length];
        if (Double.isNaN(f[row])) {
            f[row] = epsilon * logA[row] - floors.largestDifference(row, largestG);
        }
        double sum = entries(row, found, offset, room);
        if (!(sum > a[row] / RANGE && sum < a[row] * RANGE)) {
            f[row] = epsilon * logA[row] - costs.largestDifference(row, g, room, offset);
            sum = entries(row, found, offset, room);
        } else if (sum < LEAST_PART * a[row]) {
            f[row] += epsilon * Math.log(a[row] / sum);
            sum = entries(row, found, offset, room);
        }
        double factor = a[row] / sum;
        f[row] += epsilon * Math.log(factor);
        addTo(columnSums, factor, found, offset, room);
        if (threshold < 1) {
            double largest = found.findLargest(room, offset);
            plan[offset / b.length].keep(room, offset, found, threshold * largest, factor);
        }
        return 0;
    }

    /** Computes the entries of a row that are not negligible, given its f; answers their sum. */
    private double entries(int row, RowRuns found, int offset, double[] room) {
        int n = b.length;
        found.find(row, largestG, epsilon * (logA[row] + Math.log(NEGLIGIBLE / n)) - f[row]);
        double sum = 0;
        for (int run = 0; run < found.count; run++) {
            int from = found.from(run);
            sum += GibbsKernels.row(g, from, costs.costs(), row * n + from, f[row], 1 / epsilon, room, offset + from, found.length(run));
        }
        return sum;
    }

    private static void addTo(double[] columnSums, double factor, RowRuns found, int offset, double[] room) {
        for (int run = 0; run < found.count; run++) {
            int from = offset + found.from(run);
            VectorKernels.axpy(factor, room, from, columnSums, from, found.length(run));
        }
    }

    private double measureRow(int row, double[] columnSums, int offset, double[] room) {
        RowRuns found = runs[offset / b.length];
        double sum = entries(row, found, offset, room);
        addTo(columnSums, 1, found, offset, room);
        return Math.abs(sum - a[row]);
    }
}
