package org.stillpoint.transport.internal.barycenter;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.iterative.AndersonAcceleration;
import org.stillpoint.transport.internal.kernel.SoftMinimum;

/**
 * Iterative Bregman projections for barycentres, in logarithms. With s_k and t_k the soft minima of C - g_k over the histograms' points and
 * of C - f_k over those of the barycentre, a sweep is
 *
 * <pre>
 *   epsilon log q = h - sum of w_k s_k,   f_k = epsilon log q + s_k,   g_k = epsilon log a_k + t_k,
 *   h = (h + epsilon log q + softmin(C - h)) / 2   for the debiased barycentre, otherwise h = 0.
 * </pre>
 *
 * The sweeps are accelerated by Anderson's method, in potentials times the roots of masses; where that lets the error rise, the plain step
 * is taken instead. After the second step sum of w_k f_k = h and the marginals on the barycentre's side are q itself, so that the error is
 * that of the others.
 */
final class BregmanSweeps {

    private static final int MEMORY = 8;
    private static final int PERIOD = 100;
    private static final double RISE = 2;
    private static final double LEAST_MASS = 1e-12;

    private final SoftMinimum costs;
    private final BooleanSupplier interrupted;
    private final double[][] histograms;
    private final double[][] logHistograms;
    private final double[] weights;
    private final boolean debiased;
    private final double[][] softTargets;
    private final double[][] softSources;
    private final double[] softSelf;
    private State present;
    private State next;
    private final State best;
    private double epsilon;
    private final double[][] roots;
    private final double[] potentials;
    private final double[] image;
    private final AndersonAcceleration acceleration;
    private final double[] selfRoots;
    private double errorBefore = Double.POSITIVE_INFINITY;
    private double leastError = Double.POSITIVE_INFINITY;
    private boolean accelerated;
    private int sincePlain;

    /** An iterate. */
    static final class State {

        final double[] q;
        final double[][] f;
        final double[][] g;
        final double[] h;

        State(int count, int size) {
            q = new double[size];
            f = new double[count][size];
            g = new double[count][size];
            h = new double[size];
        }

        private void take(State other) {
            System.arraycopy(other.q, 0, q, 0, q.length);
            System.arraycopy(other.h, 0, h, 0, h.length);
            for (int k = 0; k < f.length; k++) {
                System.arraycopy(other.f[k], 0, f[k], 0, q.length);
                System.arraycopy(other.g[k], 0, g[k], 0, q.length);
            }
        }
    }

