package org.stillpoint.equilibrium.internal.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.GraphNormalisation;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.ScalarMap;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.testing.TestContext;

/** Standard layers with random parameters, each with its definition written out. */
final class SampleLayers {

    private SampleLayers() {
    }

    /** f(z, x) from the parameters. */
    @FunctionalInterface
    interface Definition {

        double[] image(DataRecord parameters, double[] z, double[] x);
    }

    /** A layer with its definition. */
    record Sample(String title, StandardLayer kind, DataRecord parameters, int state, int inputs, Definition definition) {

        Layer layer() throws SolverException {
            return layer(parameters);
        }

        Layer layer(DataRecord others) throws SolverException {
            return Layers.of(EquilibriumProblem.of(kind, others, new Samples(new double[inputs], 1, inputs)), new TestContext(), false);
        }

        double[] image(double[] z, double[] x) {
            return definition.image(parameters, z, x);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static DataRecord.Builder parameters() {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1);
    }

    /** A random matrix. */
    static NamedArray matrix(Random random, int rows, int columns, double scale) {
        return new NamedArray(random.doubles((long) rows * columns, -scale, scale).toArray(), rows, columns);
    }

    private static double[] vector(Random random, int size) {
        return random.doubles(size, -1, 1).toArray();
    }

    static List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        for (ScalarMap map : ScalarMap.values()) {
            all.add(new Sample("scalar " + map.label(), StandardLayer.SCALAR, parameters().text("map", map.label()).build(), 1,
                    map.inputs(), SampleLayers::scalar));
        }
        addSubhomogeneous(all);
        addGraphs(all);
        addBoltzmann(all);
        for (double beta : new double[] {.5, 9}) {
            all.add(new Sample("hopfield " + beta, StandardLayer.HOPFIELD,
                    parameters().array("patterns", matrix(new Random(3), 7, 4, 1)).number("beta", beta).build(), 4, 0,
                    SampleLayers::hopfield));
        }
        addProximal(all);
        all.addAll(ActivatedSamples.all());
        return all;
    }

    private static double[] scalar(DataRecord parameters, double[] z, double[] x) {
        return new double[] {switch (ScalarMap.of(parameters)) {
            case COSINE -> Math.cos(z[0]);
            case EXPONENTIAL -> x[0] * Math.exp(-z[0]);
            case KEPLER -> x[0] + x[1] * Math.sin(z[0]);
            case SQUARE_ROOT -> (z[0] + x[0] / z[0]) / 2;
        }};
    }

    private static void addSubhomogeneous(List<Sample> all) {
        Random random = new Random(1);
        int d = 6;
        for (double power : new double[] {1, 1.2}) {
            for (boolean normalise : new boolean[] {false, true}) {
                for (int inputs : new int[] {0, d, 3}) {
                    DataRecord.Builder parameters = parameters().array("weight", matrix(random, d, d, 1)).number("shift", 1.3)
                            .doubles("bias", vector(random, d)).truth("normalise", normalise);
                    if (power != 1) {
                        parameters.number("power", power);
                    }
                    if (inputs == 3) {
                        parameters.array("input_weight", matrix(random, d, 3, 1));
                    }
                    all.add(new Sample("subhomogeneous p=" + power + " n=" + inputs + (normalise ? " normalised" : ""),
                            StandardLayer.SUBHOMOGENEOUS, parameters.build(), d, inputs, SampleLayers::subhomogeneous));
                }
            }
        }
    }

    private static double[] subhomogeneous(DataRecord parameters, double[] z, double[] x) {
        double[] t = product(parameters, "weight", z);
        double[] drive = drive(parameters, z.length, x);
        double power = parameters.has("power") ? parameters.number("power") : 1;
        double[] f = new double[z.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = Math.pow(Math.tanh(t[i]) + parameters.number("shift"), power) + Math.max(0, drive[i]);
        }
        double largest = parameters.truth("normalise") ? Arrays.stream(f).max().orElseThrow() : 1;
        return Arrays.stream(f).map(value -> value / largest).toArray();
    }

