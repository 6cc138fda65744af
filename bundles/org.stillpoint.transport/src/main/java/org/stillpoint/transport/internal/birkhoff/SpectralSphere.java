package org.stillpoint.transport.internal.birkhoff;

import org.stillpoint.api.SolverException;
import org.stillpoint.numerics.VectorKernels;

/** A matrix over its largest singular value, by one-sided rotations. */
final class SpectralSphere implements Construction {

    /** Products of columns below this part of the sum of all squares do not change the largest singular value by more than rounding. */
    private static final double ORTHOGONAL = 0x1p-52;

    private final int size;
    private final long maxSweeps;
    /** Column by column. */
    private final double[] work;

    SpectralSphere(int size, long maxSweeps) {
        this.size = size;
        this.maxSweeps = maxSweeps;
        work = new double[size * size];
    }

    @Override
    public double make(double[] parameters, int from, double[] matrices, int to) throws SolverException {
        double largest = 0;
        for (int k = 0; k < work.length; k++) {
            largest = Math.max(largest, Math.abs(parameters[from + k]));
        }
        if (largest == 0) {
            throw new SolverException("all parameters are 0; no multiple has the spectral norm 1");
        }
        int exponent = -Math.getExponent(largest);
        for (int k = 0; k < work.length; k++) {
            matrices[to + k] = Math.scalb(parameters[from + k], exponent);
        }
        double norm = norm(matrices, to);
        for (int k = to; k < to + work.length; k++) {
            matrices[k] /= norm;
        }
        return Math.abs(norm(matrices, to) - 1);
    }

    private double norm(double[] matrices, int to) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                work[j * size + i] = matrices[to + i * size + j];
            }
        }
        double negligible = ORTHOGONAL * VectorKernels.squaredNorm(work, 0, work.length);
        boolean turned = true;
        for (long sweep = 0; turned && sweep < maxSweeps; sweep++) {
            turned = false;
            for (int first = 0; first < size; first++) {
                for (int second = first + 1; second < size; second++) {
                    turned |= rotate(first * size, second * size, negligible);
                }
            }
        }
        double largest = 0;
        for (int column = 0; column < size; column++) {
            largest = Math.max(largest, product(column * size, column * size));
        }
        return turned ? Double.NaN : Math.sqrt(largest);
    }

    private boolean rotate(int first, int second, double negligible) {
        double product = product(first, second);
        if (Math.abs(product) <= negligible) {
            return false;
        }
        double cotangent = (product(second, second) - product(first, first)) / (2 * product);
        double tangent = Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.sqrt(1 + cotangent * cotangent));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = cosine * tangent;
        for (int i = 0; i < size; i++) {
            double x = work[first + i];
            double y = work[second + i];
            work[first + i] = cosine * x - sine * y;
            work[second + i] = sine * x + cosine * y;
        }
        return true;
    }

    private double product(int first, int second) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += work[first + i] * work[second + i];
        }
        return sum;
    }
}
