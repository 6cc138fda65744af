package org.stillpoint.transport.internal.gap;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.numerics.VectorKernels;

/** The costs from points to images. */
final class ImageCosts {

    private final DMatrixRMaj x;
    private final DMatrixRMaj y;
    /** Null for cosines. */
    private final GroundCost.Distance distance;
    private final double[] difference;

    ImageCosts(MongeGapProblem problem) {
        x = problem.source().points();
        y = problem.images();
        distance = problem.cost() instanceof GroundCost.Distance given ? given : null;
        difference = new double[x.numCols];
    }

    double at(int point, int image) {
        int from = point * x.numCols;
        int to = image * x.numCols;
        if (distance == null) {
            return 1 - VectorKernels.dot(x.data, from, y.data, to, x.numCols)
                    / (VectorKernels.norm2(x.data, from, x.numCols) * VectorKernels.norm2(y.data, to, x.numCols));
        }
        if (distance.p() == 2 && distance.exponent() == 2) {
            return VectorKernels.squaredDistance(x.data, from, y.data, to, x.numCols);
        }
        for (int k = 0; k < difference.length; k++) {
            difference[k] = x.data[from + k] - y.data[to + k];
        }
        return Math.pow(norm(), distance.exponent());
    }

    private double norm() {
        double largest = VectorKernels.maxAbs(difference, 0, difference.length);
        if (distance.p() == Double.POSITIVE_INFINITY || largest == 0) {
            return largest;
        }
        if (distance.p() == 2) {
            return VectorKernels.norm2(difference);
        }
        double sum = 0;
        for (double coordinate : difference) {
            sum += Math.pow(Math.abs(coordinate) / largest, distance.p());
        }
        return largest * Math.pow(sum, 1 / distance.p());
    }
}
