package org.stillpoint.transport.internal.flow;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.numerics.VectorKernels;

/**
 * The energy coefficient of two samples of one size, (2 E|Z - Y| - E|Z - Z'| - E|Y - Y'|) / (2 E|Z - Y|) (Szekely and Rizzo, Energy
 * statistics, J. Stat. Plan. Inference 143, 2013).
 */
final class EnergyCoefficient {

    private EnergyCoefficient() {
    }

    static double of(DMatrixRMaj first, DMatrixRMaj second) {
        double between = distances(first, second);
        double within = distances(first, first) + distances(second, second);
        return between == 0 ? 0 : (2 * between - within) / (2 * between);
    }

    private static double distances(DMatrixRMaj first, DMatrixRMaj second) {
        int dimension = first.numCols;
        double sum = 0;
        for (int i = 0; i < first.numRows; i++) {
            double row = 0;
            for (int j = 0; j < second.numRows; j++) {
                row += dimension == 1 ? Math.abs(first.data[i] - second.data[j])
                        : Math.sqrt(VectorKernels.squaredDistance(first.data, i * dimension, second.data, j * dimension, dimension));
            }
            sum += row;
        }
        return sum;
    }
}
