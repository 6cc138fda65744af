package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find all states of the affine recurrence h_t = J_t h_{t-1} + b_t, t = 1..T, for each sequence of a batch.
 *
 * <p>The residual is the largest component of |h_t - J_t h_{t-1} - b_t| over all steps and sequences, divided by the largest component of
 * |h_t|, or by 1 if that is larger.
 *
 * @param structure which entries the matrices J_t have, and in which order they are kept
 * @param transitions the matrices: one for all steps, or one for each step, or one for each step of each sequence, one after the other
 * @param offsets the vectors b_t: batch x steps x components of the state
 * @param initialState the states before the first step, those of a sequence after those of another; empty for zeros
 */
public record AffineRecurrence(JacobianStructure structure, double[] transitions, Sequences offsets, double[] initialState)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "affine-recurrence";

    /** Checks that the parts are finite and fit. */
    public AffineRecurrence {
        Objects.requireNonNull(structure, "structure");
        int size = offsets.size();
        if (offsets.batch() < 1 || offsets.steps() < 1 || size < 1) {
            throw new DataException("offsets are " + offsets + "; expected at least one sequence, step and component");
        }
        if (size % structure.block() != 0) {
            throw new DataException("block is " + structure.block() + "; expected a divisor of " + size + ", the components of offsets");
        }
        long entries = (long) size * structure.block();
        long all = entries * offsets.steps();
        if (transitions.length != entries && transitions.length != all && transitions.length != all * offsets.batch()) {
            throw new DataException("transitions has " + transitions.length + " values; expected " + entries + " for one matrix, or "
                    + all + " for one in each step" + (offsets.batch() == 1 ? "" : ", or " + all * offsets.batch()
                            + " for one in each step of each sequence"));
        }
        if (initialState.length != 0) {
            Fields.length("initialState", initialState.length, (long) offsets.batch() * size);
        }
        Fields.finite("transitions", transitions);
        Fields.finite("offsets", offsets.values());
        Fields.finite("initialState", initialState);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of components of the state. */
    public int size() {
        return offsets.size();
    }

    /** The number of entries of a matrix. */
    public int entries() {
        return structure.entries(size());
    }

    /** By how many values the matrices of consecutive steps are apart: 0 where all are the same. */
    public int transitionStride() {
        return transitions.length == entries() && offsets.steps() > 1 ? 0 : entries();
    }

    /** Where the matrix of a step, counted from 0, begins. */
    public int transitionOffset(int sequence, int step) {
        boolean shared = transitions.length < (long) entries() * offsets.steps() * offsets.batch();
        return ((shared ? 0 : sequence * offsets.steps()) + step) * transitionStride();
    }

    /** The state before the first step: component k of a sequence is number {@code sequence * size + k}. */
    public double[] start() {
        return initialState.length == 0 ? new double[offsets.batch() * size()] : initialState.clone();
    }

    @Override
    public DataRecord toRecord() {
        int block = structure.block();
        int count = transitions.length / entries();
        DataRecord.Builder record = DataRecord.of(TYPE, 1).integer("block", block)
                .array("transitions", block == 1 ? new NamedArray(transitions, count, size())
                        : block == size() ? new NamedArray(transitions, count, block, block)
                                : new NamedArray(transitions, count, block, block, size() / block))
                .array("offsets", offsets.array());
        return (initialState.length == 0 ? record : record.doubles("initialState", initialState)).build();
    }

    /**
     * Recreates a problem, from its record or from a document; without {@code block} the matrices are dense. The shape of
     * {@code transitions} does not matter.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static AffineRecurrence fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        Sequences offsets = Sequences.of(record, "offsets");
        return new AffineRecurrence(new JacobianStructure(record.has("block") ? Fields.integer(record, "block")
                : Math.max(1, offsets.size())), record.numbers("transitions"), offsets, Fields.numbers(record, "initialState"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<AffineRecurrence, Trajectory> problemType() {
        return new StandardType<>(TYPE, "Affine recurrence", AffineRecurrence.class, Trajectory.class, AffineRecurrence::fromRecord,
                Trajectory::fromRecord).withValueRecord(Trajectory.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AffineRecurrence that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(transitions);
    }
}
