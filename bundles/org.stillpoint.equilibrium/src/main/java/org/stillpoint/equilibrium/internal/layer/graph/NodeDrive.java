package org.stillpoint.equilibrium.internal.layer.graph;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.equilibrium.internal.layer.Layer.Parameter;

/** The drive of the graph layer, (U x_v)_h + b_h at each node v, with the same U and b for all nodes; without U it is x + b, or b. */
final class NodeDrive {

    private final int nodes;
    private final int heads;
    private final int features;
    private final double[] weight;
    private final double[] bias;

    NodeDrive(DataRecord parameters, int nodes, int heads, int inputs) {
        this.nodes = nodes;
        this.heads = heads;
        features = inputs / nodes;
        weight = parameters.has("input_weight") ? parameters.numbers("input_weight") : null;
        bias = parameters.has("bias") ? parameters.numbers("bias") : null;
    }

    void compute(double[] x, int lanes, double[] drives) {
        for (int row = 0; row < nodes * heads; row++) {
            Arrays.fill(drives, row * lanes, (row + 1) * lanes, bias == null ? 0 : bias[row % heads]);
        }
        if (weight == null) {
            for (int i = 0; i < nodes * features * lanes; i++) {
                drives[i] += x[i];
            }
            return;
        }
        for (int node = 0; node < nodes; node++) {
            for (int h = 0; h < heads; h++) {
                for (int f = 0; f < features; f++) {
                    add(weight[h * features + f], x, (node * features + f) * lanes, drives, (node * heads + h) * lanes, lanes);
                }
            }
        }
    }

    /** Computes the cotangents of x from those of the drive. */
    void transposedProduct(double[] cotangents, int lanes, double[] results) {
        if (weight == null) {
            System.arraycopy(cotangents, 0, results, 0, nodes * features * lanes);
            return;
        }
        Arrays.fill(results, 0, nodes * features * lanes, 0);
        for (int node = 0; node < nodes; node++) {
            for (int f = 0; f < features; f++) {
                for (int h = 0; h < heads; h++) {
                    add(weight[h * features + f], cotangents, (node * heads + h) * lanes, results, (node * features + f) * lanes, lanes);
                }
            }
        }
    }

    private static void add(double factor, double[] from, int fromOffset, double[] to, int toOffset, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            to[toOffset + lane] += factor * from[fromOffset + lane];
        }
    }

    /** Adds the arrays by which drives can be differentiated. */
    void addParameters(List<Parameter> list) {
        if (weight != null) {
            list.add(new Parameter("input_weight", new NamedArray(weight, heads, features)));
        }
        if (bias != null) {
            list.add(new Parameter("bias", new NamedArray(bias, heads)));
        }
    }

    /**
     * Adds the products by these arrays, for cotangents of the drive.
     *
     * @param first which of the sums is that of the first of them
     */
    void addParameterProducts(double[] cotangents, double[] x, int lanes, double[][] sums, int first) {
        int next = first;
        if (weight != null) {
            double[] sum = sums[next++];
            for (int lane = 0; lane < lanes; lane++) {
                for (int node = 0; node < nodes; node++) {
                    for (int h = 0; h < heads; h++) {
                        double cotangent = cotangents[(node * heads + h) * lanes + lane];
                        for (int f = 0; f < features; f++) {
                            sum[h * features + f] += cotangent * x[(node * features + f) * lanes + lane];
                        }
                    }
                }
            }
        }
        if (bias != null) {
            for (int lane = 0; lane < lanes; lane++) {
                for (int row = 0; row < nodes * heads; row++) {
                    sums[next][row % heads] += cotangents[row * lanes + lane];
                }
            }
        }
    }
}
