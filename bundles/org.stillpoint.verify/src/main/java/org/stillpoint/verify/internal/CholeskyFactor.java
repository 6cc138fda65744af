package org.stillpoint.verify.internal;

/** The factor L of a small positive definite matrix M = L L', its inner products accumulated as {@link PreciseSum}s. */
final class CholeskyFactor {

    private final double[][] lower;
    private final boolean positiveDefinite;

    CholeskyFactor(double[][] matrix) {
        int order = matrix.length;
        lower = new double[order][order];
        boolean positive = true;
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < order && positive; i++) {
            for (int j = 0; j <= i; j++) {
                sum.reset();
                sum.add(matrix[i][j]);
                for (int k = 0; k < j; k++) {
                    sum.addProduct(-lower[i][k], lower[j][k]);
                }
                lower[i][j] = i == j ? Math.sqrt(sum.value()) : sum.value() / lower[j][j];
            }
            positive = lower[i][i] > 0;
        }
        positiveDefinite = positive;
    }

    /** Whether the matrix is positive definite to working accuracy; otherwise the other methods have no meaning. */
    boolean positiveDefinite() {
        return positiveDefinite;
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * Math.log(lower[i][i]);
        }
        return sum;
    }

    /** M^-1 x. */
    double[] solve(double[] x) {
        double[] result = x.clone();
        for (int i = 0; i < result.length; i++) {
            for (int k = 0; k < i; k++) {
                result[i] -= lower[i][k] * result[k];
            }
            result[i] /= lower[i][i];
        }
        for (int i = result.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < result.length; k++) {
                result[i] -= lower[k][i] * result[k];
            }
            result[i] /= lower[i][i];
        }
        return result;
    }

    /** M^-1 B. */
    double[][] solve(double[][] right) {
        int columns = right[0].length;
        double[][] result = new double[lower.length][columns];
        double[] column = new double[lower.length];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < column.length; i++) {
                column[i] = right[i][j];
            }
            double[] solved = solve(column);
            for (int i = 0; i < column.length; i++) {
                result[i][j] = solved[i];
            }
        }
        return result;
    }

    /** x'M^-1 x. */
    double square(double[] x) {
        double[] solved = solve(x);
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < x.length; i++) {
            sum.addProduct(x[i], solved[i]);
        }
        return sum.value();
    }

    /** M^-1, symmetric up to rounding. */
    double[][] inverse() {
        double[][] identity = new double[lower.length][lower.length];
        for (int i = 0; i < identity.length; i++) {
            identity[i][i] = 1;
        }
        return solve(identity);
    }
}
