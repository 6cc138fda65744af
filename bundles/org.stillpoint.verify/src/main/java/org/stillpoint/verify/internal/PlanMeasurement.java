package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * Everything about a transport plan and its potentials that takes a pass over all pairs of points, a few target points at a time:
 * marginals, parts of the primal and the dual value, the distance of the plan from the gradient of the conjugate at the potentials.
 */
final class PlanMeasurement {

    private static final int BLOCK = 16;

    /** Bounds the rounding of f + g + lambda - C and of one function of it, in units of their magnitudes. */
    private static final double ROUNDING = 4 * 0x1p-53;

    private final TransportCosts costs;
    private final TransportPlan value;
    private final MarginalSide source;
    private final MarginalSide target;
    private final Regulariser regulariser;
    private final TransportGradient gradient;
    private final SparseColumn sparseColumn;
    private final double[] slacks;

    /** The marginals. */
    final double[] rowSums;
    final double[] columnSums;
    /** The sum of C P. */
    double linearCost;
    /** Epsilon R(P) and epsilon R*, without their constants. */
    double regularisation;
    double conjugate;
    /** The sum of |P - grad R*|, and how much of it rounding of the potentials can explain. */
    double inconsistency;
    double planRounding;
    /** The sum of P (|f| + |g| + |lambda| + |C|). */
    double magnitude;
    /** The least entry of the plan. */
    double leastEntry;
    /** The most entries of a column; counted with the regulariser SPARSE only. */
    int mostEntries;
    /** The largest f + g + lambda - C beyond rounding. */
    double dualViolation;
    /** The largest, over all points that may have mass, of the least magnitude of their costs that is not 0. */
    double leastCost;
    /** The number of costs that are not finite. */
    long wrongCosts;

    private final double[] rowErrors;
    private final double[] leastOfRow;
    private final PreciseSum linear = new PreciseSum();
    private final PreciseSum regularisations = new PreciseSum();
    private final PreciseSum conjugates = new PreciseSum();
    private final PreciseSum inconsistencies = new PreciseSum();

    PlanMeasurement(TransportProblem problem, TransportPlan value, TransportCosts costs, MarginalSide source, MarginalSide target) {
        this.costs = costs;
        this.value = value;
        this.source = source;
        this.target = target;
        regulariser = problem.regulariser();
        gradient = new TransportGradient(regulariser, costs.epsilon());
        sparseColumn = new SparseColumn(source.size(), problem.support(), costs.epsilon());
        slacks = new double[source.size()];
        rowSums = new double[source.size()];
        columnSums = new double[target.size()];
        rowErrors = new double[source.size()];
        leastOfRow = new double[source.size()];
        Arrays.fill(leastOfRow, Double.POSITIVE_INFINITY);
        measure();
    }

    private void measure() {
        int rows = source.size();
        boolean explicit = value.explicit();
        double[] costBlock = new double[Math.min(BLOCK, target.size()) * rows];
        double[] planBlock = new double[explicit ? costBlock.length : 0];
        for (int from = 0; from < target.size(); from += BLOCK) {
            int to = Math.min(from + BLOCK, target.size());
            costs.columns(from, to, costBlock);
            if (explicit) {
                PlanColumns.copy(value.plan(), from, to, planBlock);
            }
            for (int column = from; column < to; column++) {
                column(column, costBlock, planBlock, (column - from) * rows);
            }
        }
        linearCost = linear.value();
        regularisation = regularisations.value();
        conjugate = conjugates.value();
        inconsistency = inconsistencies.value();
        for (int i = 0; i < rows; i++) {
            rowSums[i] += rowErrors[i];
            if (!source.unused(i) && leastOfRow[i] < Double.POSITIVE_INFINITY) {
                leastCost = Math.max(leastCost, leastOfRow[i]);
            }
        }
    }

    private void column(int column, double[] costBlock, double[] planBlock, int offset) {
        boolean explicit = value.explicit();
        boolean predicted = regulariser != Regulariser.NONE && regulariser != Regulariser.SPARSE;
        double b = target.weight(column);
        double g = target.potential(column) + value.massPotential();
        double gMagnitude = Math.abs(target.potential(column)) + Math.abs(value.massPotential());
        double leastOfColumn = Double.POSITIVE_INFINITY;
        PreciseSum columnSum = new PreciseSum();
        for (int i = 0; i < slacks.length; i++) {
            double c = costBlock[offset + i];
            double z = source.potential(i) + g - c;
            double size = Math.abs(source.potential(i)) + gMagnitude + Math.abs(c);
            double product = source.weight(i) * b;
            slacks[i] = z;
            wrongCosts += Double.isFinite(c) ? 0 : 1;
            double ofPotentials = predicted ? gradient.plan(z, product) : 0;
            double p = explicit ? planBlock[offset + i] : ofPotentials;
            leastEntry = Math.min(leastEntry, p);
            if (p != 0 || ofPotentials != 0) {
                double rounding = ROUNDING * size * gradient.sensitivity(ofPotentials) + ROUNDING * Math.abs(p);
                addToRow(i, p);
                columnSum.add(p);
                linear.addProduct(c, p);
                regularisations.add(explicit ? gradient.value(p, product) : gradient.valueAt(z, p));
                conjugates.add(gradient.conjugate(ofPotentials));
                inconsistencies.add(predicted ? Math.abs(p - ofPotentials) : 0);
                planRounding += size == Double.POSITIVE_INFINITY ? 0 : rounding;
                magnitude += p == 0 || size == Double.POSITIVE_INFINITY ? 0 : Math.abs(p) * size;
            }
            dualViolation = z > dualViolation ? Math.max(z - ROUNDING * size, dualViolation) : dualViolation;
            if (c != 0) {
                leastOfColumn = Math.min(leastOfColumn, Math.abs(c));
                leastOfRow[i] = Math.min(leastOfRow[i], Math.abs(c));
            }
        }
        columnSums[column] = columnSum.value();
        if (regulariser == Regulariser.SPARSE && explicit) {
            sparseColumn.measure(slacks, planBlock, offset);
            conjugates.add(sparseColumn.conjugate());
            inconsistencies.add(sparseColumn.difference());
            mostEntries = Math.max(mostEntries, sparseColumn.entries());
        }
        if (!target.unused(column) && leastOfColumn < Double.POSITIVE_INFINITY) {
            leastCost = Math.max(leastCost, leastOfColumn);
        }
    }

    private void addToRow(int row, double p) {
        double sum = rowSums[row] + p;
        double part = sum - rowSums[row];
        rowErrors[row] += (rowSums[row] - (sum - part)) + (p - part);
        rowSums[row] = sum;
    }
}
