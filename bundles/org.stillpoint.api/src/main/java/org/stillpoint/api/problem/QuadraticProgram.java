package org.stillpoint.api.problem;

import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.ops.DConvertMatrixStruct;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A convex quadratic program: minimise (or maximise) 1/2 x'Qx + c'x + c0 under the constraints of a linear program. For
 * maximising, -Q has to be positive semidefinite, for minimising Q. The reduced costs are d = Qx + c - A'y, with Q and c negated where
 * the program maximises; otherwise as in {@link LinearProgramSolution}.
 *
 * @param linear the linear part: c, c0, the sense and the constraints
 * @param quadratic the matrix Q, columns by columns, symmetric, both triangles stored, with sorted row indices; shared, not copied
 */
public record QuadraticProgram(LinearProgram linear, DMatrixSparseCSC quadratic) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "quadratic-program";

    /** Checks the parts. */
    public QuadraticProgram {
        Fields.matrix("quadratic", quadratic);
        int columns = linear.columns();
        if (quadratic.numRows != columns || quadratic.numCols != columns) {
            throw new DataException("quadratic is " + quadratic.numRows + " x " + quadratic.numCols + "; expected " + columns + " x "
                    + columns);
        }
        for (int column = 0; column < columns; column++) {
            for (int entry = quadratic.col_idx[column]; entry < quadratic.col_idx[column + 1]; entry++) {
                int row = quadratic.nz_rows[entry];
                if (quadratic.get(column, row) != quadratic.nz_values[entry]) {
                    throw new DataException("quadratic has " + quadratic.nz_values[entry] + " at (" + row + ", " + column + ") but "
                            + quadratic.get(column, row) + " at (" + column + ", " + row + "); expected a symmetric matrix");
                }
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of columns. */
    public int columns() {
        return linear.columns();
    }

    /** The number of rows. */
    public int rows() {
        return linear.rows();
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("linear", linear.toRecord());
        Fields.matrix(record, "quadratic", quadratic);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static QuadraticProgram fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DMatrix quadratic = Fields.matrix(record, "quadratic");
        return new QuadraticProgram(LinearProgram.fromRecord(record.record("linear")), quadratic instanceof DMatrixSparseCSC sparse
                ? sparse : DConvertMatrixStruct.convert((DMatrixRMaj) quadratic, (DMatrixSparseCSC) null, 0));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<QuadraticProgram, LinearProgramSolution> problemType() {
        return new StandardType<>(TYPE, "Quadratic program", QuadraticProgram.class, LinearProgramSolution.class,
                QuadraticProgram::fromRecord, LinearProgramSolution::fromRecord).withValueRecord(LinearProgramSolution.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuadraticProgram that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
