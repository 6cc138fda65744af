package org.stillpoint.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/** Large linear programs of known shape: transport, and flows of several commodities on a grid. */
final class GeneratedPrograms {

    private GeneratedPrograms() {
    }

    static List<LinearProgram> all() {
        return List.of(transport(100, 200), transport(500, 1000), multicommodity(30, 8), multicommodity(80, 20));
    }

    /** Sources times sinks columns of two entries: random points in the unit square, squared distances, equal masses. */
    static LinearProgram transport(int sources, int sinks) {
        Random random = new Random(1);
        double[] points = random.doubles(2L * (sources + sinks)).toArray();
        int columns = sources * sinks;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(sources + sinks, columns, 2 * columns);
        double[] cost = new double[columns];
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < sinks; j++) {
                int column = i * sinks + j;
                double dx = points[2 * i] - points[2 * (sources + j)];
                double dy = points[2 * i + 1] - points[2 * (sources + j) + 1];
                cost[column] = dx * dx + dy * dy;
                matrix.nz_rows[2 * column] = i;
                matrix.nz_rows[2 * column + 1] = sources + j;
                matrix.nz_values[2 * column] = 1;
                matrix.nz_values[2 * column + 1] = 1;
                matrix.col_idx[column + 1] = 2 * (column + 1);
            }
        }
        matrix.nz_length = 2 * columns;
        matrix.indicesSorted = true;
        double[] mass = new double[sources + sinks];
        Arrays.fill(mass, 0, sources, 1.0 / sources);
        Arrays.fill(mass, sources, sources + sinks, 1.0 / sinks);
        return LinearProgram.of(cost, matrix).name("transport-" + sources + "x" + sinks).rowBounds(mass, mass).build();
    }

    /**
     * Commodities that share the arcs of a square grid of nodes: a conservation row for each commodity and node, a capacity row for each
     * arc, an arc of last resort for each commodity.
     */
    static LinearProgram multicommodity(int side, int commodities) {
        Random random = new Random(2);
        List<int[]> arcs = new ArrayList<>();
        for (int node = 0; node < side * side; node++) {
            if (node % side + 1 < side) {
                arcs.add(new int[] {node, node + 1});
                arcs.add(new int[] {node + 1, node});
            }
            if (node + side < side * side) {
                arcs.add(new int[] {node, node + side});
                arcs.add(new int[] {node + side, node});
            }
        }
        int nodes = side * side;
        int rows = commodities * nodes + arcs.size();
        int columns = commodities * (arcs.size() + 1);
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, 3 * columns);
        double[] cost = new double[columns];
        double[] lower = new double[rows];
        double[] upper = new double[rows];
        double[] length = random.doubles(arcs.size(), 1, 10).toArray();
        int column = 0;
        for (int k = 0; k < commodities; k++) {
            int source = random.nextInt(nodes);
            int sink = (source + 1 + random.nextInt(nodes - 1)) % nodes;
            double amount = 1 + random.nextInt(9);
            lower[k * nodes + source] = upper[k * nodes + source] = amount;
            lower[k * nodes + sink] = upper[k * nodes + sink] = -amount;
            for (int arc = 0; arc <= arcs.size(); arc++) {
                boolean lastResort = arc == arcs.size();
                int from = k * nodes + (lastResort ? source : arcs.get(arc)[0]);
                int to = k * nodes + (lastResort ? sink : arcs.get(arc)[1]);
                cost[column] = lastResort ? 100.0 * side : length[arc];
                append(matrix, Math.min(from, to), from < to ? 1 : -1);
                append(matrix, Math.max(from, to), from < to ? -1 : 1);
                if (!lastResort) {
                    append(matrix, commodities * nodes + arc, 1);
                }
                matrix.col_idx[++column] = matrix.nz_length;
            }
        }
        for (int arc = 0; arc < arcs.size(); arc++) {
            lower[commodities * nodes + arc] = Double.NEGATIVE_INFINITY;
            upper[commodities * nodes + arc] = 2 + random.nextInt(9);
        }
        matrix.indicesSorted = true;
        return LinearProgram.of(cost, matrix).name("flows-" + side + "x" + side + "x" + commodities).rowBounds(lower, upper).build();
    }

    private static void append(DMatrixSparseCSC matrix, int row, double value) {
        matrix.nz_rows[matrix.nz_length] = row;
        matrix.nz_values[matrix.nz_length++] = value;
    }
}
