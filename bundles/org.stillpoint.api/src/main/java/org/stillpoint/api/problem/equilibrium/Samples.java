package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/**
 * A batch of vectors of one length: component k of sample i is value {@code i * size + k}.
 *
 * @param values the values, shared and not copied
 * @param count the number of samples
 * @param size the number of components of each
 */
public record Samples(double[] values, int count, int size) {

    /** Checks that the numbers fit the values. */
    public Samples {
        if (count < 0 || size < 0 || (long) count * size != values.length) {
            throw new DataException(count + " samples of " + size + " components do not fit " + values.length + " values");
        }
    }

    /** One sample. */
    public static Samples of(double... values) {
        return new Samples(values, 1, values.length);
    }

    /** Samples without components: the input of a layer that takes none. */
    public static Samples none(int count) {
        return new Samples(new double[0], count, 0);
    }

    /** Where the first component of a sample is among the values. */
    public int offset(int sample) {
        return sample * size;
    }

    /** The values with the shape count x size. */
    public NamedArray array() {
        return new NamedArray(values, count, size);
    }

    /** Reads an array of shape size (one sample) or count x size; further dimensions belong to the components. */
    public static Samples of(DataRecord record, String name) {
        int[] shape = record.array(name).shape();
        double[] values = record.numbers(name);
        if (shape.length < 2) {
            return of(values);
        }
        return new Samples(values, shape[0], shape[0] == 0 ? 0 : values.length / shape[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples that && count == that.count && size == that.size && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Samples[" + count + " x " + size + "]";
    }
}
