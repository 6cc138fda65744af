package org.stillpoint.itest.toy;

import java.util.Arrays;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * A problem type from outside: find x with p(x) = 0.
 *
 * @param coefficients of p, the constant first
 */
public record PolynomialRoot(double[] coefficients) implements Problem {

    static final String TYPE = "polynomial-root";

    /** A root. */
    public record Root(double x) implements Recordable {

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("root", 1).number("x", x).build();
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    double value(double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }

    double slope(double x) {
        double slope = 0;
        for (int i = coefficients.length - 1; i > 0; i--) {
            slope = slope * x + i * coefficients[i];
        }
        return slope;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("coefficients", coefficients).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolynomialRoot that && Arrays.equals(coefficients, that.coefficients);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coefficients);
    }
}
