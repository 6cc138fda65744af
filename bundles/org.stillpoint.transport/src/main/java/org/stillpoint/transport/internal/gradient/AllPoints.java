package org.stillpoint.transport.internal.gradient;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * Potentials and multipliers of all points, those without weight included: the limits as a weight gets small. The first mass of such a
 * point spreads over the others as softmax of (g - C) / epsilon, weighed by the weights where the entropy is relative.
 */
final class AllPoints {

    private final TransportInstance instance;
    private final EntropicPlan plan;
    private final double[] f;
    private final double[] g;
    /** The plans of unit masses of points without weight, over the usable points of the other side; null for all others. */
    private final double[][] fromSource;
    private final double[][] fromTarget;

    AllPoints(TransportInstance instance, EntropicPlan plan, Functions functions) throws SolverException {
        this.instance = instance;
        this.plan = plan;
        TransportProblem problem = instance.problem();
        int sources = problem.source().size();
        int targets = problem.target().size();
        f = instance.allSources(plan.f);
        g = instance.allTargets(plan.g);
        fromSource = new double[sources][];
        fromTarget = new double[targets][];
        if (plan.rows < sources || plan.columns < targets) {
            double[] costs = allCosts(problem, functions);
            spread(fromSource, f, plan.g, plan.b, instance.targetPoints(), plan.rowPenalty, costs, targets, 1);
            spread(fromTarget, g, plan.f, plan.a, instance.sourcePoints(), plan.columnPenalty, costs, 1, targets);
        }
    }

    /** The costs of a problem whose points all have weight. */
    private static double[] allCosts(TransportProblem problem, Functions functions) throws SolverException {
        return new TransportInstance(TransportProblem.of(weighted(problem.source()), weighted(problem.target()), problem.cost())
                .regulariser(problem.regulariser(), problem.epsilon()).build(), functions).costs();
    }

    private static Measure weighted(Measure measure) {
        double[] weights = new double[measure.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return measure.points().numCols == 0 ? Measure.of(weights) : new Measure(weights, measure.points());
    }

    private void spread(double[][] shares, double[] own, double[] others, double[] weights, int[] places, double penalty, double[] costs,
            int stride, int otherStride) {
        for (int i = 0; i < own.length; i++) {
            if (own[i] != Double.NEGATIVE_INFINITY) {
                continue;
            }
            double[] share = new double[others.length];
            for (int j = 0; j < share.length; j++) {
                share[j] = (others[j] - costs[i * stride + places[j] * otherStride]) / plan.epsilon
                        + (plan.relative ? Math.log(weights[j]) : 0);
            }
            double logarithm = VectorKernels.softmax(share, 0, share, 0, share.length);
            shares[i] = share;
            if (plan.relative) {
                own[i] = -plan.epsilon * logarithm / (1 + plan.epsilon / penalty);
            }
        }
    }

    /** The potentials of the source; negative infinity without weight where the entropy is not relative. */
    double[] f() {
        return f;
    }

    /** The potentials of the target. */
    double[] g() {
        return g;
    }

    /** The multipliers of all source points from those of the usable ones and those of the other side. */
    double[] rowMultipliers(double[] u, double[] v, DMatrixRMaj cotangent) {
        return extended(fromSource, u, instance.sourcePoints(), v, instance.targetPoints(), plan.rowPenalty, cotangent.data,
                cotangent.numCols, 1);
    }

    /** The multipliers of all target points. */
    double[] columnMultipliers(double[] u, double[] v, DMatrixRMaj cotangent) {
        return extended(fromTarget, v, instance.targetPoints(), u, instance.sourcePoints(), plan.columnPenalty, cotangent.data, 1,
                cotangent.numCols);
    }

    private double[] extended(double[][] shares, double[] usable, int[] places, double[] others, int[] otherPlaces, double penalty,
            double[] cotangent, int stride, int otherStride) {
        double[] all = new double[shares.length];
        for (int k = 0; k < usable.length; k++) {
            all[places[k]] = usable[k];
        }
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; shares[i] != null && j < others.length; j++) {
                all[i] += shares[i][j] * (cotangent[i * stride + otherPlaces[j] * otherStride] - others[j]) / (1 + plan.epsilon / penalty);
            }
        }
        return all;
    }
}
