package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * A potential f(x) = constant + linear'(x - m) + (x - m)'quadratic (x - m), with m the mean of the measure on whose side it is.
 *
 * @param constant the value at the mean
 * @param linear the gradient at the mean
 * @param quadratic half the second derivative, symmetric
 */
public record QuadraticPotential(double constant, double[] linear, DMatrixRMaj quadratic) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "quadratic-potential";

    /** Checks that the parts fit. */
    public QuadraticPotential {
        Objects.requireNonNull(linear, "linear");
        if (quadratic.numRows != linear.length || quadratic.numCols != linear.length) {
            throw new DataException("a potential has a gradient of " + linear.length + " coordinates and a quadratic part of "
                    + quadratic.numRows + " x " + quadratic.numCols);
        }
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).number("constant", constant).doubles("linear", linear);
        Fields.matrix(record, "quadratic", quadratic);
        return record.build();
    }

    /** Recreates a potential; the record's own type does not matter. */
    public static QuadraticPotential fromRecord(DataRecord record) {
        return new QuadraticPotential(record.number("constant"), record.numbers("linear"), Fields.dense(record, "quadratic"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuadraticPotential that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(linear);
    }
}
