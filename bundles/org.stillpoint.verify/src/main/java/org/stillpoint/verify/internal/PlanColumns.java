package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/** The columns of a plan that is given entry by entry. */
final class PlanColumns {

    private PlanColumns() {
    }

    /** Some consecutive columns, one after another. */
    static void copy(DMatrix plan, int from, int to, double[] result) {
        int rows = plan.getNumRows();
        if (plan instanceof DMatrixSparseCSC sparse) {
            Arrays.fill(result, 0, (to - from) * rows, 0);
            for (int column = from; column < to; column++) {
                for (int entry = sparse.col_idx[column]; entry < sparse.col_idx[column + 1]; entry++) {
                    result[(column - from) * rows + sparse.nz_rows[entry]] += sparse.nz_values[entry];
                }
            }
            return;
        }
        double[] entries = ((DMatrixRMaj) plan).data;
        int columns = plan.getNumCols();
        for (int row = 0; row < rows; row++) {
            for (int column = from; column < to; column++) {
                result[(column - from) * rows + row] = entries[row * columns + column];
            }
        }
    }
}
