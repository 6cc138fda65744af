package org.stillpoint.equilibrium.internal.layer.graph;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.GraphNormalisation;

/**
 * The entries a of the graph layer, see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#GRAPH}: the weights of the edges,
 * clipped to [0, 1] and divided. The derivative by a weight is 0 below 0 and above 1; at 0 and 1 it is that from within, so that weights
 * that start there can learn.
 */
final class GraphWeights {

    /** The weights as given, one row of heads for each edge; null where they were left out. */
    final double[] given;
    /** a. */
    final double[] entries;

    private final int[] from;
    private final int[] to;
    private final int heads;
    private final boolean bySum;
    private final int[] owners;
    private final double[] divisors;

    GraphWeights(DataRecord parameters, int nodes, int[] from, int[] to, int heads) {
        this.from = from;
        this.to = to;
        this.heads = heads;
        given = parameters.has("edge_weight") ? parameters.numbers("edge_weight") : null;
        GraphNormalisation normalisation = GraphNormalisation.of(parameters);
        bySum = normalisation != GraphNormalisation.DEGREE;
        owners = normalisation == GraphNormalisation.ROWS ? to : from;
        divisors = new double[nodes * heads];
        entries = new double[from.length * heads];
        for (int edge = 0; edge < from.length; edge++) {
            for (int h = 0; h < heads; h++) {
                double clipped = given == null ? 1 : Math.min(1, Math.max(0, given[edge * heads + h]));
                entries[edge * heads + h] = clipped;
                divisors[owners[edge] * heads + h] += bySum ? clipped : 1;
            }
        }
        for (int edge = 0; edge < from.length; edge++) {
            for (int h = 0; h < heads; h++) {
                double divisor = divisors[owners[edge] * heads + h];
                if (divisor > 0) {
                    entries[edge * heads + h] /= divisor;
                }
            }
        }
    }

    /** Sums of the owners of edges, heads and lanes, for {@link #addProducts}. */
    double[] room(int lanes) {
        return new double[bySum ? divisors.length * lanes : 0];
    }

    /**
     * Adds derivatives by the weights w for the derivatives g = factor u_v z_u by the entries: with c = clip(w) and a = c / S, where S is
     * the sum of the c of one owner, that by c is (g - sum over the owner's edges of g a) / S; where S is the number of edges it is g / S.
     *
     * @param u cotangents of the nodes that edges arrive at
     * @param z states of the nodes that they leave
     * @param room what {@link #room} made
     */
    void addProducts(double factor, double[] u, double[] z, int lanes, double[] room, double[] sums) {
        if (bySum) {
            Arrays.fill(room, 0, divisors.length * lanes, 0);
            for (int edge = 0; edge < owners.length; edge++) {
                for (int h = 0; h < heads; h++) {
                    addMeans(edge, h, factor * entries[edge * heads + h], u, z, lanes, room);
                }
            }
        }
        for (int edge = 0; edge < owners.length; edge++) {
            for (int h = 0; h < heads; h++) {
                double weight = given[edge * heads + h];
                if (divisors[owners[edge] * heads + h] > 0 && weight >= 0 && weight <= 1) {
                    sums[edge * heads + h] = addProduct(edge, h, factor, u, z, lanes, room, sums[edge * heads + h]);
                }
            }
        }
    }

    private void addMeans(int edge, int h, double factor, double[] u, double[] z, int lanes, double[] room) {
        int owner = (owners[edge] * heads + h) * lanes;
        int target = (to[edge] * heads + h) * lanes;
        int source = (from[edge] * heads + h) * lanes;
        for (int lane = 0; lane < lanes; lane++) {
            room[owner + lane] += factor * u[target + lane] * z[source + lane];
        }
    }

    private double addProduct(int edge, int h, double factor, double[] u, double[] z, int lanes, double[] room, double start) {
        int owner = owners[edge] * heads + h;
        int target = (to[edge] * heads + h) * lanes;
        int source = (from[edge] * heads + h) * lanes;
        double sum = start;
        for (int lane = 0; lane < lanes; lane++) {
            double mean = bySum ? room[owner * lanes + lane] : 0;
            sum += (factor * u[target + lane] * z[source + lane] - mean) / divisors[owner];
        }
        return sum;
    }
}
