package org.stillpoint.api.internal;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/** Checks the parameters of built-in functions: which there are, their shapes, and that they are finite. */
public final class ParameterShapes {

    private ParameterShapes() {
    }

    /** Refuses parameters of other names. */
    public static void allowed(DataRecord parameters, String... names) {
        List<String> known = List.of(names);
        for (String name : parameters.names()) {
            if (!known.contains(name)) {
                throw new DataException("unknown parameter " + name + "; expected " + String.join(", ", names));
            }
        }
    }

    /** A positive integer; where it may be left out, one from its default on. */
    public static int count(DataRecord parameters, String name, OptionalInt otherwise) {
        if (!parameters.has(name) && otherwise.isPresent()) {
            return otherwise.getAsInt();
        }
        long value = parameters.integer(name);
        if (value < (otherwise.isPresent() ? otherwise.getAsInt() : 1) || value > Short.MAX_VALUE) {
            throw new DataException("parameter " + name + " is " + value + "; expected a positive integer up to " + Short.MAX_VALUE);
        }
        return (int) value;
    }

    /** A finite number above a bound; where it may be left out, its default. */
    public static double numberAbove(DataRecord parameters, String name, double bound, double otherwise) {
        double value = Double.isNaN(otherwise) ? parameters.number(name) : Fields.number(parameters, name, otherwise);
        if (!(value > bound) || Double.isInfinite(value)) {
            throw new DataException("parameter " + name + " is " + value + "; expected a number above " + bound);
        }
        return value;
    }

    /** The one of several values whose name a parameter gives. */
    public static <E> E named(DataRecord parameters, String field, E[] values, Function<E, String> label) {
        String name = parameters.text(field);
        return Arrays.stream(values).filter(value -> label.apply(value).equals(name)).findFirst()
                .orElseThrow(() -> new DataException("parameter " + field + " is '" + name + "'; expected one of "
                        + Arrays.stream(values).map(label).toList()));
    }

    /** An extent of an array from which the expected shapes of others follow. */
    public static int extent(DataRecord parameters, String name, int dimension) {
        int[] actual = parameters.array(name).shape();
        if (dimension >= actual.length || actual[dimension] == 0) {
            throw new DataException("parameter " + name + " has the shape " + Arrays.toString(actual) + "; expected at least "
                    + (dimension + 1) + " dimensions, none empty");
        }
        return actual[dimension];
    }

    /** Checks an array that may be left out. */
    public static void optional(DataRecord parameters, String name, int... expected) {
        if (parameters.has(name)) {
            array(parameters, name, expected);
        }
    }

    /** Checks the shape of an array, and that it is finite. */
    public static void array(DataRecord parameters, String name, int... expected) {
        NamedArray array = parameters.array(name);
        if (!Arrays.equals(array.shape(), expected)) {
            throw new DataException("parameter " + name + " has the shape " + Arrays.toString(array.shape()) + "; expected "
                    + Arrays.toString(expected));
        }
        double[] values = parameters.numbers(name);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException("parameter " + name + " has " + values[i] + " as value " + i + "; expected finite numbers");
            }
        }
    }
}
