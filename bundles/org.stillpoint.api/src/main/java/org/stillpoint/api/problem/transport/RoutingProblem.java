package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Routing of tokens to experts, each token to k different ones, with a large sum of scores and every expert carrying its share. The
 * residual is the load imbalance: the largest load of an expert over its target, less 1, where the targets are all tokens times k, divided
 * among the experts in proportion to their capacities. Where targets are no integers no routing has none.
 *
 * @param scores the score of each expert, a column, for each token, a row; finite
 * @param expertsPerToken k, from 1 to the number of experts
 * @param capacities the capacity of each expert, positive and finite; none for equal ones
 */
public record RoutingProblem(DMatrixRMaj scores, int expertsPerToken, double[] capacities) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "routing";

    /** Checks the parts. */
    public RoutingProblem {
        Objects.requireNonNull(scores, "scores");
        Fields.matrix("scores", scores);
        if (scores.numRows == 0 || expertsPerToken < 1 || expertsPerToken > scores.numCols) {
            throw new DataException("scores are " + scores.numRows + " x " + scores.numCols + " with " + expertsPerToken
                    + " experts for each token; expected at least one token, and from 1 to as many as there are experts");
        }
        if (capacities.length != 0) {
            Fields.length("capacities", capacities.length, scores.numCols);
        }
        double sum = 0;
        for (int j = 0; j < capacities.length; j++) {
            if (!(capacities[j] > 0) || capacities[j] == Double.POSITIVE_INFINITY) {
                throw new DataException("capacity " + j + " is " + capacities[j] + "; expected a positive finite number");
            }
            sum += capacities[j];
        }
        for (int j = 0; j < capacities.length; j++) {
            if (capacities[j] / sum * expertsPerToken > 1) {
                throw new DataException("capacity " + j + " is " + capacities[j] + " of " + sum + "; with " + expertsPerToken
                        + " experts for each token an expert's share is at most 1 / " + expertsPerToken);
            }
        }
    }

    /** A problem with equal capacities. */
    public RoutingProblem(DMatrixRMaj scores, int expertsPerToken) {
        this(scores, expertsPerToken, new double[0]);
    }

    /** The number of tokens. */
    public int tokens() {
        return scores.numRows;
    }

    /** The number of experts. */
    public int experts() {
        return scores.numCols;
    }

    /** The load that each expert should carry. */
    public double[] targets() {
        double[] targets = new double[experts()];
        double sum = 0;
        for (double capacity : capacities) {
            sum += capacity;
        }
        for (int j = 0; j < targets.length; j++) {
            targets[j] = (double) tokens() * expertsPerToken * (capacities.length == 0 ? 1.0 / targets.length : capacities[j] / sum);
        }
        return targets;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "scores", scores);
        record.integer("expertsPerToken", expertsPerToken);
        return (capacities.length == 0 ? record : record.doubles("capacities", capacities)).build();
    }

    /**
     * Recreates a problem, from its record or from a document; without a number each token goes to one expert.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static RoutingProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new RoutingProblem(Fields.dense(record, "scores"), record.has("expertsPerToken")
                ? Fields.integer(record, "expertsPerToken") : 1, Fields.numbers(record, "capacities"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<RoutingProblem, Routing> problemType() {
        return new StandardType<>(TYPE, "Routing to experts", RoutingProblem.class, Routing.class, RoutingProblem::fromRecord,
                Routing::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutingProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return scores.numRows + 31 * scores.numCols;
    }
}
