package org.stillpoint.transport.internal.iteration;

/**
 * The relaxation of half steps that follow each other, by the rate at which they are seen to converge. Alternating half steps whose
 * linearisation has the singular values s converge by s^2 a sweep; with both steps multiplied by w, the rate l of a mode obeys the equation
 * of successive overrelaxation, and the best w makes the slowest mode a double root:
 *
 * <pre>
 *   (l + w - 1)^2 = l w^2 s^2,   w = 2 / (1 + sqrt(1 - s^2)),   l = w - 1.
 * </pre>
 *
 * (Young: Iterative methods for solving partial difference equations of elliptic type, 1954; Lehmann et al.: A note on overrelaxation in
 * the Sinkhorn algorithm, 2022, arXiv:2012.12562.) The rate is measured over some sweeps; where the error has risen since the relaxation
 * was chosen, plain steps are taken for a time that doubles with every failure.
 */
public final class AdaptiveRelaxation {

    private static final int WINDOW = 20;
    private static final double LARGEST = 1.999;
    private static final double SLOW = 0.3;
    private static final double RISE = 4;

    private double relaxation = 1;
    private double errorBefore = Double.NaN;
    private double lowest = Double.POSITIVE_INFINITY;
    private int sweeps;
    private int pause;
    private int nextPause = WINDOW;

    /** What to multiply the steps of the next sweep by. */
    public double value() {
        return relaxation;
    }

    /** Takes note of the error before a sweep. */
    public void observe(double error) {
        lowest = Math.min(lowest, error);
        if (relaxation > 1 && !(error <= RISE * lowest)) {
            relaxation = 1;
            pause = nextPause;
            nextPause *= 2;
            restart(error);
            return;
        }
        if (pause > 0) {
            pause--;
            restart(error);
            return;
        }
        sweeps++;
        if (sweeps == 1) {
            errorBefore = error;
        } else if (sweeps > WINDOW) {
            adapt(Math.pow(error / errorBefore, 1.0 / WINDOW));
            restart(error);
        }
    }

    private void restart(double error) {
        sweeps = 1;
        errorBefore = error;
    }

    private void adapt(double rate) {
        // Below the rate of the double root the modes turn, and say nothing of the slowest one.
        if (!(rate > Math.max(relaxation - 1, SLOW)) || rate >= 1) {
            return;
        }
        double root = rate + relaxation - 1;
        double square = Math.min(root * root / (rate * relaxation * relaxation), 1);
        relaxation = Math.min(2 / (1 + Math.sqrt(1 - square)), LARGEST);
        lowest = Double.POSITIVE_INFINITY;
    }
}
