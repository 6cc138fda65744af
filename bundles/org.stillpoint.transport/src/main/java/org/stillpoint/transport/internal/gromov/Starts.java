package org.stillpoint.transport.internal.gromov;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.numerics.VectorKernels;

/**
 * Where to start from: the product of the weights; the plan of least cost between the points' own distributions of distances, which is
 * that of Memoli's third lower bound; plans on the way from the product to one of least random costs.
 */
final class Starts {

    private final GromovWassersteinProblem problem;
    private final int n;
    private final int m;

    Starts(GromovWassersteinProblem problem) {
        this.problem = problem;
        n = problem.source().length;
        m = problem.target().length;
    }

    /** The product of the weights, scaled to the mass that is to be moved. */
    double[] product() {
        double a = Arrays.stream(problem.source()).sum();
        double b = Arrays.stream(problem.target()).sum();
        double factor = (problem.partial() ? problem.mass() : a) / (a * b);
        double[] plan = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                plan[i * m + j] = problem.source()[i] * problem.target()[j] * factor;
            }
        }
        return plan;
    }

    /** The squared Wasserstein distances between the distributions of distances that the points see, with the linear cost. */
    double[] localDistributions() {
        double[][] sources = sortedRows(problem.sourceDistances());
        double[][] targets = sortedRows(problem.targetDistances());
        int[][] sourceOrder = orders(problem.sourceDistances());
        int[][] targetOrder = orders(problem.targetDistances());
        double[] a = normalised(problem.source());
        double[] b = normalised(problem.target());
        double[] costs = new double[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double linear = problem.fused() ? (1 - problem.alpha()) * problem.linearCost().get(i, j) : 0;
                costs[i * m + j] = problem.alpha() * distance(sources[i], sourceOrder[i], a, targets[j], targetOrder[j], b) + linear;
            }
        }
        return costs;
    }

    /** Random costs. */
    double[] random(SplittableRandom random) {
        return random.doubles((long) n * m).toArray();
    }

    /** A plan on the way from the product of the weights to a vertex; null if there is none. */
    double[] mixed(double[] vertex, double part) {
        if (vertex == null) {
            return null;
        }
        double[] plan = product();
        VectorKernels.axpby(part, vertex, 0, 1 - part, plan, 0, plan.length);
        return plan;
    }

    private static double[] normalised(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static int[][] orders(DMatrixRMaj distances) {
        int size = distances.numRows;
        int[][] orders = new int[size][];
        for (int i = 0; i < size; i++) {
            int row = i;
            orders[i] = IntStream.range(0, size).boxed().sorted(Comparator.comparingDouble(k -> distances.get(row, k)))
                    .mapToInt(Integer::intValue).toArray();
        }
        return orders;
    }

    private static double[][] sortedRows(DMatrixRMaj distances) {
        double[][] rows = new double[distances.numRows][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(distances.data, i * rows.length, (i + 1) * rows.length);
            Arrays.sort(rows[i]);
        }
        return rows;
    }

    /** The integral of the squared difference of two quantile functions. */
    private static double distance(double[] x, int[] orderOfX, double[] a, double[] y, int[] orderOfY, double[] b) {
        int i = 0;
        int j = 0;
        double left = a[orderOfX[0]];
        double right = b[orderOfY[0]];
        double sum = 0;
        while (true) {
            double mass = Math.min(left, right);
            double difference = x[i] - y[j];
            sum += mass * difference * difference;
            left -= mass;
            right -= mass;
            if (left <= 0) {
                if (++i == x.length) {
                    return sum;
                }
                left = a[orderOfX[i]];
            } else {
                if (++j == y.length) {
                    return sum;
                }
                right = b[orderOfY[j]];
            }
        }
    }
}
