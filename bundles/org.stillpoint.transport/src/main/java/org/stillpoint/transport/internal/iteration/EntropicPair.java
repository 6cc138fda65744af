package org.stillpoint.transport.internal.iteration;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.transport.internal.kernel.SoftMinimum;

/**
 * Entropic transport between two measures, exact or penalised by rho on both sides, iterated by Sinkhorn's half steps. With t = rho / (rho
 * + epsilon), 1 where the marginals are exact,
 *
 * <pre>
 *   f_i = t F_i,   F_i = -epsilon log sum over j of b_j exp((g_j - C_ij) / epsilon),
 *   g_j = t G_j,   G_j = -epsilon log sum over i of a_i exp((f_i - C_ij) / epsilon).
 * </pre>
 *
 * Penalised problems end a sweep with the shift f + s, g - s of largest dual value. The potentials of points without weight are those that
 * the formulas give.
 */
public final class EntropicPair {

    private final SoftMinimum costs;
    private final SoftMinimum patientCosts;
    private final BooleanSupplier interrupted;
    private final double[] a;
    private final double[] b;
    private final double penalty;
    private final double[] logA;
    private final double[] logB;
    private final double[] f;
    private final double[] g;
    private final double[] softF;
    private final double[] softG;
    private final double[] weightedF;
    private final double[] weightedG;
    private double epsilon;
    private double variation;
    private boolean swept;
    /** What the target's potentials were moved by since the soft minima. */
    private double shift;

    /**
     * A pair with potentials that are zero.
     *
     * @param costs the costs for sweeps, whose results are not used once they are interrupted
     * @param patientCosts the same costs for measurements, never interrupted
     */
    public EntropicPair(SoftMinimum costs, SoftMinimum patientCosts, BooleanSupplier interrupted, double[] a, double[] b, double penalty) {
        this.costs = costs;
        this.patientCosts = patientCosts;
        this.interrupted = interrupted;
        this.a = a;
        this.b = b;
        this.penalty = penalty;
        logA = Arrays.stream(a).map(Math::log).toArray();
        logB = Arrays.stream(b).map(Math::log).toArray();
        f = new double[a.length];
        g = new double[b.length];
        softF = new double[a.length];
        softG = new double[b.length];
        weightedF = new double[a.length];
        weightedG = new double[b.length];
    }

    /** The source's potentials. */
    public double[] f() {
        return f;
    }

    /** The target's potentials. */
    public double[] g() {
        return g;
    }

    /** Sets the weight of the entropy; the potentials stay. */
    public void epsilon(double weight) {
        epsilon = weight;
        swept = false;
    }

    private boolean balanced() {
        return Double.isInfinite(penalty);
    }

    private double damping() {
        return balanced() ? 1 : penalty / (penalty + epsilon);
    }

    private boolean findSoftF(SoftMinimum minimum) {
        for (int j = 0; j < g.length; j++) {
            weightedG[j] = g[j] + epsilon * logB[j];
        }
        minimum.overTargets(weightedG, epsilon, softF);
        return minimum == patientCosts || !interrupted.getAsBoolean();
    }

    private boolean findSoftG(SoftMinimum minimum) {
        for (int i = 0; i < f.length; i++) {
            weightedF[i] = f[i] + epsilon * logA[i];
        }
        minimum.overSources(weightedF, epsilon, softG);
        return minimum == patientCosts || !interrupted.getAsBoolean();
    }

    /**
     * One sweep, unless the marginal error of the present potentials is small enough.
     *
     * @param goal the error with which to stay
     * @param relaxation what the steps are multiplied by
     * @return that error, positive infinity before the first sweep; NaN if interrupted
     */
    public double sweep(double goal, double relaxation) {
        if (!findSoftF(costs)) {
            return Double.NaN;
        }
        double error = sourceError() + targetError();
        if (error <= goal) {
            return error;
        }
        for (int i = 0; i < f.length; i++) {
            f[i] += relaxation * (damping() * softF[i] - f[i]);
        }
        if (!findSoftG(costs)) {
            return Double.NaN;
        }
        for (int j = 0; j < g.length; j++) {
            g[j] += relaxation * (damping() * softG[j] - g[j]);
        }
        move(balanced() ? 0 : penalty / 2 * (logAttained(a, f) - logAttained(b, g)));
        swept = true;
        return error;
    }

