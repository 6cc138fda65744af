package org.stillpoint.transport.internal.birkhoff;

import org.stillpoint.api.SolverException;

/** The squares of the orthogonal factor of a matrix, by reflections. */
final class Orthostochastic implements Construction {

    /** A column that is left with less of its length depends on those before it, as far as rounding can tell. */
    private static final double DEPENDENT = 0x1p-48;

    private final int size;
    private final double tolerance;
    /** Column k holds the vector of reflection k from row k on. */
    private final double[] work;
    private final double[] factor;

    Orthostochastic(int size, double tolerance) {
        this.size = size;
        this.tolerance = tolerance;
        work = new double[size * size];
        factor = new double[size];
    }

    @Override
    public double make(double[] parameters, int from, double[] matrices, int to) throws SolverException {
        for (int column = 0; column < size; column++) {
            load(parameters, from + column, column);
        }
        for (int k = 0; k < size; k++) {
            reflect(k);
        }
        for (int column = 0; column < size; column++) {
            for (int i = 0; i < size; i++) {
                matrices[to + i * size + column] = i == column ? 1 : 0;
            }
            for (int k = size - 1; k >= 0; k--) {
                apply(k, matrices, to + column);
            }
        }
        for (int k = to; k < to + size * size; k++) {
            matrices[k] *= matrices[k];
        }
        return MarginalError.of(matrices, to, size, tolerance);
    }

    /** Powers of two keep squares in range and change no digit, and the factor belongs to the directions of the columns alone. */
    private void load(double[] parameters, int from, int column) {
        double largest = 0;
        for (int k = 0; k < work.length; k += size) {
            largest = Math.max(largest, Math.abs(parameters[from + k]));
        }
        int exponent = largest == 0 ? 0 : -Math.getExponent(largest);
        for (int k = 0; k < work.length; k += size) {
            work[column + k] = Math.scalb(parameters[from + k], exponent);
        }
    }

    private void reflect(int k) throws SolverException {
        double above = 0;
        double square = 0;
        for (int i = 0; i < size; i++) {
            double value = work[i * size + k];
            if (i < k) {
                above += value * value;
            } else {
                square += value * value;
            }
        }
        double norm = Math.sqrt(square);
        if (!(norm > DEPENDENT * Math.sqrt(above + square))) {
            throw new SolverException("column " + k + " depends on those before it; its orthogonal factor is not determined");
        }
        double head = work[k * size + k];
        work[k * size + k] = head + Math.copySign(norm, head);
        factor[k] = 1 / (norm * (norm + Math.abs(head)));
        for (int column = k + 1; column < size; column++) {
            apply(k, work, column);
        }
    }

    /** Reflects a column, from row k on. */
    private void apply(int k, double[] target, int column) {
        double product = 0;
        for (int i = k; i < size; i++) {
            product += work[i * size + k] * target[column + i * size];
        }
        product *= factor[k];
        for (int i = k; i < size; i++) {
            target[column + i * size] -= product * work[i * size + k];
        }
    }
}
