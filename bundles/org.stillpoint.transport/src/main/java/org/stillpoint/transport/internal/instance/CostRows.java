package org.stillpoint.transport.internal.instance;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;

/** The ground costs of a problem before they are scaled, row by row: the costs from one source point to all target points. Thread-safe. */
interface CostRows {

    /** Computes the costs from a source point; the result is as long as there are target points, from the offset on. */
    void row(int source, double[] result, int offset);

    /**
     * The costs of a problem.
     *
     * @throws SolverException if the function of a named cost is missing
     */
    static CostRows of(TransportProblem problem, Functions functions) throws SolverException {
        DMatrixRMaj x = problem.source().points();
        DMatrixRMaj y = problem.target().points();
        GroundCost cost = problem.cost();
        if (cost instanceof GroundCost.Matrix matrix) {
            DMatrixRMaj costs = matrix.costs();
            return (source, result, offset) -> System.arraycopy(costs.data, source * costs.numCols, result, offset, costs.numCols);
        }
        if (cost instanceof GroundCost.Grid grid) {
            return new GridCosts(grid);
        }
        if (cost instanceof GroundCost.Cosine) {
            return new CosineCosts(x, y);
        }
        if (cost instanceof GroundCost.Named named) {
            CostFunction function = functions.function(CostFunction.class, named.function(), named.parameters());
            return (source, result, offset) -> {
                for (int target = 0; target < y.numRows; target++) {
                    result[offset + target] = function.cost(x.data, source * x.numCols, y.data, target * y.numCols, x.numCols);
                }
            };
        }
        GroundCost.Distance distance = (GroundCost.Distance) cost;
        return distance.p() == 2 ? new EuclideanCosts(x, y, distance.exponent()) : new DistanceCosts(x, y, distance);
    }

    /** Powers of Euclidean distances, one coordinate of all targets after the other. */
    final class EuclideanCosts implements CostRows {

        private final DMatrixRMaj x;
        private final double[][] coordinates;
        private final double exponent;

        EuclideanCosts(DMatrixRMaj x, DMatrixRMaj y, double exponent) {
            this.x = x;
            this.exponent = exponent;
            coordinates = new double[y.numCols][y.numRows];
            for (int target = 0; target < y.numRows; target++) {
                for (int k = 0; k < y.numCols; k++) {
                    coordinates[k][target] = y.data[target * y.numCols + k];
                }
            }
        }

        @Override
        public void row(int source, double[] result, int offset) {
            int targets = coordinates[0].length;
            Arrays.fill(result, offset, offset + targets, 0);
            for (int k = 0; k < coordinates.length; k++) {
                addSquares(x.data[source * x.numCols + k], coordinates[k], result, offset);
            }
            for (int target = offset; target < offset + targets && exponent != 2; target++) {
                double distance = Math.sqrt(result[target]);
                result[target] = exponent == 1 ? distance : Math.pow(distance, exponent);
            }
        }

        private static void addSquares(double own, double[] others, double[] result, int offset) {
            for (int target = 0; target < others.length; target++) {
                double difference = own - others[target];
                result[offset + target] += difference * difference;
            }
        }
    }

    /** Powers of distances in a p-norm other than the Euclidean one. */
    record DistanceCosts(DMatrixRMaj x, DMatrixRMaj y, GroundCost.Distance distance) implements CostRows {

        @Override
        public void row(int source, double[] result, int offset) {
            int dimension = x.numCols;
            int from = source * dimension;
            double exponent = distance.exponent();
            for (int target = 0; target < y.numRows; target++) {
                double value = norm(x.data, from, y.data, target * dimension, dimension);
                result[offset + target] = exponent == 1 ? value : exponent == 2 ? value * value : Math.pow(value, exponent);
            }
        }

        private double norm(double[] first, int firstOffset, double[] second, int secondOffset, int dimension) {
            double p = distance.p();
            double largest = 0;
            double sum = 0;
            for (int k = 0; k < dimension; k++) {
                double difference = Math.abs(first[firstOffset + k] - second[secondOffset + k]);
                largest = Math.max(largest, difference);
                sum += p == 1 ? difference : p == Double.POSITIVE_INFINITY ? 0 : Math.pow(difference, p);
            }
            return p == Double.POSITIVE_INFINITY ? largest : p == 1 ? sum : Math.pow(sum, 1 / p);
        }
    }

    /** One minus cosines. */
    final class CosineCosts implements CostRows {

        private final DMatrixRMaj x;
        private final DMatrixRMaj y;
        private final double[] normsX;
        private final double[] normsY;

        CosineCosts(DMatrixRMaj x, DMatrixRMaj y) throws SolverException {
            this.x = x;
            this.y = y;
            normsX = norms(x, "source");
            normsY = norms(y, "target");
        }

        private static double[] norms(DMatrixRMaj points, String side) throws SolverException {
            double[] norms = new double[points.numRows];
            for (int i = 0; i < norms.length; i++) {
                norms[i] = VectorKernels.norm2(points.data, i * points.numCols, points.numCols);
                if (norms[i] == 0) {
                    throw new SolverException(side + " point " + i
                            + " is the origin, which makes no angle; the cosine cost cannot take it");
                }
            }
            return norms;
        }

        @Override
        public void row(int source, double[] result, int offset) {
            int dimension = x.numCols;
            for (int target = 0; target < y.numRows; target++) {
                double product = VectorKernels.dot(x.data, source * dimension, y.data, target * dimension, dimension);
                result[offset + target] = 1 - product / (normsX[source] * normsY[target]);
            }
        }
    }

    /** Separable costs on a grid. */
    final class GridCosts implements CostRows {

        private final GroundCost.Grid grid;

        GridCosts(GroundCost.Grid grid) {
            this.grid = grid;
        }

        @Override
        public void row(int source, double[] result, int offset) {
            int length = 1;
            result[offset] = 0;
            int[] place = place(source);
            for (int axis = 0; axis < grid.axes().size(); axis++) {
                double[] coordinates = grid.axes().get(axis);
                double own = coordinates[place[axis]];
                for (int known = length - 1; known >= 0; known--) {
                    double sum = result[offset + known];
                    for (int k = 0; k < coordinates.length; k++) {
                        result[offset + known * coordinates.length + k] = sum
                                + Math.pow(Math.abs(own - coordinates[k]), grid.exponent());
                    }
                }
                length *= coordinates.length;
            }
        }

        private int[] place(int point) {
            int[] place = new int[grid.axes().size()];
            int rest = point;
            for (int axis = place.length - 1; axis >= 0; axis--) {
                int length = grid.axes().get(axis).length;
                place[axis] = rest % length;
                rest /= length;
            }
            return place;
        }
    }
}
