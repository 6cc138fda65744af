package org.stillpoint.transport.internal.newton;

import java.util.Arrays;
import org.stillpoint.numerics.GibbsKernels;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.numerics.random.RandomStream;

/**
 * A smaller problem of the same shape: points drawn by systematic sampling, one from each of equal parts of the mass in the order of the
 * points, so that points count as often as their weights say.
 *
 * @param rows the rows taken, rising
 * @param columns the columns taken, rising
 * @param a the weights of the rows taken
 * @param b the weights of the columns taken
 * @param costs their costs, row-major
 */
record Sample(int[] rows, int[] columns, double[] a, double[] b, double[] costs) {

    /** The columns that one thread extends potentials to at a time. */
    private static final int PART = 256;

    /** Takes about one of so many rows and columns. */
    static Sample of(SemiDual dual, int of, long seed) {
        RandomStream random = new RandomStream(seed);
        double[] a = draw(dual.a, dual.a.length / of, random);
        double[] b = draw(dual.b, dual.b.length / of, random);
        int[] rows = places(a);
        int[] columns = places(b);
        double[] costs = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            int from = rows[i] * b.length;
            for (int j = 0; j < columns.length; j++) {
                costs[i * columns.length + j] = dual.costs.costs()[from + columns[j]];
            }
        }
        return new Sample(rows, columns, pick(a, rows), pick(b, columns), costs);
    }

    /** The weights of the points in the sample, 0 for those that are not taken. */
    private static double[] draw(double[] weights, int number, RandomStream random) {
        double[] drawn = new double[weights.length];
        double mass = VectorKernels.sum(weights, 0, weights.length);
        double part = mass / number;
        double below = 0;
        int point = 0;
        for (int k = 0; k < number; k++) {
            double place = (k + random.nextDouble()) * part;
            while (point < weights.length - 1 && below + weights[point] < place) {
                below += weights[point++];
            }
            drawn[point] += part;
        }
        return drawn;
    }

    private static int[] places(double[] weights) {
        int[] places = new int[weights.length];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static double[] pick(double[] values, int[] places) {
        double[] picked = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            picked[k] = values[places[k]];
        }
        return picked;
    }

    /** Carries the potentials of the sample over to all columns, by soft minima over the sampled rows; those of the rows follow. */
    void extend(SemiDual coarse, SemiDual fine, ThreadTeam team) {
        int n = fine.b.length;
        double[] all = fine.costs.costs();
        team.run(part -> {
            int from = part * PART;
            int length = Math.min(PART, n - from);
            double[] least = new double[length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            for (int i = 0; i < rows.length; i++) {
                lower(least, all, rows[i] * n + from, coarse.f[i]);
            }
            double[] room = new double[length];
            double[] sums = new double[length];
            for (int i = 0; i < rows.length; i++) {
                GibbsKernels.row(least, 0, all, rows[i] * n + from, coarse.f[i], 1 / coarse.epsilon, room, 0, length);
                VectorKernels.axpy(1, room, sums);
            }
            for (int j = 0; j < length; j++) {
                fine.g[from + j] = least[j] + coarse.epsilon * Math.log(fine.b[from + j] / sums[j]);
            }
        }, (n + PART - 1) / PART);
    }

    private static void lower(double[] least, double[] all, int start, double potential) {
        for (int j = 0; j < least.length; j++) {
            least[j] = Math.min(least[j], all[start + j] - potential);
        }
    }
}
