package org.stillpoint.api.problem.transport;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A dictionary of product distributions for given joint distributions x_1, ..., x_N on a grid: factors U_1, ..., U_m, one for each axis,
 * with a distribution along it in each of R columns, and codes H, N x R, with a distribution in each row, for the least
 *
 * <pre>
 *   F = 1/N sum over n of W(x_n, y_n),   y_n = sum over r of H_nr U_1r (x) ... (x) U_mr,
 * </pre>
 *
 * W(x, y) the entropic transport cost, min &lt;C, P&gt; + epsilon (sum of P log P - P, plus 1) over plans P of marginals x and y, C
 * separable over the axes. With V the derivatives of F by the entries of a column or row p, its first-order gap is the most by which
 * another distribution in its place could lower F to first order, the sum of V_i p_i less the least V_i (Frank and Wolfe 1956). The
 * residual is the sum of all these gaps relative to the largest cost. It is 0 exactly at stationary points, of which there are several: F
 * is not convex.
 *
 * @param grid the grid and the cost
 * @param distributions the distributions x, one in each row, with a value for each point of the grid, each with the sum 1
 * @param atoms the number R of products, at least 1
 * @param epsilon the weight of the entropy, in units of the cost; positive
 */
public record WassersteinDictionaryProblem(GroundCost.Grid grid, DMatrixRMaj distributions, int atoms, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "wasserstein-dictionary";

    /** Checks the parts. */
    public WassersteinDictionaryProblem {
        Fields.matrix("distributions", distributions);
        if (distributions.numRows == 0 || distributions.numCols != grid.size()) {
            throw new DataException("distributions are " + distributions.numRows + " x " + distributions.numCols
                    + "; expected at least one, with " + grid.size() + " values, one for each point of the grid");
        }
        Fields.distributions("value of the distributions", distributions.data, distributions.numCols);
        if (atoms < 1) {
            throw new DataException("there are " + atoms + " atoms; expected at least 1");
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new DataException("epsilon is " + epsilon + "; expected a positive finite number");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("grid", grid.toRecord()).integer("atoms", atoms)
                .number("epsilon", epsilon);
        Fields.matrix(record, "distributions", distributions);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static WassersteinDictionaryProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        if (!(GroundCost.fromRecord(record.record("grid")) instanceof GroundCost.Grid grid)) {
            throw new DataException("field grid is no cost on a grid");
        }
        return new WassersteinDictionaryProblem(grid, Fields.dense(record, "distributions"), Fields.integer(record, "atoms"),
                record.number("epsilon"));
    }

    /** How a host recreates these problems and their solutions. */
    public static ProblemType<WassersteinDictionaryProblem, WassersteinDictionary> problemType() {
        return new StandardType<>(TYPE, "Wasserstein dictionary", WassersteinDictionaryProblem.class, WassersteinDictionary.class,
                WassersteinDictionaryProblem::fromRecord, WassersteinDictionary::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WassersteinDictionaryProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return distributions.numRows * 31 + atoms;
    }
}
