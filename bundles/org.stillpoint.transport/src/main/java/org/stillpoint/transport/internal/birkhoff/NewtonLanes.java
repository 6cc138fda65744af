package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Newton's method for smooth convex functions of many problems side by side, whose second derivatives are Laplacians L of weighted graphs:
 *
 * <pre>
 *   (L + mu min(|r|, 1) I) d = -r,   x &lt;- x + t d,
 * </pre>
 *
 * r the gradient, |r| its 1-norm, which is also what has to become small. The ground mu min(|r|, 1) bounds steps along links that have all
 * but vanished, and falls with the gradient, so that convergence stays quadratic. The step t starts from 1 and is shortened by the secant
 * rule until the slope r'd at its end is at most 0.8 of the size of that at its start, or |r| at most 0.9 of what it was: tests free of the
 * cancellation that comparing values would suffer. Problems may be approached by way of easier ones: see {@link #harder}. Each evaluation
 * is one iteration; problems that are done stand still.
 */
abstract class NewtonLanes {

    private static final double SHARE_OF_GROUND = 1e-4;
    private static final double SLOPE_SHARE = 0.8;
    private static final double ERROR_SHARE = 0.9;
    private static final double SHORTEST_STEP = 1e-12;
    private static final double LEAST_SHORTENING = 0.5;
    private static final double MOST_SHORTENING = 0.1;
    /** The steps in which the error has to halve once. */
    private static final int PATIENCE = 30;
    /** The error below which an easier problem has served its purpose. */
    private static final double EASIER_ERROR = 0.3;

    final int unknowns;
    final int width;
    final double[] x;
    final double[] gradient;
    private final double leastGround;
    private final LaplacianLanes laplacian;
    private final double[] trial;
    private final double[] direction;
    private final double[] next;
    private final double[] right;
    private final double[] ground;
    private final double[] step;
    private final double[] slope;
    private final double[] errors;
    private final double[] startErrors;
    private final double[] milestone;
    private final int[] waited;
    private final double[] best;
    private final double[] bestErrors;
    private final boolean[] turn;
    private final boolean[] done;

    /**
     * Room for problems side by side.
     *
     * @param leastGround what keeps rounding errors of gradients from moving what no link holds, well below the links that count
     */
    NewtonLanes(int unknowns, int width, double leastGround) {
        this.leastGround = leastGround;
        this.unknowns = unknowns;
        this.width = width;
        x = new double[unknowns * width];
        gradient = new double[unknowns * width];
        laplacian = new LaplacianLanes(unknowns, width);
        trial = new double[unknowns * width];
        direction = new double[unknowns * width];
        next = new double[unknowns * width];
        right = new double[unknowns * width];
        ground = new double[width];
        step = new double[width];
        slope = new double[width];
        errors = new double[width];
        startErrors = new double[width];
        milestone = new double[width];
        waited = new int[width];
        best = new double[unknowns * width];
        bestErrors = new double[width];
        turn = new boolean[width];
        done = new boolean[width];
    }

    /** Computes the gradients at a point of each problem. */
    abstract void evaluate(double[] point);

    /** Computes the weights of the second derivatives where the gradients were computed last. */
    abstract void weights(double[] weights);

    /** Whether a problem is the one to solve, and not an easier one on the way to it. */
    boolean isItself(int lane) {
        return true;
    }

    /** Replaces an easier problem by the next one, with all of them by the one to solve itself; the factor that takes a point along. */
    double harder(int lane, boolean all) {
        return 1;
    }

    /** Minimises from x on; afterwards x has the least error, and was evaluated last. */
    final long minimise(double tolerance, long maxIterations, LongPredicate proceed) {
        Arrays.fill(direction, 0);
        Arrays.fill(step, 0);
        Arrays.fill(done, false);
        Arrays.fill(milestone, Double.POSITIVE_INFINITY);
        Arrays.fill(bestErrors, Double.POSITIVE_INFINITY);
        Arrays.fill(waited, 0);
        long iteration = 0;
        while (iteration < maxIterations && proceed.test(iteration)) {
            advance();
            evaluate(trial);
            iteration++;
            measure();
            if (judge(tolerance)) {
                redirect();
            }
            if (allDone()) {
                break;
            }
        }
        for (int lane = 0; lane < width; lane++) {
            boolean found = bestErrors[lane] < Double.POSITIVE_INFINITY;
            double factor = isItself(lane) ? 1 : harder(lane, true);
            for (int k = lane; k < x.length; k += width) {
                x[k] = found ? best[k] : factor * x[k];
            }
        }
        evaluate(x);
        return iteration;
    }

    private void advance() {
        for (int k = 0; k < unknowns; k++) {
            int from = k * width;
            for (int lane = 0; lane < width; lane++) {
                trial[from + lane] = x[from + lane] + step[lane] * direction[from + lane];
            }
        }
    }

    /** The errors, and the slopes at the ends of the steps. */
    private void measure() {
        Arrays.fill(errors, 0);
        Arrays.fill(ground, 0);
        for (int k = 0; k < unknowns; k++) {
            int from = k * width;
            for (int lane = 0; lane < width; lane++) {
                errors[lane] += Math.abs(gradient[from + lane]);
                ground[lane] += gradient[from + lane] * direction[from + lane];
            }
        }
    }

    /** Takes steps or shortens them; answers whether any problem needs a new direction. */
    private boolean judge(double tolerance) {
        boolean any = false;
        for (int lane = 0; lane < width; lane++) {
            turn[lane] = false;
            if (done[lane]) {
                continue;
            }
            double start = Math.abs(slope[lane]);
            boolean lower = errors[lane] <= ERROR_SHARE * startErrors[lane];
            if (step[lane] != 0 && !lower && !(ground[lane] <= SLOPE_SHARE * start)) {
                double secant = start / (start + ground[lane]);
                step[lane] *= secant > MOST_SHORTENING ? Math.min(secant, LEAST_SHORTENING) : MOST_SHORTENING;
                if (step[lane] < SHORTEST_STEP) {
                    finish(lane);
                }
                continue;
            }
            take(lane, tolerance);
            any |= turn[lane];
        }
        return any;
    }

    private void take(int lane, double tolerance) {
        double error = errors[lane];
        boolean itself = isItself(lane);
        boolean least = itself && error < bestErrors[lane];
        if (error <= milestone[lane] / 2) {
            milestone[lane] = error;
            waited[lane] = 0;
        } else {
            waited[lane]++;
        }
        boolean stalled = waited[lane] > PATIENCE;
        double factor = 1;
        if (!itself && (error <= EASIER_ERROR || stalled)) {
            factor = harder(lane, false);
            milestone[lane] = Double.POSITIVE_INFINITY;
            waited[lane] = 0;
            step[lane] = 0;
        } else if (error <= tolerance || stalled || !(error < Double.POSITIVE_INFINITY)) {
            finish(lane);
        } else {
            turn[lane] = true;
        }
        startErrors[lane] = error;
        for (int k = lane; k < x.length; k += width) {
            x[k] = factor * trial[k];
            if (least) {
                best[k] = x[k];
            }
        }
        if (least) {
            bestErrors[lane] = error;
        }
    }

    private void finish(int lane) {
        done[lane] = true;
        step[lane] = 0;
    }

    private void redirect() {
        weights(laplacian.weights());
        for (int k = 0; k < right.length; k++) {
            right[k] = -gradient[k];
        }
        for (int lane = 0; lane < width; lane++) {
            ground[lane] = Math.max(SHARE_OF_GROUND * Math.min(errors[lane], 1), leastGround);
        }
        laplacian.solve(ground, right, next);
        for (int lane = 0; lane < width; lane++) {
            if (!turn[lane]) {
                continue;
            }
            double product = 0;
            for (int k = lane; k < next.length; k += width) {
                direction[k] = next[k];
                product += gradient[k] * next[k];
            }
            slope[lane] = product;
            step[lane] = 1;
            if (!(product < 0)) {
                finish(lane);
            }
        }
    }

    private boolean allDone() {
        for (boolean one : done) {
            if (!one) {
                return false;
            }
        }
        return true;
    }
}
