package org.stillpoint.transport.internal.lowrank;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;

/** Products of the matrix of costs between usable points with matrices of few columns, row-major. */
interface CostProducts {

    /** result = C right. */
    void times(double[] right, int columns, double[] result);

    /** result = C'left. */
    void transposedTimes(double[] left, int columns, double[] result);

    /** The mean of |C| under the product of weights. */
    double meanMagnitude(double[] a, double[] b);

    /**
     * The products for a problem: by factors of rank d + 2 for squared Euclidean distances in d dimensions, otherwise by the matrix.
     *
     * @param sources the usable source points
     * @param targets the usable target points
     * @throws SolverException if the costs cannot be computed, are not finite or do not fit into an array
     */
    static CostProducts of(LowRankProblem problem, int[] sources, int[] targets, SolveContext context) throws SolverException {
        if (problem.squaredEuclidean()) {
            return new SquaredDistances(problem.source().points(), sources, problem.target().points(), targets, context.blas());
        }
        TransportInstance instance = new TransportInstance(problem.unrestricted(), context);
        return new Dense(instance.costs(), instance.sources(), instance.targets(), context.blas());
    }

    /** Costs one by one. */
    record Dense(double[] costs, int rows, int columns, Blas blas) implements CostProducts {

        @Override
        public void times(double[] right, int width, double[] result) {
            blas.dgemm(Transpose.NO, Transpose.NO, rows, width, columns, 1, costs, 0, columns, right, 0, width, 0, result, 0, width);
        }

        @Override
        public void transposedTimes(double[] left, int width, double[] result) {
            blas.dgemm(Transpose.YES, Transpose.NO, columns, width, rows, 1, costs, 0, columns, left, 0, width, 0, result, 0, width);
        }

        @Override
        public double meanMagnitude(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    sum += a[i] * b[j] * Math.abs(costs[i * columns + j]);
                }
            }
            return sum;
        }
    }

    /** C = |x|^2 1' + 1 |y|^2' - 2 X Y', with the origin in the middle of the points. */
    final class SquaredDistances implements CostProducts {

        private final Blas blas;
        private final int dimension;
        private final double[] x;
        private final double[] y;
        private final double[] squaresX;
        private final double[] squaresY;

        SquaredDistances(DMatrixRMaj source, int[] sources, DMatrixRMaj target, int[] targets, Blas blas) {
            this.blas = blas;
            dimension = source.numCols;
            double[] centre = new double[dimension];
            add(source, sources, centre, 0.5 / sources.length);
            add(target, targets, centre, 0.5 / targets.length);
            x = moved(source, sources, centre);
            y = moved(target, targets, centre);
            squaresX = squares(x);
            squaresY = squares(y);
        }

        private static void add(DMatrixRMaj points, int[] places, double[] sum, double factor) {
            for (int place : places) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += factor * points.get(place, k);
                }
            }
        }

        private static double[] moved(DMatrixRMaj points, int[] places, double[] centre) {
            double[] result = new double[places.length * centre.length];
            for (int i = 0; i < places.length; i++) {
                for (int k = 0; k < centre.length; k++) {
                    result[i * centre.length + k] = points.get(places[i], k) - centre[k];
                }
            }
            return result;
        }

        private double[] squares(double[] points) {
            double[] result = new double[points.length / dimension];
            for (int k = 0; k < points.length; k++) {
                result[k / dimension] += points[k] * points[k];
            }
            return result;
        }

        @Override
        public void times(double[] right, int columns, double[] result) {
            product(x, squaresX, y, squaresY, right, columns, result);
        }

        @Override
        public void transposedTimes(double[] left, int columns, double[] result) {
            product(y, squaresY, x, squaresX, left, columns, result);
        }

        private void product(double[] own, double[] ownSquares, double[] other, double[] otherSquares, double[] right, int columns,
                double[] result) {
            double[] masses = new double[columns];
            double[] moments = new double[columns];
            double[] means = new double[dimension * columns];
            for (int j = 0; j < otherSquares.length; j++) {
                for (int k = 0; k < columns; k++) {
                    masses[k] += right[j * columns + k];
                    moments[k] += otherSquares[j] * right[j * columns + k];
                }
            }
            blas.dgemm(Transpose.YES, Transpose.NO, dimension, columns, otherSquares.length, 1, other, 0, dimension, right, 0, columns, 0,
                    means, 0, columns);
            for (int i = 0; i < ownSquares.length; i++) {
                for (int k = 0; k < columns; k++) {
                    result[i * columns + k] = ownSquares[i] * masses[k] + moments[k];
                }
            }
            blas.dgemm(Transpose.NO, Transpose.NO, ownSquares.length, columns, dimension, -2, own, 0, dimension, means, 0, columns, 1,
                    result, 0, columns);
        }

        @Override
        public double meanMagnitude(double[] a, double[] b) {
            double[] result = new double[a.length];
            times(b, 1, result);
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * result[i];
            }
            return sum;
        }
    }

    /** The places of the points with weight. */
    static int[] usable(double[] weights) {
        int[] places = new int[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }
}
