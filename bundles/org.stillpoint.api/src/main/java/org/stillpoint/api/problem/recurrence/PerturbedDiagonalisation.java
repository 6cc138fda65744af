package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Diagonalise a matrix A that may be far from normal, after a small perturbation: A + E = V L V^{-1} with a diagonal L, so that the linear
 * recurrence h_t = A h_{t-1} + b_t becomes one without coupling. The eigenvectors of A itself may be useless or missing; those of A + E
 * have a condition of about 1 / |E|, at the price of a backward error of |E|.
 *
 * <p>The residual is the larger of |A + E - V L V^{-1}| / |A|, with 1 in place of |A| where A is zero, and |V V^{-1} - I|, in Frobenius
 * norms.
 *
 * @param matrix A, square
 * @param relativeSize |E| / |A|; 0 for no perturbation, negative to leave the size to the solver
 */
public record PerturbedDiagonalisation(DMatrixRMaj matrix, double relativeSize) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "perturbed-diagonalisation";

    /** The size of the perturbation that leaves it to the solver. */
    public static final double CHOSEN = -1;

    /** Checks the parts. */
    public PerturbedDiagonalisation {
        if (matrix.numRows < 1 || matrix.numRows != matrix.numCols) {
            throw new DataException("matrix is " + matrix.numRows + " x " + matrix.numCols + "; expected a square one");
        }
        Fields.matrix("matrix", matrix);
        if (!(relativeSize < 1)) {
            throw new DataException("relativeSize is " + relativeSize + "; expected a number below 1, negative to leave it to the solver");
        }
        relativeSize = relativeSize < 0 ? CHOSEN : relativeSize;
    }

    /** A matrix whose perturbation the solver chooses. */
    public PerturbedDiagonalisation(DMatrixRMaj matrix) {
        this(matrix, CHOSEN);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of rows. */
    public int size() {
        return matrix.numRows;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "matrix", matrix);
        return (relativeSize < 0 ? record : record.number("relativeSize", relativeSize)).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static PerturbedDiagonalisation fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new PerturbedDiagonalisation(Fields.dense(record, "matrix"), Fields.number(record, "relativeSize", CHOSEN));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<PerturbedDiagonalisation, Diagonalisation> problemType() {
        return new StandardType<>(TYPE, "Diagonalisation after a perturbation", PerturbedDiagonalisation.class, Diagonalisation.class,
                PerturbedDiagonalisation::fromRecord, Diagonalisation::fromRecord).withValueRecord(Diagonalisation.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PerturbedDiagonalisation that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matrix.data);
    }
}
