package org.stillpoint.verify.internal;

/** Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi rotations, in no particular order. */
public final class SymmetricEigenvalues {

    private static final int MAX_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-30;

    private final double[][] matrix;
    private final double[][] vectors;

    /** Of a matrix that is left as it is. */
    public SymmetricEigenvalues(double[][] symmetric) {
        int order = symmetric.length;
        matrix = new double[order][];
        vectors = new double[order][order];
        for (int i = 0; i < order; i++) {
            matrix[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && !diagonal(); sweep++) {
            for (int p = 0; p < order; p++) {
                for (int q = p + 1; q < order; q++) {
                    if (matrix[p][q] != 0) {
                        rotate(p, q);
                    }
                }
            }
        }
    }

    private boolean diagonal() {
        double off = 0;
        double all = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                all += matrix[i][j] * matrix[i][j];
                off += i == j ? 0 : matrix[i][j] * matrix[i][j];
            }
        }
        return !(off > NEGLIGIBLE * all);
    }

    /** The rotation in the plane of p and q that makes entry (p, q) vanish. */
    private void rotate(int p, int q) {
        double ratio = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, ratio) / (Math.abs(ratio) + Math.hypot(1, ratio));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = tangent * cosine;
        for (int k = 0; k < matrix.length; k++) {
            double first = matrix[k][p];
            double second = matrix[k][q];
            matrix[k][p] = cosine * first - sine * second;
            matrix[k][q] = sine * first + cosine * second;
            first = vectors[k][p];
            second = vectors[k][q];
            vectors[k][p] = cosine * first - sine * second;
            vectors[k][q] = sine * first + cosine * second;
        }
        for (int k = 0; k < matrix.length; k++) {
            double first = matrix[p][k];
            double second = matrix[q][k];
            matrix[p][k] = cosine * first - sine * second;
            matrix[q][k] = sine * first + cosine * second;
        }
    }

    /** The eigenvalues. */
    public double[] values() {
        double[] values = new double[matrix.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix[i][i];
        }
        return values;
    }

    /** The eigenvectors as columns: element i of vector k is {@code [i][k]}. */
    public double[][] vectors() {
        return vectors;
    }
}
