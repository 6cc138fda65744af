package org.stillpoint.verify.internal;

import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;

/**
 * The checks of {@link TransportOptimality} where there are too many pairs of points to look at all: rows and columns of the plan are drawn
 * at random, with a seed that no solver can know, and summed completely. The marginals of a plan that is given entry by entry are known
 * without that. What is estimated is named so, with its standard error, and may exceed its bound by three of them.
 */
final class SampledOptimality {

    private static final double DEVIATIONS = 3;
    private static final double ROUNDING = 4 * 0x1p-53;

    private final TransportProblem problem;
    private final TransportPlan value;
    private final TransportCosts costs;
    private final double tolerance;
    private final CertificateDraft draft;
    private final MarginalSide source;
    private final MarginalSide target;
    private final TransportGradient gradient;
    private final boolean gradientIsPlan;
    private double planRounding;
    private double dualViolation;
    private double leastCost;
    private double errorOfSource;
    private double errorOfTarget;

    SampledOptimality(TransportProblem problem, TransportPlan value, TransportCosts costs, double tolerance, CertificateDraft draft) {
        this.problem = problem;
        this.value = value;
        this.costs = costs;
        this.tolerance = tolerance;
        this.draft = draft;
        source = new MarginalSide(problem.source(), problem.sourceRule(), problem.regulariser(), value.f());
        target = new MarginalSide(problem.target(), problem.targetRule(), problem.regulariser(), value.g());
        gradient = new TransportGradient(problem.regulariser(), costs.epsilon());
        gradientIsPlan = problem.regulariser() != Regulariser.NONE && problem.regulariser() != Regulariser.SPARSE;
    }

    /**
     * Checks plan and potentials of the right lengths, the potentials usable.
     *
     * @param pairs the number of pairs of points to look at in rows, and as many in columns
     */
    void check(long pairs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PointSample rows = new PointSample(source.size(), count(pairs, source.size(), target.size()), random);
        PointSample columns = new PointSample(target.size(), count(pairs, target.size(), source.size()), random);
        Lines ofRows = new Lines(rows, true);
        Lines ofColumns = new Lines(columns, false);
        draft.note("There are " + source.size() + " x " + target.size() + " pairs of points: all of them were looked at in " + rows.count()
                + " rows and " + columns.count() + " columns of the plan, drawn with the seed " + seed + ".");
        double kink = tolerance * leastCost;
        double linearCost;
        double mass;
        if (value.explicit()) {
            Entries entries = new Entries();
            linearCost = entries.linearCost;
            mass = entries.mass;
            draft.atLeast("least entry of the plan", entries.least, 0);
            exactMarginals(entries, kink, linearCost);
            if (problem.regulariser() != Regulariser.NONE) {
                draft.atMost("distance of the plan from that of the potentials (1-norm), estimated",
                        columns.total(ofColumns.differences) / problem.referenceMass(),
                        tolerance + (planRounding * target.size() / columns.count()
                                + DEVIATIONS * columns.standardError(ofColumns.differences)) / problem.referenceMass());
            }
        } else {
            linearCost = rows.totalByRatio(ofRows.linearCosts, source);
            mass = rows.totalByRatio(ofRows.sums, source);
            estimatedMarginals(rows, ofRows, columns, ofColumns, kink, mass);
            double conjugate = rows.totalByRatio(ofRows.conjugates, source);
            draft.quantity(Certificate.DUAL_OBJECTIVE, dual() - conjugate);
        }
        if (problem.regulariser() == Regulariser.NONE) {
            draft.atMost("dual violation in the sample, f + g over C", dualViolation, kink);
        }
        TransportQuantities.add(draft, costs, linearCost, mass, errorOfSource, errorOfTarget);
    }

    private static int count(long pairs, int size, int length) {
        return (int) Math.min(size, Math.max(pairs / length, 2));
    }

