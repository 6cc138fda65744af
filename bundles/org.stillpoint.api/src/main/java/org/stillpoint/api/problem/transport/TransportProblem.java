package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Optimal transport: among the plans P &gt;= 0 from source points to target points,
 *
 * <pre>
 *   minimise  sum of C_ij P_ij + epsilon R(P) + A(P 1) + B(P'1),
 * </pre>
 *
 * with C the ground cost after its {@link CostScale}, R the {@link Regulariser}, and A and B what the {@link MarginalRule} of each
 * side asks of a marginal; with a mass, among the plans of that total mass m whose marginals do not exceed the weights (partial
 * transport).
 *
 * <p>Every pair of potentials f, g and, with a mass, lambda bounds the minimum from below by the dual value
 *
 * <pre>
 *   A_(f) + B_(g) + lambda m - epsilon R*((f + g + lambda - C) / epsilon),   A_(f) = infimum over q &gt;= 0 of A(q) + sum of f q,
 * </pre>
 *
 * and at the optimum the plan is the gradient of R* there. What is left of the optimality of a plan is the marginal error: the distance
 * in the 1-norm of P 1 from the marginals at which A_(f) is attained - the weights themselves where the rule is exact -, plus that of
 * P'1, plus, with a mass, that of the sum of P from m; all this in parts of the {@link #referenceMass()}.
 */
public final class TransportProblem implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "transport";

    /** The part by which the masses of two measures may differ where all mass has to be moved. */
    private static final double MASS_TOLERANCE = 1e-9;

    private final Measure source;
    private final Measure target;
    private final GroundCost cost;
    private final CostScale costScale;
    private final Regulariser regulariser;
    private final double epsilon;
    private final CostScale epsilonUnit;
    private final MarginalRule sourceRule;
    private final MarginalRule targetRule;
    private final double mass;
    private final int support;

    private TransportProblem(Builder builder) {
        source = builder.source;
        target = builder.target;
        cost = builder.cost;
        costScale = builder.costScale;
        regulariser = builder.regulariser;
        epsilon = builder.epsilon;
        epsilonUnit = builder.epsilonUnit;
        sourceRule = builder.sourceRule;
        targetRule = builder.targetRule;
        double most = Math.min(source.mass(), target.mass());
        // All of a measure whose weights have a sum that rounding took below it.
        mass = builder.mass > most && builder.mass <= most * (1 + MASS_TOLERANCE) ? most : builder.mass;
        support = builder.support;
        checkCost();
        checkRegulariser();
        checkMass();
    }

    private void checkCost() {
        if (cost instanceof GroundCost.Matrix matrix) {
            DMatrixRMaj costs = matrix.costs();
            if (costs.numRows != source.size() || costs.numCols != target.size()) {
                throw new DataException("cost is " + costs.numRows + " x " + costs.numCols + "; expected " + source.size() + " x "
                        + target.size() + ", the numbers of weights");
            }
        } else if (cost instanceof GroundCost.Grid grid) {
            if (source.size() != grid.size() || target.size() != grid.size()) {
                throw new DataException("the grid has " + grid.size() + " points, the measures " + source.size() + " and " + target.size()
                        + "; expected as many");
            }
        } else if (source.points().numCols == 0 || source.points().numCols != target.points().numCols) {
            throw new DataException("the points have " + source.points().numCols + " and " + target.points().numCols
                    + " coordinates; expected as many, and at least one");
        }
    }

    private void checkRegulariser() {
        if (regulariser == Regulariser.NONE ? epsilon != 0 : !(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new DataException("epsilon is " + epsilon + " with regulariser " + regulariser + "; expected "
                    + (regulariser == Regulariser.NONE ? "0, or a positive number and a regulariser" : "a positive finite number"));
        }
        if (regulariser == Regulariser.SPARSE ? support < 1 : support != 0) {
            throw new DataException("support is " + support + " with regulariser " + regulariser + "; expected "
                    + (regulariser == Regulariser.SPARSE ? "at least 1 entry for each column" : "none"));
        }
    }

    private void checkMass() {
        double from = source.mass();
        double to = target.mass();
        boolean all = sourceRule.kind() == MarginalRule.Kind.EXACT && targetRule.kind() == MarginalRule.Kind.EXACT;
        if (all && Math.abs(from - to) > MASS_TOLERANCE * Math.max(from, to)) {
            throw new DataException("the weights have the sums " + from + " and " + to
                    + "; where all mass has to be moved they must be equal: normalise them, or relax a marginal rule");
        }
        boolean partial = sourceRule.kind() == MarginalRule.Kind.AT_MOST && targetRule.kind() == MarginalRule.Kind.AT_MOST;
        if (partial && Double.isNaN(mass)) {
            throw new DataException("no mass is given, and the rule of both marginals is AT_MOST: the cheapest plan would move nothing; "
                    + "expected a positive mass up to " + Math.min(from, to));
        }
        if (partial ? !(mass > 0 && mass <= Math.min(from, to)) : !Double.isNaN(mass)) {
            throw new DataException("mass is " + mass + "; expected " + (partial ? "a positive number up to " + Math.min(from, to)
                    : "none: only plans with both marginals at most the weights have a given mass"));
        }
    }

    /** Starts a problem: exact marginals, no regulariser. */
    public static Builder of(Measure source, Measure target, GroundCost cost) {
        return new Builder(source, target, cost);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The source. */
    public Measure source() {
        return source;
    }

    /** The target. */
    public Measure target() {
        return target;
    }

    /** The ground cost, before it is scaled. */
    public GroundCost cost() {
        return cost;
    }

    /** What the ground cost is divided by. */
    public CostScale costScale() {
        return costScale;
    }

    /** The regulariser R. */
    public Regulariser regulariser() {
        return regulariser;
    }

    /** The weight of the regulariser, in the unit {@link #epsilonUnit()}; 0 without one. */
    public double epsilon() {
        return epsilon;
    }

    /** What epsilon is to be multiplied by: 1, or the largest or the mean cost after scaling. */
    public CostScale epsilonUnit() {
        return epsilonUnit;
    }

    /** The rule for the marginal P 1. */
    public MarginalRule sourceRule() {
        return sourceRule;
    }

    /** The rule for the marginal P'1. */
    public MarginalRule targetRule() {
        return targetRule;
    }

    /** The mass of the plan in partial transport; NaN otherwise. */
    public double mass() {
        return mass;
    }

    /** What marginal errors are parts of: the mass of the plan in partial transport, otherwise the larger one of the two measures. */
    public double referenceMass() {
        return Double.isNaN(mass) ? Math.max(source.mass(), target.mass()) : mass;
    }

    /** The most positive entries of a column with the regulariser {@link Regulariser#SPARSE}; 0 otherwise. */
    public int support() {
        return support;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("source", source.toRecord()).record("target", target.toRecord())
                .record("cost", cost.toRecord()).text("costScale", costScale.name()).text("regulariser", regulariser.name())
                .number("epsilon", epsilon).text("epsilonUnit", epsilonUnit.name()).record("sourceRule", sourceRule.toRecord())
                .record("targetRule", targetRule.toRecord());
        if (!Double.isNaN(mass)) {
            record.number("mass", mass);
        }
        return (support == 0 ? record : record.integer("support", support)).build();
    }

    /**
     * Recreates a problem from {@link #toRecord()}, of which the cost must be there: a record, or a matrix of costs. Beside a matrix source
     * and target may be missing; then they are uniform on its rows and columns. Without a regulariser there is none, or
     * {@link Regulariser#SPARSE} with a support, or else {@link Regulariser#RELATIVE_ENTROPY} with a positive epsilon; without rules the
     * marginals are exact, with a mass at most the weights.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static TransportProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double epsilon = Fields.number(record, "epsilon", 0);
        int support = record.has("support") ? Fields.integer(record, "support") : 0;
        double mass = Fields.number(record, "mass", Double.NaN);
        MarginalRule rule = Double.isNaN(mass) ? MarginalRule.EXACT : MarginalRule.AT_MOST;
        Regulariser usual = support > 0 ? Regulariser.SPARSE : epsilon > 0 ? Regulariser.RELATIVE_ENTROPY : Regulariser.NONE;
        GroundCost cost = record.fields().get("cost") instanceof NamedArray ? new GroundCost.Matrix(Fields.dense(record, "cost"))
                : GroundCost.fromRecord(record.record("cost"));
        return of(measure(record, "source", cost, 0), measure(record, "target", cost, 1), cost)
                .costScale(record.has("costScale") ? record.constant("costScale", CostScale.class) : CostScale.NONE)
                .regulariser(record.has("regulariser") ? record.constant("regulariser", Regulariser.class) : usual, epsilon)
                .epsilonUnit(record.has("epsilonUnit") ? record.constant("epsilonUnit", CostScale.class) : CostScale.NONE)
                .rules(rule(record, "sourceRule", rule), rule(record, "targetRule", rule)).mass(mass).support(support).build();
    }

    private static Measure measure(DataRecord record, String name, GroundCost cost, int axis) {
        if (record.has(name) || !(cost instanceof GroundCost.Matrix matrix)) {
            return Measure.fromRecord(record.record(name));
        }
        return Measure.uniform(new DMatrixRMaj(axis == 0 ? matrix.costs().numRows : matrix.costs().numCols, 0));
    }

    private static MarginalRule rule(DataRecord record, String name, MarginalRule otherwise) {
        return record.has(name) ? MarginalRule.fromRecord(record.record(name)) : otherwise;
    }

    /** How a host recreates transport problems and their solutions. */
    public static ProblemType<TransportProblem, TransportPlan> problemType() {
        return new StandardType<>(TYPE, "Optimal transport", TransportProblem.class, TransportPlan.class,
                TransportProblem::fromRecord, TransportPlan::fromRecord).withMainField("cost", "sourceNames", "targetNames");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, target);
    }

    @Override
    public String toString() {
        return "TransportProblem[" + source.size() + " x " + target.size() + ", " + regulariser + " " + epsilon + "]";
    }

    /** Collects the parts of a {@link TransportProblem}. */
    public static final class Builder {

        private final Measure source;
        private final Measure target;
        private final GroundCost cost;
        private CostScale costScale = CostScale.NONE;
        private Regulariser regulariser = Regulariser.NONE;
        private double epsilon;
        private CostScale epsilonUnit = CostScale.NONE;
        private MarginalRule sourceRule = MarginalRule.EXACT;
        private MarginalRule targetRule = MarginalRule.EXACT;
        private double mass = Double.NaN;
        private int support;

        private Builder(Measure source, Measure target, GroundCost cost) {
            this.source = Objects.requireNonNull(source, "source");
            this.target = Objects.requireNonNull(target, "target");
            this.cost = Objects.requireNonNull(cost, "cost");
        }

        /** What the ground cost is divided by. */
        public Builder costScale(CostScale scale) {
            costScale = Objects.requireNonNull(scale, "scale");
            return this;
        }

        /** The regulariser and its weight. */
        public Builder regulariser(Regulariser kind, double weight) {
            regulariser = Objects.requireNonNull(kind, "kind");
            epsilon = weight;
            return this;
        }

        /** What epsilon is to be multiplied by. */
        public Builder epsilonUnit(CostScale unit) {
            epsilonUnit = Objects.requireNonNull(unit, "unit");
            return this;
        }

        /** The rules for the marginals. */
        public Builder rules(MarginalRule ofSource, MarginalRule ofTarget) {
            sourceRule = Objects.requireNonNull(ofSource, "ofSource");
            targetRule = Objects.requireNonNull(ofTarget, "ofTarget");
            return this;
        }

        /** The mass of the plan; the marginals must be held to at most the weights. */
        public Builder mass(double ofPlan) {
            mass = ofPlan;
            return this;
        }

        /** The most positive entries of a column. */
        public Builder support(int entries) {
            support = entries;
            return this;
        }

        /**
         * The problem.
         *
         * @throws DataException naming what is wrong: shapes that do not fit, masses that differ, an epsilon that is not positive
         */
        public TransportProblem build() {
            return new TransportProblem(this);
        }
    }
}
