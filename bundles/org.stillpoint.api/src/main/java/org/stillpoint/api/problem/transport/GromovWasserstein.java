package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link GromovWassersteinProblem}: a stationary plan.
 *
 * @param value the distortion of the plan, with the linear part, without entropy
 * @param transport the plan, and the potentials by which it is optimal for the gradient at the plan itself
 */
public record GromovWasserstein(double value, TransportPlan transport) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "gromov-wasserstein-solution";

    /** Checks that the plan is there. */
    public GromovWasserstein {
        Objects.requireNonNull(transport, "transport");
        if (!transport.explicit()) {
            throw new DataException("there is no plan; expected one, for its potentials do not determine it");
        }
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).number("value", value).record("transport", transport.toRecord()).build();
    }

    /** Recreates a value. */
    public static GromovWasserstein fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new GromovWasserstein(Fields.number(record, "value", Double.NaN), TransportPlan.fromRecord(record.record("transport")));
    }
}
