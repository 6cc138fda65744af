package org.stillpoint.transport.internal.flow;

import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.numerics.VectorKernels;

/**
 * One round of {@link RectifiedFlowSolver}: fits a velocity field to pairs and moves the sources along it. In each bin of the time the
 * potential is linear in the time from -1 at the start of the bin to 1 at its end. Belongs to one thread.
 */
final class FlowRound {

    /** Times in each bin at which points on the lines between pairs are taken. */
    private static final int TIMES = 4;
    /** Points that are moved between two reports of progress. */
    private static final int REPORT_AFTER = 200;

    private final RectifiedFlowOptions options;
    private final ConjugateCost cost;
    private final FlowFeatures features;
    private final VelocityFit fit;
    private final double[][] coefficients;
    private final double[] gradients;
    private final int dimension;

    FlowRound(RectifiedFlowOptions options, ConjugateCost cost, FlowFeatures features, int dimension) {
        this.options = options;
        this.cost = cost;
        this.features = features;
        this.dimension = dimension;
        fit = new VelocityFit(cost, 2 * features.size());
        coefficients = new double[options.bins()][2 * features.size()];
        gradients = new double[dimension * features.size()];
    }

    /** Where the flow of the pairs, fitted with a ridge, takes the sources; null if it was told to stop. */
    DMatrixRMaj ends(DMatrixRMaj source, DMatrixRMaj target, double ridge, BooleanSupplier proceed) {
        double[] point = new double[dimension];
        for (int bin = 0; bin < options.bins(); bin++) {
            fit.clear(TIMES * source.numRows * dimension);
            for (int time = 0; time < TIMES; time++) {
                double part = (time + 0.5) / TIMES;
                double t = (bin + part) / options.bins();
                for (int i = 0; i < source.numRows; i++) {
                    for (int j = 0; j < dimension; j++) {
                        point[j] = (1 - t) * source.get(i, j) + t * target.get(i, j);
                    }
                    features.gradients(point, 0, gradients);
                    for (int j = 0; j < dimension; j++) {
                        fit.add(gradients, j * features.size(), 2 * part - 1, target.get(i, j) - source.get(i, j));
                    }
                }
            }
            if (!fit.solve(ridge, coefficients[bin], proceed) || !proceed.getAsBoolean()) {
                return null;
            }
        }
        return integrate(source, proceed);
    }

    private DMatrixRMaj integrate(DMatrixRMaj source, BooleanSupplier proceed) {
        DMatrixRMaj ends = source.copy();
        double step = 1.0 / (options.bins() * options.substeps());
        double[] point = new double[dimension];
        double[][] slopes = new double[4][dimension];
        for (int bin = 0; bin < options.bins(); bin++) {
            for (int i = 0; i < source.numRows; i++) {
                if (i % REPORT_AFTER == REPORT_AFTER - 1 && !proceed.getAsBoolean()) {
                    return null;
                }
                for (int substep = 0; substep < options.substeps(); substep++) {
                    rungeKutta(ends.data, i * dimension, coefficients[bin], substep, step, point, slopes);
                }
            }
            if (!proceed.getAsBoolean()) {
                return null;
            }
        }
        return ends;
    }

    private void rungeKutta(double[] x, int offset, double[] theta, int substep, double step, double[] point, double[][] slopes) {
        int size = features.size();
        for (int stage = 0; stage < 4; stage++) {
            double part = stage == 0 ? 0 : stage == 3 ? 1 : 0.5;
            double time = 2 * (substep + part) / options.substeps() - 1;
            for (int j = 0; j < dimension; j++) {
                point[j] = x[offset + j] + (stage == 0 ? 0 : part * step * slopes[stage - 1][j]);
            }
            features.gradients(point, 0, gradients);
            for (int j = 0; j < dimension; j++) {
                double constant = VectorKernels.dot(gradients, j * size, theta, 0, size);
                double linear = VectorKernels.dot(gradients, j * size, theta, size, size);
                slopes[stage][j] = cost.conjugateSlope(constant + time * linear);
            }
        }
        for (int j = 0; j < dimension; j++) {
            x[offset + j] += step / 6 * (slopes[0][j] + 2 * slopes[1][j] + 2 * slopes[2][j] + slopes[3][j]);
        }
    }
}
