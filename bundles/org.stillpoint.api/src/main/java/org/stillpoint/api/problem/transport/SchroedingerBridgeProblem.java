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
 * A Schroedinger bridge: the process from one distribution p0 at time 0 to another, p1, at time 1 that is nearest, by relative entropy, to
 * Brownian motion of variance epsilon in unit time. Its plan is pi(y | x) = exp(x'y / epsilon) v(y) / c(x); the potential v is sought among
 * the mixtures of K Gaussians with diagonal covariances,
 *
 * <pre>
 *   v(y) = sum over k of alpha_k N(y | r_k, epsilon S_k),
 *   c(x) = sum over k of alpha_k exp((x'S_k x + 2 r_k'x) / (2 epsilon)),
 *   loss(alpha, r, S) = E over p0 of log c(x) - E over p1 of log v(y).
 * </pre>
 *
 * The loss exceeds its infimum over all potentials by the relative entropy of the sought plan with regard to the one that it belongs to.
 * It is not convex for K above 1: what is asked for is a stationary point. The residual is the largest magnitude among the derivatives
 * d loss / d log alpha_k, sqrt(epsilon) d loss / d r_kj and d loss / d log S_kj, which have no unit. At a stationary point the mean and the
 * variances of the plan's second marginal are those of p1.
 *
 * @param source the samples of p0, with their weights
 * @param target the samples of p1, in as many dimensions
 * @param epsilon the variance that Brownian motion gathers in unit time, positive and finite
 * @param components the number K of components
 */
public record SchroedingerBridgeProblem(Measure source, Measure target, double epsilon, int components) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "schroedinger-bridge";

    /** Checks the parts. */
    public SchroedingerBridgeProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        if (source.points().numCols < 1 || source.points().numCols != target.points().numCols) {
            throw new DataException("the points have " + source.points().numCols + " and " + target.points().numCols
                    + " coordinates; expected as many, at least one");
        }
        if (!(epsilon > 0) || epsilon == Double.POSITIVE_INFINITY) {
            throw new DataException("epsilon is " + epsilon + "; expected a positive finite number");
        }
        if (components < 1) {
            throw new DataException(components + " components; expected at least one");
        }
    }

    /**
     * Samples with the mean and the covariance of a Gaussian: the mean plus and minus each column of the Cholesky factor, times the square
     * root of the dimension. With one component the loss depends on the first two moments alone, so these samples give the bridge of the
     * Gaussian itself.
     *
     * @throws DataException if the covariance is not positive definite
     */
    public static Measure gaussian(double[] mean, DMatrixRMaj covariance) {
        int dimension = mean.length;
        if (covariance.numRows != dimension || covariance.numCols != dimension) {
            throw new DataException("covariance is " + covariance.numRows + " x " + covariance.numCols + "; expected " + dimension + " x "
                    + dimension);
        }
        DMatrixRMaj points = new DMatrixRMaj(2 * dimension, dimension);
        double[][] factor = new double[dimension][dimension];
        for (int column = 0; column < dimension; column++) {
            for (int row = column; row < dimension; row++) {
                double rest = covariance.get(row, column);
                for (int k = 0; k < column; k++) {
                    rest -= factor[row][k] * factor[column][k];
                }
                if (row == column && !(rest > 0)) {
                    throw new DataException("covariance is not positive definite at (" + row + ", " + row + ")");
                }
                factor[row][column] = row == column ? Math.sqrt(rest) : rest / factor[column][column];
            }
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                double step = Math.sqrt(dimension) * factor[j][i];
                points.set(2 * i, j, mean[j] + step);
                points.set(2 * i + 1, j, mean[j] - step);
            }
        }
        return Measure.uniform(points);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of coordinates. */
    public int dimension() {
        return source.points().numCols;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).record("source", source.toRecord()).record("target", target.toRecord())
                .number("epsilon", epsilon).integer("components", components).build();
    }

    /**
     * Recreates a problem, from its record or from a document: there either distribution may also be a Gaussian, by its {@code mean} and
     * its {@code covariance}, and there is one component if their number is left out.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static SchroedingerBridgeProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new SchroedingerBridgeProblem(distribution(record.record("source")), distribution(record.record("target")),
                record.number("epsilon"), record.has("components") ? Fields.integer(record, "components") : 1);
    }

    private static Measure distribution(DataRecord record) {
        if (!record.has("mean")) {
            return Measure.fromRecord(record);
        }
        return gaussian(record.numbers("mean"), Fields.dense(record, "covariance"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<SchroedingerBridgeProblem, BridgePlan> problemType() {
        return new StandardType<>(TYPE, "Schr\u00f6dinger bridge", SchroedingerBridgeProblem.class, BridgePlan.class,
                SchroedingerBridgeProblem::fromRecord, BridgePlan::fromRecord);
    }
}
