package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.numerics.VectorKernels;

/**
 * The plan between two snapshots of a {@link org.stillpoint.api.problem.transport.SnapshotBridgeProblem} under a reference: Sinkhorn's
 * iteration by logarithms on the kernel of its transition density. Belongs to one thread.
 */
final class SnapshotPlan {

    private final double time;
    private final double[] diffusion;
    private final double[] sourcePoints;
    private final double[] targetPoints;
    private final double[] logSource;
    private final double[] logTarget;
    private final double[] targetWeights;
    private final double[] sourcePotential;
    private final double[] targetPotential;
    /** The log density from each source, a row, to each target, and the same by targets. */
    private final double[] rows;
    private final double[] columns;
    private final double[] sums;
    private final double[] terms;
    private final double[] logColumns;
    private final int sources;
    private final int targets;
    private final int dimension;

    SnapshotPlan(Measure source, Measure target, double time, double[] diffusion) {
        this.time = time;
        this.diffusion = diffusion;
        dimension = diffusion.length;
        sources = source.size();
        targets = target.size();
        sourcePoints = source.points().data;
        targetPoints = target.points().data;
        logSource = logShares(source);
        logTarget = logShares(target);
        targetWeights = new double[targets];
        VectorKernels.exp(logTarget, 0, targetWeights, 0, targets);
        sourcePotential = new double[sources];
        targetPotential = new double[targets];
        rows = new double[sources * targets];
        columns = new double[sources * targets];
        sums = new double[Math.max(sources, targets)];
        terms = new double[Math.max(sources, targets)];
        logColumns = new double[targets];
    }

    private static double[] logShares(Measure measure) {
        double[] logs = new double[measure.size()];
        VectorKernels.scale(1 / measure.mass(), measure.weights(), 0, logs, 0, logs.length);
        VectorKernels.log(logs, 0, logs, 0, logs.length);
        return logs;
    }

    double[] sourcePotential() {
        return sourcePotential;
    }

    double[] targetPotential() {
        return targetPotential;
    }

    /** Takes the reference with these parameters. */
    void reference(double[] rates, double[] centres) {
        Arrays.fill(rows, 0);
        for (int j = 0; j < dimension; j++) {
            OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(rates[j], diffusion[j], time);
            double memory = process.memory();
            double variance = process.variance();
            double constant = Math.log(2 * Math.PI * variance) / 2;
            for (int i = 0; i < sources; i++) {
                double mean = centres[j] + memory * (sourcePoints[i * dimension + j] - centres[j]);
                for (int l = 0; l < targets; l++) {
                    double deviation = targetPoints[l * dimension + j] - mean;
                    rows[i * targets + l] -= constant + deviation * deviation / (2 * variance);
                }
            }
        }
        for (int i = 0; i < sources; i++) {
            for (int l = 0; l < targets; l++) {
                columns[l * sources + i] = rows[i * targets + l];
            }
        }
    }

    /** Makes the rows of the plan right, and returns the L1 error of the columns. */
    double rowSweep() {
        for (int l = 0; l < targets; l++) {
            sums[l] = targetPotential[l] + logTarget[l];
        }
        for (int i = 0; i < sources; i++) {
            System.arraycopy(rows, i * targets, terms, 0, targets);
            VectorKernels.axpy(1, sums, 0, terms, 0, targets);
            sourcePotential[i] = -VectorKernels.logSumExp(terms, 0, targets);
        }
        double error = 0;
        sumColumns();
        for (int l = 0; l < targets; l++) {
            error += targetWeights[l] > 0 ? targetWeights[l] * Math.abs(Math.expm1(targetPotential[l] + logColumns[l])) : 0;
        }
        return error;
    }

    /** Makes the columns of the plan right. */
    void columnSweep() {
        sumColumns();
        for (int l = 0; l < targets; l++) {
            targetPotential[l] = -logColumns[l];
        }
    }

    private void sumColumns() {
        for (int i = 0; i < sources; i++) {
            sums[i] = sourcePotential[i] + logSource[i];
        }
        for (int l = 0; l < targets; l++) {
            System.arraycopy(columns, l * sources, terms, 0, sources);
            VectorKernels.axpy(1, sums, 0, terms, 0, sources);
            logColumns[l] = VectorKernels.logSumExp(terms, 0, sources);
        }
    }

    /** Adds up the moments of the plan about given centres, one coordinate after the other. */
    TransitionMoments[] moments(double[] centres) {
        double[][] sum = new double[dimension][5];
        double[] mass = new double[targets];
        double total = 0;
        for (int i = 0; i < sources; i++) {
            for (int l = 0; l < targets; l++) {
                mass[l] = sourcePotential[i] + logSource[i] + rows[i * targets + l] + targetPotential[l] + logTarget[l];
            }
            VectorKernels.exp(mass, 0, mass, 0, targets);
            double row = VectorKernels.sum(mass, 0, targets);
            total += row;
            for (int j = 0; j < dimension; j++) {
                double x = sourcePoints[i * dimension + j] - centres[j];
                double first = 0;
                double second = 0;
                for (int l = 0; l < targets; l++) {
                    double y = targetPoints[l * dimension + j] - centres[j];
                    first += mass[l] * y;
                    second += mass[l] * y * y;
                }
                sum[j][0] += row * x;
                sum[j][1] += first;
                sum[j][2] += row * x * x;
                sum[j][3] += x * first;
                sum[j][4] += second;
            }
        }
        TransitionMoments[] moments = new TransitionMoments[dimension];
        for (int j = 0; j < dimension; j++) {
            moments[j] = new TransitionMoments(diffusion[j], time, total, sum[j][0], sum[j][1], sum[j][2], sum[j][3], sum[j][4]);
        }
        return moments;
    }
}
