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
 * The Sinkhorn divergence of two measures a and b,
 *
 * <pre>
 *   S(a, b) = OT(a, b) - OT(a, a) / 2 - OT(b, b) / 2 + epsilon / 2 (mass(a) - mass(b))^2,
 * </pre>
 *
 * where OT is the least value of entropic transport with {@link Regulariser#RELATIVE_ENTROPY}, with exact marginals or with both held by
 * Kullback-Leibler penalties rho. Where exp(-C / epsilon) is a positive definite kernel, as for distances and their squares, S is at least
 * 0, and 0 only between equal measures (Feydy et al.: Interpolating between optimal transport and MMD using Sinkhorn divergences, 2019,
 * arXiv:1810.08278; Sejourne et al.: Sinkhorn divergences for unbalanced optimal transport, 2019, arXiv:1910.12958).
 *
 * <p>The residual is the largest marginal error, as in {@link TransportProblem}, of the three plans that the potentials determine.
 *
 * @param source the measure a
 * @param target the measure b
 * @param cost the ground cost; given as a matrix it must be symmetric, both measures having weights on the same points
 * @param epsilon the weight of the entropy, positive and finite, in units of {@code epsilonUnit}
 * @param epsilonUnit what epsilon is multiplied by: 1, or the largest or the mean cost between the two measures
 * @param penalty the weight rho of the penalties, positive; infinity for exact marginals, which need equal masses
 */
public record SinkhornDivergenceProblem(Measure source, Measure target, GroundCost cost, double epsilon, CostScale epsilonUnit,
        double penalty) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "sinkhorn-divergence";

    /** Checks that the parts fit. */
    public SinkhornDivergenceProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(epsilonUnit, "epsilonUnit");
        if (!(penalty > 0)) {
            throw new DataException("penalty is " + penalty + "; expected a positive number, infinity for exact marginals");
        }
        if (cost instanceof GroundCost.Matrix matrix) {
            symmetric(matrix.costs());
        }
        transport(source, target, cost, epsilon, epsilonUnit, rule(penalty));
    }

    private static void symmetric(DMatrixRMaj costs) {
        if (costs.numRows != costs.numCols) {
            throw new DataException("cost is " + costs.numRows + " x " + costs.numCols
                    + "; expected a square matrix: the costs within each measure are needed too");
        }
        Fields.symmetric("cost", costs);
    }

    /** The divergence with exact marginals and epsilon in the unit of the cost. */
    public SinkhornDivergenceProblem(Measure source, Measure target, GroundCost cost, double epsilon) {
        this(source, target, cost, epsilon, CostScale.NONE, Double.POSITIVE_INFINITY);
    }

    /** Whether the marginals are held exactly. */
    public boolean balanced() {
        return Double.isInfinite(penalty);
    }

    /** The problem of transport from the source to the target. */
    public TransportProblem between() {
        return transport(source, target, cost, epsilon, epsilonUnit, rule(penalty));
    }

    /**
     * The problem of transport from one of the measures to itself.
     *
     * @param measure the measure
     * @param weight the weight of the entropy in the unit of the cost
     */
    public TransportProblem within(Measure measure, double weight) {
        return transport(measure, measure, cost, weight, CostScale.NONE, rule(penalty));
    }

    private static MarginalRule rule(double penalty) {
        return Double.isInfinite(penalty) ? MarginalRule.EXACT : new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, penalty);
    }

    private static TransportProblem transport(Measure from, Measure to, GroundCost cost, double epsilon, CostScale unit,
            MarginalRule rule) {
        return TransportProblem.of(from, to, cost).regulariser(Regulariser.RELATIVE_ENTROPY, epsilon).epsilonUnit(unit).rules(rule, rule)
                .build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("source", source.toRecord()).record("target", target.toRecord())
                .record("cost", cost.toRecord()).number("epsilon", epsilon).text("epsilonUnit", epsilonUnit.name());
        return (balanced() ? record : record.number("penalty", penalty)).build();
    }

    /**
     * Recreates a problem, from its record or from a document: without a cost it is the squared Euclidean distance, without a unit that of
     * the cost, without a penalty the marginals are exact.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static SinkhornDivergenceProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new SinkhornDivergenceProblem(Measure.fromRecord(record.record("source")), Measure.fromRecord(record.record("target")),
                record.has("cost") ? GroundCost.fromRecord(record.record("cost")) : GroundCost.Distance.SQUARED_EUCLIDEAN,
                record.number("epsilon"),
                record.has("epsilonUnit") ? record.constant("epsilonUnit", CostScale.class) : CostScale.NONE,
                Fields.number(record, "penalty", Double.POSITIVE_INFINITY));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<SinkhornDivergenceProblem, SinkhornDivergence> problemType() {
        return new StandardType<>(TYPE, "Sinkhorn divergence", SinkhornDivergenceProblem.class, SinkhornDivergence.class,
                SinkhornDivergenceProblem::fromRecord, SinkhornDivergence::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SinkhornDivergenceProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
