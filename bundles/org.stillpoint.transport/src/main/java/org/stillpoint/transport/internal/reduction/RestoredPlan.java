package org.stillpoint.transport.internal.reduction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.plan.MarginalDual;

/**
 * A plan and potentials that keep their rules but for the errors of a method that works on all rows of a program at once, and what becomes
 * of them when the errors are taken out: potentials with f + g + lambda at most C everywhere, and marginals that keep exact and upper
 * weights but for rounding. What no repair mends is left to be seen.
 */
final class RestoredPlan {

    /** The part of a weight by which a marginal must lie off it to be a choice and no error. */
    private static final double CHOICE = 1e-5;
    /** The rounding error of a sum, for each point and unit of mass; no arc of its own is opened for that. */
    private static final double ROUNDING = 0x1p-52;

    private final TransportInstance instance;
    private final double[] plan;
    private final double[] f;
    private final double[] g;
    private final double massPotential;
    private final int sources;
    private final int targets;
    private final MarginalDual ofSource;
    private final MarginalDual ofTarget;

    RestoredPlan(TransportInstance instance, double[] plan, double[] f, double[] g, double massPotential) {
        this.instance = instance;
        this.plan = plan;
        this.f = f;
        this.g = g;
        this.massPotential = massPotential;
        sources = instance.sources();
        targets = instance.targets();
        ofSource = MarginalDual.of(instance.problem().sourceRule());
        ofTarget = MarginalDual.of(instance.problem().targetRule());
    }

    TransportPlan repaired() {
        for (int k = 0; k < plan.length; k++) {
            plan[k] = Math.max(plan[k], 0);
        }
        choose(ofSource, instance.source(), rowSums(), f);
        choose(ofTarget, instance.target(), columnSums(), g);
        lowerTargets();
        lowerSources();
        fitMarginals();
        DMatrixRMaj all = new DMatrixRMaj(instance.problem().source().size(), instance.problem().target().size());
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < targets; j++) {
                all.set(instance.sourcePoints()[i], instance.targetPoints()[j], plan[i * targets + j]);
            }
        }
        return new TransportPlan(instance.allSources(f), instance.allTargets(g), massPotential, all);
    }

    private double[] rowSums() {
        double[] sums = new double[sources];
        for (int k = 0; k < plan.length; k++) {
            sums[k / targets] += plan[k];
        }
        return sums;
    }

    private double[] columnSums() {
        double[] sums = new double[targets];
        for (int k = 0; k < plan.length; k++) {
            sums[k % targets] += plan[k];
        }
        return sums;
    }

    /** Where a marginal is neither nothing nor its weight, its rule allows just one potential: that is what an inexact one is near to. */
    private static void choose(MarginalDual rule, double[] weights, double[] marginals, double[] potentials) {
        for (int k = 0; k < weights.length; k++) {
            double w = weights[k];
            double q = marginals[k];
            potentials[k] = Math.min(Math.max(potentials[k], rule.lower()), rule.upper());
            boolean below = q < w * (1 - CHOICE);
            boolean above = q > w * (1 + CHOICE);
            if (rule.kind() == MarginalRule.Kind.AT_MOST && below || rule.kind() == MarginalRule.Kind.TOTAL_VARIATION && below) {
                potentials[k] = rule.upper();
            } else if (rule.kind() == MarginalRule.Kind.TOTAL_VARIATION && above) {
                potentials[k] = rule.lower();
            }
        }
    }

    /** g_j, as large as the costs and its rule allow. */
    private void lowerTargets() {
        for (int j = 0; j < targets; j++) {
            double most = ofTarget.upper();
            for (int i = 0; i < sources; i++) {
                most = Math.min(most, instance.costs()[i * targets + j] - f[i] - massPotential);
            }
            g[j] = Math.max(most, ofTarget.lower());
        }
    }

    private void lowerSources() {
        for (int i = 0; i < sources; i++) {
            double most = ofSource.upper();
            for (int j = 0; j < targets; j++) {
                most = Math.min(most, instance.costs()[i * targets + j] - g[j] - massPotential);
            }
            f[i] = Math.max(most, ofSource.lower());
        }
    }

    /** Takes away from rows and columns what is beyond their weights, then puts what is missing where it costs least. */
    private void fitMarginals() {
        MarginalRule.Kind source = ofSource.kind();
        MarginalRule.Kind target = ofTarget.kind();
        boolean boundRows = source == MarginalRule.Kind.EXACT || source == MarginalRule.Kind.AT_MOST;
        boolean boundColumns = target == MarginalRule.Kind.EXACT || target == MarginalRule.Kind.AT_MOST;
        double mass = instance.problem().mass();
        if (boundRows) {
            scale(rowSums(), instance.source(), true);
        }
        if (boundColumns) {
            scale(columnSums(), instance.target(), false);
        }
        double moved = Arrays.stream(plan).sum();
        if (!Double.isNaN(mass) && moved > mass) {
            for (int k = 0; k < plan.length; k++) {
                plan[k] *= mass / moved;
            }
        }
        double[] missingInRows = missing(boundRows, instance.source(), rowSums());
        double[] missingInColumns = missing(boundColumns, instance.target(), columnSums());
        double missing = !Double.isNaN(mass) ? Math.max(mass - moved, 0)
                : source == MarginalRule.Kind.EXACT ? Arrays.stream(missingInRows).sum()
                : target == MarginalRule.Kind.EXACT ? Arrays.stream(missingInColumns).sum() : 0;
        fill(missingInRows, missingInColumns, missing);
    }

    private void scale(double[] sums, double[] weights, boolean rows) {
        for (int k = 0; k < plan.length; k++) {
            int point = rows ? k / targets : k % targets;
            if (sums[point] > weights[point]) {
                plan[k] *= weights[point] / sums[point];
            }
        }
    }

    private static double[] missing(boolean bound, double[] weights, double[] sums) {
        double[] missing = new double[weights.length];
        for (int k = 0; k < missing.length; k++) {
            missing[k] = bound ? Math.max(weights[k] - sums[k], 0) : Double.POSITIVE_INFINITY;
        }
        return missing;
    }

    /** Adds mass to pairs of points that can take it, those of the least reduced cost first. */
    private void fill(double[] rows, double[] columns, double missing) {
        double left = missing;
        double crumb = ROUNDING * (sources + targets) * (missing + Arrays.stream(plan).sum());
        if (!(left > crumb)) {
            return;
        }
        int[] pairs = IntStream.range(0, plan.length).boxed()
                .sorted(Comparator.comparingDouble(k -> instance.costs()[k] - f[k / targets] - g[k % targets])).mapToInt(k -> k).toArray();
        for (int pair : pairs) {
            double more = Math.min(left, Math.min(rows[pair / targets], columns[pair % targets]));
            if (more > 0) {
                plan[pair] += more;
                rows[pair / targets] -= more;
                columns[pair % targets] -= more;
                left -= more;
            }
            if (left <= crumb) {
                return;
            }
        }
    }
}
