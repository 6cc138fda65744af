package org.stillpoint.blas.blocked;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.stillpoint.api.blas.Triangle;

/** Eigenvalues and eigenvectors of a symmetric matrix through EJML's tridiagonal reduction and implicit QR. */
final class SymmetricEigen {

    private SymmetricEigen() {
    }

    static int decompose(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = triangle == Triangle.LOWER ? a[offsetA + i * strideA + j] : a[offsetA + j * strideA + i];
                matrix.data[i * n + j] = entry;
                matrix.data[j * n + i] = entry;
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        // A power of two keeps squares from overflowing and costs no rounding.
        double unit = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        for (int i = 0; i < n * n; i++) {
            matrix.data[i] /= unit;
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, vectors, true);
        if (!decomposition.decompose(matrix)) {
            return n;
        }
        for (int i = 0; i < n; i++) {
            values[i] = decomposition.getEigenvalue(i).getReal();
            if (Double.isNaN(values[i])) {
                return i + 1;
            }
        }
        store(vectors, n, decomposition, a, offsetA, strideA, values);
        for (int i = 0; i < n; i++) {
            values[i] *= unit;
        }
        return 0;
    }

    private static void store(boolean vectors, int n, EigenDecomposition_F64<DMatrixRMaj> decomposition, double[] a, int offsetA,
            int strideA, double[] values) {
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        double[] found = values.clone();
        Arrays.sort(order, (one, other) -> Double.compare(found[one], found[other]));
        for (int j = 0; j < n; j++) {
            values[j] = found[order[j]];
            if (vectors) {
                DMatrixRMaj vector = decomposition.getEigenVector(order[j]);
                for (int i = 0; i < n; i++) {
                    a[offsetA + i * strideA + j] = vector.data[i];
                }
            }
        }
    }
}
