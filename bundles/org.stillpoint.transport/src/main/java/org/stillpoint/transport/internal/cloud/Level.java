package org.stillpoint.transport.internal.cloud;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * A problem at one resolution: two clouds with their weights. The next coarser level has a point for each cell of neighbours, at their
 * mean, with the sum of their weights.
 *
 * @param source the source points
 * @param target the target points
 * @param orderedSource the weights of the source points in the order of space
 * @param orderedTarget the weights of the target points in the order of space
 * @param cost the costs before they are scaled
 * @param costFactor what costs are multiplied by
 * @param largestCost the largest magnitude of a cost after that
 */
record Level(PointCloud source, PointCloud target, double[] orderedSource, double[] orderedTarget, PairCost cost, double costFactor,
        double largestCost) {

    /** The resolution of the problem itself. */
    static Level of(CloudInstance instance) {
        return new Level(instance.sourceCloud(), instance.targetCloud(), ordered(instance.sourceCloud(), instance.source().weights()),
                ordered(instance.targetCloud(), instance.target().weights()), instance.cost(), instance.costFactor(),
                instance.largestCost());
    }

    private static double[] ordered(PointCloud cloud, double[] weights) {
        double[] ordered = new double[cloud.size()];
        cloud.gather(weights, ordered);
        return ordered;
    }

    /** The next coarser level; a side with no more points than the least number stays as it is. */
    Level coarser(int least) {
        PointCloud coarseSource = source.size() > least ? coarser(source, orderedSource) : source;
        PointCloud coarseTarget = target.size() > least ? coarser(target, orderedTarget) : target;
        return new Level(coarseSource, coarseTarget,
                coarseSource == source ? orderedSource : ordered(coarseSource, PointCloud.cellSums(orderedSource)),
                coarseTarget == target ? orderedTarget : ordered(coarseTarget, PointCloud.cellSums(orderedTarget)), cost, costFactor,
                largestCost);
    }

    private PointCloud coarser(PointCloud cloud, double[] weights) {
        double[] means = cloud.cellMeans(weights);
        int dimension = cloud.dimension();
        for (int cell = 0; cell * dimension < means.length && cost instanceof CosineCost; cell++) {
            double norm = VectorKernels.norm2(means, cell * dimension, dimension);
            for (int k = 0; k < dimension; k++) {
                // Directions that cancel are stood for by their first.
                means[cell * dimension + k] = norm > 0 ? means[cell * dimension + k] / norm
                        : cloud.points()[cell * PointCloud.CELL * dimension + k];
            }
        }
        return new PointCloud(means, dimension, means.length / dimension);
    }

    /** The weights of the source points in the order in which they were given. */
    double[] sourceWeights() {
        return given(source, orderedSource);
    }

    /** The weights of the target points in the order in which they were given. */
    double[] targetWeights() {
        return given(target, orderedTarget);
    }

    private static double[] given(PointCloud cloud, double[] ordered) {
        double[] given = new double[ordered.length];
        for (int place = 0; place < ordered.length; place++) {
            given[cloud.order()[place]] = ordered[place];
        }
        return given;
    }

    /** Potentials of the source points from those of a coarser level: those of their cells. */
    double[] refinedSource(Level coarse, double[] potentials) {
        return source == coarse.source ? potentials : refined(source, potentials);
    }

    /** Potentials of the target points from those of a coarser level: those of their cells. */
    double[] refinedTarget(Level coarse, double[] potentials) {
        return target == coarse.target ? potentials : refined(target, potentials);
    }

    private static double[] refined(PointCloud cloud, double[] potentials) {
        double[] refined = new double[cloud.size()];
        for (int place = 0; place < refined.length; place++) {
            refined[cloud.order()[place]] = potentials[place / PointCloud.CELL];
        }
        return refined;
    }

    /** Soft minima over the target points. */
    HalfStep forward(ThreadTeam team) {
        return new HalfStep(source, target, cost, costFactor, largestCost, team);
    }

    /** Soft minima over the source points. */
    HalfStep backward(ThreadTeam team) {
        return new HalfStep(target, source, cost.transposed(), costFactor, largestCost, team);
    }

    /** Soft minima of the target points of this level over the source points of a coarser one. */
    HalfStep extension(Level coarse, ThreadTeam team) {
        return new HalfStep(target, coarse.source, cost.transposed(), costFactor, largestCost, team);
    }
}
