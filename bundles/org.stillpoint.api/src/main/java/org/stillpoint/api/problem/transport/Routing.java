package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link RoutingProblem}. Each token goes to the experts of largest score + price, those of lower index first among equals.
 *
 * @param experts the experts of each token one after the other, best first
 * @param gates the weight of each of them, positive, with sum 1 for each token
 * @param prices the price of each expert: what is added to its scores to attract tokens, or taken to repel them
 */
public record Routing(int[] experts, double[] gates, double[] prices) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "routing-solution";

    /** Checks that the parts fit. */
    public Routing {
        Objects.requireNonNull(prices, "prices");
        if (experts.length != gates.length) {
            throw new DataException("a routing has " + experts.length + " experts and " + gates.length + " gates; expected as many");
        }
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("experts", new NamedArray(experts, experts.length)).doubles("gates", gates)
                .doubles("prices", prices).build();
    }

    /** Recreates a routing. */
    public static Routing fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Routing(Fields.integers(record, "experts"), record.numbers("gates"), record.numbers("prices"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Routing that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(experts);
    }
}
