package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/**
 * A mixture of normal distributions whose components are independent: with probability w_i, component j is normal of mean m_ij and variance
 * v_ij.
 *
 * @param weights the probabilities w
 * @param means the means m, distributions x components
 * @param variances the variances v, positive: distributions x components, or x 1 for the same in all components
 */
public record GaussianMixture(double[] weights, DMatrixRMaj means, DMatrixRMaj variances) {

    private static final String TYPE = "gaussian-mixture";

    /** Checks that the parts fit. */
    public GaussianMixture {
        Fields.matrix("means", means);
        Fields.matrix("variances", variances);
        if (means.numRows < 1 || means.numCols < 1) {
            throw new DataException("means has " + means.numRows + " rows and " + means.numCols
                    + " columns; expected at least one of each");
        }
        Fields.length("weights", weights.length, means.numRows);
        Fields.distributions("weights", weights, weights.length);
        if (variances.numRows != means.numRows || variances.numCols != 1 && variances.numCols != means.numCols) {
            throw new DataException("variances has " + variances.numRows + " rows and " + variances.numCols + " columns; expected "
                    + means.numRows + " rows and 1 column or " + means.numCols);
        }
        for (int i = 0; i < variances.getNumElements(); i++) {
            if (!(variances.data[i] > 0)) {
                throw new DataException("variances has " + variances.data[i] + " as value " + i + "; expected positive numbers");
            }
        }
    }

    /** A single normal distribution. */
    public static GaussianMixture single(double[] mean, double variance) {
        return new GaussianMixture(new double[] {1}, DMatrixRMaj.wrap(1, mean.length, mean),
                DMatrixRMaj.wrap(1, 1, new double[] {variance}));
    }

    /** The number of distributions. */
    public int size() {
        return weights.length;
    }

    /** The number of components of a point. */
    public int dimension() {
        return means.numCols;
    }

    /** The variance of a component of a distribution. */
    public double variance(int distribution, int component) {
        return variances.data[variances.numCols == 1 ? distribution : distribution * variances.numCols + component];
    }

    /** The record of the parts. */
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("weights", weights);
        Fields.matrix(record, "means", means);
        Fields.matrix(record, "variances", variances);
        return record.build();
    }

    /** Recreates a mixture; weights that are missing are equal. */
    public static GaussianMixture fromRecord(DataRecord record) {
        DMatrixRMaj means = Fields.dense(record, "means");
        double[] weights = Fields.numbers(record, "weights");
        if (!record.has("weights")) {
            weights = new double[means.numRows];
            Arrays.fill(weights, 1.0 / means.numRows);
        }
        return new GaussianMixture(weights, means, Fields.dense(record, "variances"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GaussianMixture that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
