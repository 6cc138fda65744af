package org.stillpoint.transport.internal.plan;

import org.stillpoint.api.problem.transport.MarginalRule;

/**
 * What a {@link MarginalRule} A means for the dual problem: A_(f) = infimum over q &gt;= 0 of A(q) + f q is a concave function that is
 * smooth on an interval and whose derivative there is the marginal q at which it is attained. Outside of the interval it is negative
 * infinity, or it does not rise any more while everything else in the dual value falls, so that no optimal potential lies there.
 *
 * @param kind the kind of rule
 * @param rho the weight of a penalty
 */
public record MarginalDual(MarginalRule.Kind kind, double rho) {

    /** What the rule means. */
    public static MarginalDual of(MarginalRule rule) {
        return new MarginalDual(rule.kind(), rule.weight());
    }

    /** The least potential. */
    public double lower() {
        return switch (kind) {
            case FREE -> 0;
            case TOTAL_VARIATION -> -rho;
            case EXACT, AT_MOST, KULLBACK_LEIBLER, SQUARED -> Double.NEGATIVE_INFINITY;
        };
    }

    /** The largest potential. */
    public double upper() {
        return switch (kind) {
            case FREE, AT_MOST -> 0;
            case TOTAL_VARIATION -> rho;
            case EXACT, KULLBACK_LEIBLER, SQUARED -> Double.POSITIVE_INFINITY;
        };
    }

    /** The value A(q) for a marginal that keeps the rule. */
    public double penalty(double q, double weight) {
        return switch (kind) {
            case EXACT, FREE, AT_MOST -> 0;
            case KULLBACK_LEIBLER -> rho * ((q > 0 ? q * Math.log(q / weight) : 0) - q + weight);
            case SQUARED -> rho / 2 * (q - weight) * (q - weight);
            case TOTAL_VARIATION -> rho * Math.abs(q - weight);
        };
    }

    /** The value A_(f), at a potential of the interval. */
    public double value(double f, double weight) {
        return switch (kind) {
            case FREE -> 0;
            case EXACT, AT_MOST, TOTAL_VARIATION -> weight == 0 ? 0 : weight * f;
            case KULLBACK_LEIBLER -> weight == 0 ? 0 : -rho * weight * Math.expm1(-f / rho);
            case SQUARED -> {
                double q = marginal(f, weight);
                yield rho / 2 * (q - weight) * (q - weight) + f * q;
            }
        };
    }

    /** The derivative of A_(f), the marginal at which it is attained, at a potential of the interval. */
    public double marginal(double f, double weight) {
        return switch (kind) {
            case FREE -> 0;
            case EXACT, AT_MOST, TOTAL_VARIATION -> weight;
            case KULLBACK_LEIBLER -> weight == 0 ? 0 : weight * Math.exp(-f / rho);
            case SQUARED -> Math.max(weight - f / rho, 0);
        };
    }

    /** Minus the derivative of the marginal. */
    public double curvature(double f, double weight) {
        return switch (kind) {
            case EXACT, FREE, AT_MOST, TOTAL_VARIATION -> 0;
            case KULLBACK_LEIBLER -> marginal(f, weight) / rho;
            case SQUARED -> weight - f / rho > 0 ? 1 / rho : 0;
        };
    }

    /** Of all marginals at which A_(f) is attained the one nearest to q. */
    public double nearest(double f, double weight, double q) {
        if (kind == MarginalRule.Kind.FREE) {
            return f > 0 ? 0 : q;
        }
        if (f >= upper()) {
            return f > upper() ? 0 : Math.min(q, weight);
        }
        return f == lower() ? Math.max(q, weight) : marginal(f, weight);
    }
}
