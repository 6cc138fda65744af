package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link SchroedingerBridgeProblem}: the mixture that is its potential. The plan pi(y | x) is a mixture too, of the normal
 * distributions N(r_k + S_k x, epsilon S_k) with weights in proportion to alpha_k exp((x'S_k x + 2 r_k'x) / (2 epsilon)); the process that
 * joins the plan's ends solves the stochastic differential equation dX = drift(X, t) dt + sqrt(epsilon) dW. The arrays are shared, not
 * copied.
 *
 * @param epsilon the variance that Brownian motion gathers in unit time
 * @param logWeights the logarithms of the weights alpha of the components, which have the sum 1: for small epsilon weights that matter may
 *        be too small for numbers
 * @param centres the centres r, one in each row
 * @param spreads the diagonals of the matrices S, one in each row
 */
public record BridgePlan(double epsilon, double[] logWeights, DMatrixRMaj centres, DMatrixRMaj spreads) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "schroedinger-bridge-solution";

    /** Checks the shapes. */
    public BridgePlan {
        Objects.requireNonNull(logWeights, "logWeights");
        if (centres.numRows != logWeights.length || spreads.numRows != logWeights.length || centres.numCols != spreads.numCols) {
            throw new DataException("centres are " + centres.numRows + " x " + centres.numCols + ", spreads " + spreads.numRows + " x "
                    + spreads.numCols + "; expected a row for each of " + logWeights.length + " weights");
        }
    }

    /** The number of components. */
    public int components() {
        return logWeights.length;
    }

    /** The number of coordinates. */
    public int dimension() {
        return centres.numCols;
    }

    /** The mean of pi(y | x). */
    public double[] conditionalMean(double[] x) {
        double[] mean = drift(x, 0);
        for (int j = 0; j < mean.length; j++) {
            mean[j] += x[j];
        }
        return mean;
    }

    /** A point drawn from pi(y | x). */
    public double[] sample(double[] x, RandomGenerator random) {
        double[] probabilities = responsibilities(x, 0);
        double uniform = random.nextDouble();
        int component = 0;
        while (component < probabilities.length - 1 && uniform >= probabilities[component]) {
            uniform -= probabilities[component++];
        }
        double[] y = new double[dimension()];
        for (int j = 0; j < y.length; j++) {
            double spread = spreads.get(component, j);
            y[j] = centres.get(component, j) + spread * x[j] + Math.sqrt(epsilon * spread) * random.nextGaussian();
        }
        return y;
    }

    /**
     * The drift of the process at a point and a time from 0 to 1. With the weights w_k of the components given X_t = x,
     *
     * <pre>
     *   drift(x, t) = sum over k of w_k (r_k + (S_k - I) x) / (t S_k + (1 - t) I),
     *   w_k in proportion to alpha_k det(t S_k + (1 - t) I)^(-1/2)
     *       exp(sum over j of (x_j^2 (S_kj - 1) + 2 x_j r_kj - t r_kj^2) / (2 epsilon (t S_kj + 1 - t))),
     * </pre>
     *
     * which is epsilon times the gradient of the log of the potential at that time, free of the differences of large numbers that its
     * usual form has near t = 1.
     */
    public double[] drift(double[] x, double t) {
        double[] probabilities = responsibilities(x, t);
        double[] drift = new double[x.length];
        for (int k = 0; k < logWeights.length; k++) {
            for (int j = 0; j < drift.length; j++) {
                double spread = spreads.get(k, j);
                drift[j] += probabilities[k] * (centres.get(k, j) + (spread - 1) * x[j]) / (t * spread + 1 - t);
            }
        }
        return drift;
    }

    private double[] responsibilities(double[] x, double t) {
        Fields.length("coordinates of the point", x.length, dimension());
        if (!(t >= 0 && t <= 1)) {
            throw new IllegalArgumentException("time " + t + "; expected one from 0 to 1");
        }
        double[] logs = new double[logWeights.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logs.length; k++) {
            logs[k] = logWeights[k];
            for (int j = 0; j < x.length; j++) {
                double centre = centres.get(k, j);
                double spread = spreads.get(k, j);
                double blend = t * spread + 1 - t;
                logs[k] += (x[j] * x[j] * (spread - 1) + 2 * x[j] * centre - t * centre * centre) / (2 * epsilon * blend)
                        - Math.log(blend) / 2;
            }
            largest = Math.max(largest, logs[k]);
        }
        double sum = 0;
        for (int k = 0; k < logs.length; k++) {
            logs[k] = Math.exp(logs[k] - largest);
            sum += logs[k];
        }
        for (int k = 0; k < logs.length; k++) {
            logs[k] /= sum;
        }
        return logs;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).number("epsilon", epsilon).doubles("logAlpha", logWeights);
        Fields.matrix(record, "r", centres);
        Fields.matrix(record, "S", spreads);
        return record.build();
    }

    /** Recreates a value. */
    public static BridgePlan fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new BridgePlan(Fields.number(record, "epsilon", Double.NaN), record.numbers("logAlpha"),
                Fields.dense(record, "r"), Fields.dense(record, "S"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BridgePlan that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(logWeights);
    }
}
