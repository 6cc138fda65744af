package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link MongeGapProblem}.
 *
 * @param gap what the map costs less the best transport value
 * @param transport the best plan from the points to their images
 */
public record MongeGap(double gap, TransportPlan transport) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "monge-gap-solution";

    /** Checks that nothing is null. */
    public MongeGap {
        Objects.requireNonNull(transport, "transport");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).number("gap", gap).record("transport", transport.toRecord()).build();
    }

    /** Recreates a value. */
    public static MongeGap fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new MongeGap(Fields.number(record, "gap", Double.NaN), TransportPlan.fromRecord(record.record("transport")));
    }
}
