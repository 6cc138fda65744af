package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.BridgePlan;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.numerics.VectorKernels;

/**
 * The loss of a light Schroedinger bridge with its gradient. In units of sqrt(epsilon), z = x / sqrt(epsilon) and rho = r /
 * sqrt(epsilon), with the weights w_k(z) of the summands of c and p_k(z) of those of v,
 *
 * <pre>
 *   log c(z) = lse over k of (log alpha_k + sum over j of (S_kj z_j^2 / 2 + rho_kj z_j)),
 *   log v(z) = lse over k of (log alpha_k - sum over j of (log(2 pi epsilon S_kj) + (z_j - rho_kj)^2 / S_kj) / 2),
 *   d loss / d log alpha_k = E0 w_k - E1 p_k,
 *   d loss / d rho_kj      = E0 w_k z_j - E1 p_k (z_j - rho_kj) / S_kj,
 *   d loss / d log S_kj    = (S_kj E0 w_k z_j^2 + E1 p_k (1 - (z_j - rho_kj)^2 / S_kj)) / 2.
 * </pre>
 *
 * Parameters and gradient are laid out as log alpha, then rho, then log S, row-major. Belongs to one thread.
 */
final class BridgeLoss {

    /** Samples that are treated at once. */
    private static final int BLOCK = 512;

    final int components;
    final int dimension;
    private final double epsilon;
    private final double[] sourcePoints;
    private final double[] sourceWeights;
    private final double[] targetPoints;
    private final double[] targetWeights;
    private final double[] block;
    private final double[] blockWeights = new double[BLOCK];
    private final double[] logs;
    private final double[] offsets = new double[BLOCK];
    private final double[] scratch = new double[BLOCK];
    private double[] parameters;
    private double[] gradient;
    private double loss;

    BridgeLoss(SchroedingerBridgeProblem problem) {
        components = problem.components();
        dimension = problem.dimension();
        epsilon = problem.epsilon();
        sourcePoints = scaled(problem.source());
        sourceWeights = shares(problem.source());
        targetPoints = scaled(problem.target());
        targetWeights = shares(problem.target());
        block = new double[dimension * BLOCK];
        logs = new double[components * BLOCK];
    }

    private BridgeLoss(BridgeLoss other) {
        components = other.components;
        dimension = other.dimension;
        epsilon = other.epsilon;
        sourcePoints = other.sourcePoints;
        sourceWeights = other.sourceWeights;
        targetPoints = other.targetPoints;
        targetWeights = other.targetWeights;
        block = new double[dimension * BLOCK];
        logs = new double[components * BLOCK];
    }

    /** The same loss for another thread. */
    BridgeLoss twin() {
        return new BridgeLoss(this);
    }

    private double[] scaled(Measure measure) {
        double[] points = new double[measure.size() * dimension];
        VectorKernels.scale(1 / Math.sqrt(epsilon), measure.points().data, 0, points, 0, points.length);
        return points;
    }

    private static double[] shares(Measure measure) {
        double[] shares = new double[measure.size()];
        VectorKernels.scale(1 / measure.mass(), measure.weights(), 0, shares, 0, shares.length);
        return shares;
    }

    /** The number of parameters. */
    int parameters() {
        return components * (1 + 2 * dimension);
    }

    int sourceSize() {
        return sourceWeights.length;
    }

    int targetSize() {
        return targetWeights.length;
    }

    double[] sourceWeights() {
        return sourceWeights;
    }

    double[] targetWeights() {
        return targetWeights;
    }

    /** The target points in units of sqrt(epsilon), row-major. */
    double[] targetPoints() {
        return targetPoints;
    }