    /**
     * Sweeps from potentials that are zero.
     *
     * @param histograms the histograms, of sum 1
     */
    BregmanSweeps(SoftMinimum costs, BooleanSupplier interrupted, double[][] histograms, double[] weights, boolean debiased) {
        this.costs = costs;
        this.interrupted = interrupted;
        this.histograms = histograms;
        this.weights = weights;
        this.debiased = debiased;
        int count = histograms.length;
        int size = histograms[0].length;
        logHistograms = new double[count][];
        Arrays.setAll(logHistograms, k -> Arrays.stream(histograms[k]).map(Math::log).toArray());
        softTargets = new double[count][size];
        softSources = new double[count][size];
        softSelf = new double[size];
        roots = new double[count][];
        Arrays.setAll(roots, k -> Arrays.stream(histograms[k]).map(a -> Math.sqrt(Math.max(a, LEAST_MASS) * weights[k])).toArray());
        potentials = new double[(count + (debiased ? 1 : 0)) * size];
        image = new double[potentials.length];
        selfRoots = new double[debiased ? size : 0];
        acceleration = new AndersonAcceleration(potentials.length, MEMORY);
        present = new State(count, size);
        next = new State(count, size);
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < count; k++) {
                present.q[i] += weights[k] * histograms[k][i];
                next.g[k][i] = histograms[k][i] > 0 ? 0 : Double.NEGATIVE_INFINITY;
                present.g[k][i] = next.g[k][i];
            }
        }
        best = new State(count, size);
        best.take(present);
    }

    /** Sets the weight of the entropy; the potentials stay. */
    void epsilon(double weight) {
        epsilon = weight;
        errorBefore = Double.POSITIVE_INFINITY;
        leastError = Double.POSITIVE_INFINITY;
        sincePlain = 0;
        accelerated = false;
    }

    /** The iterate of least error since epsilon was set. */
    State best() {
        return best;
    }

    /** The error of the best iterate; infinite before the first sweep. */
    double leastError() {
        return leastError;
    }

    /**
     * One sweep.
     *
     * @return the error of the iterate to which it leads, or of the one before if that was better by far; NaN if interrupted
     */
    double sweep() {
        State state = next;
        for (int k = 0; k < weights.length; k++) {
            costs.overTargets(state.g[k], epsilon, softTargets[k]);
        }
        for (int i = 0; i < state.q.length; i++) {
            double scaled = state.h[i];
            for (int k = 0; k < weights.length; k++) {
                scaled -= weights[k] * softTargets[k][i];
            }
            state.q[i] = Math.exp(scaled / epsilon);
            for (int k = 0; k < weights.length; k++) {
                state.f[k][i] = scaled + softTargets[k][i];
            }
        }
        double error = 0;
        for (int k = 0; k < weights.length; k++) {
            costs.overSources(state.f[k], epsilon, softSources[k]);
            for (int j = 0; j < state.q.length; j++) {
                error += weights[k] * Math.abs(Math.exp((state.g[k][j] - softSources[k][j]) / epsilon) - histograms[k][j]);
            }
        }
        if (debiased) {
            costs.overTargets(state.h, epsilon, softSelf);
            for (int i = 0; i < state.q.length; i++) {
                error += Math.abs(Math.exp((state.h[i] - softSelf[i]) / epsilon) - state.q[i]);
            }
        }
        if (interrupted.getAsBoolean()) {
            return Double.NaN;
        }
        return judge(state, error);
    }

    /** Accepts the iterate and prepares the next one; or goes back to the plain step from the one before. */
    private double judge(State state, double error) {
        if (!(error <= RISE * errorBefore)) {
            // The plain step from the iterate before, which no acceleration can spoil.
            acceleration.reset();
            unpack(image, next);
            sincePlain = 0;
            if (accelerated) {
                accelerated = false;
                return errorBefore;
            }
        }
        if (!Double.isFinite(error)) {
            return error;
        }
        if (error < leastError) {
            leastError = error;
            best.take(state);
        }
        next = present;
        present = state;
        prepareNext();
        accelerate();
        errorBefore = error;
        return error;
    }

    /** Takes, instead of the next potentials, those that the last sweeps together suggest. */
    private void accelerate() {
        if (sincePlain++ % PERIOD == 0) {
            acceleration.reset();
            for (int i = 0; i < selfRoots.length; i++) {
                selfRoots[i] = Math.sqrt(Math.max(present.q[i], LEAST_MASS));
            }
        }
        pack(present, potentials);
        pack(next, image);
        accelerated = acceleration.step(potentials, image);
        unpack(potentials, next);
    }

    /** The potentials of points with mass, each times the root of the mass, in one vector. */
    private void pack(State state, double[] vector) {
        int place = 0;
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < state.q.length; j++) {
                vector[place++] = histograms[k][j] > 0 ? roots[k][j] * state.g[k][j] : 0;
            }
        }
        for (int i = 0; i < state.q.length && debiased; i++) {
            vector[place++] = selfRoots[i] * state.h[i];
        }
    }

    private void unpack(double[] vector, State state) {
        int place = 0;
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < state.q.length; j++, place++) {
                state.g[k][j] = histograms[k][j] > 0 ? vector[place] / roots[k][j] : state.g[k][j];
            }
        }
        for (int i = 0; i < state.q.length && debiased; i++) {
            state.h[i] = vector[place++] / selfRoots[i];
        }
    }

    private void prepareNext() {
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < next.q.length; j++) {
                next.g[k][j] = epsilon * logHistograms[k][j] + softSources[k][j];
            }
        }
        for (int i = 0; i < next.q.length && debiased; i++) {
            // The second step left f_0 - softTargets_0, which is epsilon log q also where q is too small for a number.
            next.h[i] = (present.h[i] + present.f[0][i] - softTargets[0][i] + softSelf[i]) / 2;
        }
    }
}
