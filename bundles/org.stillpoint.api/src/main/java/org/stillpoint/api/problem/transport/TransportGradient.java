package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link TransportGradientProblem}. With a, b the weights, P the plan, q the marginals that the rules attain at the
 * potentials (q = a where the rule is exact, a exp(-f / rho) where it is a penalty), the multipliers u and v of a cotangent W solve the
 * adjoint equations
 *
 * <pre>
 *   d_i u_i + sum over j of P_ij v_j = sum over j of W_ij P_ij,   d_i = sum over j of P_ij + epsilon q_i / rho,   and likewise for v,
 * </pre>
 *
 * without the last term of d where the rule is exact. With two exact rules they are determined up to a constant that is added to u and
 * taken from v, as are f and g. Of these the ones are given for which sum of a_i f_i = sum of b_j g_j and sum of a_i u_i = sum of b_j v_j.
 * As the derivatives by weights contain them, those hold then for changes that leave both masses equal, whichever constant is chosen.
 *
 * @param value the least value of the transport problem
 * @param plan the plan with its potentials
 * @param ofValue the derivatives of the value
 * @param ofPlan the derivatives of the sum of W_ij P_ij; {@link Derivatives#NONE} without a cotangent
 * @param rowMultipliers u; none without a cotangent
 * @param columnMultipliers v; none without a cotangent
 */
public record TransportGradient(double value, TransportPlan plan, Derivatives ofValue, Derivatives ofPlan, double[] rowMultipliers,
        double[] columnMultipliers) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "transport-gradient-solution";

    /** Checks that nothing is null. */
    public TransportGradient {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(ofValue, "ofValue");
        Objects.requireNonNull(ofPlan, "ofPlan");
        if (rowMultipliers.length != 0 && (rowMultipliers.length != plan.f().length || columnMultipliers.length != plan.g().length)) {
            throw new DataException("there are " + rowMultipliers.length + " and " + columnMultipliers.length + " multipliers; expected "
                    + plan.f().length + " and " + plan.g().length + ", or none");
        }
    }

    /**
     * The derivatives of a number by everything that a transport problem consists of. Where a distance has a kink, at points that coincide
     * or at equal coordinates, that by the points is one of its limits or 0.
     *
     * @param costs by each cost
     * @param sourceWeights by each weight of the source; towards larger weights where the weight is 0, negative infinity possible there
     * @param targetWeights by each weight of the target
     * @param sourcePoints by each coordinate of the source's points; without columns where the cost is no power of a distance
     * @param targetPoints by each coordinate of the target's points
     * @param epsilon by epsilon
     */
    public record Derivatives(DMatrixRMaj costs, double[] sourceWeights, double[] targetWeights, DMatrixRMaj sourcePoints,
            DMatrixRMaj targetPoints, double epsilon) implements Recordable {

        /** No derivatives. */
        public static final Derivatives NONE = new Derivatives(new DMatrixRMaj(0, 0), new double[0], new double[0], new DMatrixRMaj(0, 0),
                new DMatrixRMaj(0, 0), 0);

        @Override
        public DataRecord toRecord() {
            DataRecord.Builder record = DataRecord.of("derivatives", 1);
            Fields.matrix(record, "costs", costs);
            record.doubles("sourceWeights", sourceWeights).doubles("targetWeights", targetWeights);
            if (sourcePoints.numCols > 0) {
                Fields.matrix(record, "sourcePoints", sourcePoints);
                Fields.matrix(record, "targetPoints", targetPoints);
            }
            return record.number("epsilon", epsilon).build();
        }

        private static Derivatives fromRecord(DataRecord record) {
            boolean points = record.has("sourcePoints");
            return new Derivatives(Fields.dense(record, "costs"), record.numbers("sourceWeights"), record.numbers("targetWeights"),
                    points ? Fields.dense(record, "sourcePoints") : new DMatrixRMaj(0, 0),
                    points ? Fields.dense(record, "targetPoints") : new DMatrixRMaj(0, 0), Fields.number(record, "epsilon", 0));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Derivatives that && toRecord().equals(that.toRecord());
        }

        @Override
        public int hashCode() {
            return Double.hashCode(epsilon);
        }
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).number("value", value).record("plan", plan.toRecord())
                .record("ofValue", ofValue.toRecord());
        if (rowMultipliers.length > 0) {
            record.record("ofPlan", ofPlan.toRecord()).doubles("rowMultipliers", rowMultipliers)
                    .doubles("columnMultipliers", columnMultipliers);
        }
        return record.build();
    }

    /** Recreates a value. */
    public static TransportGradient fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new TransportGradient(Fields.number(record, "value", Double.NaN), TransportPlan.fromRecord(record.record("plan")),
                Derivatives.fromRecord(record.record("ofValue")),
                record.has("ofPlan") ? Derivatives.fromRecord(record.record("ofPlan")) : Derivatives.NONE,
                Fields.numbers(record, "rowMultipliers"), Fields.numbers(record, "columnMultipliers"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportGradient that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return plan.hashCode();
    }
}
