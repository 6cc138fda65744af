package org.stillpoint.io.internal.json;

import java.util.Arrays;
import org.stillpoint.api.data.NamedArray;

/** The types of the values of arrays, by the names that NumPy gives them. */
final class TypedValues {

    private TypedValues() {
    }

    /** The name of the type of an array's values. */
    static String dtype(NamedArray array) {
        Object values = array.values();
        return values instanceof double[] ? "float64" : values instanceof float[] ? "float32" : values instanceof long[] ? "int64"
                : values instanceof int[] ? "int32" : "int8";
    }

    /** Doubles as values of a type, or null for a type that is none of real numbers. */
    static Object reals(String dtype, double[] values) {
        if (dtype.equals("float64")) {
            return values;
        }
        if (!dtype.equals("float32")) {
            return null;
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Integers as values of a type, or null for a type that is none of integers or a value beyond its range. */
    static Object integers(String dtype, long[] values) {
        return switch (dtype) {
            case "int64" -> values;
            case "int32" -> ints(values);
            case "int8" -> bytes(values);
            default -> null;
        };
    }

    /** Integers of 32 bits, or null if one is beyond that range. */
    static int[] ints(long[] values) {
        boolean fits = Arrays.stream(values).allMatch(value -> value == (int) value);
        return fits ? Arrays.stream(values).mapToInt(value -> (int) value).toArray() : null;
    }

    private static byte[] bytes(long[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
            if (bytes[i] != values[i]) {
                return null;
            }
        }
        return bytes;
    }
}
