package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The system x' = A x + B u of HiPPO-LegS, whose state holds the coefficients of the past of u in exponentially warped Legendre polynomials:
 * component n of e^{tA}B is sqrt(2n + 1) e^{-t} P_n(2 e^{-t} - 1). A_nk = -sqrt((2n + 1)(2k + 1)) for n &gt; k, -(n + 1) for n = k, 0 for
 * n &lt; k; B_n = sqrt(2n + 1). Source: Gu et al. 2020 (arXiv:2008.07669), Gu et al. 2022 (arXiv:2206.12037).
 */
final class HippoLegendre {

    private HippoLegendre() {
    }

    /** A, row-major. */
    static double[] matrix(int size) {
        double[] matrix = new double[size * size];
        for (int n = 0; n < size; n++) {
            for (int k = 0; k < n; k++) {
                matrix[n * size + k] = -Math.sqrt((2.0 * n + 1) * (2.0 * k + 1));
            }
            matrix[n * size + n] = -(n + 1);
        }
        return matrix;
    }

    /** B. */
    static double[] input(int size) {
        double[] input = new double[size];
        Arrays.setAll(input, n -> Math.sqrt(2 * n + 1));
        return input;
    }

    /**
     * The modes of the normal part A + p p' = -1/2 I + S, p_n = sqrt(n + 1/2), with S skew: half of the eigenvalues -1/2 + i w, those with
     * w &gt; 0, the fastest first, and half of the input in their coordinates, B / 2, with the phases of the eigenvectors such that it is
     * positive. Of an odd number of components the mode with w = 0 comes last.
     *
     * @return the frequencies w, then the input
     */
    static double[][] normalModes(int size) {
        double[] input = input(size);
        // The Hermitian matrix iS as a real one of twice the size, [0, -S; S, 0]; its eigenvectors [x; y] stand for x + iy.
        DMatrixRMaj embedded = new DMatrixRMaj(2 * size, 2 * size);
        for (int n = 0; n < size; n++) {
            for (int k = 0; k < size; k++) {
                double skew = n == k ? 0 : (n > k ? -0.5 : 0.5) * input[n] * input[k];
                embedded.set(n, size + k, -skew);
                embedded.set(size + n, k, skew);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * size, true, true);
        if (!eigen.decompose(embedded)) {
            throw new IllegalStateException("the eigenvalues of HiPPO-LegS of size " + size + " were not found");
        }
        Integer[] order = new Integer[2 * size];
        Arrays.setAll(order, i -> i);
        // iS v = -w v: the fastest modes have the lowest eigenvalues, each of which comes twice.
        Arrays.sort(order, Comparator.comparingDouble(i -> eigen.getEigenvalue(i).getReal()));
        int modes = (size + 1) / 2;
        double[] frequencies = new double[modes];
        double[] projected = new double[modes];
        for (int m = 0; m < modes; m++) {
            boolean still = 2 * m + 1 == size;
            frequencies[m] = still ? 0 : -eigen.getEigenvalue(order[2 * m]).getReal();
            DMatrixRMaj vector = eigen.getEigenVector(order[2 * m]);
            double real = 0;
            double imaginary = 0;
            for (int n = 0; n < size; n++) {
                real += vector.get(n) * input[n];
                imaginary -= vector.get(size + n) * input[n];
            }
            projected[m] = Math.hypot(real, imaginary) / 2;
        }
        return new double[][] {frequencies, projected};
    }
}
