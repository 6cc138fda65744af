package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link DiffusionSamplingProblem}: the points at the times of the problem.
 *
 * @param values component j of point i at time number k is value {@code (k * samples + i) * dimension + j}
 * @param times the number of times
 * @param samples the number of points
 * @param dimension the number of components of a point
 */
public record DiffusionSamples(double[] values, int times, int samples, int dimension) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "diffusion-sampling-solution";

    /** Checks that the numbers fit. */
    public DiffusionSamples {
        Objects.requireNonNull(values, "values");
        if (times < 1 || samples < 0 || dimension < 0 || (long) times * samples * dimension != values.length) {
            throw new DataException(times + " times of " + samples + " points of " + dimension + " components do not fit " + values.length
                    + " values");
        }
    }

    /** The points at the last time, one a row: the samples. */
    public DMatrixRMaj points() {
        return DMatrixRMaj.wrap(samples, dimension, Arrays.copyOfRange(values, (times - 1) * samples * dimension, values.length));
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).array("points", new NamedArray(points().data, samples, dimension));
        return times == 1 ? record.build() : record.array("path", new NamedArray(values, times, samples, dimension)).build();
    }

    /** Recreates samples. */
    public static DiffusionSamples fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        String field = record.has("path") ? "path" : "points";
        int[] shape = record.array(field).shape();
        int first = record.has("path") ? 1 : 0;
        if (shape.length != first + 2) {
            throw new DataException("field " + field + " of " + TYPE + " has " + shape.length + " dimensions; expected " + (first + 2));
        }
        return new DiffusionSamples(record.numbers(field), first == 0 ? 1 : shape[0], shape[first], shape[first + 1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiffusionSamples that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
