package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find all states of the linear recurrence h_t = Q_t^{-1} L_t h_{t-1} + b_t, t = 1..T, with diagonal L_t and a mixer
 * Q_t = diag(q_t) + sum over r of u_tr v_tr' between the components: a dense recurrence that fixed points of diagonal ones solve. A
 * Householder-like mixer I - alpha k k' has q = 1, u = -alpha k, v = k. Source: Movahedi et al. 2025, Fixed-Point RNNs
 * (arXiv:2503.10799).
 *
 * <p>The residual is the largest component of |Q_t (h_t - b_t) - L_t h_{t-1}| over all steps and sequences, divided by the largest
 * component of |h_t|, or by 1 if that is larger.
 *
 * @param transitions the diagonals of L_t: one for all steps, or one for each step, one after the other
 * @param diagonal the diagonals q_t, as many as needed of the same kind; empty for ones
 * @param left the vectors u_t1, u_t2, ..., for all steps or for each step
 * @param right the vectors v_t1, v_t2, ..., as many
 * @param rank the number of pairs of vectors in each Q_t; 0 for diagonal ones
 * @param offsets the vectors b_t: batch x steps x components of the state
 * @param initialState the states before the first step, those of a sequence after those of another; empty for zeros
 */
public record MixedRecurrence(double[] transitions, double[] diagonal, double[] left, double[] right, int rank, Sequences offsets,
        double[] initialState) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "mixed-recurrence";

    /** Checks that the parts are finite and fit. */
    public MixedRecurrence {
        int size = offsets.size();
        if (offsets.batch() < 1 || offsets.steps() < 1 || size < 1) {
            throw new DataException("offsets are " + offsets + "; expected at least one sequence, step and component");
        }
        if (rank < 0) {
            throw new DataException("rank is " + rank + "; expected at least 0");
        }
        check("transitions", transitions, size, offsets.steps());
        if (diagonal.length != 0) {
            check("diagonal", diagonal, size, offsets.steps());
        }
        if (rank > 0 || left.length > 0 || right.length > 0) {
            check("left", left, rank * size, offsets.steps());
            check("right", right, rank * size, offsets.steps());
        }
        if (initialState.length != 0) {
            Fields.length("initialState", initialState.length, (long) offsets.batch() * size);
            Fields.finite("initialState", initialState);
        }
        Fields.finite("offsets", offsets.values());
    }

    private static void check(String name, double[] values, int each, int steps) {
        if (values.length != each && values.length != (long) each * steps) {
            throw new DataException(name + " has " + values.length + " values; expected " + each + " for all steps, or "
                    + (long) each * steps + " for each of " + steps);
        }
        Fields.finite(name, values);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of components of the state. */
    public int size() {
        return offsets.size();
    }

    /** Where the diagonal of L_t begins for a step counted from 0. */
    public int transitionOffset(int step) {
        return transitions.length == size() ? 0 : step * size();
    }

    /** Component k of q_t for a step counted from 0. */
    public double diagonal(int step, int k) {
        return diagonal.length == 0 ? 1 : diagonal[(diagonal.length == size() ? 0 : step * size()) + k];
    }

    /** Where the vectors u_t begin for a step counted from 0. */
    public int leftOffset(int step) {
        return left.length == rank * size() ? 0 : step * rank * size();
    }

    /** Where the vectors v_t begin for a step counted from 0. */
    public int rightOffset(int step) {
        return right.length == rank * size() ? 0 : step * rank * size();
    }

    /** The states before the first step: component k of a sequence is number {@code sequence * size + k}. */
    public double[] start() {
        return initialState.length == 0 ? new double[offsets.batch() * size()] : initialState.clone();
    }

    @Override
    public DataRecord toRecord() {
        int size = size();
        DataRecord.Builder record = DataRecord.of(TYPE, 1)
                .array("transitions", new NamedArray(transitions, transitions.length / size, size));
        if (diagonal.length > 0) {
            record.array("diagonal", new NamedArray(diagonal, diagonal.length / size, size));
        }
        record.integer("rank", rank);
        if (rank > 0) {
            record.array("left", new NamedArray(left, left.length / (rank * size), rank, size))
                    .array("right", new NamedArray(right, right.length / (rank * size), rank, size));
        }
        record.array("offsets", offsets.array());
        return (initialState.length == 0 ? record : record.doubles("initialState", initialState)).build();
    }

    /**
     * Recreates a problem, from its record or from a document; without {@code rank} there is one pair of vectors in each mixer where there
     * are vectors. The shapes of {@code transitions}, {@code diagonal}, {@code left} and {@code right} do not matter.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static MixedRecurrence fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        int rank = record.has("rank") ? Fields.integer(record, "rank") : record.has("left") ? 1 : 0;
        return new MixedRecurrence(record.numbers("transitions"), Fields.numbers(record, "diagonal"), Fields.numbers(record, "left"),
                Fields.numbers(record, "right"), rank, Sequences.of(record, "offsets"), Fields.numbers(record, "initialState"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<MixedRecurrence, Trajectory> problemType() {
        return new StandardType<>(TYPE, "Dense linear recurrence by a mixer", MixedRecurrence.class, Trajectory.class,
                MixedRecurrence::fromRecord, Trajectory::fromRecord).withValueRecord(Trajectory.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MixedRecurrence that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(transitions);
    }
}
