package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link DiscreteBridgeProblem}. The arrays are shared, not copied.
 *
 * @param transitions the transition probabilities P_t(x, y) of the bridge, times by states by states, row-major; rows of states that the
 *        bridge does not visit count for nothing
 * @param potential the end potential g; negative infinity at states where the end distribution is 0
 * @param marginals the distributions of the states at the times 0 to N, times by states, row-major
 */
public record BridgeChain(double[] transitions, double[] potential, double[] marginals) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "discrete-bridge-solution";

    /** Checks that nothing is null. */
    public BridgeChain {
        Objects.requireNonNull(transitions, "transitions");
        Objects.requireNonNull(potential, "potential");
        Objects.requireNonNull(marginals, "marginals");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("transitions", transitions).doubles("potential", potential)
                .doubles("marginals", marginals).build();
    }

    /** Recreates a value. */
    public static BridgeChain fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new BridgeChain(record.numbers("transitions"), record.numbers("potential"), record.numbers("marginals"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BridgeChain that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(potential);
    }
}
