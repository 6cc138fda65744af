package org.stillpoint.equilibrium.internal.broyden;

import java.util.Arrays;
import org.stillpoint.equilibrium.internal.run.SampleIteration;
import org.stillpoint.numerics.VectorKernels;

/**
 * Broyden's good method for one sample: B approximates the inverse of the derivative of g = f(z) - z by B = -I + sum u_i v_i', the step is
 * s = -a B g, and from the step and the change y of g
 *
 * <pre>
 *   v = B's,  u = (s - B y) / (v'y),    with B y = B g_next + s / a, as B g = -s / a.
 * </pre>
 *
 * When as many pairs are remembered as there is memory for, all are forgotten, as they are when a step is of no use.
 */
final class BroydenIteration implements SampleIteration {

    /** An update whose denominator is smaller than this part of what it could be is left out. */
    private static final double SINGULAR = 1e-12;
    /** A step whose residual has grown by more than this factor is taken back; the pairs are forgotten. */
    private static final double GROWTH = 10;
    /** The part of the decrease that the step promises which a line search demands. */
    private static final double SUFFICIENT = 1e-4;
    /** The least factor of a step in a line search. */
    private static final double SHORTEST = .01;
    private static final int FIRST_PAIRS = 8;

    private final int size;
    private final int memory;
    private final boolean lineSearch;
    private final double[] lastState;
    private final double[] lastDefect;
    private final double[] defect;
    private final double[] direction;
    private final double[] product;
    /** The vectors u_i and v_i, u_i from 2 i size and v_i after it. */
    private double[] pairs;
    private int count;
    private boolean started;
    private double factor = 1;
    private double lastResidual;
    private double lastSquares;

    BroydenIteration(int size, int memory, boolean lineSearch) {
        this.size = size;
        this.memory = Math.max(1, Math.min(memory, Integer.MAX_VALUE / 4 / size));
        this.lineSearch = lineSearch;
        lastState = new double[size];
        lastDefect = new double[size];
        defect = new double[size];
        direction = new double[size];
        product = new double[size];
        pairs = new double[2 * size * Math.min(this.memory, FIRST_PAIRS)];
    }

    @Override
    public boolean advance(double[] state, double[] image, double residual) {
        for (int k = 0; k < size; k++) {
            defect[k] = image[k] - state[k];
        }
        double squares = VectorKernels.squaredNorm(defect, 0, size);
        if (started && takenBack(state, residual, squares)) {
            return isAttempt();
        }
        multiply(defect, product);
        if (started) {
            update(state);
        }
        started = true;
        System.arraycopy(state, 0, lastState, 0, size);
        System.arraycopy(defect, 0, lastDefect, 0, size);
        lastResidual = residual;
        lastSquares = squares;
        VectorKernels.scale(-1, product, 0, direction, 0, size);
        factor = 1;
        VectorKernels.axpy(1, direction, state);
        return isAttempt();
    }

    private boolean isAttempt() {
        return count > 0 || lineSearch && factor > SHORTEST;
    }

    /** Takes a step back that is of no use, and tries a shorter or a plain one. */
    private boolean takenBack(double[] state, double residual, double squares) {
        if (lineSearch && factor > SHORTEST && !(squares <= (1 - 2 * SUFFICIENT * factor) * lastSquares)) {
            // The least value of the parabola through |g|^2 at 0, with the slope that Newton's step has, and at the step.
            double least = factor * factor * lastSquares / (squares - (1 - 2 * factor) * lastSquares);
            least = Double.isFinite(squares) ? Math.max(.1 * factor, Math.min(.5 * factor, least)) : .1 * factor;
            factor = Math.max(SHORTEST, least);
        } else if (count > 0 && !(residual <= GROWTH * lastResidual)) {
            count = 0;
            factor = 1;
            System.arraycopy(lastDefect, 0, direction, 0, size);
        } else {
            return false;
        }
        System.arraycopy(lastState, 0, state, 0, size);
        VectorKernels.axpy(factor, direction, state);
        return true;
    }

    /** Adds a pair to B, and its share to {@code product} = B g. */
    private void update(double[] state) {
        if (count == memory) {
            count = 0;
            VectorKernels.scale(-1, defect, 0, product, 0, size);
            return;
        }
        if (2 * size * (count + 1) > pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.min(2 * pairs.length, 2 * size * memory));
        }
        int u = 2 * size * count;
        int v = u + size;
        // With s in u: v = B's.
        for (int k = 0; k < size; k++) {
            pairs[u + k] = state[k] - lastState[k];
            pairs[v + k] = -pairs[u + k];
        }
        for (int i = 0; i < count; i++) {
            double weight = VectorKernels.dot(pairs, 2 * size * i, pairs, u, size);
            VectorKernels.axpy(weight, pairs, 2 * size * i + size, pairs, v, size);
        }
        double denominator = 0;
        double bound = 0;
        for (int k = 0; k < size; k++) {
            double term = pairs[v + k] * (defect[k] - lastDefect[k]);
            denominator += term;
            bound += Math.abs(term);
        }
        if (!(Math.abs(denominator) > SINGULAR * bound)) {
            return;
        }
        // u = (s - B y) / (v'y), where B y = B g + s / a, and s / a is the direction.
        for (int k = 0; k < size; k++) {
            pairs[u + k] = (pairs[u + k] - product[k] - direction[k]) / denominator;
        }
        VectorKernels.axpy(VectorKernels.dot(pairs, v, defect, 0, size), pairs, u, product, 0, size);
        count++;
    }

    /** result = B x. */
    private void multiply(double[] x, double[] result) {
        VectorKernels.scale(-1, x, 0, result, 0, size);
        for (int i = 0; i < count; i++) {
            VectorKernels.axpy(VectorKernels.dot(pairs, 2 * size * i + size, x, 0, size), pairs, 2 * size * i, result, 0, size);
        }
    }
}
