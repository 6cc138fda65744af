package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.transport.internal.plan.MarginalDual;

/**
 * The dual value of transport with the regulariser gamma / 2 ||P - Q||^2,
 *
 * <pre>
 *   A_(f) + B_(g) - gamma / 2 ||P||^2,   P = max(f + g - (C - gamma Q), 0) / gamma,
 * </pre>
 *
 * up to a constant, and its gradient, the marginals at which A_ and B_ are attained less those of P. The potentials are kept as a reference
 * and what has been added since: where gamma is small, the last digits of f + g - C decide about P, and the potentials alone do not have
 * them.
 */
final class QuadraticDual {

    /** What rounding keeps a potential off a bound, in parts of its reference. */
    private static final double ROUNDING = 0x1p-48;

    final int rows;
    final int columns;
    private final double[] costs;
    private final double[] sourceWeights;
    private final double[] targetWeights;
    private final MarginalDual sourceRule;
    private final MarginalDual targetRule;
    /** The reference: f, then g. */
    private final double[] reference;
    private final double[] marginals;
    private double gamma;
    private double value;
    private double error;

    /** The costs are C - gamma Q; they may be changed between evaluations. */
    QuadraticDual(double[] costs, double[] sourceWeights, double[] targetWeights, MarginalDual sourceRule, MarginalDual targetRule) {
        this.costs = costs;
        this.sourceWeights = sourceWeights;
        this.targetWeights = targetWeights;
        this.sourceRule = sourceRule;
        this.targetRule = targetRule;
        rows = sourceWeights.length;
        columns = targetWeights.length;
        reference = new double[rows + columns];
        marginals = new double[rows + columns];
    }

    void gamma(double weight) {
        gamma = weight;
    }

    double gamma() {
        return gamma;
    }

    /** Makes potentials the reference. */
    void rebaseAt(double[] potentials) {
        System.arraycopy(potentials, 0, reference, 0, reference.length);
    }

    /** Adds potentials to the reference, within the bounds of their rules, and makes them 0. */
    void rebase(double[] added) {
        for (int k = 0; k < reference.length; k++) {
            reference[k] = potential(k, added);
            added[k] = 0;
        }
    }

    /** The potential of a point: of a source, or from the number of sources on of a target. */
    double potential(int point, double[] added) {
        MarginalDual rule = rule(point);
        if (added[point] >= rule.upper() - reference[point]) {
            return rule.upper();
        }
        return added[point] <= rule.lower() - reference[point] ? rule.lower() : reference[point] + added[point];
    }

    /** Brings what is added back to where the potential keeps within the bounds of its rule. */
    void project(double[] added) {
        for (int k = 0; k < reference.length; k++) {
            double most = rule(k).upper() - reference[k];
            double least = rule(k).lower() - reference[k];
            double near = ROUNDING * Math.abs(reference[k]);
            added[k] = added[k] >= most - near ? most : added[k] <= least + near ? least : added[k];
        }
    }

    MarginalDual rule(int point) {
        return point < rows ? sourceRule : targetRule;
    }

    double weight(int point) {
        return point < rows ? sourceWeights[point] : targetWeights[point - rows];
    }

    double reference(int point) {
        return reference[point];
    }

    double[] costs() {
        return costs;
    }

    /** Computes value, marginals and marginal error. */
    void evaluate(double[] added) {
        double squares = 0;
        Arrays.fill(marginals, rows, rows + columns, 0);
        for (int i = 0; i < rows; i++) {
            double f = reference[i];
            double more = added[i];
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                double slack = f - costs[i * columns + j] + reference[rows + j] + (more + added[rows + j]);
                if (slack > 0) {
                    sum += slack;
                    squares += slack * slack;
                    marginals[rows + j] += slack;
                }
            }
            marginals[i] = sum;
        }
        value = -squares / (2 * gamma);
        error = 0;
        for (int k = 0; k < marginals.length; k++) {
            marginals[k] /= gamma;
            double potential = potential(k, added);
            value += rule(k).value(potential, weight(k));
            error += Math.abs(marginals[k] - rule(k).nearest(potential, weight(k), marginals[k]));
        }
    }

    /** The dual value of the last evaluation. */
    double value() {
        return value;
    }

    /** The distance of the marginals from those at which the value is attained, in the 1-norm. */
    double error() {
        return error;
    }

    /** The marginal of a point in the last evaluation. */
    double marginal(int point) {
        return marginals[point];
    }

    /** The derivative of the dual value by the potential of a point, as of the last evaluation. */
    double gradient(int point, double[] added) {
        return rule(point).marginal(potential(point, added), weight(point)) - marginals[point];
    }

    /** Lists the positive entries of the plan. */
    void collect(double[] added, ActiveEntries entries) {
        entries.clear();
        for (int i = 0; i < rows; i++) {
            double f = reference[i];
            double more = added[i];
            for (int j = 0; j < columns; j++) {
                double slack = f - costs[i * columns + j] + reference[rows + j] + (more + added[rows + j]);
                if (slack > 0) {
                    entries.add(j, slack / gamma);
                }
            }
            entries.endRow(i);
        }
    }
}
