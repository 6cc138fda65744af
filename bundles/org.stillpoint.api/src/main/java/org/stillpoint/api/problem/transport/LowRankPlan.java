package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link LowRankProblem}: the plan Q diag(1 / g) R', and the potentials that prove it stationary.
 *
 * @param q the mass that each source point, a row, gives to each component, a column
 * @param r the mass that each target point, a row, takes from each component, a column
 * @param g the mass of each component
 * @param mu the potential of each component on the source's side
 * @param nu the potential of each component on the target's side
 */
public record LowRankPlan(DMatrixRMaj q, DMatrixRMaj r, double[] g, double[] mu, double[] nu) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "low-rank-transport-solution";

    /** Checks that the parts fit. */
    public LowRankPlan {
        Objects.requireNonNull(g, "g");
        if (q.numCols != g.length || r.numCols != g.length || mu.length != g.length || nu.length != g.length) {
            throw new DataException("the parts are of ranks " + q.numCols + ", " + r.numCols + ", " + g.length + ", " + mu.length + " and "
                    + nu.length + "; expected one rank");
        }
    }

    /** The mass that goes from a source point to a target point. */
    public double mass(int source, int target) {
        double sum = 0;
        for (int k = 0; k < g.length; k++) {
            sum += g[k] > 0 ? q.get(source, k) * (r.get(target, k) / g[k]) : 0;
        }
        return sum;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "q", q);
        Fields.matrix(record, "r", r);
        return record.doubles("g", g).doubles("mu", mu).doubles("nu", nu).build();
    }

    /** Recreates a value. */
    public static LowRankPlan fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new LowRankPlan(Fields.dense(record, "q"), Fields.dense(record, "r"), record.numbers("g"), record.numbers("mu"),
                record.numbers("nu"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LowRankPlan that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(g);
    }
}
