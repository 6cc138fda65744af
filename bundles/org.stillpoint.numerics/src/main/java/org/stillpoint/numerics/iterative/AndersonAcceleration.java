package org.stillpoint.numerics.iterative;

import org.stillpoint.numerics.VectorKernels;

/**
 * Anderson acceleration, type II, of a fixed-point iteration x = T(x) (D. G. Anderson, J. ACM 12, 1965; H. F. Walker, P. Ni, SIAM J. Numer.
 * Anal. 49, 2011). With f = T(x) - x and the differences dX, dF of the last iterates and of their f,
 *
 * <pre>
 *   gamma  = argmin |f - dF gamma|^2 + r |D gamma|^2,    D = diag of the column norms of dF,
 *   x_next = x + beta f - (dX + beta dF) gamma.
 * </pre>
 *
 * <p>The regularisation r acts on columns of length one, so it means the same at every scale of f: a fixed one stops the acceleration as
 * soon as |f|^2 falls below it. Weights that are too large or not finite are rejected: the step is then a plain one and the history is
 * forgotten. The method is not monotone; a caller that sees |f| grow may {@link #reset}.
 *
 * <p>Stepping allocates nothing. An instance belongs to one thread at a time.
 */
public final class AndersonAcceleration {

    /** A regularisation that suits most iterations. */
    public static final double DEFAULT_REGULARIZATION = 1e-8;

    private static final double LARGEST_WEIGHT = 1e10;

    private final int dimension;
    private final int memory;
    private final double regularization;
    private final double mixing;
    private final double[] lastX;
    private final double[] lastF;
    private final double[] f;
    /** Differences in a ring: column k starts at k * dimension. */
    private final double[] differencesX;
    private final double[] differencesF;
    private final double[] norms;
    /** Products of the columns of differencesF with each other, and their factor. */
    private final double[] products;
    private final double[] factor;
    private final double[] weights;
    private int columns;
    private int next;
    private boolean started;

    /** Acceleration without damping (beta = 1) and with the default regularisation. */
    public AndersonAcceleration(int dimension, int memory) {
        this(dimension, memory, DEFAULT_REGULARIZATION, 1);
    }

    /**
     * Sets up the workspace.
     *
     * @param dimension the number of unknowns
     * @param memory how many differences to keep, at least 1; more than the dimension is of no use and not kept
     * @param regularization r, at least 0
     * @param mixing beta, positive and at most 1
     */
    public AndersonAcceleration(int dimension, int memory, double regularization, double mixing) {
        if (dimension < 0 || memory < 1 || !(regularization >= 0) || !(mixing > 0 && mixing <= 1)) {
            throw new IllegalArgumentException("dimension " + dimension + ", memory " + memory + ", regularization " + regularization
                    + ", mixing " + mixing + "; expected at least 0, at least 1, at least 0, and of (0, 1]");
        }
        this.dimension = dimension;
        this.memory = Math.max(1, Math.min(memory, dimension));
        this.regularization = regularization;
        this.mixing = mixing;
        lastX = new double[dimension];
        lastF = new double[dimension];
        f = new double[dimension];
        differencesX = new double[Math.multiplyExact(this.memory, dimension)];
        differencesF = new double[this.memory * dimension];
        norms = new double[this.memory];
        products = new double[this.memory * this.memory];
        factor = new double[this.memory * this.memory];
        weights = new double[this.memory];
    }

    /** Forgets the history. */
    public void reset() {
        columns = 0;
        next = 0;
        started = false;
    }

    /**
     * Takes one step.
     *
     * @param x the iterate, replaced by the next one
     * @param image T(x)
     * @return whether the step was accelerated; a plain step is x + beta (T(x) - x)
     */
    public boolean step(double[] x, double[] image) {
        if (x.length != dimension || image.length != dimension) {
            throw new IllegalArgumentException("vectors of lengths " + x.length + " and " + image.length + ", expected " + dimension);
        }
        System.arraycopy(image, 0, f, 0, dimension);
        VectorKernels.axpy(-1, x, f);
        if (started) {
            remember(x);
        }
        System.arraycopy(x, 0, lastX, 0, dimension);
        System.arraycopy(f, 0, lastF, 0, dimension);
        started = true;
        boolean accelerated = columns > 0 && findWeights();
        VectorKernels.axpy(mixing, f, x);
        if (accelerated) {
            for (int k = 0; k < columns; k++) {
                VectorKernels.axpy(-weights[k], differencesX, k * dimension, x, 0, dimension);
                VectorKernels.axpy(-mixing * weights[k], differencesF, k * dimension, x, 0, dimension);
            }
        } else if (columns > 0) {
            reset();
        }
        return accelerated;
    }

    /** Adds the newest differences in place of the oldest, unless f did not change. */
    private void remember(double[] x) {
        int column = next * dimension;
        System.arraycopy(f, 0, differencesF, column, dimension);
        VectorKernels.axpy(-1, lastF, 0, differencesF, column, dimension);
        System.arraycopy(x, 0, differencesX, column, dimension);
        VectorKernels.axpy(-1, lastX, 0, differencesX, column, dimension);
        double norm = VectorKernels.norm2(differencesF, column, dimension);
        if (!(norm > 0)) {
            if (next < columns) {
                reset();
            }
            return;
        }
        // Columns are kept at length one, so that their products neither overflow nor depend on the scale.
        VectorKernels.scale(1 / norm, differencesF, column, differencesF, column, dimension);
        VectorKernels.scale(1 / norm, differencesX, column, differencesX, column, dimension);
        norms[next] = norm;
        columns = Math.max(columns, next + 1);
        for (int k = 0; k < columns; k++) {
            double product = VectorKernels.dot(differencesF, k * dimension, differencesF, column, dimension);
            products[k * memory + next] = product;
            products[next * memory + k] = product;
        }
        next = (next + 1) % memory;
    }

    /** Solves (dF'dF + r I) gamma = dF'f for columns of length one; false if the weights are of no use. */
    private boolean findWeights() {
        for (int k = 0; k < columns; k++) {
            weights[k] = VectorKernels.dot(differencesF, k * dimension, f, 0, dimension);
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = products[i * memory + j] + (i == j ? regularization : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * memory + k] * factor[j * memory + k];
                }
                if (i != j) {
                    factor[i * memory + j] = sum / factor[j * memory + j];
                } else if (sum > 0) {
                    factor[i * memory + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            for (int k = 0; k < i; k++) {
                weights[i] -= factor[i * memory + k] * weights[k];
            }
            weights[i] /= factor[i * memory + i];
        }
        double largest = 0;
        for (int i = columns - 1; i >= 0; i--) {
            for (int k = i + 1; k < columns; k++) {
                weights[i] -= factor[k * memory + i] * weights[k];
            }
            weights[i] /= factor[i * memory + i];
            largest = Math.max(largest, Math.abs(weights[i]) / norms[i]);
        }
        return largest <= LARGEST_WEIGHT;
    }
}
