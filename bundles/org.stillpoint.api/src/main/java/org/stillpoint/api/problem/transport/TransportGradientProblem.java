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
 * The derivatives of an entropic transport problem: of its value, and, for a cotangent W, of the sum of W_ij P_ij over its plan P, by the
 * costs, the weights, the points and epsilon. Marginal rules are EXACT or KULLBACK_LEIBLER; costs and epsilon have the unit 1.
 *
 * <p>The residual is the marginal error of the plan, or, if that is larger, the 1-norm of the residual of the adjoint equations (see
 * {@link TransportGradient}) over the largest magnitude of W.
 *
 * @param transport the transport problem
 * @param cotangent W, as large as the plan; without rows for the derivatives of the value alone
 */
public record TransportGradientProblem(TransportProblem transport, DMatrixRMaj cotangent) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "transport-gradient";

    /** Checks the parts. */
    public TransportGradientProblem {
        Objects.requireNonNull(transport, "transport");
        Fields.matrix("cotangent", cotangent);
        if (transport.regulariser() != Regulariser.ENTROPY && transport.regulariser() != Regulariser.RELATIVE_ENTROPY) {
            throw new DataException("the regulariser is " + transport.regulariser() + "; expected ENTROPY or RELATIVE_ENTROPY, with which "
                    + "the plan is a smooth function");
        }
        check(transport.sourceRule());
        check(transport.targetRule());
        if (transport.costScale() != CostScale.NONE || transport.epsilonUnit() != CostScale.NONE) {
            throw new DataException("the unit of costs is " + transport.costScale() + ", that of epsilon " + transport.epsilonUnit()
                    + "; derivatives are taken of problems with NONE");
        }
        if (cotangent.numRows != 0
                && (cotangent.numRows != transport.source().size() || cotangent.numCols != transport.target().size())) {
            throw new DataException("cotangent is " + cotangent.numRows + " x " + cotangent.numCols + "; expected "
                    + transport.source().size() + " x " + transport.target().size() + ", or none");
        }
    }

    /** The derivatives of the value alone. */
    public TransportGradientProblem(TransportProblem transport) {
        this(transport, new DMatrixRMaj(0, 0));
    }

    private static void check(MarginalRule rule) {
        if (rule.kind() != MarginalRule.Kind.EXACT && rule.kind() != MarginalRule.Kind.KULLBACK_LEIBLER) {
            throw new DataException("a marginal rule is " + rule.kind() + "; expected EXACT or KULLBACK_LEIBLER");
        }
    }

    /** Whether there is a cotangent. */
    public boolean ofPlan() {
        return cotangent.numRows > 0;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("transport", transport.toRecord());
        if (ofPlan()) {
            Fields.matrix(record, "cotangent", cotangent);
        }
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static TransportGradientProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DataRecord given = record.record("transport");
        TransportProblem transport = TransportProblem.fromRecord(
                DataRecord.of(TransportProblem.TYPE, given.version()).fields(given).build());
        return record.has("cotangent") ? new TransportGradientProblem(transport, Fields.dense(record, "cotangent"))
                : new TransportGradientProblem(transport);
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<TransportGradientProblem, TransportGradient> problemType() {
        return new StandardType<>(TYPE, "Derivatives of entropic transport", TransportGradientProblem.class, TransportGradient.class,
                TransportGradientProblem::fromRecord, TransportGradient::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportGradientProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return transport.hashCode();
    }
}
