package org.stillpoint.equilibrium.internal.optimality;

import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/** The parameters that an optimality map is made from, refused by its name and theirs where they are wrong. */
final class MapParameters {

    private final DataRecord record;
    private final String map;

    /** Parameters of which there are to be none but those known. */
    MapParameters(DataRecord record, String map, String... known) throws SolverException {
        this.record = record;
        this.map = map;
        for (String name : record.names()) {
            if (!List.of(known).contains(name)) {
                throw new SolverException(map + " has no parameter " + name + "; it has " + String.join(", ", known));
            }
        }
    }

    boolean has(String name) {
        return record.has(name);
    }

    /** The extents of a matrix that is not empty. */
    int[] shape(String name) throws SolverException {
        int[] shape = read(() -> record.array(name).shape());
        if (shape.length != 2 || shape[0] == 0 || shape[1] == 0) {
            throw wrong(name, "has " + shape.length + " dimensions, or one of extent 0; expected a matrix");
        }
        return shape;
    }

    /** So many finite numbers, whatever their shape. */
    double[] numbers(String name, int length) throws SolverException {
        double[] values = read(() -> record.numbers(name));
        if (values.length != length) {
            throw wrong(name, "has " + values.length + " values; expected " + length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw wrong(name, "has " + value + "; expected finite numbers");
            }
        }
        return values;
    }

    /** The number of values of an array. */
    int length(String name) throws SolverException {
        return read(() -> record.array(name).length());
    }

    /** A finite number of at least the least, or above it. */
    double number(String name, double least, boolean above, double otherwise) throws SolverException {
        double value = record.has(name) ? read(() -> record.number(name)) : otherwise;
        if (!(above ? value > least : value >= least) || Double.isInfinite(value)) {
            throw wrong(name, record.has(name) ? "is " + value + "; expected a number " + (above ? "above " : "from ") + least
                    : "is missing; expected a number");
        }
        return value;
    }

    /** An integer of at least the least. */
    int integer(String name, int least, int otherwise) throws SolverException {
        long value = record.has(name) ? read(() -> record.integer(name)) : otherwise;
        if (value < least || value > Short.MAX_VALUE) {
            throw wrong(name, "is " + value + "; expected an integer from " + least + " to " + Short.MAX_VALUE);
        }
        return (int) value;
    }

    SolverException wrong(String name, String problem) {
        return new SolverException(map + ": parameter " + name + " " + problem);
    }

    @FunctionalInterface
    private interface Reading<T> {

        T read();
    }

    private <T> T read(Reading<T> reading) throws SolverException {
        try {
            return reading.read();
        } catch (DataException unusable) {
            throw new SolverException(map + ": " + unusable.getMessage(), unusable);
        }
    }
}
