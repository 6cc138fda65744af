package org.stillpoint.api.problem;

import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The routine of Kaprekar on integers of a fixed number of digits: subtract the number whose digits ascend from the one whose digits
 * descend, leading zeros kept, and go on with the difference. Find the fixed point or the cycle that a start leads to. All is exact.
 *
 * @param base the base, from 2
 * @param digits the number of digits, from 1; base^digits has to be below 2^63
 * @param start the number to start from, from 0 below base^digits
 */
public record DigitRoutine(int base, int digits, long start) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "digit-routine";

    /** Checks the parts. */
    public DigitRoutine {
        long numbers = base < 2 || digits < 1 ? -1 : power(base, digits);
        if (numbers < 0) {
            throw new DataException("base " + base + " and " + digits
                    + " digits; expected a base from 2 and at least a digit, with base^digits below 2^63");
        }
        if (start < 0 || start >= numbers) {
            throw new DataException("start is " + start + "; expected at least 0 and below " + numbers);
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The power, or -1 if it is not below 2^63. */
    private static long power(int base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            if (power > Long.MAX_VALUE / base) {
                return -1;
            }
            power *= base;
        }
        return power;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).integer("base", base).integer("digits", digits).integer("start", start).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static DigitRoutine fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new DigitRoutine(Fields.integer(record, "base"), Fields.integer(record, "digits"), record.integer("start"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<DigitRoutine, DigitOrbit> problemType() {
        return new StandardType<>(TYPE, "Digit routine of Kaprekar", DigitRoutine.class, DigitOrbit.class,
                DigitRoutine::fromRecord, DigitOrbit::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigitRoutine that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