    /** The dual value but for what the conjugate takes away. */
    private double dual() {
        PreciseSum dual = new PreciseSum();
        dual.add(gradient.constant(source.mass(), target.mass()));
        for (int point = 0; point < source.size(); point++) {
            dual.add(source.conjugate(point));
        }
        for (int point = 0; point < target.size(); point++) {
            dual.add(target.conjugate(point));
        }
        dual.add(Double.isNaN(problem.mass()) ? 0 : value.massPotential() * problem.mass());
        return dual.value();
    }

    private double mismatch() {
        return source.exact() && target.exact() ? Math.abs(source.mass() - target.mass()) : 0;
    }

    private double excess(double mass) {
        return Double.isNaN(problem.mass()) ? 0 : Math.abs(mass - problem.mass());
    }

    private void exactMarginals(Entries entries, double kink, double linearCost) {
        MarginalTotals ofSource = new MarginalTotals(source, entries.rowSums, kink, 0);
        MarginalTotals ofTarget = new MarginalTotals(target, entries.columnSums, kink, 0);
        draft.atMost("marginal error (1-norm)", (ofSource.error + ofTarget.error + excess(entries.mass)) / problem.referenceMass(),
                tolerance + mismatch() / problem.referenceMass());
        double below = Math.max(ofSource.violation, ofTarget.violation);
        if (below > 0) {
            draft.atMost("potentials below the range of their rule", below, kink);
        }
        errorOfSource = ofSource.error;
        errorOfTarget = ofTarget.error;
        if (problem.regulariser() == Regulariser.NONE) {
            double primal = linearCost + ofSource.penalty + ofTarget.penalty;
            double dual = dual();
            double scale = Math.max(Math.max(Math.abs(primal), Math.abs(dual)), leastCost * Math.max(source.mass(), target.mass()));
            draft.atMost("duality gap (relative)", Math.abs(primal - dual) / (scale > 0 ? scale : 1),
                    tolerance + (ofSource.explained + ofTarget.explained) / (scale > 0 ? scale : 1));
            draft.quantity(Certificate.OBJECTIVE, primal);
            draft.quantity(Certificate.DUAL_OBJECTIVE, dual);
        }
    }

    private void estimatedMarginals(PointSample rows, Lines ofRows, PointSample columns, Lines ofColumns, double kink, double mass) {
        double[] ofSource = distances(rows, ofRows, source, kink);
        double[] ofTarget = distances(columns, ofColumns, target, kink);
        double deviation = Math.hypot(rows.standardError(ofSource), columns.standardError(ofTarget));
        double rounding = planRounding * Math.max((double) source.size() / rows.count(), (double) target.size() / columns.count());
        double unit = problem.referenceMass();
        draft.atMost("marginal error (1-norm), estimated", (rows.total(ofSource) + columns.total(ofTarget) + excess(mass)) / unit,
                tolerance + (mismatch() + rounding + DEVIATIONS * deviation) / unit);
        draft.note(String.format(Locale.ROOT, "The standard error of the marginal error is %.1e.", deviation / unit));
        double below = 0;
        for (int point = 0; point < source.size(); point++) {
            below = Math.max(below, source.violation(point));
        }
        for (int point = 0; point < target.size(); point++) {
            below = Math.max(below, target.violation(point));
        }
        if (below > 0) {
            draft.atMost("potentials below the range of their rule", below, kink);
        }
        errorOfSource = rows.total(ofSource);
        errorOfTarget = columns.total(ofTarget);
    }

    private static double[] distances(PointSample sample, Lines lines, MarginalSide side, double kink) {
        double[] distances = new double[sample.count()];
        for (int k = 0; k < distances.length; k++) {
            distances[k] = side.distance(sample.point(k), lines.sums[k], kink);
        }
        return distances;
    }

    /** Rows, or columns, of the plan that belongs to the potentials; of columns also the distance from the plan that is given. */
    private final class Lines {

        private final double[] sums;
        private final double[] linearCosts;
        private final double[] conjugates;
        private final double[] differences;

