package org.stillpoint.transport.internal.gradient;

import java.util.Arrays;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * The plan of potentials g of the columns, with those f of the rows that are best for them, at an epsilon of choice:
 *
 * <pre>
 *   f_i = t (-epsilon log sum over j of w_j exp((g_j - C_ij) / epsilon)) + c_i,   P_ij = a_i w_j exp((f_i + g_j - C_ij) / epsilon),
 * </pre>
 *
 * where exact rows have t = 1, penalised ones t = rho / (rho + epsilon). It is kept in logarithms until the end of each row, so that
 * nothing overflows.
 */
final class EntropicPlan {

    final int rows;
    final int columns;
    final double[] a;
    final double[] b;
    final double[] f;
    final double[] g;
    /** Row by row. */
    final double[] entries;
    final double[] rowSums;
    final double[] columnSums;
    /** The marginals that the rules attain at the potentials. */
    final double[] attainedRows;
    final double[] attainedColumns;
    final double rowPenalty;
    final double columnPenalty;
    final boolean relative;
    double epsilon;
    private final double[] costs;
    private final double[] offset;

    EntropicPlan(TransportInstance instance) {
        rows = instance.sources();
        columns = instance.targets();
        a = instance.source();
        b = instance.target();
        costs = instance.costs();
        rowPenalty = penalty(instance.problem().sourceRule());
        columnPenalty = penalty(instance.problem().targetRule());
        relative = instance.problem().regulariser() == Regulariser.RELATIVE_ENTROPY;
        f = new double[rows];
        g = new double[columns];
        entries = new double[rows * columns];
        rowSums = new double[rows];
        columnSums = new double[columns];
        attainedRows = new double[rows];
        attainedColumns = new double[columns];
        offset = new double[columns];
    }

    private static double penalty(MarginalRule rule) {
        return rule.kind() == MarginalRule.Kind.EXACT ? Double.POSITIVE_INFINITY : rule.weight();
    }

    /** Whether a constant may be moved from f to g. */
    boolean balanced() {
        return Double.isInfinite(rowPenalty) && Double.isInfinite(columnPenalty);
    }

    /** Computes f and the plan from potentials of the columns. */
    void update(double[] potentials) {
        System.arraycopy(potentials, 0, g, 0, columns);
        Arrays.fill(columnSums, 0);
        for (int j = 0; j < columns; j++) {
            offset[j] = g[j] / epsilon + (relative ? Math.log(b[j]) : 0);
            attainedColumns[j] = attained(b[j], g[j], columnPenalty);
        }
        for (int i = 0; i < rows; i++) {
            updateRow(i);
        }
    }

    private void updateRow(int i) {
        int from = i * columns;
        for (int j = 0; j < columns; j++) {
            entries[from + j] = offset[j] - costs[from + j] / epsilon;
        }
        double logarithm = VectorKernels.softmax(entries, from, entries, from, columns);
        double free = -epsilon * logarithm;
        if (Double.isInfinite(rowPenalty)) {
            f[i] = free + (relative ? 0 : epsilon * Math.log(a[i]));
            attainedRows[i] = a[i];
        } else {
            double damping = 1 / (1 + epsilon / rowPenalty);
            f[i] = damping * (free + (relative ? 0 : epsilon * Math.log(a[i])));
            attainedRows[i] = attained(a[i], f[i], rowPenalty);
        }
        VectorKernels.scale(attainedRows[i], entries, from, entries, from, columns);
        VectorKernels.axpy(1, entries, from, columnSums, 0, columns);
        rowSums[i] = VectorKernels.sum(entries, from, columns);
    }

    private static double attained(double weight, double potential, double penalty) {
        return Double.isInfinite(penalty) ? weight : weight * Math.exp(-potential / penalty);
    }

    /** The marginal error. */
    double error() {
        double error = 0;
        for (int i = 0; i < rows; i++) {
            error += Math.abs(rowSums[i] - attainedRows[i]);
        }
        for (int j = 0; j < columns; j++) {
            error += Math.abs(columnSums[j] - attainedColumns[j]);
        }
        return error;
    }

    /** The element of a row of the adjoint equations on the diagonal. */
    double rowDiagonal(int i) {
        return rowSums[i] + epsilon / rowPenalty * attainedRows[i];
    }

    /** The dual value, the masses being those of all points. */
    double dualValue(double sourceMass, double targetMass) {
        double value = epsilon * (relative ? sourceMass * targetMass : 1);
        for (int i = 0; i < rows; i++) {
            value += ruleValue(a[i], f[i], rowPenalty) - epsilon * rowSums[i];
        }
        for (int j = 0; j < columns; j++) {
            value += ruleValue(b[j], g[j], columnPenalty);
        }
        return value;
    }

    static double ruleValue(double weight, double potential, double penalty) {
        return Double.isInfinite(penalty) ? weight * potential : -penalty * weight * Math.expm1(-potential / penalty);
    }

    /** The cost between usable points. */
    double cost(int i, int j) {
        return costs[i * columns + j];
    }

    /** Of the constants that may be moved from f to g, takes the one with sum of a f = sum of b g. */
    void centre() {
        centre(f, g);
    }

    /** Moves a constant from one side to the other so that their weighted sums are equal. */
    void centre(double[] ofRows, double[] ofColumns) {
        if (!balanced()) {
            return;
        }
        double shift = (VectorKernels.dot(b, ofColumns) - VectorKernels.dot(a, ofRows))
                / (VectorKernels.sum(a, 0, rows) + VectorKernels.sum(b, 0, columns));
        for (int i = 0; i < rows; i++) {
            ofRows[i] += shift;
        }
        for (int j = 0; j < columns; j++) {
            ofColumns[j] -= shift;
        }
    }
}
