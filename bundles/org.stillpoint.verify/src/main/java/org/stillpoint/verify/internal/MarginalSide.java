package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;

/**
 * One side of a transport problem: the weights w, the rule A that holds a marginal q to them, and potentials f. From the definitions,
 * with A_(f) the infimum over q &gt;= 0 of A(q) + f q at each point: its value, where it is attained, and what A(q) + f q exceeds it by.
 */
final class MarginalSide {

    /** The largest logarithm of a ratio of marginals that is counted as an effect of the marginal error. */
    private static final double LARGEST_LOGARITHM = 50;

    private final double[] weights;
    private final MarginalRule rule;
    private final double rho;
    private final double[] potentials;
    private final boolean entropyOfProduct;

    MarginalSide(Measure measure, MarginalRule rule, Regulariser regulariser, double[] potentials) {
        weights = measure.weights();
        this.rule = rule;
        rho = rule.weight();
        this.potentials = potentials;
        entropyOfProduct = regulariser == Regulariser.RELATIVE_ENTROPY;
    }

    int size() {
        return weights.length;
    }

    double weight(int point) {
        return weights[point];
    }

    double potential(int point) {
        return potentials[point];
    }

    boolean exact() {
        return rule.kind() == MarginalRule.Kind.EXACT;
    }

    double mass() {
        PreciseSum sum = new PreciseSum();
        for (double weight : weights) {
            sum.add(weight);
        }
        return sum.value();
    }

    /** Whether no plan of finite value moves mass here. */
    boolean unused(int point) {
        return weights[point] == 0 && (entropyOfProduct || switch (rule.kind()) {
            case EXACT, AT_MOST, KULLBACK_LEIBLER -> true;
            case FREE, SQUARED, TOTAL_VARIATION -> false;
        });
    }

    /** The number of potentials that are none: NaN, positive infinity, or negative infinity where there may be mass. */
    int unusablePotentials() {
        int wrong = 0;
        for (int point = 0; point < size(); point++) {
            boolean nothing = potentials[point] == Double.NEGATIVE_INFINITY && unused(point);
            wrong += nothing || Double.isFinite(potentials[point]) ? 0 : 1;
        }
        return wrong;
    }

    /** The mean of the finite potentials of points with mass, by weight. */
    double meanPotential() {
        PreciseSum sum = new PreciseSum();
        PreciseSum mass = new PreciseSum();
        for (int point = 0; point < size(); point++) {
            if (weights[point] > 0) {
                sum.addProduct(weights[point], potentials[point]);
                mass.add(weights[point]);
            }
        }
        return sum.value() / mass.value();
    }

    /** How far below the least potential with a finite A_(f) a potential lies. */
    double violation(int point) {
        return unused(point) ? 0 : Math.max(leastPotential() - potentials[point], 0);
    }

    private double leastPotential() {
        return switch (rule.kind()) {
            case FREE -> 0;
            case TOTAL_VARIATION -> -rho;
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    /** A_(f), for potentials below their range at its end. */
    double conjugate(int point) {
        if (unused(point)) {
            return 0;
        }
        double w = weights[point];
        double f = Math.max(potentials[point], leastPotential());
        return switch (rule.kind()) {
            case EXACT -> w == 0 ? 0 : w * f;
            case FREE -> 0;
            case AT_MOST -> w * Math.min(f, 0);
            case KULLBACK_LEIBLER -> -rho * w * Math.expm1(-f / rho);
            case SQUARED -> {
                double q = Math.max(w - f / rho, 0);
                yield rho / 2 * (q - w) * (q - w) + f * q;
            }
            case TOTAL_VARIATION -> w * Math.min(f, rho);
        };
    }

    /** The marginal at which A_(f) is attained; where that may be several, the weight. */
    double attained(int point) {
        double w = weights[point];
        return unused(point) ? 0 : switch (rule.kind()) {
            case EXACT, FREE, AT_MOST, TOTAL_VARIATION -> w;
            case KULLBACK_LEIBLER -> w * Math.exp(-potentials[point] / rho);
            case SQUARED -> Math.max(w - potentials[point] / rho, 0);
        };
    }

    /** What the rule charges for a marginal; 0 for the rules that allow it or do not. */
    double penalty(int point, double q) {
        double w = weights[point];
        return switch (rule.kind()) {
            case EXACT, FREE, AT_MOST -> 0;
            case KULLBACK_LEIBLER -> w == 0 ? 0 : rho * ((q > 0 ? q * Math.log(q / w) : 0) - q + w);
            case SQUARED -> rho / 2 * (q - w) * (q - w);
            case TOTAL_VARIATION -> rho * Math.abs(q - w);
        };
    }

    /**
     * The distance of a marginal from those at which A_(f) is attained.
     *
     * @param kink how near to a kink of A_(f) a potential counts as lying on it
     */
    double distance(int point, double q, double kink) {
        double w = weights[point];
        double f = potentials[point];
        if (unused(point)) {
            return Math.abs(q);
        }
        return switch (rule.kind()) {
            case EXACT -> Math.abs(q - w);
            case FREE -> outside(q, 0, f > kink ? 0 : Double.POSITIVE_INFINITY);
            case AT_MOST -> outside(q, f < -kink ? w : 0, f > kink ? 0 : w);
            case KULLBACK_LEIBLER -> Math.abs(q - w * Math.exp(-f / rho));
            case SQUARED -> Math.abs(q - Math.max(w - f / rho, 0));
            case TOTAL_VARIATION -> outside(q, f >= rho - kink ? 0 : w,
                    f > rho + kink ? 0 : f <= kink - rho ? Double.POSITIVE_INFINITY : w);
        };
    }

    private static double outside(double value, double least, double most) {
        return Math.max(Math.max(least - value, value - most), 0);
    }

    /**
     * How much A(q) + f q grows, to first order, for each unit by which a marginal lies off those at which A_(f) is attained.
     *
     * @param shift what is added to the potentials where the rule is exact
     */
    double slope(int point, double q, double shift) {
        double f = potentials[point];
        return switch (rule.kind()) {
            case EXACT -> Math.abs(f + shift);
            case FREE, AT_MOST -> Math.abs(f);
            case KULLBACK_LEIBLER -> rho * Math.min(Math.abs(Math.log(q / weights[point]) + f / rho), LARGEST_LOGARITHM);
            case SQUARED -> Math.abs(rho * (q - weights[point]) + f);
            case TOTAL_VARIATION -> rho + Math.abs(f);
        };
    }
}
