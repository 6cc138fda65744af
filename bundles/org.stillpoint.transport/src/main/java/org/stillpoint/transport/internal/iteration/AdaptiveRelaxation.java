package org.stillpoint.transport.internal.iteration;

/**
 * Finds the best relaxation omega of Sinkhorn's iteration from the rate at which the error falls. Near the solution, plain sweeps converge
 * at the rate eta of the largest eigenvalue below 1 of a matrix with real eigenvalues, and relaxed ones at the rate lambda of
 *
 * <pre>
 *   (lambda + omega - 1)^2 = lambda omega^2 eta,   least for omega = 2 / (1 + sqrt(1 - eta)), with lambda = omega - 1
 * </pre>
 *
 * (D. M. Young's relation; Lehmann, von Renesse, Sambale and Uschmajew: A note on overrelaxation in the Sinkhorn algorithm, 2022,
 * arXiv:2012.12562). While a rate above omega - 1 is seen, it tells eta; a rate of omega - 1 only tells that omega is not too small: it is
 * then lowered so that eta shows again, until it turns out that it need not be.
 */
public final class AdaptiveRelaxation {

    private static final int FIRST_WINDOW = 8;
    /** A window spans about so many times the sweeps in which relaxed errors fall by e. */
    private static final double SPAN = 2;
    private static final double LARGEST_RATE = 1 - 1e-8;
    private static final double LOWERING = 1.5;
    private static final double AGREEMENT = 1.3;
    /** How far the rate has to be above omega - 1, as a part of 2 - omega, to tell eta. */
    private static final double MARGIN = 0.05;

    /** After so many windows in which the error rose, plain sweeps are gone back to. */
    private static final int MOST_RISES = 3;
    /** So many times the least error since omega was chosen is too much at once: plain sweeps are gone back to, each time for longer. */
    private static final double LARGEST_RISE = 4;

    private double omega = 1;
    private double errorAtStart = Double.NaN;
    private int window = FIRST_WINDOW;
    /** Sweeps seen in the window; negative while the effects of the last change settle. */
    private int seen;
    private int rises;
    private double leastError = Double.POSITIVE_INFINITY;
    private int pause = FIRST_WINDOW;
    /** The omega that was lowered last; 1 for none. */
    private double lowered = 1;
    private boolean confirmed;

    /** The relaxation for the next sweep. */
    public double omega() {
        return omega;
    }

    /** Tells the error of an iterate; the answer is whether the relaxation changes. */
    public boolean observe(double error) {
        leastError = Math.min(leastError, error);
        if (omega > 1 && !(error <= LARGEST_RISE * leastError)) {
            pause *= 2;
            change(1);
            seen = -pause;
            return true;
        }
        if (seen <= 0 || !(errorAtStart > 0)) {
            errorAtStart = error;
            seen++;
            return false;
        }
        if (seen++ < window) {
            return false;
        }
        double rate = Math.pow(error / errorAtStart, 1.0 / window);
        seen = 0;
        if (!(rate < 1)) {
            return omega > 1 && ++rises >= MOST_RISES && change(1);
        }
        rises = 0;
        if (rate > omega - 1 + MARGIN * (2 - omega)) {
            double spread = rate + omega - 1;
            double eta = Math.min(spread * spread / (rate * omega * omega), LARGEST_RATE);
            double best = 2 / (1 + Math.sqrt(1 - eta));
            confirmed = lowered > 1 && 2 - best < AGREEMENT * (2 - lowered);
            return change(best);
        }
        if (confirmed || omega == 1) {
            return false;
        }
        lowered = omega;
        return change(Math.max(1, 2 - LOWERING * (2 - omega)));
    }

    private boolean change(double value) {
        omega = value;
        leastError = Double.POSITIVE_INFINITY;
        window = Math.max(FIRST_WINDOW, (int) (SPAN / (2 - omega)));
        seen = -window;
        return true;
    }
}
