package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link TransportProblem}, in units of the cost after scaling: the potentials always, and the plan where it is small
 * enough or sparse. Where the regulariser is one of the entropies the potentials determine the plan.
 *
 * @param f the potential of each source point; negative infinity where the point has no mass
 * @param g the potential of each target point; negative infinity where the point has no mass
 * @param massPotential the potential lambda of the mass in partial transport; 0 otherwise
 * @param plan the mass that goes from each source point, a row, to each target point, a column, of type {@code DMatrixRMaj} or
 *     {@code DMatrixSparseCSC}; a sparse one without rows where it is given by the potentials alone
 */
public record TransportPlan(double[] f, double[] g, double massPotential, DMatrix plan) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "transport-solution";

    /** Checks that the parts fit. */
    public TransportPlan {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(g, "g");
        if (plan.getNumRows() != 0 && (plan.getNumRows() != f.length || plan.getNumCols() != g.length)) {
            throw new DataException("the plan is " + plan.getNumRows() + " x " + plan.getNumCols() + "; expected " + f.length + " x "
                    + g.length + ", or none");
        }
    }

    /** A plan of all mass. */
    public TransportPlan(double[] f, double[] g, DMatrix plan) {
        this(f, g, 0, plan);
    }

    /** A plan of all mass that is given by its potentials. */
    public TransportPlan(double[] f, double[] g) {
        this(f, g, new DMatrixSparseCSC(0, 0, 0));
    }

    /** Whether the plan itself is there. */
    public boolean explicit() {
        return plan.getNumRows() > 0;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("f", f).doubles("g", g);
        if (massPotential != 0) {
            record.number("massPotential", massPotential);
        }
        if (!explicit()) {
            return record.build();
        }
        if (plan instanceof DMatrixRMaj) {
            Fields.matrix(record, "plan", plan);
            return record.build();
        }
        DMatrixSparseCSC sparse = (DMatrixSparseCSC) plan;
        int[] columns = new int[sparse.nz_length];
        for (int column = 0; column < sparse.numCols; column++) {
            Arrays.fill(columns, sparse.col_idx[column], sparse.col_idx[column + 1], column);
        }
        return record.ints("plan_rows", Arrays.copyOf(sparse.nz_rows, sparse.nz_length)).ints("plan_cols", columns)
                .doubles("plan_values", Arrays.copyOf(sparse.nz_values, sparse.nz_length)).build();
    }

    /** Recreates a plan. */
    public static TransportPlan fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double[] f = record.numbers("f");
        double[] g = record.numbers("g");
        DMatrix plan = new DMatrixSparseCSC(0, 0, 0);
        if (record.has("plan")) {
            plan = Fields.matrix(record, "plan");
        } else if (record.has("plan_rows")) {
            plan = Fields.ofEntries("plan", f.length, g.length, record.numbers("plan_rows"), record.numbers("plan_cols"),
                    record.numbers("plan_values"));
        }
        return new TransportPlan(f, g, Fields.number(record, "massPotential", 0), plan);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportPlan that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(f);
    }
}
