package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A sequence of related {@link EquilibriumProblem}s: the same samples at successive times, with inputs and possibly parameters that change
 * from one time to the next. With B samples, row t B + i of the inputs, and of the states, is that of sample i at time t (both counted
 * from 0). The residual is the largest one of all samples at all times.
 *
 * @param equilibrium the problems of all times as one: its samples are those of the first time, then those of the second, and so on
 * @param times how many times there are, a divisor of the number of its samples
 * @param changes none, or for each time the parameters that differ from those of {@code equilibrium} then
 */
public record EquilibriumSequenceProblem(EquilibriumProblem equilibrium, int times, List<DataRecord> changes) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "equilibrium-sequence";

    /** Checks that the parts fit. */
    public EquilibriumSequenceProblem {
        Objects.requireNonNull(equilibrium, "equilibrium");
        changes = List.copyOf(changes);
        if (times < 1 || equilibrium.batch() % times != 0) {
            throw new DataException("a sequence of " + times + " times has " + equilibrium.batch() + " samples in all; expected a positive "
                    + "number of times, and as many samples at each");
        }
        if (!changes.isEmpty() && changes.size() != times) {
            throw new DataException("there are " + changes.size() + " changes of parameters; expected none, or one for each of " + times
                    + " times");
        }
        for (int time = 0; time < changes.size(); time++) {
            if (equilibrium.standardLayer().isPresent()) {
                check(equilibrium, changes.get(time), time);
            }
        }
    }

    /** A sequence in which the inputs change alone. */
    public static EquilibriumSequenceProblem of(EquilibriumProblem equilibrium, int times) {
        return new EquilibriumSequenceProblem(equilibrium, times, List.of());
    }

    private static void check(EquilibriumProblem equilibrium, DataRecord change, int time) {
        StandardLayer layer = equilibrium.standardLayer().orElseThrow();
        int inputs = equilibrium.inputs().size();
        int before = layer.shape(equilibrium.parameters(), inputs).state();
        int state;
        try {
            state = layer.shape(equilibrium.parameters().with(change), inputs).state();
        } catch (DataException wrong) {
            throw new DataException("layer " + layer.label() + " at time " + time + ": " + wrong.getMessage(), wrong);
        }
        if (state != before) {
            throw new DataException("the layer has " + state + " components at time " + time + "; expected " + before
                    + ", as at the others");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of samples at each time. */
    public int batch() {
        return equilibrium.batch() / times;
    }

    /** The problem of one time, but for its start: that of sample i is {@code equilibrium().start(time * batch() + i, size)}. */
    public EquilibriumProblem at(int time) {
        Objects.checkIndex(time, times);
        int size = equilibrium.inputs().size();
        int rows = batch();
        Samples inputs = new Samples(Arrays.copyOfRange(equilibrium.inputs().values(), time * rows * size, (time + 1) * rows * size), rows,
                size);
        return new EquilibriumProblem(equilibrium.layer(),
                changes.isEmpty() ? equilibrium.parameters() : equilibrium.parameters().with(changes.get(time)), inputs, new double[0],
                equilibrium.measure());
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record(EquilibriumProblem.TYPE, equilibrium.toRecord()).integer("times", times);
        if (!changes.isEmpty()) {
            record.records("changes", changes);
        }
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static EquilibriumSequenceProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DataRecord given = record.record(EquilibriumProblem.TYPE);
        return new EquilibriumSequenceProblem(
                EquilibriumProblem.fromRecord(DataRecord.of(EquilibriumProblem.TYPE, given.version()).fields(given).build()),
                Fields.integer(record, "times"), record.has("changes") ? record.records("changes") : List.of());
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<EquilibriumSequenceProblem, EquilibriumSequence> problemType() {
        return new StandardType<>(TYPE, "Sequence of equilibria", EquilibriumSequenceProblem.class, EquilibriumSequence.class,
                EquilibriumSequenceProblem::fromRecord, EquilibriumSequence::fromRecord).withValueRecord(EquilibriumSequence.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumSequenceProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return equilibrium.hashCode();
    }
}
