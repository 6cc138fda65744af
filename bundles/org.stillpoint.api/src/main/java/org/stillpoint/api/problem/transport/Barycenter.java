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
 * What solves a {@link BarycenterProblem}: the barycentre and the potentials that prove it.
 *
 * @param weights the barycentre q
 * @param f the potentials on the side of the barycentre, a row for each histogram
 * @param g the potentials on the side of the histograms, a row for each; negative infinity where a histogram has no mass
 * @param h the potential of transport from the debiased barycentre to itself; zeros for the plain one
 * @param plans where there is no entropy the plans from the barycentre to each histogram, one below the other; otherwise without rows, for
 *     the potentials determine them
 */
public record Barycenter(double[] weights, DMatrixRMaj f, DMatrixRMaj g, double[] h, DMatrix plans) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "barycenter-solution";

    /** Checks that the parts fit. */
    public Barycenter {
        Objects.requireNonNull(h, "h");
        if (f.numCols != weights.length || g.numCols != weights.length || f.numRows != g.numRows) {
            throw new DataException("the potentials are " + f.numRows + " x " + f.numCols + " and " + g.numRows + " x " + g.numCols
                    + "; expected a row for each histogram, and " + weights.length + " columns");
        }
        if (plans.getNumRows() > 0 && (plans.getNumRows() != f.numRows * weights.length || plans.getNumCols() != weights.length)) {
            throw new DataException("the plans are " + plans.getNumRows() + " x " + plans.getNumCols() + "; expected " + f.numRows
                    + " of " + weights.length + " x " + weights.length + ", or none");
        }
    }

    /** A barycentre whose potentials determine the plans. */
    public Barycenter(double[] weights, DMatrixRMaj f, DMatrixRMaj g, double[] h) {
        this(weights, f, g, h, new DMatrixSparseCSC(0, 0, 0));
    }

    /** Whether the plans are there. */
    public boolean explicit() {
        return plans.getNumRows() > 0;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("weights", weights).doubles("h", h);
        Fields.matrix(record, "f", f);
        Fields.matrix(record, "g", g);
        if (explicit()) {
            Fields.matrix(record, "plans", plans);
        }
        return record.build();
    }

    /** Recreates a value. */
    public static Barycenter fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Barycenter(record.numbers("weights"), Fields.dense(record, "f"), Fields.dense(record, "g"), record.numbers("h"),
                record.has("plans") ? Fields.matrix(record, "plans") : new DMatrixSparseCSC(0, 0, 0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Barycenter that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
