package org.stillpoint.equilibrium.internal.layer.boltzmann;

import java.util.Arrays;

/**
 * The factor of a monotone deep Boltzmann machine: the columns A_i of A that belong to group i, times c / |A_i| where their spectral norm
 * |A_i| exceeds c = sqrt(1 - m).
 *
 * <p>By the entries of A_i, the inner product of W and c A_i / |A_i| has the derivative (c / |A_i|) (W - (W . A_i / |A_i|) u v'), where u
 * and v are the singular vectors of the largest singular value and W . A_i is the sum of the products of entries. Where several singular
 * values are largest the norm has no derivative, and u v' is one of its subgradients.
 */
final class ShrunkFactor {

    private static final int MOST_SWEEPS = 60;

    /** The factor after shrinking, row by row. */
    final double[] values;
    final int rows;
    final int columns;

    private final int[] groups;
    private final double bound;
    private final double[] norms;
    private final double[] left;
    private final double[] right;

    ShrunkFactor(double[] factor, int columns, int[] groups, double margin) {
        this.groups = groups;
        this.columns = columns;
        rows = factor.length / columns;
        bound = Math.sqrt(1 - margin);
        values = factor.clone();
        norms = new double[groups.length];
        left = new double[groups.length * rows];
        right = new double[columns];
        int first = 0;
        for (int group = 0; group < groups.length; group++) {
            decompose(factor, group, first);
            for (int row = 0; norms[group] > bound && row < rows; row++) {
                for (int k = first; k < first + groups[group]; k++) {
                    values[row * columns + k] *= bound / norms[group];
                }
            }
            first += groups[group];
        }
    }

    /**
     * Finds the largest singular value of a group's columns with its vectors by the one-sided method of Jacobi: pairs of columns are
     * rotated until all are orthogonal (Hestenes 1958).
     */
    private void decompose(double[] factor, int group, int first) {
        int size = groups[group];
        double[][] images = new double[size][rows];
        double[][] rotations = new double[size][size];
        for (int k = 0; k < size; k++) {
            rotations[k][k] = 1;
            for (int row = 0; row < rows; row++) {
                images[k][row] = factor[row * columns + first + k];
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && rotateAll(images, rotations); sweep++) {
            // Each sweep changes the columns.
        }
        int largest = 0;
        for (int k = 0; k < size; k++) {
            double norm = Math.sqrt(dot(images[k], images[k]));
            if (norm > norms[group]) {
                norms[group] = norm;
                largest = k;
            }
        }
        for (int row = 0; norms[group] > 0 && row < rows; row++) {
            left[group * rows + row] = images[largest][row] / norms[group];
        }
        System.arraycopy(rotations[largest], 0, right, first, size);
    }

    /** Rotates each pair of columns that is not orthogonal; whether there was one. */
    private static boolean rotateAll(double[][] images, double[][] rotations) {
        boolean rotated = false;
        for (int p = 0; p < images.length; p++) {
            for (int q = p + 1; q < images.length; q++) {
                double alpha = dot(images[p], images[p]);
                double beta = dot(images[q], images[q]);
                double gamma = dot(images[p], images[q]);
                if (Math.abs(gamma) > images[p].length * Math.ulp(1.0) * Math.sqrt(alpha * beta)) {
                    double zeta = (beta - alpha) / (2 * gamma);
                    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
                    double cosine = 1 / Math.hypot(1, tangent);
                    rotate(images[p], images[q], cosine, cosine * tangent);
                    rotate(rotations[p], rotations[q], cosine, cosine * tangent);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[] x, double[] y, double cosine, double sine) {
        for (int i = 0; i < x.length; i++) {
            double former = x[i];
            x[i] = cosine * former - sine * y[i];
            y[i] = sine * former + cosine * y[i];
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** P = D(A'A) - A'A with the shrunk factor: 0 within the groups, and minus the products of columns between them. */
    double[] weight() {
        double[] weight = new double[columns * columns];
        int[] owners = new int[columns];
        int first = 0;
        for (int group = 0; group < groups.length; group++) {
            Arrays.fill(owners, first, first + groups[group], group);
            first += groups[group];
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < i; j++) {
                    weight[i * columns + j] -= owners[i] == owners[j] ? 0 : values[row * columns + i] * values[row * columns + j];
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                weight[j * columns + i] = weight[i * columns + j];
            }
        }
        return weight;
    }

    /**
     * Adds the derivative of q'P z by the entries of A before shrinking.
     *
     * @param room what {@link #room} made
     */
    void addProducts(double[] q, double[] z, double[] room, double[] sums) {
        int total = 2 * groups.length * rows;
        Arrays.fill(room, 0, total + 2 * rows, 0);
        int first = 0;
        for (int group = 0; group < groups.length; group++) {
            for (int row = 0; row < rows; row++) {
                double qImage = 0;
                double zImage = 0;
                for (int k = first; k < first + groups[group]; k++) {
                    qImage += values[row * columns + k] * q[k];
                    zImage += values[row * columns + k] * z[k];
                }
                room[2 * group * rows + row] = qImage;
                room[(2 * group + 1) * rows + row] = zImage;
                room[total + row] += qImage;
                room[total + rows + row] += zImage;
            }
            first += groups[group];
        }
        first = 0;
        for (int group = 0; group < groups.length; group++) {
            addGroup(group, first, q, z, room, total, sums);
            first += groups[group];
        }
    }

    /** By the shrunk columns of a group, q'P z has the derivative -(sum of A_j q_j over other groups) z_i' - (that of A_j z_j) q_i'. */
    private void addGroup(int group, int first, double[] q, double[] z, double[] room, int total, double[] sums) {
        int size = groups[group];
        int products = total + 2 * rows;
        boolean shrunk = norms[group] > bound;
        double ratio = shrunk ? bound / norms[group] : 1;
        double along = 0;
        for (int row = 0; row < rows; row++) {
            double qOthers = room[total + row] - room[2 * group * rows + row];
            double zOthers = room[total + rows + row] - room[(2 * group + 1) * rows + row];
            for (int k = 0; k < size; k++) {
                double product = -qOthers * z[first + k] - zOthers * q[first + k];
                room[products + row * size + k] = product;
                along += product * values[row * columns + first + k];
            }
        }
        // The values are the columns of A times the ratio.
        double drop = shrunk ? along / (ratio * norms[group]) : 0;
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < size; k++) {
                sums[row * columns + first + k] += ratio
                        * (room[products + row * size + k] - drop * left[group * rows + row] * right[first + k]);
            }
        }
    }

    /** Room for {@link #addProducts}: A_i q_i and A_i z_i of each group, their sums, and the derivative by the columns of one group. */
    double[] room() {
        return new double[rows * (2 * groups.length + 2 + Arrays.stream(groups).max().orElseThrow())];
    }
}
