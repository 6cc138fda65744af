package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/**
 * How data x_0 become noise in a diffusion that keeps the variance: at time t in [0, 1], x_t = alpha(t) x_0 + sigma(t) n with standard
 * normal n and alpha^2 + sigma^2 = 1.
 *
 * @param kind the form of alpha
 * @param first for {@link Kind#LINEAR} the rate b_0 at time 0, at least 0; for {@link Kind#COSINE} the offset s, positive
 * @param last for {@link Kind#LINEAR} the rate b_1 at time 1, at least b_0 and positive; not used for {@link Kind#COSINE}
 */
public record NoiseSchedule(Kind kind, double first, double last) {

    private static final double FIRST_RATE = 0.1;
    private static final double LAST_RATE = 20;
    private static final double OFFSET = 0.008;

    /** The forms of alpha. */
    public enum Kind {
        /** log alpha = -(b_1 - b_0) t^2 / 4 - b_0 t / 2. Source: Song et al. 2020 (arXiv:2011.13456). */
        LINEAR,
        /** alpha = cos(pi/2 (t + s) / (1 + s)) / cos(pi/2 s / (1 + s)). Source: Nichol and Dhariwal 2021 (arXiv:2102.09672). */
        COSINE
    }

    /** Checks the numbers. */
    public NoiseSchedule {
        Objects.requireNonNull(kind, "kind");
        boolean good = kind == Kind.LINEAR ? first >= 0 && last >= first && last > 0 && last < Double.POSITIVE_INFINITY
                : first > 0 && first <= 1;
        if (!good) {
            throw new DataException(kind == Kind.LINEAR ? "firstRate is " + first + " and lastRate " + last
                    + "; expected 0 <= firstRate <= lastRate, the latter positive" : "offset is " + first
                    + "; expected a positive number of at most 1");
        }
    }

    /** The schedule with rates from 0.1 to 20. */
    public static NoiseSchedule linear() {
        return new NoiseSchedule(Kind.LINEAR, FIRST_RATE, LAST_RATE);
    }

    /** The cosine schedule with the offset 0.008. */
    public static NoiseSchedule cosine() {
        return new NoiseSchedule(Kind.COSINE, OFFSET, 0);
    }

    /** The logarithm of alpha at a time. */
    public double logAlpha(double time) {
        if (kind == Kind.LINEAR) {
            return -(last - first) * time * time / 4 - first * time / 2;
        }
        double scale = Math.PI / 2 / (1 + first);
        return Math.log(Math.cos(scale * (time + first)) / Math.cos(scale * first));
    }

    /** Half the logarithm of the signal-to-noise ratio, log(alpha / sigma), at a time. */
    public double logRatio(double time) {
        double logAlpha = logAlpha(time);
        return logAlpha - Math.log(-Math.expm1(2 * logAlpha)) / 2;
    }

    /** Writes the parts. */
    void write(DataRecord.Builder record) {
        record.text("schedule", kind.name());
        if (kind == Kind.LINEAR) {
            record.number("firstRate", first).number("lastRate", last);
        } else {
            record.number("offset", first);
        }
    }

    /**
     * Reads {@code schedule} with {@code firstRate} and {@code lastRate}, or {@code offset}; the usual ones where they are missing.
     *
     * @throws DataException naming the field that is wrong
     */
    public static NoiseSchedule read(DataRecord record) {
        Kind kind = record.has("schedule") ? record.constant("schedule", Kind.class) : Kind.LINEAR;
        return kind == Kind.LINEAR
                ? new NoiseSchedule(kind, Fields.number(record, "firstRate", FIRST_RATE), Fields.number(record, "lastRate", LAST_RATE))
                : new NoiseSchedule(kind, Fields.number(record, "offset", OFFSET), 0);
    }
}
