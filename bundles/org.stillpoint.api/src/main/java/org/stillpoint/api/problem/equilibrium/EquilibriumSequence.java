package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves an {@link EquilibriumSequenceProblem}: the states of all samples at all times, in the order of its inputs, with what each
 * took, and what cold starts took where they were made as well. In records the states are {@code z} (times x samples x components);
 * residuals and evaluations have a row for each time.
 *
 * @param times how many times there are
 * @param states the states, those of the first time first
 * @param coldEvaluations how often the layer was evaluated for each sample at each time from a cold start; empty where none were made
 * @param coldResiduals the residuals that cold starts left; empty where none were made
 */
public record EquilibriumSequence(int times, EquilibriumStates states, long[] coldEvaluations, double[] coldResiduals)
        implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "equilibrium-sequence-states";

    /** Checks that the numbers fit. */
    public EquilibriumSequence {
        int count = states.states().count();
        if (times < 1 || count % times != 0) {
            throw new DataException(count + " states of " + times + " times; expected as many of each, and at least one time");
        }
        if (coldEvaluations.length != coldResiduals.length || coldEvaluations.length != 0 && coldEvaluations.length != count) {
            throw new DataException(coldEvaluations.length + " numbers of evaluations of cold starts and " + coldResiduals.length
                    + " residuals; expected none or " + count + " of each");
        }
    }

    /** The number of samples at each time. */
    public int batch() {
        return states.states().count() / times;
    }

    /** What was found for the samples at one time. */
    public EquilibriumStates at(int time) {
        int from = time * batch();
        int to = from + batch();
        int size = states.states().size();
        return new EquilibriumStates(new Samples(Arrays.copyOfRange(states.states().values(), from * size, to * size), batch(), size),
                Arrays.copyOfRange(states.residuals(), from, to), Arrays.copyOfRange(states.evaluations(), from, to),
                states.statuses().subList(from, to));
    }

    @Override
    public DataRecord toRecord() {
        DataRecord solved = states.toRecord();
        DataRecord.Builder record = DataRecord.of(TYPE, 1)
                .array("z", new NamedArray(states.states().values(), times, batch(), states.states().size()))
                .array("residuals", new NamedArray(states.residuals(), times, batch()))
                .array("evaluations", new NamedArray(states.evaluations(), times, batch())).texts("statuses", solved.texts("statuses"));
        if (coldEvaluations.length > 0) {
            record.array("coldEvaluations", new NamedArray(coldEvaluations, times, batch()))
                    .array("coldResiduals", new NamedArray(coldResiduals, times, batch()));
        }
        return record.build();
    }

    /** Recreates the states; in an array of two dimensions each row is a time. */
    public static EquilibriumSequence fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        int[] shape = record.array("z").shape();
        int rows = shape.length == 3 ? Math.multiplyExact(shape[0], shape[1]) : shape[0];
        double[] values = record.numbers("z");
        DataRecord.Builder states = DataRecord.of(EquilibriumStates.TYPE, 1)
                .array("z", new NamedArray(values, rows, rows == 0 ? 0 : values.length / rows));
        for (String name : new String[] {"residuals", "evaluations"}) {
            if (record.has(name)) {
                states.array(name, new NamedArray(record.array(name).values(), record.array(name).length()));
            }
        }
        if (record.has("statuses")) {
            states.texts("statuses", record.texts("statuses"));
        }
        return new EquilibriumSequence(shape[0], EquilibriumStates.fromRecord(states.build()),
                record.has("coldEvaluations") ? Fields.longs(record, "coldEvaluations") : new long[0],
                record.has("coldResiduals") ? record.numbers("coldResiduals") : new double[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumSequence that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return states.hashCode();
    }
}
