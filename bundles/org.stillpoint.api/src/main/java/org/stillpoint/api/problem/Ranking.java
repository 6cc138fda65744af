package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves {@link PairwiseComparisons}.
 *
 * @param strengths the strength of each player, positive; without a prior their geometric mean is 1
 * @param tie the parameter of the ties, 0 where there is none
 */
public record Ranking(double[] strengths, double tie) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "pairwise-comparisons-solution";

    /** Checks that nothing is null. */
    public Ranking {
        Objects.requireNonNull(strengths, "strengths");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("strengths", strengths).number("tie", tie).build();
    }

    /** Recreates a value. */
    public static Ranking fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Ranking(record.numbers("strengths"), Fields.number(record, "tie", 0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranking that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(strengths);
    }
}
