package org.stillpoint.transport.internal.kernel;

import org.stillpoint.api.problem.transport.MarginalRule;

/**
 * What the rule for one marginal makes of a potential, point by point. With u the soft minimum of a point, from which the marginal at the
 * potential f is exp((f - u) / epsilon), the proximal step is the f that maximises
 *
 * <pre>
 *   A_(f) - epsilon exp((f - u) / epsilon),   A_ as given at {@link MarginalRule.Kind}:
 *   exact               f = e,   e = u + epsilon log w
 *   free                f = 0
 *   at most             f = min(e, 0)
 *   Kullback-Leibler    f = rho / (rho + epsilon) e
 *   squared             f = rho (w - q),   q + epsilon / rho log q = w - u / rho
 *   total variation     f = min(max(e, -rho), rho)
 * </pre>
 *
 * (Chizat, Peyre, Schmitzer and Vialard: Scaling algorithms for unbalanced optimal transport problems, 2018, arXiv:1607.05816). A relaxed
 * step goes omega times as far; where that would not raise the dual value by half of what it does near the maximum, the plain step is
 * taken.
 *
 * <p>Soft minima are those over kernel potentials, those that the plan exp((F_i + G_j - C_ij) / epsilon) needs: F = f + epsilon log w with
 * the relative entropy, F = f with the entropy, plus the potential of the mass on one side.
 */
public final class MarginalSteps {

    /** Steps below this part of epsilon are so close to the maximum that relaxed ones need no check. */
    private static final double SMALL_STEP = 1e-4;

    private final MarginalRule.Kind kind;
    private final double rho;
    private final double[] weights;
    private final double[] logWeights;
    private final boolean relative;
    private double epsilon = Double.NaN;
    private double omega = 1;
    private double massPotential;

    /**
     * Steps for one side.
     *
     * @param rule the rule
     * @param weights the weights of its points
     * @param relative whether the entropy is relative to the weights
     */
    public MarginalSteps(MarginalRule rule, double[] weights, boolean relative) {
        kind = rule.kind();
        rho = rule.weight();
        this.weights = weights;
        this.relative = relative;
        logWeights = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            logWeights[i] = Math.log(weights[i]);
        }
    }

    /** Sets epsilon. */
    public void epsilon(double value) {
        epsilon = value;
    }

    /** Sets the relaxation omega of steps, between 0 and 2. */
    public void relaxation(double value) {
        omega = value;
    }

    /** Sets the potential of the mass, which counts to the kernel potentials of this side. */
    public void massPotential(double value) {
        massPotential = value;
    }

    /** The potential of the mass. */
    public double massPotential() {
        return massPotential;
    }

    /** The kind of the rule. */
    public MarginalRule.Kind kind() {
        return kind;
    }

    /** The weight of the penalty. */
    public double penalty() {
        return rho;
    }

    /** The weights of the points. */
    public double[] weights() {
        return weights;
    }

    /** Whether steps are plain and make the marginal equal to the weights. */
    public boolean isPlainScaling() {
        return kind == MarginalRule.Kind.EXACT && omega == 1;
    }

    /** What is added to the potential of a point to make the kernel potential. */
    public double offset(int point) {
        return (relative ? epsilon * logWeights[point] : 0) + massPotential;
    }

    /**
     * A step.
     *
     * @param potential the potential before it
     * @param softMinimum the soft minimum of the point over the kernel potentials of the other side, positive infinity where nothing can
     *     reach the point
     * @return the potential after it
     */
    public double step(int point, double potential, double softMinimum) {
        double u = softMinimum - offset(point);
        double plain = plainStep(point, u);
        if (omega == 1) {
            return plain;
        }
        double change = plain - potential;
        double relaxed = clipped(potential + omega * change);
        if (omega > 1 && !(Math.abs(change) < SMALL_STEP * epsilon)) {
            double marginal = Math.exp((potential - u) / epsilon);
            double least = omega * (2 - omega) / 2 * gain(point, potential, plain, marginal);
            if (!(gain(point, potential, relaxed, marginal) >= least)) {
                return plain;
            }
        }
        return relaxed;
    }

    private double gain(int point, double from, double to, double marginal) {
        return dual(point, to) - dual(point, from) - epsilon * marginal * Math.expm1((to - from) / epsilon);
    }

    private double plainStep(int point, double u) {
        double exact = u + epsilon * logWeights[point];
        return switch (kind) {
            case EXACT -> exact;
            case FREE -> 0;
            case AT_MOST, TOTAL_VARIATION -> clipped(exact);
            case KULLBACK_LEIBLER -> rho / (rho + epsilon) * exact;
            case SQUARED -> rho * weights[point]
                    - epsilon * WrightOmega.of((rho * weights[point] - u) / epsilon + Math.log(rho / epsilon));
        };
    }

    /** The nearest potential at which the dual value is finite, and, for a marginal that is at most the weight, that is of use. */
    private double clipped(double potential) {
        return switch (kind) {
            case AT_MOST -> Math.min(potential, 0);
            case FREE -> 0;
            case TOTAL_VARIATION -> Math.min(Math.max(potential, -rho), rho);
            case EXACT, KULLBACK_LEIBLER, SQUARED -> potential;
        };
    }

    /** What the point adds to A_ at a potential. */
    public double dual(int point, double f) {
        double w = weights[point];
        switch (kind) {
            case EXACT:
                return f * w;
            case FREE:
                return f >= 0 ? 0 : Double.NEGATIVE_INFINITY;
            case AT_MOST:
                return w * Math.min(f, 0);
            case KULLBACK_LEIBLER:
                return -rho * w * Math.expm1(-f / rho);
            case SQUARED:
                double q = Math.max(w - f / rho, 0);
                return rho / 2 * (q - w) * (q - w) + f * q;
            default:
                return f >= -rho ? w * Math.min(f, rho) : Double.NEGATIVE_INFINITY;
        }
    }

    /** How far a marginal is from those at which A_ is attained at a potential f. */
    public double error(int point, double f, double marginal) {
        double w = weights[point];
        return switch (kind) {
            case EXACT -> Math.abs(marginal - w);
            case FREE -> f == 0 ? 0 : f > 0 ? marginal : Double.POSITIVE_INFINITY;
            case AT_MOST -> f < 0 ? Math.abs(marginal - w) : f == 0 ? Math.max(marginal - w, 0) : marginal;
            case KULLBACK_LEIBLER -> Math.abs(marginal - w * Math.exp(-f / rho));
            case SQUARED -> Math.abs(marginal - Math.max(w - f / rho, 0));
            case TOTAL_VARIATION -> totalVariationError(f, w, marginal);
        };
    }

    private double totalVariationError(double f, double w, double marginal) {
        if (Math.abs(f) < rho) {
            return Math.abs(marginal - w);
        }
        return f == rho ? Math.max(marginal - w, 0) : f == -rho ? Math.max(w - marginal, 0) : f > rho ? marginal : Double.POSITIVE_INFINITY;
    }
}
