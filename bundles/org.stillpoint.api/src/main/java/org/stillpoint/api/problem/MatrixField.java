package org.stillpoint.api.problem;

import org.ejml.data.DMatrix;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/** Matrices as fields of records, as problems write and read them: for the parameters of functions that have matrices among them. */
public final class MatrixField {

    private MatrixField() {
    }

    /**
     * Adds a matrix to a record: a dense one as an array of rows and columns, a sparse one as a record of its compressed columns.
     *
     * @param matrix of type {@code DMatrixRMaj} or {@code DMatrixSparseCSC}; copied
     */
    public static void write(DataRecord.Builder record, String name, DMatrix matrix) {
        Fields.matrix(record, name, matrix);
    }

    /**
     * Reads a matrix: an array of two dimensions as a {@code DMatrixRMaj}; a record of compressed columns or of entries as a
     * {@code DMatrixSparseCSC}.
     *
     * @throws DataException naming the field that is missing or wrong, or that has an entry that is not finite
     */
    public static DMatrix read(DataRecord record, String name) {
        DMatrix matrix = Fields.matrix(record, name);
        Fields.matrix("field " + name, matrix);
        return matrix;
    }
}
