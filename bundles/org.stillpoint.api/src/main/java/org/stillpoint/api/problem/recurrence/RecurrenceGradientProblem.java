package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import java.util.Optional;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.StandardType;

/**
 * The derivatives of a loss of the trajectory of a recurrence by its parameters, its input, its initial states and its readout.
 *
 * <p>The residual is that of the trajectory (see {@link RecurrenceProblem}) or, if it is larger, that of the adjoint equations
 * lambda_t = g_t + J_{t+1}'lambda_{t+1}: with g_t the derivatives of the loss by the state h_t alone and J_t those of h_t by h_{t-1}, the
 * largest component of their difference, divided by the largest component of lambda in the same layer and direction.
 *
 * @param recurrence the recurrence, which keeps all steps
 * @param loss the loss of its output
 * @param forcing teacher forcing, for a single layer of one direction
 */
public record RecurrenceGradientProblem(RecurrenceProblem recurrence, SequenceLoss loss, Optional<TeacherForcing> forcing)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "recurrence-gradient";

    /** Checks that the parts fit. */
    public RecurrenceGradientProblem {
        Objects.requireNonNull(forcing, "forcing");
        if (recurrence.keepEvery() != 1) {
            throw new DataException("keepEvery of the recurrence is " + recurrence.keepEvery() + "; expected 1: gradients need all steps");
        }
        Sequences values = loss.values();
        if (values.batch() != recurrence.batch() || values.steps() != recurrence.steps()) {
            throw new DataException("the loss is of " + values + "; expected " + recurrence.batch() + " sequences of " + recurrence.steps()
                    + " steps, as the recurrence has");
        }
        int expected = outputs(recurrence);
        if (expected >= 0 && values.size() != expected) {
            throw new DataException("the loss is of " + values.size() + " components; expected " + expected + ", the components of the "
                    + (recurrence.readout().isPresent() ? "readout" : "last layer's output"));
        }
        if (forcing.isPresent()) {
            check(recurrence, forcing.get().states());
        }
    }

    /** The derivatives without teacher forcing. */
    public RecurrenceGradientProblem(RecurrenceProblem recurrence, SequenceLoss loss) {
        this(recurrence, loss, Optional.empty());
    }

    /** The components of the output, -1 where only a user's cell knows. */
    private static int outputs(RecurrenceProblem recurrence) {
        if (recurrence.readout().isPresent()) {
            return recurrence.readout().get().size();
        }
        RecurrentLayer last = recurrence.layers().get(recurrence.layers().size() - 1);
        int sum = 0;
        for (int direction = 0; direction < last.directions() && sum >= 0; direction++) {
            DataRecord parameters = last.parameters(direction);
            sum = last.standardCell().isEmpty() ? -1 : sum + last.standardCell().get().shape(parameters).hidden();
        }
        return sum;
    }

    private static void check(RecurrenceProblem recurrence, Sequences states) {
        RecurrentLayer layer = recurrence.layers().get(0);
        if (recurrence.layers().size() > 1 || layer.directions() > 1) {
            throw new DataException("teacher forcing of " + recurrence.layers().size() + " layers of up to " + layer.directions()
                    + " directions; expected a single layer of one direction");
        }
        int size = layer.standardCell().map(cell -> cell.shape(layer.forward()).state()).orElse(states.size());
        if (states.batch() != recurrence.batch() || states.steps() != recurrence.steps() || states.size() != size) {
            throw new DataException("the states of teacher forcing are " + states + "; expected " + recurrence.batch() + " x "
                    + recurrence.steps() + " x " + size);
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("recurrence", recurrence.toRecord());
        loss.write(record);
        forcing.ifPresent(teacher -> record.record("forcing", teacher.toRecord()));
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static RecurrenceGradientProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DataRecord given = record.record("recurrence");
        return new RecurrenceGradientProblem(
                RecurrenceProblem.fromRecord(DataRecord.of(RecurrenceProblem.TYPE, given.version()).fields(given).build()),
                SequenceLoss.read(record),
                record.has("forcing") ? Optional.of(TeacherForcing.fromRecord(record.record("forcing"))) : Optional.empty());
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<RecurrenceGradientProblem, RecurrenceGradient> problemType() {
        return new StandardType<>(TYPE, "Derivatives of a recurrence", RecurrenceGradientProblem.class, RecurrenceGradient.class,
                RecurrenceGradientProblem::fromRecord, RecurrenceGradient::fromRecord).withValueRecord(RecurrenceGradient.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecurrenceGradientProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return recurrence.hashCode();
    }
}
