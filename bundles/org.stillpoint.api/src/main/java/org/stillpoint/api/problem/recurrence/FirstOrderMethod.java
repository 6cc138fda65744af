package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/**
 * A method that minimises a function by steps made of its gradients.
 *
 * @param rule how a step is made of gradients
 * @param step the length s of the steps, positive
 * @param momentum the weight a of the past in the first moment, at least 0 and below 1
 * @param secondMoment the weight b of the past in the second moment, at least 0 and below 1
 * @param epsilon what is added to the square root of the second moment, at least 0
 */
public record FirstOrderMethod(Rule rule, double step, double momentum, double secondMoment, double epsilon) {

    private static final double MOMENTUM = 0.9;
    private static final double SECOND_MOMENT = 0.999;
    private static final double EPSILON = 1e-8;

    /** How steps are made of gradients g_t, t = 1, 2, ... */
    public enum Rule {
        /** x_t = x_{t-1} - s g_t. */
        GRADIENT_DESCENT,
        /** v_t = a v_{t-1} + g_t, x_t = x_{t-1} - s v_t, v_0 = 0. Source: Polyak 1964. */
        MOMENTUM,
        /**
         * m_t = a m_{t-1} + (1 - a) g_t, v_t = b v_{t-1} + (1 - b) g_t^2, x_t = x_{t-1} - s (m_t / (1 - a^t)) / (sqrt(v_t / (1 - b^t)) +
         * e), m_0 = v_0 = 0. Source: Kingma and Ba 2014 (arXiv:1412.6980).
         */
        ADAM
    }

    /** Checks the numbers. */
    public FirstOrderMethod {
        Objects.requireNonNull(rule, "rule");
        if (!(step > 0) || Double.isInfinite(step)) {
            throw new DataException("step is " + step + "; expected a positive number");
        }
        weight("momentum", momentum);
        weight("secondMoment", secondMoment);
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new DataException("epsilon is " + epsilon + "; expected a number of at least 0");
        }
    }

    /** A method with the usual weights: 0.9 and 0.999, and 1e-8 added. */
    public FirstOrderMethod(Rule rule, double step) {
        this(rule, step, MOMENTUM, SECOND_MOMENT, EPSILON);
    }

    private static void weight(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new DataException(name + " is " + value + "; expected at least 0 and less than 1");
        }
    }

    /** Writes the numbers. */
    void write(DataRecord.Builder record) {
        record.text("method", rule.name()).number("step", step).number("momentum", momentum).number("secondMoment", secondMoment)
                .number("epsilon", epsilon);
    }

    /** Reads the rule from the field {@code method}, and the numbers. */
    static FirstOrderMethod read(DataRecord record) {
        return read(record, record.constant("method", Rule.class));
    }

    /** Reads the numbers: {@code step}; the usual ones for those that are missing. */
    public static FirstOrderMethod read(DataRecord record, Rule rule) {
        return new FirstOrderMethod(rule, record.number("step"), Fields.number(record, "momentum", MOMENTUM),
                Fields.number(record, "secondMoment", SECOND_MOMENT), Fields.number(record, "epsilon", EPSILON));
    }
}
