package org.stillpoint.verify.internal.equilibrium;

/**
 * Upper bounds of the largest eigenvalue of a symmetric matrix that rounding does not spoil: c is one if the Cholesky factorisation of
 * c I - S, its diagonal lowered by more than rounding may come to, goes through (S. M. Rump, Verification of positive definiteness, BIT 46,
 * 2006).
 */
final class SymmetricBound {

    /** About how many operations a bound may take. */
    private static final double MOST_OPERATIONS = 3e8;
    private static final int MOST_STEPS = 40;
    private static final double UNIT = 0x1p-53;
    private static final double SAFETY = 4;

    private final double[] matrix;
    private final int size;
    private final double[] factor;

    private SymmetricBound(double[] matrix, int size) {
        this.matrix = matrix;
        this.size = size;
        factor = new double[matrix.length];
    }

    /**
     * An upper bound of the largest eigenvalue, the closer the smaller the matrix is.
     *
     * @param matrix a symmetric matrix, row by row
     * @param goal what the bound should be below; it is not sharpened if it is not
     */
    static double largest(double[] matrix, int size, double goal) {
        SymmetricBound bound = new SymmetricBound(matrix, size);
        double low = Double.NEGATIVE_INFINITY;
        double high = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double magnitude = 0;
            for (int j = 0; j < size; j++) {
                sum += j == i ? matrix[i * size + j] : Math.abs(matrix[i * size + j]);
                magnitude += Math.abs(matrix[i * size + j]);
            }
            sum += SAFETY * size * UNIT * magnitude;
            low = Math.max(low, matrix[i * size + i]);
            high = i == 0 ? sum : Math.max(high, sum);
        }
        if (high > goal) {
            double below = goal - Math.abs(goal) * 1e-9;
            if (low >= below || !bound.isAbove(below)) {
                return high;
            }
            high = below;
        }
        int steps = (int) Math.max(2, Math.min(MOST_STEPS, MOST_OPERATIONS / ((double) size * size * size / 3)));
        for (int step = 0; step < steps && high - low > 1e-10 * Math.max(Math.abs(high), Math.abs(low)); step++) {
            double middle = (low + high) / 2;
            if (bound.isAbove(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Whether all eigenvalues are certainly below c. */
    private boolean isAbove(double c) {
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += Math.abs(c) + Math.abs(matrix[i * size + i]);
        }
        double lowered = c - SAFETY * (size + 2) * UNIT * trace;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = (i == j ? lowered : 0) - matrix[i * size + j];
                for (int k = 0; k < j; k++) {
                    entry -= factor[i * size + k] * factor[j * size + k];
                }
                if (i == j && !(entry > 0)) {
                    return false;
                }
                factor[i * size + j] = i == j ? Math.sqrt(entry) : entry / factor[j * size + j];
            }
        }
        return true;
    }
}
