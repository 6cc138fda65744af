package org.stillpoint.api.problem;

import java.util.List;
import org.ejml.data.DMatrix;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A zero-sum game of two players: the one chooses a row, the other a column, and the matrix entry is what the second pays the first.
 * With mixed strategies p of the rows and q of the columns, max over p of min over q of p'Aq. The residual is the duality gap
 * max (A q) - min (A'p), at least 0.
 *
 * @param payoff the matrix A, of type {@code DMatrixRMaj} or {@code DMatrixSparseCSC}, with finite entries; shared, not copied
 * @param rowNames the names of the rows, or none
 * @param columnNames the names of the columns, or none
 */
public record MatrixGame(DMatrix payoff, List<String> rowNames, List<String> columnNames) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "matrix-game";

    /** Checks the parts. */
    public MatrixGame {
        rowNames = List.copyOf(rowNames);
        columnNames = List.copyOf(columnNames);
        Fields.matrix("payoff", payoff);
        if (payoff.getNumRows() == 0 || payoff.getNumCols() == 0) {
            throw new DataException("payoff is " + payoff.getNumRows() + " x " + payoff.getNumCols()
                    + "; expected at least a row and a column");
        }
        if (!rowNames.isEmpty()) {
            Fields.length("rowNames", rowNames.size(), payoff.getNumRows());
        }
        if (!columnNames.isEmpty()) {
            Fields.length("columnNames", columnNames.size(), payoff.getNumCols());
        }
    }

    /** A game without names. */
    public MatrixGame(DMatrix payoff) {
        this(payoff, List.of(), List.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of rows. */
    public int rows() {
        return payoff.getNumRows();
    }

    /** The number of columns. */
    public int columns() {
        return payoff.getNumCols();
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).texts("rowNames", rowNames).texts("columnNames", columnNames);
        Fields.matrix(record, "payoff", payoff);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static MatrixGame fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new MatrixGame(Fields.matrix(record, "payoff"), record.has("rowNames") ? record.texts("rowNames") : List.of(),
                record.has("columnNames") ? record.texts("columnNames") : List.of());
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<MatrixGame, GameStrategies> problemType() {
        return new StandardType<>(TYPE, "Matrix game", MatrixGame.class, GameStrategies.class,
                MatrixGame::fromRecord, GameStrategies::fromRecord).withMainField("payoff", "rowNames", "columnNames");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MatrixGame that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
