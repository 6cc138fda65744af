package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The projections of many small square matrices onto the Birkhoff polytope, the matrices P &gt;= 0 whose rows and columns have the sum 1.
 * With X an input, n x n, each projection minimises
 *
 * <pre>
 *   sum of P_ij (log P_ij - X_ij) - P_ij   (KULLBACK_LEIBLER, from exp(X)),     P_ij = exp(X_ij + f_i + g_j),
 *   1/2 sum of (P_ij - X_ij)^2             (EUCLIDEAN, from X),                 P_ij = max(X_ij + f_i + g_j, 0),
 * </pre>
 *
 * where the form on the right, with potentials f and g, together with the sums is sufficient. The residual is the largest marginal error of
 * a matrix: the sum of |row sum - 1| over its rows plus that of |column sum - 1| over its columns.
 *
 * @param size the number n of rows and columns of each matrix
 * @param inputs the matrices X one after the other, row-major, finite; shared, not copied
 * @param divergence what measures the distance
 */
public record DoublyStochasticProblem(int size, double[] inputs, Divergence divergence) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "doubly-stochastic";

    /** What measures the distance to a projection. */
    public enum Divergence {
        /** The Kullback-Leibler divergence from exp(X): X are logits. */
        KULLBACK_LEIBLER,
        /** The Euclidean distance from X. */
        EUCLIDEAN
    }

    /** Checks the parts. */
    public DoublyStochasticProblem {
        Objects.requireNonNull(divergence, "divergence");
        if (size < 1 || inputs.length == 0 || inputs.length % ((long) size * size) != 0) {
            throw new DataException("inputs are " + inputs.length + " numbers; expected a positive multiple of " + size + " x " + size);
        }
        Fields.finite("input", inputs);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of matrices. */
    public int count() {
        return inputs.length / (size * size);
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("inputs", new NamedArray(inputs, count(), size, size)).text("divergence", divergence.name())
                .build();
    }

    /**
     * Recreates a problem, from its record or from a document; one matrix may have two dimensions.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static DoublyStochasticProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        int[] shape = record.array("inputs").shape();
        if (shape.length < 2 || shape.length > 3 || shape[shape.length - 1] != shape[shape.length - 2]) {
            throw new DataException("field inputs of " + TYPE + " has the shape " + Arrays.toString(shape)
                    + "; expected square matrices, or one");
        }
        return new DoublyStochasticProblem(shape[shape.length - 1], record.numbers("inputs"), record.has("divergence")
                ? record.constant("divergence", Divergence.class) : Divergence.KULLBACK_LEIBLER);
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<DoublyStochasticProblem, MatrixBatch> problemType() {
        return new StandardType<>(TYPE, "Projection onto doubly stochastic matrices", DoublyStochasticProblem.class, MatrixBatch.class,
                DoublyStochasticProblem::fromRecord, MatrixBatch::fromRecord).withValueRecord(MatrixBatch.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoublyStochasticProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(inputs);
    }
}
