package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * A + E = V L V^{-1}: what solves a {@link PerturbedDiagonalisation}. Complex numbers come as all real parts and then all imaginary ones;
 * matrices are row-major.
 *
 * @param eigenvalues the diagonal of L: 2 x n
 * @param vectors V, its columns of length 1: 2 x n x n
 * @param inverse V^{-1}: 2 x n x n
 * @param perturbation E
 * @param condition the condition |V| |V^{-1}| in spectral norms
 */
public record Diagonalisation(double[] eigenvalues, double[] vectors, double[] inverse, DMatrixRMaj perturbation, double condition)
        implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "diagonalisation";

    /** Checks that the parts fit. */
    public Diagonalisation {
        int n = perturbation.numRows;
        if (n < 1 || perturbation.numCols != n) {
            throw new DataException("the perturbation is " + n + " x " + perturbation.numCols + "; expected a square matrix");
        }
        Fields.length("eigenvalues", eigenvalues.length, 2L * n);
        Fields.length("vectors", vectors.length, 2L * n * n);
        Fields.length("inverse", inverse.length, 2L * n * n);
    }

    /** The number of rows. */
    public int size() {
        return perturbation.numRows;
    }

    @Override
    public DataRecord toRecord() {
        int n = size();
        DataRecord.Builder record = DataRecord.of(TYPE, 1).array("eigenvalues", new NamedArray(eigenvalues, 2, n))
                .array("vectors", new NamedArray(vectors, 2, n, n)).array("inverse", new NamedArray(inverse, 2, n, n));
        Fields.matrix(record, "perturbation", perturbation);
        return record.number("condition", condition).build();
    }

    /** Recreates a diagonalisation. */
    public static Diagonalisation fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Diagonalisation(record.numbers("eigenvalues"), record.numbers("vectors"), record.numbers("inverse"),
                Fields.dense(record, "perturbation"), Fields.number(record, "condition", Double.NaN));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Diagonalisation that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(eigenvalues);
    }
}
