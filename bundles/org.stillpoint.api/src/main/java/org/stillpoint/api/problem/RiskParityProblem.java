package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Weights w of assets, positive with sum 1, such that each contributes its budget of the risk: w_i (C w)_i / (w'C w) = b_i. The
 * residual is the largest |w_i (C w)_i / (w'C w) - b_i|.
 *
 * @param covariance the covariance C, symmetric and positive definite; shared, not copied
 * @param budgets the budgets b, positive with sum 1
 * @param names the names of the assets, or none
 */
public record RiskParityProblem(DMatrixRMaj covariance, double[] budgets, List<String> names) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "risk-parity";

    private static final double SUM_TOLERANCE = 1e-9;

    /** Checks the parts. */
    public RiskParityProblem {
        names = List.copyOf(names);
        Fields.matrix("covariance", covariance);
        int assets = covariance.numRows;
        if (assets == 0 || covariance.numCols != assets) {
            throw new DataException("covariance is " + assets + " x " + covariance.numCols + "; expected a square matrix");
        }
        Fields.length("budgets", budgets.length, assets);
        if (!names.isEmpty()) {
            Fields.length("names", names.size(), assets);
        }
        double sum = 0;
        for (int i = 0; i < assets; i++) {
            if (!(budgets[i] > 0)) {
                throw new DataException("budget " + i + " is " + budgets[i] + "; expected a positive number");
            }
            if (!(covariance.get(i, i) > 0)) {
                throw new DataException("variance " + i + " is " + covariance.get(i, i) + "; expected a positive number");
            }
            sum += budgets[i];
        }
        Fields.symmetric("covariance", covariance);
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new DataException("budgets have the sum " + sum + "; expected 1");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of assets. */
    public int assets() {
        return budgets.length;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("budgets", budgets).texts("names", names);
        Fields.matrix(record, "covariance", covariance);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static RiskParityProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        if (!(Fields.matrix(record, "covariance") instanceof DMatrixRMaj covariance)) {
            throw new DataException("covariance is sparse; expected a dense matrix");
        }
        double[] budgets = Fields.numbers(record, "budgets");
        if (budgets.length == 0) {
            budgets = new double[covariance.numRows];
            Arrays.fill(budgets, 1.0 / covariance.numRows);
        }
        return new RiskParityProblem(covariance, budgets, record.has("names") ? record.texts("names") : List.of());
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<RiskParityProblem, Portfolio> problemType() {
        return new StandardType<>(TYPE, "Risk parity portfolio", RiskParityProblem.class, Portfolio.class,
                RiskParityProblem::fromRecord, Portfolio::fromRecord).withMainField("covariance", null, "names");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RiskParityProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
