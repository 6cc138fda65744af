package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * A discrete measure: weights, at points where its cost needs them. The arrays are shared, not copied.
 *
 * @param weights the weight of each point, finite, at least 0, with a positive sum
 * @param points the points, one in each row; without columns where the measure has none
 * @param names the names of the points, or none
 * @param pictureWidth where the points stand for all pixels of a picture, row after row from above, how many pixels a row has; 0 otherwise
 */
public record Measure(double[] weights, DMatrixRMaj points, List<String> names, int pictureWidth) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "measure";

    /** Checks the parts. */
    public Measure {
        Objects.requireNonNull(weights, "weights");
        names = List.copyOf(names);
        if (!names.isEmpty()) {
            Fields.length("names", names.size(), weights.length);
        }
        if (pictureWidth < 0 || pictureWidth > 0 && weights.length % pictureWidth != 0) {
            throw new DataException("pictureWidth is " + pictureWidth + "; expected a divisor of " + weights.length
                    + ", the number of points, or 0");
        }
        if (points.numRows != weights.length) {
            throw new DataException("a measure has " + weights.length + " weights and " + points.numRows + " points; expected as many");
        }
        Fields.matrix("points", points);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || weights[i] == Double.POSITIVE_INFINITY) {
                throw new DataException("weight " + i + " is " + weights[i] + "; expected a finite number of at least 0");
            }
            sum += weights[i];
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new DataException("the weights have the sum " + sum + "; expected a positive finite one");
        }
    }

    /** A measure whose points have names, or none. */
    public Measure(double[] weights, DMatrixRMaj points, List<String> names) {
        this(weights, points, names, 0);
    }

    /** A measure whose points have no names. */
    public Measure(double[] weights, DMatrixRMaj points) {
        this(weights, points, List.of());
    }

    /** A measure without points. */
    public static Measure of(double... weights) {
        return new Measure(weights, new DMatrixRMaj(weights.length, 0));
    }

    /** The measure that gives each point the same weight, with sum 1. */
    public static Measure uniform(DMatrixRMaj points) {
        double[] weights = new double[points.numRows];
        Arrays.fill(weights, 1.0 / points.numRows);
        return new Measure(weights, points);
    }

    /** The number of points. */
    public int size() {
        return weights.length;
    }

    /** The sum of the weights. */
    public double mass() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** The measure of mass 1 in proportion to this one. */
    public Measure normalised() {
        double mass = mass();
        double[] parts = new double[weights.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = weights[i] / mass;
        }
        return new Measure(parts, points, names, pictureWidth);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("weights", weights);
        if (points.numCols > 0) {
            Fields.matrix(record, "points", points);
        }
        if (pictureWidth > 0) {
            record.integer("pictureWidth", pictureWidth);
        }
        return (names.isEmpty() ? record : record.texts("names", names)).build();
    }

    /**
     * Recreates a measure. Without weights every point has the same one; where the field normalise is true they are divided by their sum.
     * The record's own type does not matter.
     */
    public static Measure fromRecord(DataRecord record) {
        Measure measure = read(record);
        return record.has("normalise") && record.truth("normalise") ? measure.normalised() : measure;
    }

    private static Measure read(DataRecord record) {
        List<String> names = record.has("names") ? record.texts("names") : List.of();
        if (!record.has("points")) {
            double[] weights = record.numbers("weights");
            return new Measure(weights, new DMatrixRMaj(weights.length, 0), names);
        }
        DMatrixRMaj points = Fields.dense(record, "points");
        return new Measure(record.has("weights") ? record.numbers("weights") : uniform(points).weights, points, names,
                record.has("pictureWidth") ? Fields.integer(record, "pictureWidth") : 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Measure that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
