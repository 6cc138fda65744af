package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportProblem;

/** The cost between a source point and a target point, from its definition. Sums over coordinates are compensated. */
interface PairCost {

    /** The cost between two points. */
    double at(int source, int target);

    /**
     * The cost of a problem, before it is scaled.
     *
     * @throws SolverException if the function of a named cost is missing
     */
    static PairCost of(TransportProblem problem, Functions functions) throws SolverException {
        DMatrixRMaj x = problem.source().points();
        DMatrixRMaj y = problem.target().points();
        int dimension = x.numCols;
        GroundCost cost = problem.cost();
        if (cost instanceof GroundCost.Matrix matrix) {
            double[] costs = matrix.costs().data;
            int columns = matrix.costs().numCols;
            return (source, target) -> costs[source * columns + target];
        }
        if (cost instanceof GroundCost.Grid grid) {
            return onGrid(grid);
        }
        if (cost instanceof GroundCost.Cosine) {
            return cosine(x, y);
        }
        if (cost instanceof GroundCost.Named named) {
            CostFunction function = functions.function(CostFunction.class, named.function(), named.parameters());
            return (source, target) -> function.cost(x.data, source * dimension, y.data, target * dimension, dimension);
        }
        GroundCost.Distance distance = (GroundCost.Distance) cost;
        double exponent = distance.exponent();
        if (distance.p() == 2) {
            return exponent == 2 ? (source, target) -> squared(x.data, source * dimension, y.data, target * dimension, dimension)
                    : (source, target) -> Powers.of(
                            Math.sqrt(squared(x.data, source * dimension, y.data, target * dimension, dimension)), exponent);
        }
        return (source, target) -> Powers.of(norm(x.data, source * dimension, y.data, target * dimension, dimension, distance.p()),
                exponent);
    }

    private static double squared(double[] x, int offsetX, double[] y, int offsetY, int dimension) {
        double high = 0;
        double low = 0;
        for (int k = 0; k < dimension; k++) {
            double difference = x[offsetX + k] - y[offsetY + k];
            double square = difference * difference;
            double sum = high + square;
            double part = sum - high;
            low += (high - (sum - part)) + (square - part) + Math.fma(difference, difference, -square);
            high = sum;
        }
        return high + low;
    }

    /** The p-norm of a difference, without overflow of the powers. */
    private static double norm(double[] x, int offsetX, double[] y, int offsetY, int dimension, double p) {
        double largest = 0;
        for (int k = 0; k < dimension; k++) {
            largest = Math.max(largest, Math.abs(x[offsetX + k] - y[offsetY + k]));
        }
        if (p == Double.POSITIVE_INFINITY || largest == 0) {
            return largest;
        }
        PreciseSum sum = new PreciseSum();
        for (int k = 0; k < dimension; k++) {
            double difference = Math.abs(x[offsetX + k] - y[offsetY + k]);
            sum.add(p == 1 ? difference : Math.pow(difference / largest, p));
        }
        return p == 1 ? sum.value() : largest * Math.pow(sum.value(), 1 / p);
    }

    private static PairCost cosine(DMatrixRMaj x, DMatrixRMaj y) {
        int dimension = x.numCols;
        double[] unitX = unitRows(x);
        double[] unitY = unitRows(y);
        return (source, target) -> {
            PreciseSum product = new PreciseSum();
            for (int k = 0; k < dimension; k++) {
                product.addProduct(unitX[source * dimension + k], unitY[target * dimension + k]);
            }
            return 1 - product.value();
        };
    }

    private static double[] unitRows(DMatrixRMaj points) {
        double[] unit = new double[points.getNumElements()];
        PreciseSum squares = new PreciseSum();
        for (int row = 0; row < points.numRows; row++) {
            squares.reset();
            for (int k = row * points.numCols; k < (row + 1) * points.numCols; k++) {
                squares.addProduct(points.data[k], points.data[k]);
            }
            double norm = Math.sqrt(squares.value());
            for (int k = row * points.numCols; k < (row + 1) * points.numCols; k++) {
                unit[k] = points.data[k] / norm;
            }
        }
        return unit;
    }

    private static PairCost onGrid(GroundCost.Grid grid) {
        int axes = grid.axes().size();
        int size = grid.size();
        double[] coordinates = new double[axes * size];
        for (int point = 0; point < size; point++) {
            int rest = point;
            for (int axis = axes - 1; axis >= 0; axis--) {
                double[] along = grid.axes().get(axis);
                coordinates[point * axes + axis] = along[rest % along.length];
                rest /= along.length;
            }
        }
        double exponent = grid.exponent();
        return (source, target) -> {
            double sum = 0;
            for (int axis = 0; axis < axes; axis++) {
                sum += Powers.of(Math.abs(coordinates[source * axes + axis] - coordinates[target * axes + axis]), exponent);
            }
            return sum;
        };
    }
}
