package org.stillpoint.transport.internal.flow;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Features phi_m of points in one or two dimensions, of which potentials are sums: monomials without the constant, and Gaussian bumps, in
 * coordinates of mean 0 and deviation 1. The centres of the bumps are means of clusters (Lloyd's iteration) of the points they are made
 * for; their width is 1.5 times the mean distance to the nearest other centre. Gradients beyond the box of those points are those at the
 * nearest point of the box, so that no flow runs away. Belongs to one thread.
 */
final class FlowFeatures {

    private static final int LLOYD_SWEEPS = 20;
    private static final double WIDTH = 1.5;

    private final int dimension;
    private final double[] means;
    private final double[] scales;
    private final double[] least;
    private final double[] greatest;
    private final int[] powers;
    private final double[] centres;
    private final double precision;
    private final double[] scaled;

    /** The features for some points, one in each row. */
    FlowFeatures(DMatrixRMaj points, int degree, int bumps) {
        dimension = points.numCols;
        means = new double[dimension];
        scales = new double[dimension];
        scaled = new double[dimension];
        least = new double[dimension];
        greatest = new double[dimension];
        double[] coordinates = new double[points.numRows * dimension];
        for (int j = 0; j < dimension; j++) {
            for (int i = 0; i < points.numRows; i++) {
                means[j] += points.get(i, j) / points.numRows;
            }
            double variance = 0;
            for (int i = 0; i < points.numRows; i++) {
                variance += Math.pow(points.get(i, j) - means[j], 2) / points.numRows;
            }
            scales[j] = variance > 0 ? Math.sqrt(variance) : 1;
            for (int i = 0; i < points.numRows; i++) {
                double coordinate = (points.get(i, j) - means[j]) / scales[j];
                coordinates[i * dimension + j] = coordinate;
                least[j] = Math.min(least[j], coordinate);
                greatest[j] = Math.max(greatest[j], coordinate);
            }
        }
        powers = monomials(degree);
        centres = clusters(coordinates, Math.min(bumps, points.numRows));
        double width = WIDTH * spacing();
        precision = 1 / (width * width);
    }

    /** The exponents of the monomials, dimension after dimension. */
    private int[] monomials(int degree) {
        int count = dimension == 1 ? degree : (degree + 1) * (degree + 2) / 2 - 1;
        int[] exponents = new int[count * dimension];
        int place = 0;
        for (int total = 1; total <= degree; total++) {
            for (int second = 0; second <= (dimension == 1 ? 0 : total); second++) {
                exponents[place++] = total - second;
                if (dimension == 2) {
                    exponents[place++] = second;
                }
            }
        }
        return exponents;
    }

    private double[] clusters(double[] points, int count) {
        double[] middles = new double[count * dimension];
        int size = points.length / dimension;
        for (int k = 0; k < count; k++) {
            System.arraycopy(points, (int) ((long) k * size / count) * dimension, middles, k * dimension, dimension);
        }
        double[] sums = new double[middles.length];
        int[] sizes = new int[count];
        for (int sweep = 0; sweep < LLOYD_SWEEPS && count > 0; sweep++) {
            Arrays.fill(sums, 0);
            Arrays.fill(sizes, 0);
            for (int i = 0; i < size; i++) {
                int nearest = nearest(points, i, middles, -1);
                sizes[nearest]++;
                for (int j = 0; j < dimension; j++) {
                    sums[nearest * dimension + j] += points[i * dimension + j];
                }
            }
            for (int entry = 0; entry < sums.length; entry++) {
                int members = sizes[entry / dimension];
                middles[entry] = members > 0 ? sums[entry] / members : middles[entry];
            }
        }
        return middles;
    }

    private int nearest(double[] points, int i, double[] middles, int except) {
        int nearest = 0;
        double shortest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < middles.length / dimension; k++) {
            double distance = squaredDistance(points, i, middles, k);
            if (k != except && distance < shortest) {
                shortest = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    private double squaredDistance(double[] points, int i, double[] others, int k) {
        double sum = 0;
        for (int j = 0; j < dimension; j++) {
            double difference = points[i * dimension + j] - others[k * dimension + j];
            sum += difference * difference;
        }
        return sum;
    }

    private double spacing() {
        int count = centres.length / dimension;
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += count == 1 ? 0 : Math.sqrt(squaredDistance(centres, k, centres, nearest(centres, k, centres, k)));
        }
        return sum > 0 ? sum / count : 1;
    }

    /** The number of features. */
    int size() {
        return (powers.length + centres.length) / dimension;
    }

    /** Writes the gradients of the features at a point: coordinate after coordinate, feature after feature in each. */
    void gradients(double[] x, int offset, double[] result) {
        for (int j = 0; j < dimension; j++) {
            scaled[j] = Math.min(greatest[j], Math.max(least[j], (x[offset + j] - means[j]) / scales[j]));
        }
        int monomials = powers.length / dimension;
        int size = size();
        for (int m = 0; m < monomials; m++) {
            for (int j = 0; j < dimension; j++) {
                int power = powers[m * dimension + j];
                double value = power == 0 ? 0 : power * power(scaled[j], power - 1) / scales[j];
                for (int other = 0; other < dimension && power > 0; other++) {
                    value *= other == j ? 1 : power(scaled[other], powers[m * dimension + other]);
                }
                result[j * size + m] = value;
            }
        }
        for (int k = 0; k < size - monomials; k++) {
            double bump = Math.exp(-precision / 2 * squaredDistance(scaled, 0, centres, k));
            for (int j = 0; j < dimension; j++) {
                result[j * size + monomials + k] = -precision * (scaled[j] - centres[k * dimension + j]) * bump / scales[j];
            }
        }
    }

    private static double power(double base, int exponent) {
        double result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }
}
