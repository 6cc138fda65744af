package org.stillpoint.api.problem.transport;

import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link MultiMarginalProblem}: the potentials, which determine the plan. All are finite, those of points without weight too.
 *
 * @param potentials the potentials of the points of each measure
 */
public record MultiMarginalPlan(List<double[]> potentials) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "multi-marginal-transport-solution";

    /** Copies the list. */
    public MultiMarginalPlan {
        potentials = List.copyOf(potentials);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).integer("marginals", potentials.size());
        for (int k = 0; k < potentials.size(); k++) {
            record.doubles("f" + k, potentials.get(k));
        }
        return record.build();
    }

    /** Recreates a value. */
    public static MultiMarginalPlan fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double[][] potentials = new double[Math.toIntExact(record.integer("marginals"))][];
        for (int k = 0; k < potentials.length; k++) {
            potentials[k] = record.numbers("f" + k);
        }
        return new MultiMarginalPlan(List.of(potentials));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MultiMarginalPlan that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return potentials.size();
    }
}
