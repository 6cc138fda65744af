package org.stillpoint.transport.internal.cloud;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * The coarse problem of a sweep with exact marginals: scale the plan by one number for each chunk of rows and one for each tile of columns
 * (or a few of them),
 *
 * <pre>
 *   P_ij -> P_ij u_I v_J,   sum over J of M_IJ u_I v_J = a_I,   sum over I of M_IJ u_I v_J = b_J,
 * </pre>
 *
 * with M, a, b the sums of the plan and the weights over chunks and tiles. Each of its own scalings raises the dual value of the whole
 * problem, as Sinkhorn's do; they remove errors that reach over long distances, which are those that sweeps over points are slow to
 * remove. It is the idea of iterative aggregation and disaggregation (Koury, McAllister and Stewart: Iterative methods for computing
 * stationary distributions of nearly completely decomposable Markov chains, 1984, doi:10.1137/0605019).
 */
final class Aggregation {

    /** The coarse error is reduced to this part: sweeps over points bring back more than that. */
    private static final double REDUCTION = 0.01;
    private static final int MOST_SCALINGS = 400;
    /** Tiles are put together where the matrix would have more entries than this. */
    private static final long MOST_ENTRIES = 4_000_000;

    private final int chunks;
    private final int tilesOfGroup;
    private final int groups;
    private final double[] rowMasses;
    private final double[] columnMasses;
    private final double[] rowScales;
    private final double[] columnScales;
    private final double[] columnSums;
    private final double[] matrix;

    /** A coarse problem for clouds with these weights, in the order of space. */
    Aggregation(double[] orderedRowWeights, double[] orderedColumnWeights) {
        rowMasses = sums(orderedRowWeights, PointCloud.CHUNK);
        chunks = rowMasses.length;
        long allTiles = (orderedColumnWeights.length + PointCloud.TILE - 1) / PointCloud.TILE;
        tilesOfGroup = (int) ((chunks * allTiles + MOST_ENTRIES - 1) / MOST_ENTRIES);
        columnMasses = sums(orderedColumnWeights, PointCloud.TILE * tilesOfGroup);
        groups = columnMasses.length;
        rowScales = new double[chunks];
        columnScales = new double[groups];
        columnSums = new double[groups];
        matrix = new double[Math.multiplyExact(chunks, groups)];
    }

    private static double[] sums(double[] weights, int group) {
        double[] sums = new double[(weights.length + group - 1) / group];
        for (int place = 0; place < weights.length; place++) {
            sums[place / group] += weights[place];
        }
        return sums;
    }

    /** How many tiles are put together. */
    int tilesOfGroup() {
        return tilesOfGroup;
    }

    /** The masses M, a row for each chunk; to be filled before {@link #solve}. */
    double[] matrix() {
        return matrix;
    }

    /**
     * Finds scales for a matrix whose rows have the right sums.
     *
     * @param logScales receives log u_I for each chunk; zeros where nothing can be gained
     * @param watch asked after each scaling whether to go on; what was found so far is of use too
     */
    void solve(double[] logScales, Watch watch) {
        Arrays.fill(rowScales, 1);
        sumColumns();
        double goal = REDUCTION * columnError(1);
        for (int round = 0; round < MOST_SCALINGS; round++) {
            for (int group = 0; group < groups; group++) {
                columnScales[group] = columnSums[group] > 0 ? columnMasses[group] / columnSums[group] : 1;
            }
            scaleRows();
            if (!(columnError(0) > goal) || !watch.goOn()) {
                break;
            }
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            logScales[chunk] = Math.log(rowScales[chunk]);
            if (!Double.isFinite(logScales[chunk])) {
                Arrays.fill(logScales, 0);
                return;
            }
        }
    }

    private void sumColumns() {
        Arrays.fill(columnSums, 0);
        for (int chunk = 0; chunk < chunks; chunk++) {
            VectorKernels.axpy(rowScales[chunk], matrix, chunk * groups, columnSums, 0, groups);
        }
    }

    /** New row scales for given column scales, and the sums of the columns for those. */
    private void scaleRows() {
        Arrays.fill(columnSums, 0);
        for (int chunk = 0; chunk < chunks; chunk++) {
            double sum = VectorKernels.dot(matrix, chunk * groups, columnScales, 0, groups);
            if (sum > 0) {
                rowScales[chunk] = rowMasses[chunk] / sum;
            }
            VectorKernels.axpy(rowScales[chunk], matrix, chunk * groups, columnSums, 0, groups);
        }
    }

    /** The distance of the columns from their masses, with the present column scales, or with this one if it is positive. */
    private double columnError(double scale) {
        double error = 0;
        for (int group = 0; group < groups; group++) {
            error += Math.abs(columnSums[group] * (scale > 0 ? scale : columnScales[group]) - columnMasses[group]);
        }
        return error;
    }
}
