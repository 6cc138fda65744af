package org.stillpoint.verify.internal;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportGradient.Derivatives;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * Derivatives of an entropic transport problem along one direction in costs, weights and epsilon together, by differences of fourth order
 * between solutions that Sinkhorn's iteration finds in logarithms. Points without weight stay so.
 */
final class PlanDifferences {

    private static final double STEP = 2e-4;
    private static final double[] PLACES = {-2, -1, 1, 2};
    private static final double[] FACTORS = {1.0 / 12, -2.0 / 3, 2.0 / 3, -1.0 / 12};
    /** Exponentials that one solution may take. */
    private static final double MOST_WORK = 4e6;
    private static final double CONVERGED = 1e-13;

    private final TransportProblem problem;
    private final double[] cotangent;
    private final int sources;
    private final int targets;
    private final boolean relative;
    private final double[] costs;
    private final double[] f;
    private final double[] g;
    private final double[] changeOfA;
    private final double[] changeOfB;
    private final double[] changeOfCosts;
    private boolean converged = true;
    private double ofValue;
    private double ofPlan;

    /** Chooses a direction, relative to the weights and to epsilon, and goes along it. */
    PlanDifferences(TransportGradientProblem given, double[] costs, double[] f, double[] g) {
        problem = given.transport();
        cotangent = given.cotangent().data;
        this.costs = costs;
        sources = f.length;
        targets = g.length;
        relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
        this.f = f.clone();
        this.g = g.clone();
        Random random = new Random(20);
        changeOfA = change(problem.source().weights(), random);
        changeOfB = change(problem.target().weights(), random);
        if (problem.sourceRule().equals(MarginalRule.EXACT) && problem.targetRule().equals(MarginalRule.EXACT)) {
            double part = (sum(changeOfA) - sum(changeOfB)) / problem.target().mass();
            for (int j = 0; j < targets; j++) {
                changeOfB[j] += part * problem.target().weights()[j];
            }
        }
        changeOfCosts = random.doubles(costs.length, -1, 1).map(change -> change * problem.epsilon()).toArray();
        for (int k = 0; k < PLACES.length && converged; k++) {
            solve(PLACES[k] * STEP, FACTORS[k] / STEP);
        }
    }

    private static double[] change(double[] weights, Random random) {
        double[] change = new double[weights.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = weights[i] * (2 * random.nextDouble() - 1);
        }
        return change;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Whether all solutions were found. */
    boolean converged() {
        return converged;
    }

    /** The difference of the value. */
    double ofValue() {
        return ofValue;
    }

    /** The difference of the sum of W P. */
    double ofPlan() {
        return ofPlan;
    }

    /** What given derivatives say of the same direction, and the sum of the magnitudes of its parts. */
    double[] along(Derivatives derivatives) {
        double[] sums = new double[2];
        add(derivatives.sourceWeights(), changeOfA, sums);
        add(derivatives.targetWeights(), changeOfB, sums);
        add(derivatives.costs().data, changeOfCosts, sums);
        add(new double[] {derivatives.epsilon()}, new double[] {problem.epsilon()}, sums);
        return sums;
    }

    private static void add(double[] derivatives, double[] change, double[] sums) {
        for (int k = 0; k < change.length; k++) {
            double part = change[k] == 0 ? 0 : derivatives[k] * change[k];
            sums[0] += part;
            sums[1] += Math.abs(part);
        }
    }

    private void solve(double step, double factor) {
        double epsilon = problem.epsilon() * (1 + step);
        double[] a = moved(problem.source().weights(), changeOfA, step);
        double[] b = moved(problem.target().weights(), changeOfB, step);
        double[] moved = moved(costs, changeOfCosts, step);
        double rowPenalty = penalty(problem.sourceRule());
        double columnPenalty = penalty(problem.targetRule());
        double most = Math.min(MOST_WORK / moved.length, 20_000);
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < most && change > CONVERGED; sweep++) {
            change = 0;
            for (int i = 0; i < sources; i++) {
                if (a[i] > 0) {
                    double next = potential(a[i], rowPenalty, epsilon, g, b, moved, i * targets, 1);
                    change = Math.max(change, Math.abs(next - f[i]) / (epsilon + Math.ulp(next) / CONVERGED));
                    f[i] = next;
                }
            }
            for (int j = 0; j < targets; j++) {
                if (b[j] > 0) {
                    g[j] = potential(b[j], columnPenalty, epsilon, f, a, moved, j, targets);
                }
            }
        }
        converged &= change <= CONVERGED;
        accumulate(factor, a, b, moved, epsilon);
    }

