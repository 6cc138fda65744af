package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link SnapshotBridgeProblem}. The plan from snapshot k to the next is P_k(i, l) = mu_k(i) exp(f_k(i) + g_k(l)) q_k(y_l |
 * x_i) w_{k+1}(l). The arrays are shared, not copied.
 *
 * @param rates the rates theta of the reference
 * @param centres the points m that the reference is drawn to
 * @param sourcePotentials the potentials f_k of all snapshots but the last, one after the other
 * @param targetPotentials the potentials g_k of all snapshots but the first, one after the other
 */
public record ReferenceFit(double[] rates, double[] centres, double[] sourcePotentials, double[] targetPotentials) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "snapshot-bridge-solution";

    /** Checks that nothing is null. */
    public ReferenceFit {
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(centres, "centres");
        Objects.requireNonNull(sourcePotentials, "sourcePotentials");
        Objects.requireNonNull(targetPotentials, "targetPotentials");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("theta", rates).doubles("m", centres).doubles("f", sourcePotentials)
                .doubles("g", targetPotentials).build();
    }

    /** Recreates a value. */
    public static ReferenceFit fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new ReferenceFit(record.numbers("theta"), record.numbers("m"), record.numbers("f"), record.numbers("g"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReferenceFit that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rates) ^ Arrays.hashCode(centres);
    }
}
