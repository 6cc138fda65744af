package org.stillpoint.transport.internal.bridge;

import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.numerics.VectorKernels;

/** The end potential of a {@link DiscreteBridgeProblem} under the steps of {@link DiscreteBridgeSinkhornSolver}. Belongs to one thread. */
final class EndPotential {

    private static final double ARMIJO = 1e-4;
    private static final double SHORTEST = 1e-6;
    private static final double ROUNDING = 1e-14;

    private final DiscreteBridgeProblem problem;
    private final int states;
    /** log K by rows, and by columns. */
    private final double[] rows;
    private final double[] columns;
    private final double[] logStart;
    private final double[] logEnd;
    private final double[] potential;
    private final double[] startSide;
    private final double[] logLast;
    private final double[] sums;

    /** The potential, replaced in place, with the transition probabilities over the whole time. */
    EndPotential(DiscreteBridgeProblem problem, double[] whole, double[] potential) {
        this.problem = problem;
        this.potential = potential;
        states = problem.states();
        rows = new double[states * states];
        columns = new double[states * states];
        VectorKernels.log(whole, 0, rows, 0, rows.length);
        for (int x = 0; x < states; x++) {
            for (int y = 0; y < states; y++) {
                columns[y * states + x] = rows[x * states + y];
            }
        }
        logStart = new double[states];
        logEnd = new double[states];
        VectorKernels.log(problem.start(), 0, logStart, 0, states);
        VectorKernels.log(problem.end(), 0, logEnd, 0, states);
        startSide = new double[states];
        logLast = new double[states];
        sums = new double[states];
    }

    double[] potential() {
        return potential;
    }

    /** The L1 distance of the last marginal, which is computed, from the end distribution. */
    double residual() {
        for (int x = 0; x < states; x++) {
            startSide[x] = Double.NEGATIVE_INFINITY;
            if (problem.start()[x] > 0) {
                System.arraycopy(rows, x * states, sums, 0, states);
                VectorKernels.axpy(1, potential, sums);
                startSide[x] = logStart[x] - VectorKernels.logSumExp(sums, 0, states);
            }
        }
        double residual = 0;
        for (int y = 0; y < states; y++) {
            if (problem.end()[y] > 0) {
                System.arraycopy(columns, y * states, sums, 0, states);
                VectorKernels.axpy(1, startSide, sums);
                logLast[y] = potential[y] + VectorKernels.logSumExp(sums, 0, states);
                residual += Math.abs(Math.exp(logLast[y]) - problem.end()[y]);
            }
        }
        return residual;
    }

    /** Makes the last marginal right, as {@link #residual} left it. */
    void update() {
        for (int y = 0; y < states; y++) {
            if (problem.end()[y] > 0) {
                potential[y] += logEnd[y] - logLast[y];
            }
        }
    }

    /**
     * Replaces the potential by that of a Newton step for the right last marginal, as {@link #residual} left it: with the chances
     * pi(y | x) of the end y after the start x, and the last marginal q of the moment,
     *
     * <pre>
     *   (diag(q) - pi' diag(start) pi + e e') d = end - q,   g &lt;- g + d,
     * </pre>
     *
     * over the states where the end is positive; e e', e the vector of equal components and length 1, does nothing but take the constants
     * out of the null space. The step is halved until the concave dual, the sum of end g - start log h_0, rises as Armijo asks.
     *
     * @return whether a step was made; if not, the potential is as it was
     */
    boolean newton(Blas blas) {
        int[] used = new int[states];
        int size = 0;
        for (int y = 0; y < states; y++) {
            if (problem.end()[y] > 0) {
                used[size++] = y;
            }
        }
        double[] chances = new double[states * size];
        double[] matrix = new double[size * size];
        double[] change = new double[size];
        for (int x = 0; x < states; x++) {
            for (int l = 0; l < size && problem.start()[x] > 0; l++) {
                double log = startSide[x] + rows[x * states + used[l]] + potential[used[l]];
                chances[x * size + l] = Math.exp(log - logStart[x] / 2);
            }
        }
        blas.dsyrk(Triangle.UPPER, Transpose.YES, size, states, -1, chances, 0, size, 0, matrix, 0, size);
        for (int l = 0; l < size; l++) {
            double last = Math.exp(logLast[used[l]]);
            matrix[l * (size + 1)] += last;
            change[l] = problem.end()[used[l]] - last;
            for (int k = l; k < size; k++) {
                matrix[l * size + k] += 1.0 / size;
            }
        }
        if (blas.dpotrf(Triangle.UPPER, size, matrix, 0, size) != 0) {
            return false;
        }
        blas.dpotrs(Triangle.UPPER, size, 1, matrix, 0, size, change, 0, 1);
        double slope = 0;
        for (int l = 0; l < size; l++) {
            slope += change[l] * (problem.end()[used[l]] - Math.exp(logLast[used[l]]));
        }
        double[] from = potential.clone();
        double before = dual();
        for (double length = 1; length > SHORTEST; length /= 2) {
            for (int l = 0; l < size; l++) {
                potential[used[l]] = from[used[l]] + length * change[l];
            }
            residual();
            // Near the solution the rise drowns in rounding, and the full step is right.
            if (dual() >= before + ARMIJO * length * slope - ROUNDING * (1 + Math.abs(before))) {
                return true;
            }
        }
        System.arraycopy(from, 0, potential, 0, states);
        residual();
        return false;
    }

    /** The dual, as {@link #residual} left it. */
    private double dual() {
        double sum = 0;
        for (int x = 0; x < states; x++) {
            sum += problem.end()[x] > 0 ? problem.end()[x] * potential[x] : 0;
            sum -= problem.start()[x] > 0 ? problem.start()[x] * (logStart[x] - startSide[x]) : 0;
        }
        return sum;
    }
}