    private static double penalty(MarginalRule rule) {
        return rule.equals(MarginalRule.EXACT) ? Double.POSITIVE_INFINITY : rule.weight();
    }

    private static double[] moved(double[] base, double[] change, double step) {
        double[] moved = base.clone();
        for (int k = 0; k < moved.length; k++) {
            moved[k] += step * change[k];
        }
        return moved;
    }

    /** The potential that makes the marginal of one point what its rule attains. */
    private double potential(double weight, double penalty, double epsilon, double[] others, double[] weights, double[] moved, int from,
            int stride) {
        double[] terms = new double[others.length];
        for (int k = 0; k < others.length; k++) {
            terms[k] = weights[k] > 0 ? (others[k] - moved[from + k * stride]) / epsilon + (relative ? Math.log(weights[k]) : 0)
                    : Double.NEGATIVE_INFINITY;
        }
        return epsilon * ((relative ? 0 : Math.log(weight)) - LogSum.of(terms)) / (1 + epsilon / penalty);
    }

    private void accumulate(double factor, double[] a, double[] b, double[] moved, double epsilon) {
        PreciseSum value = new PreciseSum();
        PreciseSum weighted = new PreciseSum();
        value.add(epsilon * (relative ? sum(a) * sum(b) : 1));
        for (int i = 0; i < sources; i++) {
            value.add(a[i] == 0 ? 0 : dual(problem.sourceRule(), a[i], f[i]));
            for (int j = 0; j < targets && a[i] > 0; j++) {
                double entry = b[j] == 0 ? 0
                        : (relative ? a[i] * b[j] : 1) * Math.exp((f[i] + g[j] - moved[i * targets + j]) / epsilon);
                value.add(-epsilon * entry);
                if (cotangent.length > 0) {
                    weighted.addProduct(entry, cotangent[i * targets + j]);
                }
            }
        }
        for (int j = 0; j < targets; j++) {
            value.add(b[j] == 0 ? 0 : dual(problem.targetRule(), b[j], g[j]));
        }
        ofValue += factor * value.value();
        ofPlan += factor * weighted.value();
    }

    /** What a rule adds to the dual value. */
    static double dual(MarginalRule rule, double weight, double potential) {
        return rule.equals(MarginalRule.EXACT) ? weight * potential : -rule.weight() * weight * Math.expm1(-potential / rule.weight());
    }

    /** Derivatives by the points that derivatives by the costs make, from the definition of the distance. */
    static double[][] byPoints(TransportProblem problem, double p, double exponent, DMatrixRMaj byCosts) {
        DMatrixRMaj x = problem.source().points();
        DMatrixRMaj y = problem.target().points();
        double[][] result = {new double[x.getNumElements()], new double[y.getNumElements()]};
        int dimension = x.numCols;
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < y.numRows; j++) {
                double norm = 0;
                int first = -1;
                for (int k = 0; k < dimension; k++) {
                    double size = Math.abs(x.get(i, k) - y.get(j, k));
                    first = Double.isInfinite(p) && size > norm ? k : first;
                    norm = Double.isInfinite(p) ? Math.max(norm, size) : norm + Math.pow(size, p);
                }
                norm = Double.isInfinite(p) ? norm : Math.pow(norm, 1 / p);
                for (int k = 0; k < dimension && norm > 0; k++) {
                    double z = x.get(i, k) - y.get(j, k);
                    double share = Double.isInfinite(p) ? k == first ? 1 : 0 : z == 0 ? 0 : Math.pow(Math.abs(z) / norm, p - 1);
                    double part = byCosts.get(i, j) * exponent * Math.pow(norm, exponent - 1) * share * Math.signum(z);
                    result[0][i * dimension + k] += part;
                    result[1][j * dimension + k] -= part;
                }
            }
        }
        return result;
    }
}