    private static void addGraphs(List<Sample> all) {
        // Node 4 has no edge that leaves it, node 3 none that arrives; node 2 has only weights that are clipped to 0.
        double[] from = {0, 0, 1, 1, 2, 2, 3, 3, 3, 0, 0};
        double[] to = {1, 2, 0, 1, 4, 0, 4, 1, 4, 1, 0};
        Random random = new Random(2);
        for (GraphNormalisation normalisation : GraphNormalisation.values()) {
            for (int heads : new int[] {0, 1, 3}) {
                int count = Math.max(1, heads);
                String[] activations = {"tanh", "identity", "sigmoid"};
                DataRecord.Builder parameters = parameters().integer("nodes", 5).doubles("edge_from", from).doubles("edge_to", to)
                        .number("gamma", .8).text("normalisation", normalisation.label()).text("activation", activations[count % 3]);
                int inputs = heads == 1 ? 5 * count : heads == 3 ? 10 : 0;
                if (heads > 0) {
                    NamedArray weight = matrix(random, from.length, heads, 1.3);
                    double[] values = (double[]) weight.values();
                    for (int h = 0; h < heads; h++) {
                        values[4 * heads + h] = -1;
                        values[5 * heads + h] = -.5;
                    }
                    parameters.array("edge_weight", weight).doubles("bias", vector(random, heads));
                }
                if (heads == 3) {
                    parameters.array("input_weight", matrix(random, heads, 2, 1));
                }
                all.add(new Sample("graph " + normalisation.label() + " heads " + heads, StandardLayer.GRAPH, parameters.build(), 5 * count,
                        inputs, SampleLayers::graph));
            }
        }
    }

    private static double[] graph(DataRecord parameters, double[] z, double[] x) {
        int nodes = (int) parameters.integer("nodes");
        int heads = z.length / nodes;
        double[] from = parameters.numbers("edge_from");
        double[] to = parameters.numbers("edge_to");
        double[] f = new double[z.length];
        for (int h = 0; h < heads; h++) {
            double[][] matrix = new double[nodes][nodes];
            for (int edge = 0; edge < from.length; edge++) {
                double divisor = 0;
                for (int other = 0; other < from.length; other++) {
                    divisor += switch (GraphNormalisation.of(parameters)) {
                        case COLUMNS -> from[other] == from[edge] ? clipped(parameters, other, heads, h) : 0;
                        case ROWS -> to[other] == to[edge] ? clipped(parameters, other, heads, h) : 0;
                        case DEGREE -> from[other] == from[edge] ? 1 : 0;
                    };
                }
                matrix[(int) to[edge]][(int) from[edge]] += divisor == 0 ? 0 : clipped(parameters, edge, heads, h) / divisor;
            }
            for (int v = 0; v < nodes; v++) {
                double sum = 0;
                for (int u = 0; u < nodes; u++) {
                    sum += matrix[v][u] * z[u * heads + h];
                }
                int features = x.length / nodes;
                double t = parameters.number("gamma") * sum + (parameters.has("bias") ? parameters.numbers("bias")[h] : 0);
                if (parameters.has("input_weight")) {
                    for (int k = 0; k < features; k++) {
                        t += parameters.numbers("input_weight")[h * features + k] * x[v * features + k];
                    }
                } else if (x.length > 0) {
                    t += x[v * heads + h];
                }
                f[v * heads + h] = switch (parameters.text("activation")) {
                    case "tanh" -> Math.tanh(t);
                    case "sigmoid" -> 1 / (1 + Math.exp(-t));
                    default -> t;
                };
            }
        }
        return f;
    }

    private static double clipped(DataRecord parameters, int edge, int heads, int h) {
        return parameters.has("edge_weight") ? Math.min(1, Math.max(0, parameters.numbers("edge_weight")[edge * heads + h])) : 1;
    }

    private static void addBoltzmann(List<Sample> all) {
        for (double scale : new double[] {.2, 1, 5}) {
            Random random = new Random(4);
            DataRecord.Builder parameters = parameters().array("factor", matrix(random, 4, 7, scale))
                    .doubles("groups", new double[] {3, 1, 1, 2}).number("margin", .3).doubles("bias", vector(random, 7));
            int inputs = scale == 1 ? 2 : scale == 5 ? 7 : 0;
            if (scale == 1) {
                parameters.array("input_weight", matrix(random, 7, 2, 1));
            }
            all.add(new Sample("boltzmann " + scale, StandardLayer.BOLTZMANN, parameters.build(), 7, inputs, SampleLayers::boltzmann));
        }
    }

