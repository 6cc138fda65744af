package org.stillpoint.transport.internal.kernel;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;

/** Sweeps at the epsilon of a problem until the tolerance is reached or there is a reason to stop; the best potentials are kept. */
public final class FinalSweeps {

    /** The sweeps in which, and in at least half of all, the error has to fall by a hundredth. */
    private static final long PATIENCE = 1000;
    private static final double LEAST_FALL = 0.99;
    /** What rounding may change in a marginal error, so that who computes it again finds it under the tolerance too. */
    private static final double ROUNDING = 0x1p-46;

    private final SinkhornSweeps sweeps;
    private final SolveContext context;
    private final double goal;
    private final long maxIterations;
    private final double evaluationsBefore;
    private final double[] f;
    private final double[] g;
    private final double[] beforeF;
    private final double[] beforeG;
    private double massPotential;
    private double error = Double.POSITIVE_INFINITY;
    private long count;

    /**
     * Goes on from the potentials of the sweeps.
     *
     * @param tolerance the marginal error to reach
     * @param mass the mass that is moved at most
     * @param evaluationsBefore the work done before, in sweeps
     */
    public FinalSweeps(SinkhornSweeps sweeps, SolveContext context, double tolerance, double mass, long maxIterations,
            double evaluationsBefore) {
        this.sweeps = sweeps;
        this.context = context;
        this.maxIterations = maxIterations;
        this.evaluationsBefore = evaluationsBefore;
        goal = tolerance - Math.min(ROUNDING * Math.max(mass, 1), tolerance / 2);
        f = sweeps.f().clone();
        g = sweeps.g().clone();
        beforeF = new double[f.length];
        beforeG = new double[g.length];
        massPotential = sweeps.massPotential();
    }

    /** Reports progress, also in the middle of a sweep; false once the work is to end. */
    public boolean proceed() {
        return context.proceed(count, evaluationsBefore + count, isKnown() ? error : Double.NaN);
    }

    /** Sweeps; the context must not have been told to stop before. */
    public Status run() {
        double errorBefore = Double.POSITIVE_INFINITY;
        long nextCheck = PATIENCE;
        while (true) {
            System.arraycopy(sweeps.f(), 0, beforeF, 0, f.length);
            System.arraycopy(sweeps.g(), 0, beforeG, 0, g.length);
            double massBefore = sweeps.massPotential();
            double found = sweeps.sweep(goal);
            if (sweeps.interrupted()) {
                return context.interruption();
            }
            if (found < error) {
                error = found;
                System.arraycopy(beforeF, 0, f, 0, f.length);
                System.arraycopy(beforeG, 0, g, 0, g.length);
                massPotential = massBefore;
                if (found <= goal) {
                    return Status.CONVERGED;
                }
            } else if (count > 0 && !(found < Double.POSITIVE_INFINITY)) {
                return Status.NONFINITE;
            }
            count++;
            if (count >= maxIterations) {
                return Status.ITERATION_LIMIT;
            }
            if (count >= nextCheck) {
                if (!(error <= LEAST_FALL * errorBefore)) {
                    return Status.STAGNATED;
                }
                errorBefore = error;
                nextCheck = count + Math.max(count, PATIENCE);
            }
        }
    }

    /** Whether the error of the best potentials is known. */
    public boolean isKnown() {
        return error < Double.POSITIVE_INFINITY;
    }

    /** The marginal error of the best potentials; infinite before it is known. */
    public double error() {
        return error;
    }

    /** The sweeps. */
    public long count() {
        return count;
    }

    /** The best potentials of the source points. */
    public double[] f() {
        return f;
    }

    /** The best potentials of the target points. */
    public double[] g() {
        return g;
    }

    /** The potential of the mass that belongs to them. */
    public double massPotential() {
        return massPotential;
    }
}
