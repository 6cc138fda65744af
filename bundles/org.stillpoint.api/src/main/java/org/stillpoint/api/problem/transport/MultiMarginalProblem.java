package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Entropic transport between several measures a_1, ..., a_K: among the tensors P with these marginals
 *
 * <pre>
 *   minimise  sum of C P + epsilon (P log(P / A) - P + A),   A = a_1 x ... x a_K.
 * </pre>
 *
 * The optimum is P = A exp((f_1 + ... + f_K - C) / epsilon). Any potentials bound the minimum from below by
 * sum of a_k f_k - epsilon (sum of P - A). The residual is the sum of the distances in the 1-norm of the marginals of P from the measures.
 *
 * @param marginals the measures, at least two, all of one mass
 * @param costs the tensor C, the last measure's points running fastest, finite; shared, not copied
 * @param epsilon the weight of the entropy, positive and finite
 */
public record MultiMarginalProblem(List<Measure> marginals, double[] costs, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "multi-marginal-transport";

    private static final double MASS_TOLERANCE = 1e-9;

    /** Checks that the parts fit. */
    public MultiMarginalProblem {
        marginals = List.copyOf(marginals);
        Objects.requireNonNull(costs, "costs");
        if (marginals.size() < 2) {
            throw new DataException("there are " + marginals.size() + " marginals; expected at least 2");
        }
        double mass = marginals.get(0).mass();
        for (int k = 0; k < marginals.size(); k++) {
            double other = marginals.get(k).mass();
            if (Math.abs(other - mass) > MASS_TOLERANCE * mass) {
                throw new DataException("marginal " + k + " has the mass " + other + ", the first one " + mass + "; expected equal masses");
            }
        }
        Fields.length("costs", costs.length, size(marginals));
        Fields.finite("cost", costs);
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new DataException("epsilon is " + epsilon + "; expected a positive finite number");
        }
    }

    private static long size(List<Measure> marginals) {
        long size = 1;
        for (Measure marginal : marginals) {
            size = Math.multiplyExact(size, marginal.size());
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new DataException("the tensor of costs has " + size + " entries; expected at most " + (Integer.MAX_VALUE - 8));
        }
        return size;
    }

    /**
     * The problem whose cost is the sum over all pairs of measures of the squared distance of their points.
     *
     * @param marginals the measures, with points of as many coordinates
     */
    public static MultiMarginalProblem ofSquaredDistances(List<Measure> marginals, double epsilon) {
        double[] costs = new double[(int) size(marginals)];
        int[] place = new int[marginals.size()];
        for (int entry = 0; entry < costs.length; entry++) {
            for (int k = 0; k < place.length; k++) {
                for (int l = 0; l < k; l++) {
                    costs[entry] += squaredDistance(marginals.get(k), place[k], marginals.get(l), place[l]);
                }
            }
            for (int k = place.length - 1; k >= 0 && ++place[k] == marginals.get(k).size(); k--) {
                place[k] = 0;
            }
        }
        return new MultiMarginalProblem(marginals, costs, epsilon);
    }

    private static double squaredDistance(Measure first, int i, Measure second, int j) {
        int dimension = first.points().numCols;
        if (dimension == 0 || second.points().numCols != dimension) {
            throw new DataException("marginals have points of " + dimension + " and " + second.points().numCols
                    + " coordinates; expected as many, or a tensor of costs");
        }
        double sum = 0;
        for (int d = 0; d < dimension; d++) {
            double difference = first.points().get(i, d) - second.points().get(j, d);
            sum += difference * difference;
        }
        return sum;
    }

    /** The numbers of points of the measures. */
    public int[] shape() {
        return marginals.stream().mapToInt(Measure::size).toArray();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("marginals", marginals.stream().map(Measure::toRecord).toList())
                .array("costs", new NamedArray(costs, shape())).number("epsilon", epsilon).build();
    }

    /**
     * Recreates a problem, from its record or from a document: without costs they are the sums of the squared distances of all pairs.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static MultiMarginalProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<Measure> marginals = record.records("marginals").stream().map(Measure::fromRecord).toList();
        return record.has("costs") ? new MultiMarginalProblem(marginals, record.numbers("costs"), record.number("epsilon"))
                : ofSquaredDistances(marginals, record.number("epsilon"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<MultiMarginalProblem, MultiMarginalPlan> problemType() {
        return new StandardType<>(TYPE, "Multi-marginal transport", MultiMarginalProblem.class, MultiMarginalPlan.class,
                MultiMarginalProblem::fromRecord, MultiMarginalPlan::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MultiMarginalProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(costs);
    }
}