    /** One step of a problem between a measure and itself, f = (f + t F) / 2 for both sides, unless the error is small enough already. */
    public double symmetricStep(double goal) {
        if (!findSoftF(costs)) {
            return Double.NaN;
        }
        double error = 2 * sourceError();
        for (int i = 0; i < f.length && error > goal; i++) {
            f[i] = (f[i] + damping() * softF[i]) / 2;
            g[i] = f[i];
        }
        return error;
    }

    private double sourceError() {
        double error = 0;
        for (int i = 0; i < f.length; i++) {
            error += a[i] > 0 ? Math.abs(a[i] * Math.exp((f[i] - softF[i]) / epsilon) - attained(a[i], f[i])) : 0;
        }
        return error;
    }

    private double targetError() {
        double error = swept ? 0 : Double.POSITIVE_INFINITY;
        for (int j = 0; j < g.length; j++) {
            error += b[j] > 0 ? Math.abs(b[j] * Math.exp((g[j] + shift - softG[j]) / epsilon) - attained(b[j], g[j])) : 0;
        }
        return error;
    }

    /** Moves a constant from the target's potential to the source's, which leaves the plan as it is. */
    private void move(double s) {
        shift = s;
        for (int i = 0; i < f.length; i++) {
            f[i] += s;
        }
        for (int j = 0; j < g.length; j++) {
            g[j] -= s;
        }
    }

    /** With exact marginals, makes the means of both potentials equal. */
    public void centre() {
        if (balanced()) {
            move((mean(b, g) - mean(a, f)) / (sum(a) + sum(b)));
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double mean(double[] weights, double[] potentials) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * potentials[i];
        }
        return sum;
    }

    /** The logarithm of the sum of w exp(-f / rho). */
    private double logAttained(double[] weights, double[] potentials) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            lowest = weights[i] > 0 ? Math.min(lowest, potentials[i]) : lowest;
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] > 0 ? weights[i] * Math.exp((lowest - potentials[i]) / penalty) : 0;
        }
        return Math.log(sum) - lowest / penalty;
    }

    /** What the marginals of the plan are, and what follows from them. */
    public Measured measure() {
        findSoftF(patientCosts);
        findSoftG(patientCosts);
        double error = 0;
        double value = 0;
        double mass = 0;
        double distance = 0;
        for (int i = 0; i < f.length; i++) {
            if (a[i] > 0) {
                double marginal = a[i] * Math.exp((f[i] - softF[i]) / epsilon);
                error += Math.abs(marginal - attained(a[i], f[i]));
                value += conjugate(a[i], f[i]);
                mass += marginal;
                distance = Math.max(distance, Math.abs(f[i] - damping() * softF[i]));
            }
        }
        for (int j = 0; j < g.length; j++) {
            if (b[j] > 0) {
                double marginal = b[j] * Math.exp((g[j] - softG[j]) / epsilon);
                error += Math.abs(marginal - attained(b[j], g[j]));
                value += conjugate(b[j], g[j]);
                distance = Math.max(distance, Math.abs(g[j] - damping() * softG[j]));
            }
        }
        return new Measured(error, value - epsilon * (mass - sum(a) * sum(b)), reach(distance));
    }

    private double attained(double weight, double potential) {
        return balanced() ? weight : weight * Math.exp(-potential / penalty);
    }

    private double conjugate(double weight, double potential) {
        return balanced() ? weight * potential : -penalty * weight * Math.expm1(-potential / penalty);
    }

    /**
     * How far, at most, the optimal potentials are from these, each in the maximum norm, up to a constant that is moved between them. Every
     * half step contracts distances by t; where that is 1, it expands none, and the optimal potentials vary no more than the costs do.
     *
     * @param distance the largest change by a half step
     */
    private double reach(double distance) {
        return balanced() ? (variation + range(a, f)) / 2 + distance : distance * (penalty + epsilon) / epsilon;
    }

    private static double range(double[] weights, double[] potentials) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                least = Math.min(least, potentials[i]);
                largest = Math.max(largest, potentials[i]);
            }
        }
        return largest - least;
    }

    /** Sets what bounds how much the optimal f varies: the largest variation of costs to one target point. */
    public void variation(double bound) {
        variation = bound;
    }

    /**
     * A measurement.
     *
     * @param error the marginal error
     * @param value the dual value
     * @param reach how far the optimal potentials can be
     */
    public record Measured(double error, double value, double reach) {

        /**
         * How much larger the optimal value can be: it is concave, and its derivatives are the deviations of the marginals.
         *
         * @param rounding what rounding may have taken from the error
         */
        public double gap(double rounding) {
            return (error + rounding) * reach;
        }
    }
}
