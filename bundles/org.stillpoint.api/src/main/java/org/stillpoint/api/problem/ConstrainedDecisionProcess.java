package org.stillpoint.api.problem;

import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A tabular Markov decision process with constraints: among the policies pi(a | s), the one of largest expected discounted reward
 * J_r = sum of gamma^t r(s_t, a_t) whose expected discounted costs J_k = sum of gamma^t c_k(s_t, a_t) do not exceed their limits.
 *
 * @param states the number of states
 * @param actions the number of actions
 * @param transitions the probability of each next state for each state and action: states by actions by states, row-major
 * @param rewards the rewards r, states by actions, row-major
 * @param costs the costs c, limits by states by actions, row-major
 * @param limits the limit of each expected discounted cost
 * @param initial the probability of each state at the start
 * @param discount the discount gamma, at least 0 and below 1
 */
public record ConstrainedDecisionProcess(int states, int actions, double[] transitions, double[] rewards, double[] costs,
        double[] limits, double[] initial, double discount) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "constrained-decision-process";

    /** Checks the parts. */
    public ConstrainedDecisionProcess {
        if (states < 1 || actions < 1) {
            throw new DataException(states + " states and " + actions + " actions; expected at least one of each");
        }
        if (!(discount >= 0 && discount < 1)) {
            throw new DataException("discount is " + discount + "; expected at least 0 and below 1");
        }
        long pairs = (long) states * actions;
        Fields.length("rewards", rewards.length, pairs);
        Fields.length("transitions", transitions.length, pairs * states);
        Fields.length("costs", costs.length, limits.length * pairs);
        Fields.length("initial", initial.length, states);
        Fields.finite("rewards", rewards);
        Fields.finite("costs", costs);
        Fields.finite("limits", limits);
        Fields.distributions("initial", initial, states);
        Fields.distributions("transitions", transitions, states);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).integer("states", states).integer("actions", actions).doubles("transitions", transitions)
                .doubles("rewards", rewards).doubles("costs", costs).doubles("limits", limits).doubles("initial", initial)
                .number("discount", discount).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static ConstrainedDecisionProcess fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new ConstrainedDecisionProcess(Fields.integer(record, "states"), Fields.integer(record, "actions"),
                record.numbers("transitions"), record.numbers("rewards"), record.numbers("costs"), record.numbers("limits"),
                record.numbers("initial"), record.number("discount"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<ConstrainedDecisionProcess, ConstrainedPolicy> problemType() {
        return new StandardType<>(TYPE, "Constrained Markov decision process", ConstrainedDecisionProcess.class, ConstrainedPolicy.class,
                ConstrainedDecisionProcess::fromRecord, ConstrainedPolicy::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConstrainedDecisionProcess that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