    private static double[] boltzmann(DataRecord parameters, double[] z, double[] x) {
        int d = z.length;
        double[] factor = parameters.numbers("factor").clone();
        int rows = factor.length / d;
        int[] owner = new int[d];
        int first = 0;
        double[] groups = parameters.numbers("groups");
        for (int group = 0; group < groups.length; group++) {
            int size = (int) groups[group];
            Arrays.fill(owner, first, first + size, group);
            double norm = norm(factor, rows, d, first, size);
            double most = Math.sqrt(1 - parameters.number("margin"));
            for (int row = 0; norm > most && row < rows; row++) {
                for (int k = first; k < first + size; k++) {
                    factor[row * d + k] *= most / norm;
                }
            }
            first += size;
        }
        double[] t = drive(parameters, d, x);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                for (int row = 0; owner[i] != owner[j] && row < rows; row++) {
                    t[i] -= factor[row * d + i] * factor[row * d + j] * z[j];
                }
            }
        }
        double[] f = new double[d];
        for (int i = 0; i < d; i++) {
            int group = owner[i];
            double sum = groups[group] == 1 ? Math.exp(t[i]) + 1
                    : IntStream.range(0, d).filter(j -> owner[j] == group).mapToDouble(j -> Math.exp(t[j])).sum();
            f[i] = Math.exp(t[i]) / sum;
        }
        return f;
    }

    /** The spectral norm of some columns by the power method. */
    private static double norm(double[] factor, int rows, int d, int first, int size) {
        double[] v = new double[size];
        Arrays.setAll(v, k -> 1 + .1 * k);
        double norm = 0;
        for (int step = 0; step < 3000; step++) {
            double[] image = new double[rows];
            double[] next = new double[size];
            for (int row = 0; row < rows; row++) {
                for (int k = 0; k < size; k++) {
                    image[row] += factor[row * d + first + k] * v[k];
                }
                for (int k = 0; k < size; k++) {
                    next[k] += factor[row * d + first + k] * image[row];
                }
            }
            double length = Math.sqrt(Arrays.stream(next).map(value -> value * value).sum());
            norm = Math.sqrt(length);
            v = Arrays.stream(next).map(value -> value / length).toArray();
        }
        return norm;
    }

    private static double[] hopfield(DataRecord parameters, double[] z, double[] x) {
        double[] patterns = parameters.numbers("patterns");
        double[] weights = Arrays.stream(product(parameters, "patterns", z)).map(t -> Math.exp(parameters.number("beta") * t)).toArray();
        double sum = Arrays.stream(weights).sum();
        double[] f = new double[z.length];
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < z.length; k++) {
                f[k] += weights[i] / sum * patterns[i * z.length + k];
            }
        }
        return f;
    }

    private static void addProximal(List<Sample> all) {
        int d = 6;
        for (int n : new int[] {4, 8}) {
            all.add(new Sample("proximal threshold n=" + n, StandardLayer.PROXIMAL,
                    parameters().array("operator", matrix(new Random(5), n, d, 1)).number("step", .3).number("threshold", .2).build(), d, n,
                    SampleLayers::proximal));
        }
        for (int p : new int[] {1, 2, 6}) {
            Random random = new Random(6);
            all.add(new Sample("proximal network p=" + p, StandardLayer.PROXIMAL,
                    parameters().array("operator", matrix(random, 4, d, 1)).number("step", .4)
                            .array("hidden_weight", matrix(random, 5, p, 1)).doubles("hidden_bias", vector(random, 5))
                            .doubles("output_weight", random.doubles(5, 0, 1).toArray()).number("quadratic", .1).number("sharpness", 2)
                            .build(), d, 4, SampleLayers::proximal));
        }
    }

    private static double[] proximal(DataRecord parameters, double[] z, double[] x) {
        double[] operator = parameters.numbers("operator");
        double[] misfit = product(parameters, "operator", z);
        double[] v = z.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < z.length; k++) {
                v[k] -= parameters.number("step") * operator[i * z.length + k] * (misfit[i] - x[i]);
            }
        }
        if (parameters.has("threshold")) {
            return Arrays.stream(v).map(t -> Math.signum(t) * Math.max(0, Math.abs(t) - parameters.number("threshold"))).toArray();
        }
        double[] hidden = parameters.numbers("hidden_weight");
        int units = parameters.numbers("hidden_bias").length;
        int p = hidden.length / units;
        double[] f = Arrays.stream(v).map(t -> parameters.number("quadratic") * t).toArray();
        for (int block = 0; block < z.length; block += p) {
            for (int j = 0; j < units; j++) {
                double t = parameters.numbers("hidden_bias")[j];
                for (int k = 0; k < p; k++) {
                    t += hidden[j * p + k] * v[block + k];
                }
                for (int k = 0; k < p; k++) {
                    f[block + k] += hidden[j * p + k] * parameters.numbers("output_weight")[j]
                            / (1 + Math.exp(-parameters.number("sharpness") * t));
                }
            }
        }
        return f;
    }

    /** The product of a matrix with a vector. */
    static double[] product(DataRecord parameters, String name, double[] v) {
        double[] matrix = parameters.numbers(name);
        double[] result = new double[matrix.length / v.length];
        for (int i = 0; i < result.length; i++) {
            for (int k = 0; k < v.length; k++) {
                result[i] += matrix[i * v.length + k] * v[k];
            }
        }
        return result;
    }

    /** U x + b. */
    static double[] drive(DataRecord parameters, int d, double[] x) {
        double[] result = parameters.has("input_weight") ? product(parameters, "input_weight", x) : Arrays.copyOf(x, d);
        for (int i = 0; parameters.has("bias") && i < d; i++) {
            result[i] += parameters.numbers("bias")[i];
        }
        return result;
    }
}
