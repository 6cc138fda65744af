package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Transport by plans of low nonnegative rank, P = Q diag(1 / g) R', between measures a and b of mass 1: among the nonnegative Q, R, g with
 *
 * <pre>
 *   Q 1 = a,   R 1 = b,   Q'1 = R'1 = g,
 *
 *   L(Q, R, g) = sum of C_ij P_ij + epsilon (sum of Q (log Q - 1) + sum of R (log R - 1) + sum of g (log g - 1))
 * </pre>
 *
 * as small as possible. The problem is not convex; what is looked for is a stationary point. For any mu and nu the derivative of L in the
 * direction of no point of the set is less than minus the stationarity gap
 *
 * <pre>
 *   G_Q.Q + G_R.R + G_g.g - sum of a_i min_k ((G_Q)_ik - mu_k) - sum of b_j min_k ((G_R)_jk - nu_k) - min_k ((G_g)_k + mu_k + nu_k),
 *   G_Q = C R / g + epsilon log Q,   G_R = C'Q / g + epsilon log R,   G_g = -diag(Q'C R) / g^2 + epsilon log g.
 * </pre>
 *
 * The residual is the larger of that gap, relative to the mean of |C| under the product of the weights, and of the error of the
 * constraints, the sum of the distances of all four marginals in the 1-norm.
 *
 * @param source the measure a
 * @param target the measure b
 * @param cost the ground cost; for squared Euclidean distances nothing of the size of the matrix of costs is needed
 * @param rank the number of columns of Q and R, positive
 * @param epsilon the weight of the entropies, at least 0 and finite
 */
public record LowRankProblem(Measure source, Measure target, GroundCost cost, int rank, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "low-rank-transport";

    private static final double MASS_TOLERANCE = 1e-9;

    /** Checks that the parts fit. */
    public LowRankProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        TransportProblem.of(source, target, cost).build();
        if (rank < 1) {
            throw new DataException("rank is " + rank + "; expected at least 1");
        }
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new DataException("epsilon is " + epsilon + "; expected a finite number of at least 0");
        }
        if (Math.abs(source.mass() - 1) > MASS_TOLERANCE) {
            throw new DataException("the weights have the sum " + source.mass() + "; expected 1: normalise them");
        }
    }

    /** The problem of transport by plans of any rank. */
    public TransportProblem unrestricted() {
        return TransportProblem.of(source, target, cost).build();
    }

    /** Whether the cost is the squared Euclidean distance of points. */
    public boolean squaredEuclidean() {
        return GroundCost.Distance.SQUARED_EUCLIDEAN.equals(cost);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).record("source", source.toRecord()).record("target", target.toRecord())
                .record("cost", cost.toRecord()).integer("rank", rank).number("epsilon", epsilon).build();
    }

    /**
     * Recreates a problem, from its record or from a document: without a cost it is the squared Euclidean distance, without epsilon 0.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static LowRankProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new LowRankProblem(Measure.fromRecord(record.record("source")), Measure.fromRecord(record.record("target")),
                record.has("cost") ? GroundCost.fromRecord(record.record("cost")) : GroundCost.Distance.SQUARED_EUCLIDEAN,
                Fields.integer(record, "rank"), Fields.number(record, "epsilon", 0));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<LowRankProblem, LowRankPlan> problemType() {
        return new StandardType<>(TYPE, "Low-rank transport", LowRankProblem.class, LowRankPlan.class, LowRankProblem::fromRecord,
                LowRankPlan::fromRecord);
    }
}
