package org.stillpoint.halpern.internal.linearprogram;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/** Generated programs of any size. */
final class LargePrograms {

    private LargePrograms() {
    }

    /** Transport from points to points of the unit square at the cost of the distance, with random masses: 2 entries a column. */
    static LinearProgram transport(int sources, int targets, long seed) {
        Random random = new Random(seed);
        double[] masses = new double[sources + targets];
        masses(masses, 0, sources, random);
        masses(masses, sources, sources + targets, random);
        double[][] points = new double[sources + targets][2];
        for (double[] point : points) {
            point[0] = random.nextDouble();
            point[1] = random.nextDouble();
        }
        int columns = sources * targets;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(sources + targets, columns, 2 * columns);
        double[] costs = new double[columns];
        for (int source = 0; source < sources; source++) {
            for (int target = 0; target < targets; target++) {
                int column = source * targets + target;
                double[] from = points[source];
                double[] to = points[sources + target];
                costs[column] = Math.hypot(from[0] - to[0], from[1] - to[1]);
                entry(matrix, 2 * column, source, 1);
                entry(matrix, 2 * column + 1, sources + target, 1);
                matrix.col_idx[column + 1] = 2 * column + 2;
            }
        }
        finish(matrix, 2 * columns);
        return LinearProgram.of(costs, matrix).name("transport").rowBounds(masses, masses).build();
    }

    /** Flows of several commodities on a random graph whose arcs share their capacities: 3 entries a column. */
    static LinearProgram multicommodity(int nodes, int arcs, int commodities, long seed) {
        Random random = new Random(seed);
        int rows = nodes * commodities + arcs;
        int columns = arcs * commodities;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, 3 * columns);
        double[] lower = new double[rows];
        double[] upper = new double[rows];
        double[] costs = new double[columns];
        double[] through = new double[arcs];
        int[] from = new int[arcs];
        int[] to = new int[arcs];
        double[] lengths = new double[arcs];
        for (int arc = 0; arc < arcs; arc++) {
            from[arc] = arc < nodes ? arc : random.nextInt(nodes);
            to[arc] = arc < nodes ? (arc + 1) % nodes : (from[arc] + 1 + random.nextInt(nodes - 1)) % nodes;
            lengths[arc] = 1 + random.nextInt(20);
        }
        for (int commodity = 0; commodity < commodities; commodity++) {
            for (int path = 0; path < 3; path++) {
                int node = random.nextInt(nodes);
                double amount = 1 + random.nextInt(5);
                lower[commodity * nodes + node] += amount;
                for (int step = 0; step < 6; step++) {
                    through[node] += amount;
                    node = to[node];
                }
                lower[commodity * nodes + node] -= amount;
            }
            for (int arc = 0; arc < arcs; arc++) {
                int column = commodity * arcs + arc;
                costs[column] = lengths[arc] + random.nextDouble();
                int first = Math.min(from[arc], to[arc]);
                entry(matrix, 3 * column, commodity * nodes + first, first == from[arc] ? 1 : -1);
                entry(matrix, 3 * column + 1, commodity * nodes + Math.max(from[arc], to[arc]), first == from[arc] ? -1 : 1);
                entry(matrix, 3 * column + 2, nodes * commodities + arc, 1);
                matrix.col_idx[column + 1] = 3 * column + 3;
            }
        }
        finish(matrix, 3 * columns);
        System.arraycopy(lower, 0, upper, 0, nodes * commodities);
        for (int arc = 0; arc < arcs; arc++) {
            upper[nodes * commodities + arc] = through[arc] + commodities / 4.0;
        }
        return LinearProgram.of(costs, matrix).name("multicommodity").rowBounds(lower, upper).build();
    }

    private static void masses(double[] masses, int from, int to, Random random) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            masses[i] = 0.5 + random.nextDouble();
            sum += masses[i];
        }
        for (int i = from; i < to; i++) {
            masses[i] /= sum;
        }
    }

    private static void entry(DMatrixSparseCSC matrix, int place, int row, double value) {
        matrix.nz_rows[place] = row;
        matrix.nz_values[place] = value;
    }

    private static void finish(DMatrixSparseCSC matrix, int entries) {
        matrix.nz_length = entries;
        matrix.indicesSorted = true;
        Arrays.fill(matrix.col_idx, matrix.numCols + 1, matrix.col_idx.length, entries);
    }
}
