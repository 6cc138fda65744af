package org.stillpoint.api.data;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * A primitive array with a shape, row-major.
 *
 * @param values a {@code double[]}, {@code float[]}, {@code long[]}, {@code int[]} or {@code byte[]}
 * @param shape the extent of each dimension; their product is the array's length
 */
public record NamedArray(Object values, int... shape) {

    /** Checks that the shape fits the array. */
    public NamedArray {
        if (!values.getClass().isArray() || !values.getClass().getComponentType().isPrimitive()) {
            throw new IllegalArgumentException("not a primitive array: " + values.getClass().getSimpleName());
        }
        long product = 1;
        for (int extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException("negative extent in shape " + Arrays.toString(shape));
            }
            product *= extent;
        }
        if (product != Array.getLength(values)) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not fit " + Array.getLength(values) + " values");
        }
    }

    /** The number of values. */
    public int length() {
        return Array.getLength(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedArray that && Arrays.equals(shape, that.shape)
                && Arrays.deepEquals(new Object[] {values}, new Object[] {that.values});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {values});
    }

    @Override
    public String toString() {
        return values.getClass().getComponentType() + Arrays.toString(shape);
    }
}
