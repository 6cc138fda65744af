package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * A normal distribution times a mass. The arrays are shared, not copied.
 *
 * @param mean the mean, finite
 * @param covariance the covariance, symmetric with a positive diagonal
 * @param mass the mass, positive and finite
 */
public record Gaussian(double[] mean, DMatrixRMaj covariance, double mass) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "gaussian";

    /** Checks the parts. */
    public Gaussian {
        Objects.requireNonNull(mean, "mean");
        Fields.finite("mean", mean);
        Fields.matrix("covariance", covariance);
        int dimension = mean.length;
        if (dimension == 0 || covariance.numRows != dimension || covariance.numCols != dimension) {
            throw new DataException("a mean of " + dimension + " coordinates and a covariance of " + covariance.numRows + " x "
                    + covariance.numCols + "; expected at least one coordinate, and a square matrix of that order");
        }
        for (int i = 0; i < dimension; i++) {
            if (!(covariance.get(i, i) > 0)) {
                throw new DataException("variance " + i + " is " + covariance.get(i, i) + "; expected a positive number");
            }
        }
        Fields.symmetric("covariance", covariance);
        if (!(mass > 0) || Double.isInfinite(mass)) {
            throw new DataException("mass is " + mass + "; expected a positive finite number");
        }
    }

    /** A normal distribution. */
    public Gaussian(double[] mean, DMatrixRMaj covariance) {
        this(mean, covariance, 1);
    }

    /** The number of coordinates. */
    public int dimension() {
        return mean.length;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("mean", mean);
        Fields.matrix(record, "covariance", covariance);
        return record.number("mass", mass).build();
    }

    /** Recreates a distribution; without a mass it is 1. The record's own type does not matter. */
    public static Gaussian fromRecord(DataRecord record) {
        return new Gaussian(record.numbers("mean"), Fields.dense(record, "covariance"), Fields.number(record, "mass", 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gaussian that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(mean);
    }
}
