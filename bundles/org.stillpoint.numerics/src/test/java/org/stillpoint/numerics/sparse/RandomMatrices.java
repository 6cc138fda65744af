package org.stillpoint.numerics.sparse;

import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;

/** Seeded matrices for property tests. */
final class RandomMatrices {

    private RandomMatrices() {
    }

    /** A matrix whose entries are present with the given probability, each about 1 in size; indices are not sorted. */
    static DMatrixSparseCSC sparse(int rows, int columns, double density, Random random) {
        DMatrixSparseTriplet triplets = new DMatrixSparseTriplet(rows, columns, 8);
        for (int j = columns - 1; j >= 0; j--) {
            for (int i = rows - 1; i >= 0; i--) {
                if (random.nextDouble() < density) {
                    triplets.addItem(i, j, random.nextGaussian());
                }
            }
        }
        return DConvertMatrixStruct.convert(triplets, (DMatrixSparseCSC) null);
    }

    static double[] vector(int length, Random random) {
        double[] x = new double[length];
        for (int i = 0; i < length; i++) {
            x[i] = random.nextGaussian();
        }
        return x;
    }
}
