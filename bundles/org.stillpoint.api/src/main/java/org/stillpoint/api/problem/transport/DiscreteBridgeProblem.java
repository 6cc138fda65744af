package org.stillpoint.api.problem.transport;

import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A Schroedinger bridge on finitely many states: among the laws P of paths x_0, ..., x_N with P(x_0) = start and P(x_N) = end, the one of
 * least relative entropy with regard to the reference chain Q, which begins with the distribution {@code start} too and moves from time t
 * to t + 1 by the transition probabilities Q_t(x, y). The solution is a Markov chain with the transitions
 *
 * <pre>
 *   P_t(x, y) = Q_t(x, y) h_{t+1}(y) / h_t(x),   h_N = exp(g),   h_t = Q_t h_{t+1}
 * </pre>
 *
 * for some end potential g. The residual of a chain with an end potential is the L1 distance of its last marginal from {@code end}, plus
 * the sum over the times and the states x of p_t(x) times the L1 distance of its row P_t(x, .) from the row that the potential gives, p_t
 * being its own marginals.
 *
 * @param states the number of states
 * @param transitions the transition probabilities Q_t(x, y), times by states by states, row-major
 * @param start the distribution at time 0
 * @param end the distribution at the last time
 */
public record DiscreteBridgeProblem(int states, double[] transitions, double[] start, double[] end) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "discrete-bridge";

    /** Checks the parts. */
    public DiscreteBridgeProblem {
        if (states < 1) {
            throw new DataException(states + " states; expected at least one");
        }
        long square = (long) states * states;
        if (transitions.length == 0 || transitions.length % square != 0) {
            throw new DataException("transitions: expected a multiple of " + square + " values, at least once, got " + transitions.length);
        }
        Fields.length("start", start.length, states);
        Fields.length("end", end.length, states);
        Fields.distributions("start", start, states);
        Fields.distributions("end", end, states);
        Fields.distributions("transitions", transitions, states);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number N of steps. */
    public int steps() {
        return transitions.length / (states * states);
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).integer("steps", steps()).doubles("transitions", transitions).doubles("start", start)
                .doubles("end", end).build();
    }

    /**
     * Recreates a problem, from its record or from a document. With a number of {@code steps} the transitions may be those of one step,
     * which are then taken for all.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static DiscreteBridgeProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double[] start = record.numbers("start");
        double[] transitions = record.numbers("transitions");
        int square = Math.multiplyExact(start.length, start.length);
        int given = square == 0 ? 0 : transitions.length / square;
        int steps = record.has("steps") ? Fields.integer(record, "steps") : given;
        if (given == 1 && steps > 1) {
            double[] all = new double[Math.multiplyExact(square, steps)];
            for (int t = 0; t < steps; t++) {
                System.arraycopy(transitions, 0, all, t * square, square);
            }
            transitions = all;
        } else if (steps != given) {
            throw new DataException("steps is " + steps + "; expected " + given + ", as there are transitions");
        }
        return new DiscreteBridgeProblem(start.length, transitions, start, record.numbers("end"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<DiscreteBridgeProblem, BridgeChain> problemType() {
        return new StandardType<>(TYPE, "Schr\u00f6dinger bridge on finitely many states", DiscreteBridgeProblem.class, BridgeChain.class,
                DiscreteBridgeProblem::fromRecord, BridgeChain::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DiscreteBridgeProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
