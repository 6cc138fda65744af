package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves an {@link EquilibriumProblem}: the best state of each sample that was met, how each one ended, and what it took. In records
 * the states are {@code z} (samples x components).
 *
 * @param states the states, one row for each sample
 * @param residuals the residual of each sample's state, as the problem measures it; NaN where none was computed
 * @param evaluations how often the layer was evaluated for each sample
 * @param statuses how each sample ended
 */
public record EquilibriumStates(Samples states, double[] residuals, long[] evaluations, List<Status> statuses) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "equilibrium-states";

    /** Checks that there is one of each for every sample. */
    public EquilibriumStates {
        statuses = List.copyOf(statuses);
        if (residuals.length != states.count() || evaluations.length != states.count() || statuses.size() != states.count()) {
            throw new DataException(states.count() + " states, " + residuals.length + " residuals, " + evaluations.length
                    + " numbers of evaluations and " + statuses.size() + " statuses; expected as many of each");
        }
    }

    /** The components of the state of a sample. */
    public double[] state(int sample) {
        double[] state = new double[states.size()];
        System.arraycopy(states.values(), states.offset(sample), state, 0, state.length);
        return state;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("z", states.array()).doubles("residuals", residuals).longs("evaluations", evaluations)
                .texts("statuses", statuses.stream().map(Status::name).toList()).build();
    }

    /** Recreates the states; a file of states alone has neither residuals nor what it took, and its samples have the limit's status. */
    public static EquilibriumStates fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        Samples states = Samples.of(record, "z");
        double[] residuals = new double[states.count()];
        Arrays.fill(residuals, Double.NaN);
        return new EquilibriumStates(states, record.has("residuals") ? record.numbers("residuals") : residuals,
                record.has("evaluations") ? Fields.longs(record, "evaluations") : new long[states.count()],
                record.has("statuses") ? record.texts("statuses").stream().map(EquilibriumStates::status).toList()
                        : Collections.nCopies(states.count(), Status.ITERATION_LIMIT));
    }

    private static Status status(String name) {
        try {
            return Status.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new DataException("the status of a sample is '" + name + "'; expected one of " + List.of(Status.values()), unknown);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumStates that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return states.hashCode();
    }
}