    /** The weighted means of the coordinates and then their variances, of the source or the target in units of sqrt(epsilon). */
    double[] moments(boolean ofSource) {
        double[] points = ofSource ? sourcePoints : targetPoints;
        double[] weights = ofSource ? sourceWeights : targetWeights;
        double[] moments = new double[2 * dimension];
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < dimension; j++) {
                moments[j] += weights[i] * points[i * dimension + j];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < dimension; j++) {
                double deviation = points[i * dimension + j] - moments[j];
                moments[dimension + j] += weights[i] * deviation * deviation;
            }
        }
        return moments;
    }

    /** Starts a new value and gradient at these parameters. */
    void begin(double[] at, double[] gradientAt) {
        parameters = at;
        gradient = gradientAt;
        Arrays.fill(gradient, 0);
        loss = 0;
    }

    /** The value gathered since {@link #begin}. */
    double value() {
        return loss;
    }

    /** Adds a range of the source samples with their weights. */
    void addSource(int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int size = Math.min(BLOCK, to - start);
            for (int i = 0; i < size; i++) {
                load(sourcePoints, start + i, i, sourceWeights[start + i]);
            }
            sourceBlock(size);
        }
    }

    /** Adds a range of the target samples with their weights. */
    void addTarget(int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int size = Math.min(BLOCK, to - start);
            for (int i = 0; i < size; i++) {
                load(targetPoints, start + i, i, targetWeights[start + i]);
            }
            targetBlock(size);
        }
    }

    /** Adds some samples, each with the same weight. */
    void addSamples(int[] ofSource, int[] ofTarget) {
        for (int start = 0; start < ofSource.length; start += BLOCK) {
            int size = Math.min(BLOCK, ofSource.length - start);
            for (int i = 0; i < size; i++) {
                load(sourcePoints, ofSource[start + i], i, 1.0 / ofSource.length);
            }
            sourceBlock(size);
        }
        for (int start = 0; start < ofTarget.length; start += BLOCK) {
            int size = Math.min(BLOCK, ofTarget.length - start);
            for (int i = 0; i < size; i++) {
                load(targetPoints, ofTarget[start + i], i, 1.0 / ofTarget.length);
            }
            targetBlock(size);
        }
    }

    private void load(double[] points, int sample, int place, double weight) {
        for (int j = 0; j < dimension; j++) {
            block[j * BLOCK + place] = points[sample * dimension + j];
        }
        blockWeights[place] = weight;
    }

    private void sourceBlock(int size) {
        for (int k = 0; k < components; k++) {
            int row = k * BLOCK;
            Arrays.fill(logs, row, row + size, parameters[k]);
            for (int j = 0; j < dimension; j++) {
                double centre = centre(k, j);
                double half = spread(k, j) / 2;
                for (int i = 0; i < size; i++) {
                    double z = block[j * BLOCK + i];
                    logs[row + i] += z * (half * z + centre);
                }
            }
        }
        loss += normalise(size);
        for (int k = 0; k < components; k++) {
            gradient[k] += VectorKernels.sum(logs, k * BLOCK, size);
            for (int j = 0; j < dimension; j++) {
                for (int i = 0; i < size; i++) {
                    scratch[i] = logs[k * BLOCK + i] * block[j * BLOCK + i];
                }
                gradient[centreIndex(k, j)] += VectorKernels.sum(scratch, 0, size);
                gradient[spreadIndex(k, j)] += spread(k, j) / 2 * VectorKernels.dot(scratch, 0, block, j * BLOCK, size);
            }
        }
    }

    private void targetBlock(int size) {
        for (int k = 0; k < components; k++) {
            int row = k * BLOCK;
            double constant = parameters[k];
            for (int j = 0; j < dimension; j++) {
                constant -= (Math.log(2 * Math.PI * epsilon) + parameters[spreadIndex(k, j)]) / 2;
            }
            Arrays.fill(logs, row, row + size, constant);
            for (int j = 0; j < dimension; j++) {
                double centre = centre(k, j);
                double factor = -0.5 / spread(k, j);
                for (int i = 0; i < size; i++) {
                    double deviation = block[j * BLOCK + i] - centre;
                    logs[row + i] += factor * deviation * deviation;
                }
            }
        }
        loss -= normalise(size);
        for (int k = 0; k < components; k++) {
            gradient[k] -= VectorKernels.sum(logs, k * BLOCK, size);
            for (int j = 0; j < dimension; j++) {
                double centre = centre(k, j);
                double precision = 1 / spread(k, j);
                double first = 0;
                double second = 0;
                for (int i = 0; i < size; i++) {
                    double deviation = block[j * BLOCK + i] - centre;
                    double weighted = logs[k * BLOCK + i] * deviation;
                    first += weighted;
                    second += logs[k * BLOCK + i] - weighted * deviation * precision;
                }
                gradient[centreIndex(k, j)] -= first * precision;
                gradient[spreadIndex(k, j)] += second / 2;
            }
        }
    }

    /** Replaces the logs of each sample's summands by their shares times the sample's weight; returns the weighted sum of the lse. */
    private double normalise(int size) {
        System.arraycopy(logs, 0, offsets, 0, size);
        for (int k = 1; k < components; k++) {
            for (int i = 0; i < size; i++) {
                offsets[i] = Math.max(offsets[i], logs[k * BLOCK + i]);
            }
        }
        Arrays.fill(scratch, 0, size, 0);
        for (int k = 0; k < components; k++) {
            int row = k * BLOCK;
            VectorKernels.axpy(-1, offsets, 0, logs, row, size);
            VectorKernels.exp(logs, row, logs, row, size);
            VectorKernels.axpy(1, logs, row, scratch, 0, size);
        }
        double total = VectorKernels.dot(blockWeights, 0, offsets, 0, size);
        for (int i = 0; i < size; i++) {
            offsets[i] = blockWeights[i] / scratch[i];
        }
        VectorKernels.log(scratch, 0, scratch, 0, size);
        total += VectorKernels.dot(blockWeights, 0, scratch, 0, size);
        for (int k = 0; k < components; k++) {
            for (int i = 0; i < size; i++) {
                logs[k * BLOCK + i] *= offsets[i];
            }
        }
        return total;
    }

    int centreIndex(int k, int j) {
        return components + k * dimension + j;
    }

    int spreadIndex(int k, int j) {
        return components * (1 + dimension) + k * dimension + j;
    }

    private double centre(int k, int j) {
        return parameters[centreIndex(k, j)];
    }

    private double spread(int k, int j) {
        return Math.exp(parameters[spreadIndex(k, j)]);
    }

    /** The parameters of a plan. */
    double[] parametersOf(BridgePlan plan) {
        double[] at = new double[parameters()];
        for (int k = 0; k < components; k++) {
            at[k] = plan.logWeights()[k];
            for (int j = 0; j < dimension; j++) {
                at[centreIndex(k, j)] = plan.centres().get(k, j) / Math.sqrt(epsilon);
                at[spreadIndex(k, j)] = Math.log(plan.spreads().get(k, j));
            }
        }
        return at;
    }

    /** The plan of parameters, with weights of sum 1. */
    BridgePlan plan(double[] at) {
        double[] logWeights = new double[components];
        double total = VectorKernels.logSumExp(at, 0, components);
        for (int k = 0; k < components; k++) {
            logWeights[k] = at[k] - total;
        }
        DMatrixRMaj centres = new DMatrixRMaj(components, dimension);
        DMatrixRMaj spreads = new DMatrixRMaj(components, dimension);
        VectorKernels.scale(Math.sqrt(epsilon), at, components, centres.data, 0, components * dimension);
        VectorKernels.exp(at, components * (1 + dimension), spreads.data, 0, components * dimension);
        return new BridgePlan(epsilon, logWeights, centres, spreads);
    }
}
