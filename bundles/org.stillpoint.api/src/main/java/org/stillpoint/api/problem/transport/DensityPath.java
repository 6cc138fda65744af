package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link GradientFlowProblem}. The arrays are shared, not copied.
 *
 * @param masses the masses of the cells, a row for the start and one for each step
 * @param energies the free energy of each row
 */
public record DensityPath(DMatrixRMaj masses, double[] energies) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "gradient-flow-solution";

    /** Checks that nothing is null. */
    public DensityPath {
        Objects.requireNonNull(masses, "masses");
        Objects.requireNonNull(energies, "energies");
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "masses", masses);
        return record.doubles("energies", energies).build();
    }

    /** Recreates a value. */
    public static DensityPath fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new DensityPath(Fields.dense(record, "masses"), record.numbers("energies"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DensityPath that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(energies);
    }
}
