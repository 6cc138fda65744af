package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * Square matrices of one size: what solves a {@link DoublyStochasticProblem} or a {@link MatrixParametrisationProblem}. The arrays are
 * shared, not copied.
 *
 * @param size the number of rows and columns of each matrix
 * @param matrices the matrices one after the other, row-major
 * @param rowPotentials the potentials of the rows of each matrix one after the other; none where they are constructed
 * @param columnPotentials the potentials of the columns, as many
 */
public record MatrixBatch(int size, double[] matrices, double[] rowPotentials, double[] columnPotentials) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "matrix-batch";

    /** Checks that the parts fit. */
    public MatrixBatch {
        if (size < 1 || matrices.length % ((long) size * size) != 0) {
            throw new DataException("a batch has " + matrices.length + " numbers; expected a multiple of " + size + " x " + size);
        }
        int potentials = matrices.length / size;
        if (columnPotentials.length != rowPotentials.length || rowPotentials.length != potentials && rowPotentials.length != 0) {
            throw new DataException("a batch has " + rowPotentials.length + " and " + columnPotentials.length + " potentials; expected "
                    + potentials + " of each, or none");
        }
    }

    /** Matrices without potentials. */
    public MatrixBatch(int size, double[] matrices) {
        this(size, matrices, new double[0], new double[0]);
    }

    /** The number of matrices. */
    public int count() {
        return matrices.length / (size * size);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).array("matrices", new NamedArray(matrices, count(), size, size));
        if (rowPotentials.length > 0) {
            record.array("rowPotentials", new NamedArray(rowPotentials, count(), size))
                    .array("columnPotentials", new NamedArray(columnPotentials, count(), size));
        }
        return record.build();
    }

    /** Recreates a batch. */
    public static MatrixBatch fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        int[] shape = record.array("matrices").shape();
        if (shape.length != 3) {
            throw new DataException("field matrices of " + TYPE + " has the shape " + Arrays.toString(shape)
                    + "; expected three dimensions");
        }
        return new MatrixBatch(shape[2], record.numbers("matrices"), Fields.numbers(record, "rowPotentials"),
                Fields.numbers(record, "columnPotentials"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatrixBatch that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matrices);
    }
}