        Lines(PointSample sample, boolean rows) {
            sums = new double[sample.count()];
            linearCosts = new double[sample.count()];
            conjugates = new double[sample.count()];
            differences = new double[sample.count()];
            double[] given = new double[rows ? 0 : source.size()];
            double[] slacks = new double[rows ? 0 : source.size()];
            SparseColumn sparse = new SparseColumn(source.size(), problem.support(), costs.epsilon());
            double roundingBefore = planRounding;
            for (int k = 0; k < sample.count(); k++) {
                line(sample.point(k), k, rows, given, slacks, sparse);
            }
            planRounding = Math.max(planRounding - roundingBefore, roundingBefore);
        }

        private void line(int point, int k, boolean rows, double[] given, double[] slacks, SparseColumn sparse) {
            boolean compared = !rows && value.explicit();
            if (compared) {
                PlanColumns.copy(value.plan(), point, point + 1, given);
            }
            PreciseSum sum = new PreciseSum();
            PreciseSum cost = new PreciseSum();
            PreciseSum conjugate = new PreciseSum();
            PreciseSum difference = new PreciseSum();
            double least = Double.POSITIVE_INFINITY;
            int length = rows ? target.size() : source.size();
            for (int other = 0; other < length; other++) {
                int i = rows ? point : other;
                int j = rows ? other : point;
                double c = costs.at(i, j);
                double z = source.potential(i) + target.potential(j) + value.massPotential() - c;
                double size = Math.abs(source.potential(i)) + Math.abs(target.potential(j)) + Math.abs(value.massPotential()) + Math.abs(c);
                double p = gradientIsPlan ? gradient.plan(z, source.weight(i) * target.weight(j)) : 0;
                if (p != 0) {
                    sum.add(p);
                    cost.addProduct(c, p);
                    conjugate.add(gradient.conjugate(p));
                    planRounding += ROUNDING * (size * gradient.sensitivity(p) + p);
                }
                if (compared) {
                    difference.add(Math.abs(given[other] - p));
                    slacks[other] = z;
                }
                dualViolation = z > dualViolation ? Math.max(z - ROUNDING * size, dualViolation) : dualViolation;
                least = c == 0 ? least : Math.min(least, Math.abs(c));
            }
            sums[k] = sum.value();
            linearCosts[k] = cost.value();
            conjugates[k] = conjugate.value();
            differences[k] = difference.value();
            if (compared && problem.regulariser() == Regulariser.SPARSE) {
                sparse.measure(slacks, given, 0);
                differences[k] = sparse.difference();
            }
            if (least < Double.POSITIVE_INFINITY && !(rows ? source : target).unused(point)) {
                leastCost = Math.max(leastCost, least);
            }
        }
    }

    /** What the entries of a given plan add up to. */
    private final class Entries {

        private final double[] rowSums = new double[source.size()];
        private final double[] columnSums = new double[target.size()];
        private final double linearCost;
        private final double mass;
        private double least;

        Entries() {
            PreciseSum[] rows = PreciseSum.array(source.size());
            PreciseSum cost = new PreciseSum();
            PreciseSum all = new PreciseSum();
            for (int j = 0; j < columnSums.length; j++) {
                PreciseSum column = new PreciseSum();
                if (value.plan() instanceof DMatrixSparseCSC sparse) {
                    for (int entry = sparse.col_idx[j]; entry < sparse.col_idx[j + 1]; entry++) {
                        add(sparse.nz_rows[entry], j, sparse.nz_values[entry], rows, column, cost);
                    }
                } else {
                    DMatrixRMaj dense = (DMatrixRMaj) value.plan();
                    for (int i = 0; i < rows.length; i++) {
                        add(i, j, dense.data[i * dense.numCols + j], rows, column, cost);
                    }
                }
                columnSums[j] = column.value();
                all.add(columnSums[j]);
            }
            for (int i = 0; i < rows.length; i++) {
                rowSums[i] = rows[i].value();
            }
            linearCost = cost.value();
            mass = all.value();
        }

        private void add(int i, int j, double entry, PreciseSum[] rows, PreciseSum column, PreciseSum cost) {
            if (entry != 0) {
                rows[i].add(entry);
                column.add(entry);
                cost.addProduct(costs.at(i, j), entry);
                least = Math.min(least, entry);
            }
        }
    }
}
