package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/**
 * A number that says how good the output y of a recurrence is: of its readout, or of its last layer where it has none. Either the sum of
 * W_t'y_t, whose derivatives by the output are the given cotangents W; or the mean of the squares of y_t - d_t, targets d given, over all
 * sequences, components and steps from one on.
 *
 * @param kind what the values are
 * @param values the cotangents or targets, as many as there are values of the output
 * @param firstStep the first step, counted from 0, that counts: those before it add nothing to the sum or mean
 */
public record SequenceLoss(Kind kind, Sequences values, int firstStep) {

    /** What the values of a loss are. */
    public enum Kind {
        /** Derivatives of the loss by the output. */
        COTANGENT,
        /** What the output should be. */
        TARGET
    }

    /** Checks the parts. */
    public SequenceLoss {
        Objects.requireNonNull(kind, "kind");
        if (firstStep < 0 || firstStep >= values.steps()) {
            throw new DataException("firstStep is " + firstStep + "; expected a step from 0 below " + values.steps());
        }
        for (int i = 0; i < values.values().length; i++) {
            if (!Double.isFinite(values.values()[i])) {
                throw new DataException(name(kind) + " has " + values.values()[i] + " as value " + i + "; expected finite numbers");
            }
        }
    }

    /** The sum of products with cotangents. */
    public static SequenceLoss ofCotangent(Sequences cotangent) {
        return new SequenceLoss(Kind.COTANGENT, cotangent, 0);
    }

    /** The mean square of the distances from targets. */
    public static SequenceLoss ofTarget(Sequences target) {
        return new SequenceLoss(Kind.TARGET, target, 0);
    }

    /** The number of values of the output that count. */
    public long counted() {
        return (long) values.batch() * (values.steps() - firstStep) * values.size();
    }

    void write(DataRecord.Builder record) {
        record.array(name(kind), values.array());
        if (firstStep > 0) {
            record.integer("firstStep", firstStep);
        }
    }

    static SequenceLoss read(DataRecord record) {
        if (record.has("cotangent") == record.has("target")) {
            throw new DataException(record.type() + " has " + (record.has("target") ? "a cotangent and a target"
                    : "neither a cotangent nor a target") + "; expected one of them");
        }
        Kind kind = record.has("cotangent") ? Kind.COTANGENT : Kind.TARGET;
        return new SequenceLoss(kind, Sequences.of(record, name(kind)),
                record.has("firstStep") ? Fields.integer(record, "firstStep") : 0);
    }

    private static String name(Kind kind) {
        return kind == Kind.COTANGENT ? "cotangent" : "target";
    }
}
