package org.stillpoint.transport.internal.kernel;

import java.util.Arrays;
import org.stillpoint.api.problem.transport.MarginalRule.Kind;

/**
 * The sweeps of Sinkhorn's iteration for entropic transport, whatever the rules for the marginals are: the source potentials f are replaced
 * by their proximal steps for given g, then g by those for the new f. A sweep finds the marginal error of the iterate that it starts from
 * by the way.
 *
 * <pre>
 *   plan     P_ij = exp((F_i + G_j - C_ij) / epsilon),   F, G: f, g plus what {@link MarginalSteps#offset} says
 *   sweep    f_i = step(f_i, S_i),   S_i = -epsilon log(sum over j of exp((G_j - C_ij) / epsilon))
 *            g_j = step(g_j, T_j),   T_j = -epsilon log(sum over i of exp((F_i - C_ij) / epsilon))
 * </pre>
 *
 * <p>A symmetric sweep takes both steps from the same iterate. With a mass, for two marginals that are at most the weights, its potential
 * is found together with g, as {@link PartialMass} says. Where a marginal is held by a Kullback-Leibler penalty, and the other by one or
 * exactly, a sweep ends with the translation (f + t, g - t) of largest dual value (Sejourne, Vialard and Peyre: Faster unbalanced optimal
 * transport, 2022, arXiv:2201.00730).
 *
 * <p>Potentials stay finite for finite costs and any epsilon. An instance belongs to one thread at a time.
 */
public abstract class SinkhornSweeps {

    /** Exponentials are cut off above. */
    private static final double LARGEST_MASS = 1e300;

    protected final MarginalSteps source;
    protected final MarginalSteps target;
    /** The potentials. */
    protected final double[] f;
    protected final double[] g;
    /** Those of the next iterate. */
    protected final double[] nextF;
    /** The kernel potentials that belong to g. */
    protected final double[] kernelG;
    /** Soft minima over the source points. */
    protected final double[] softMinima;
    private final double mass;
    /** Null where the plan has no given mass. */
    private final PartialMass partial;
    private double epsilon = Double.NaN;
    private boolean symmetric;
    private double targetError = Double.NaN;
    private boolean interrupted;

    /**
     * Sweeps from potentials that are zero.
     *
     * @param mass the mass of the plan; NaN where it has none
     */
    protected SinkhornSweeps(MarginalSteps source, MarginalSteps target, double mass) {
        this.source = source;
        this.target = target;
        this.mass = mass;
        partial = Double.isNaN(mass) ? null : new PartialMass(source, target, mass);
        int sources = source.weights().length;
        int targets = target.weights().length;
        f = new double[sources];
        g = new double[targets];
        nextF = new double[sources];
        kernelG = new double[targets];
        softMinima = new double[targets];
    }

    /** The potentials of the source points. */
    public final double[] f() {
        return f;
    }

    /** The potentials of the target points. */
    public final double[] g() {
        return g;
    }

    /** The kernel potentials of the source points, newly computed. */
    public final double[] kernelF() {
        double[] kernelF = new double[f.length];
        for (int i = 0; i < f.length; i++) {
            kernelF[i] = f[i] + source.offset(i);
        }
        return kernelF;
    }

    /** The kernel potentials of the target points. */
    public final double[] kernelG() {
        return kernelG;
    }

    /** The potential of the mass. */
    public final double massPotential() {
        return target.massPotential();
    }

    /** The weight of the entropy. */
    public final double epsilon() {
        return epsilon;
    }

    /** Whether a sweep, or what led to it, was interrupted; the iterate is then the one before it. */
    public final boolean interrupted() {
        return interrupted;
    }

    /** Lets the work go on after an interruption, from the iterate there is. */
    public void resume() {
        interrupted = false;
    }

    /** Keeps in mind that the work was interrupted. */
    protected final void interrupt() {
        interrupted = true;
    }

    /** Whether both steps of a sweep are taken from the same iterate. */
    protected final boolean isSymmetric() {
        return symmetric;
    }

    /** Sets how both steps of a sweep go: from the same iterate, or one after the other. */
    public final void symmetric(boolean value) {
        symmetric = value;
    }

    /** Sets the relaxation omega of all steps; see {@link MarginalSteps}. */
    public final void relaxation(double omega) {
        source.relaxation(omega);
        target.relaxation(omega);
    }

    /** Takes given potentials and a given weight of the entropy, to be measured. */
    public final void place(double weight, double[] sourcePotentials, double[] targetPotentials, double massPotential) {
        System.arraycopy(sourcePotentials, 0, f, 0, f.length);
        System.arraycopy(targetPotentials, 0, g, 0, g.length);
        target.massPotential(massPotential);
        weigh(weight);
    }

    /** Goes on from given potentials, with a given weight of the entropy. */
    public final void start(double weight, double[] sourcePotentials, double[] targetPotentials, double massPotential) {
        place(weight, sourcePotentials, targetPotentials, massPotential);
        prepare();
    }

    /** Goes on from the potentials there are, with a given weight of the entropy. */
    public final void start(double weight) {
        weigh(weight);
        prepare();
    }

    private void weigh(double weight) {
        epsilon = weight;
        source.epsilon(weight);
        target.epsilon(weight);
        targetError = Double.NaN;
        offsetKernelPotentials();
    }

    /** Replaces the target potentials, in between two sweeps. */
    public final void targetPotentials(double[] potentials) {
        System.arraycopy(potentials, 0, g, 0, g.length);
        offsetKernelPotentials();
        targetError = targetError();
        targetMoved();
    }

