package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.stillpoint.api.Functions;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/**
 * Sequences of vectors, all of one length: component k of step t of sequence b is value {@code (b * steps + t) * size + k}.
 *
 * @param values the values, shared and not copied
 * @param batch the number of sequences
 * @param steps the number of steps of each
 * @param size the number of components of a step
 */
public record Sequences(double[] values, int batch, int steps, int size) implements RecurrenceInput {

    /** Checks that the numbers fit the values. */
    public Sequences {
        if (batch < 0 || steps < 0 || size < 0) {
            throw new DataException(batch + " sequences of " + steps + " steps of " + size + " components; expected none to be negative");
        }
        if ((long) batch * steps * size != values.length) {
            throw new DataException(batch + " sequences of " + steps + " steps of " + size + " components do not fit " + values.length
                    + " values");
        }
    }

    /** One sequence. */
    public static Sequences of(double[] values, int size) {
        return new Sequences(values, 1, size == 0 ? 0 : values.length / size, size);
    }

    /** Steps without components: the input of a recurrence that takes none. */
    public static Sequences none(int batch, int steps) {
        return new Sequences(new double[0], batch, steps, 0);
    }

    @Override
    public Sequences sequences(Functions functions) {
        return this;
    }

    /** Steps that have the components of other sequences, as many and as long ones, behind those of these. */
    public Sequences beside(Sequences other) {
        if (other.batch != batch || other.steps != steps) {
            throw new DataException(other + " does not fit " + this + "; expected as many sequences and steps");
        }
        int width = size + other.size;
        double[] both = new double[Math.multiplyExact(batch * steps, width)];
        for (int row = 0; row < batch * steps; row++) {
            System.arraycopy(values, row * size, both, row * width, size);
            System.arraycopy(other.values, row * other.size, both, row * width + size, other.size);
        }
        return new Sequences(both, batch, steps, width);
    }

    /** Where the first component of a step is among the values. */
    public int offset(int sequence, int step) {
        return (sequence * steps + step) * size;
    }

    /** The values with the shape steps x size, or batch x steps x size where there is not exactly one sequence. */
    public NamedArray array() {
        return batch == 1 ? new NamedArray(values, steps, size) : new NamedArray(values, batch, steps, size);
    }

    /** Reads an array of shape steps (of one component), steps x size or batch x steps x size. */
    public static Sequences of(DataRecord record, String name) {
        int[] shape = record.array(name).shape();
        double[] values = record.numbers(name);
        return switch (shape.length) {
            case 1 -> new Sequences(values, 1, shape[0], 1);
            case 2 -> new Sequences(values, 1, shape[0], shape[1]);
            case 3 -> new Sequences(values, shape[0], shape[1], shape[2]);
            default -> throw new DataException("field " + name + " of " + record.type() + " has " + shape.length
                    + " dimensions; expected steps x components, or batch x steps x components");
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sequences that && batch == that.batch && steps == that.steps && size == that.size
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Sequences[" + batch + " x " + steps + " x " + size + "]";
    }
}
