package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import java.util.OptionalDouble;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/**
 * Generalised teacher forcing: each step but the first starts from (1 - alpha) h + alpha d, between the state h of the recurrence and the
 * state d that the data show for the same time. The Jacobian matrices, and so the gradients, shrink by 1 - alpha at each step: they stay
 * bounded however long the sequence where 1 - alpha is at most 1 / s, s the largest singular value of a Jacobian matrix. Source: Hess,
 * Monfared, Brenner and Durstewitz, Generalized teacher forcing for learning chaotic dynamics, 2023 (arXiv:2306.04406).
 *
 * @param weight alpha, from 0 (free) to 1; 1 - 1 / s if left out, at least 0, s taken over the Jacobian matrices at the data
 * @param states the states d after each step: batch x steps x components of the state; those after the last step are not used
 */
public record TeacherForcing(OptionalDouble weight, Sequences states) {

    private static final String TYPE = "teacher-forcing";

    /** Checks the parts. */
    public TeacherForcing {
        Objects.requireNonNull(weight, "weight");
        if (weight.isPresent() && !(weight.getAsDouble() >= 0 && weight.getAsDouble() <= 1)) {
            throw new DataException("the weight of teacher forcing is " + weight.getAsDouble() + "; expected a number from 0 to 1");
        }
        Fields.finite("state of teacher forcing", states.values());
    }

    /** Forcing of a given weight. */
    public TeacherForcing(double weight, Sequences states) {
        this(OptionalDouble.of(weight), states);
    }

    DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        weight.ifPresent(alpha -> record.number("weight", alpha));
        return record.array("states", states.array()).build();
    }

    static TeacherForcing fromRecord(DataRecord record) {
        return new TeacherForcing(record.has("weight") ? OptionalDouble.of(record.number("weight")) : OptionalDouble.empty(),
                Sequences.of(record, "states"));
    }
}