    private void offsetKernelPotentials() {
        for (int j = 0; j < g.length; j++) {
            kernelG[j] = g[j] + target.offset(j);
        }
    }

    /** Prepares for sweeps after epsilon or both potentials changed. */
    protected abstract void prepare();

    /**
     * The steps of the sources: sets nextF from f and kernelG, and prepares for {@link #findSoftMinima}.
     *
     * @return the marginal error of the sources at the present iterate; NaN if interrupted
     */
    protected abstract double stepSources();

    /** Makes nextF the present potentials of the sources. */
    protected abstract void acceptSources();

    /** Sets softMinima over the source potentials, those of nextF, or of f in symmetric sweeps; false if interrupted. */
    protected abstract boolean findSoftMinima();

    /** Told after g, kernelG and, by translation, f have changed. */
    protected abstract void targetMoved();

    /** Told before f becomes f + t and g becomes g - t. */
    protected abstract void translated(double t);

    /**
     * Computes the marginal error of the present iterate from its potentials alone, as anybody else would do.
     *
     * @return NaN if interrupted
     */
    public abstract double measuredError();

    /**
     * One sweep, unless the error of the present iterate is small enough.
     *
     * @param goal the error with which to stay
     * @return the marginal error of the iterate at the beginning, as far as it is known: NaN at the first sweep after a start; NaN too if
     *     {@link #interrupted}
     */
    public final double sweep(double goal) {
        double error = stepSources();
        if (interrupted) {
            return Double.NaN;
        }
        if (symmetric) {
            if (!findSoftMinima()) {
                return Double.NaN;
            }
            targetError = targetError();
        }
        error += targetError;
        if (error <= goal) {
            return error;
        }
        if (!symmetric && !findSoftMinima()) {
            return Double.NaN;
        }
        acceptSources();
        stepTargets();
        targetError = targetError();
        targetMoved();
        return error;
    }

    /** The marginal error of a plan with these marginals at the present potentials; infinite where its mass overflows. */
    protected final double errorOf(double[] sourceMarginal, double[] targetMarginal) {
        double error = 0;
        double sum = 0;
        for (int i = 0; i < f.length; i++) {
            error += source.error(i, f[i], sourceMarginal[i]);
            sum += sourceMarginal[i];
        }
        for (int j = 0; j < g.length; j++) {
            error += target.error(j, g[j], targetMarginal[j]);
        }
        if (!(sum < LARGEST_MASS)) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.isNaN(mass) ? error : error + Math.abs(sum - mass);
    }

    private void stepTargets() {
        if (partial != null) {
            target.massPotential(partial.potential(softMinima, epsilon, kernelG));
        }
        for (int j = 0; j < g.length; j++) {
            g[j] = target.step(j, g[j], softMinima[j]);
        }
        double t = partial == null ? translation() : partial.translation(f);
        if (t == 0) {
            offsetKernelPotentials();
        } else if (partial == null) {
            translate(t);
        } else {
            translated(t);
            shift(f, t);
            target.massPotential(target.massPotential() - t);
            shift(softMinima, -t);
            offsetKernelPotentials();
        }
    }

    /** Makes f + t and g - t of the potentials, which leaves the plan as it is. */
    public final void translate(double t) {
        translated(t);
        shift(f, t);
        shift(g, -t);
        shift(softMinima, -t);
        offsetKernelPotentials();
    }

    private static void shift(double[] potentials, double t) {
        for (int i = 0; i < potentials.length; i++) {
            potentials[i] += t;
        }
    }

    /**
     * The dual value of the iterate that a sweep led to, but for what no potential changes: epsilon times the sum of the plan is taken from
     * A_(f) + B_(g) + lambda m.
     */
    public final double dualValue() {
        double value = Double.isNaN(mass) ? 0 : massPotential() * mass;
        for (int i = 0; i < f.length; i++) {
            value += source.dual(i, f[i]);
        }
        for (int j = 0; j < g.length; j++) {
            value += target.dual(j, g[j]) - epsilon * Math.exp((kernelG[j] - softMinima[j]) / epsilon);
        }
        return value;
    }

    private double targetError() {
        double error = 0;
        double sum = 0;
        for (int j = 0; j < g.length; j++) {
            double marginal = Math.exp((kernelG[j] - softMinima[j]) / epsilon);
            error += target.error(j, g[j], marginal);
            sum += marginal;
        }
        return Double.isNaN(mass) ? error : error + Math.abs(sum - mass);
    }

    /** The t that maximises A_(f + t) + B_(g - t), where that has a closed form. */
    private double translation() {
        boolean first = source.kind() == Kind.KULLBACK_LEIBLER;
        boolean second = target.kind() == Kind.KULLBACK_LEIBLER;
        if (!(first && (second || target.kind() == Kind.EXACT) || second && source.kind() == Kind.EXACT)) {
            return 0;
        }
        double from = logAttained(source, f);
        double to = logAttained(target, g);
        double rate = (first ? 1 / source.penalty() : 0) + (second ? 1 / target.penalty() : 0);
        double t = (from - to) / rate;
        return Double.isFinite(t) ? t : 0;
    }

    /** The logarithm of the sum of the marginals at which A_ is attained: of w exp(-f / rho), or of w. */
    private static double logAttained(MarginalSteps side, double[] potentials) {
        double[] weights = side.weights();
        double rate = side.kind() == Kind.KULLBACK_LEIBLER ? 1 / side.penalty() : 0;
        double lowest = Arrays.stream(potentials).min().orElse(0);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (rate == 0 ? 1 : Math.exp((lowest - potentials[i]) * rate));
        }
        return Math.log(sum) - lowest * rate;
    }
}
