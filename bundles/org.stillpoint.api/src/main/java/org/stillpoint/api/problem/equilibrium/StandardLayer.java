package org.stillpoint.api.problem.equilibrium;

import static org.stillpoint.api.internal.ParameterShapes.allowed;
import static org.stillpoint.api.internal.ParameterShapes.array;
import static org.stillpoint.api.internal.ParameterShapes.count;
import static org.stillpoint.api.internal.ParameterShapes.extent;
import static org.stillpoint.api.internal.ParameterShapes.numberAbove;
import static org.stillpoint.api.internal.ParameterShapes.optional;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntBiFunction;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;

/**
 * The layers f(z, x) that every host knows, by name. In the formulas d is the number of components of the state z, n of the input x, s the
 * {@link Activation} that the parameter {@code activation} names, * the product of components and ' the transpose. Parameters are arrays
 * of the shapes given. Where a layer says "the drive U x + b", {@code input_weight} is U (d x n) and {@code bias} is b (d; zeros if
 * left out); without {@code input_weight}, the input is added as it is if it has d components, and else there must be none.
 */
public enum StandardLayer {

    /** f = s(W z + U x + b). Parameters: {@code weight} W (d x d), the drive, {@code activation}. */
    DENSE("dense", (parameters, inputs) -> {
        allowed(parameters, "weight", "input_weight", "bias", "activation");
        int d = extent(parameters, "weight", 0);
        array(parameters, "weight", d, d);
        Activation.of(parameters);
        return drive(parameters, d, inputs);
    }),

    /**
     * f = s(W (*) z + U (*) x + b) on images, with (*) the correlation of machine learning, (W (*) z)_o(p, q) = sum over i, r, t of
     * W_o,i,r,t z_i(p + r - (k-1)/2, q + t - (k-1)/2), and zeros beyond the border. The state is an image of c channels, {@code height}
     * rows and {@code width} columns, component (i height + p) width + q. Parameters: {@code weight} W (c x c x k x k, k odd), {@code
     * input_weight} U (c x e x l x l, l odd; the input is an image of e channels of the same size), {@code bias} b (c; zeros if left
     * out), {@code height}, {@code width}, {@code activation}. Without {@code input_weight}, the input is added as it is if it has as
     * many components as the state, and else there must be none.
     */
    CONVOLUTIONAL("convolutional", (parameters, inputs) -> {
        allowed(parameters, "weight", "input_weight", "bias", "height", "width", "activation");
        int channels = extent(parameters, "weight", 0);
        int pixels = Math.multiplyExact(count(parameters, "height", OptionalInt.empty()), count(parameters, "width", OptionalInt.empty()));
        kernel(parameters, "weight", channels, channels);
        optional(parameters, "bias", channels);
        Activation.of(parameters);
        int d = Math.multiplyExact(channels, pixels);
        if (parameters.has("input_weight")) {
            int images = extent(parameters, "input_weight", 1);
            kernel(parameters, "input_weight", channels, images);
            inputs(Math.multiplyExact(images, pixels), inputs);
        } else if (inputs != 0) {
            inputs(d, inputs);
        }
        return d;
    }),

    /**
     * The monotone layer f = s(W z + U x + b) with W = (1 - m) I - A'A + B - B'. Then v'(I - W) v is at least m |v|^2 for every v, and
     * there is exactly one fixed point. Parameters: {@code factor} A (r x d), {@code skew} B (d x d; zeros if left out), {@code margin} m
     * (positive), the drive, {@code activation}. Source: Winston and Kolter 2020, Monotone operator equilibrium networks
     * (arXiv:2006.08591).
     */
    MONOTONE("monotone", (parameters, inputs) -> {
        allowed(parameters, "factor", "skew", "margin", "input_weight", "bias", "activation");
        int d = extent(parameters, "factor", 1);
        array(parameters, "factor", extent(parameters, "factor", 0), d);
        optional(parameters, "skew", d, d);
        numberAbove(parameters, "margin", 0, Double.NaN);
        Activation.of(parameters);
        return drive(parameters, d, inputs);
    }),

    /**
     * The subhomogeneous layer f = (tanh(W z) + h)^p + max(0, U x + b) or, with {@code normalise}, that divided by its largest component.
     * Parameters: {@code weight} W (d x d), {@code shift} h (above 1), {@code power} p (positive; 1 if left out), {@code normalise} (a
     * truth value; false if left out), the drive. Where no entry of W is negative, it has exactly one positive fixed point if mu = p sup
     * over t of |t| (1 - tanh(t)^2) / (tanh t + h) is below 1 (1/2 if it is normalised). Source: Sittoni and Tudisco 2024, Subhomogeneous
     * deep equilibrium models (arXiv:2403.00720).
     */
    SUBHOMOGENEOUS("subhomogeneous", (parameters, inputs) -> {
        allowed(parameters, "weight", "shift", "power", "normalise", "input_weight", "bias");
        int d = extent(parameters, "weight", 0);
        array(parameters, "weight", d, d);
        numberAbove(parameters, "shift", 1, Double.NaN);
        numberAbove(parameters, "power", 0, 1);
        if (parameters.has("normalise")) {
            parameters.truth("normalise");
        }
        return drive(parameters, d, inputs);
    }),

    /**
     * The convergent graph layer on a directed graph of N nodes: each of H heads has one component at each node, z'_{v,h} = s(gamma (sum
     * over edges e from u to v of a_{e,h} z_{u,h}) + (U x_v)_h + b_h), where a is {@code edge_weight} w, clipped to [0, 1] (with the
     * derivative 1 at both ends, so that weights can start there) and divided as {@code normalisation} says: {@code columns} (by the sum
     * of the clipped weights of the edges that leave u, of the same head), {@code rows} (by that of the edges that arrive at v), or
     * {@code degree} (by the number of edges that leave u); an edge whose divisor is 0 counts as 0. The state has component v H + h, the
     * input component v F + f for F features of a node. Parameters: {@code nodes} N, {@code edge_from} and {@code edge_to} (E; nodes
     * counted from 0), {@code edge_weight} w (E x H; ones of one head if left out), {@code gamma} (between 0 and 1), {@code
     * normalisation} ({@code columns} if left out), {@code input_weight} U (H x F; if left out, the input is added as it is if it has N H
     * components, and else there must be none), {@code bias} b (H; zeros if left out), {@code activation} and, for people only, the
     * {@code names} of the nodes. It contracts by gamma: in the 1-norm, in the largest component with {@code rows}. Source: Park, Choo,
     * Park 2022, Convergent graph solvers (arXiv:2106.01680).
     */
    GRAPH("graph", (parameters, inputs) -> {
        allowed(parameters, "nodes", "edge_from", "edge_to", "edge_weight", "gamma", "normalisation", "input_weight", "bias", "activation",
                "names");
        int nodes = count(parameters, "nodes", OptionalInt.empty());
        if (parameters.has("names") && parameters.texts("names").size() != nodes) {
            throw new DataException("parameter names has " + parameters.texts("names").size() + " names; expected " + nodes
                    + ", one for each node");
        }
        int edges = nodes(parameters, "edge_from", nodes);
        if (nodes(parameters, "edge_to", nodes) != edges) {
            throw new DataException("parameter edge_to has " + parameters.array("edge_to").length() + " nodes; expected " + edges
                    + ", as edge_from has");
        }
        int heads = parameters.has("edge_weight") ? extent(parameters, "edge_weight", 1) : 1;
        optional(parameters, "edge_weight", edges, heads);
        if (numberAbove(parameters, "gamma", 0, Double.NaN) >= 1) {
            throw new DataException("parameter gamma is " + parameters.number("gamma") + "; expected a number between 0 and 1");
        }
        GraphNormalisation.of(parameters);
        Activation.of(parameters);
        optional(parameters, "bias", heads);
        int d = Math.multiplyExact(nodes, heads);
        if (parameters.has("input_weight")) {
            int features = extent(parameters, "input_weight", 1);
            array(parameters, "input_weight", heads, features);
            inputs(Math.multiplyExact(nodes, features), inputs);
        } else if (inputs != 0) {
            inputs(d, inputs);
        }
        return d;
    }),

    /**
     * Mean field of a deep Boltzmann machine: f = softmax(P z + U x + b) within each group of components that are the probabilities of one
     * variable; a group of one component is a binary variable, whose softmax is the logistic function. P = D(A'A) - A'A, where D keeps the
     * blocks of the groups on the diagonal, and the columns of A that belong to a group are shrunk to the spectral norm sqrt(1 - m) where
     * they exceed it; so v'(I - P) v is at least m |v|^2, and there is exactly one fixed point. Parameters: {@code factor} A (r x d),
     * {@code groups} (their sizes, which sum to d), {@code margin} m (above 0, below 1), the drive. Source: Feng, Winston, Kolter 2023,
     * Monotone deep Boltzmann machines (arXiv:2307.04990).
     */
    BOLTZMANN("boltzmann", (parameters, inputs) -> {
        allowed(parameters, "factor", "groups", "margin", "input_weight", "bias");
        int d = extent(parameters, "factor", 1);
        array(parameters, "factor", extent(parameters, "factor", 0), d);
        if (numberAbove(parameters, "margin", 0, Double.NaN) >= 1) {
            throw new DataException("parameter margin is " + parameters.number("margin") + "; expected a number between 0 and 1");
        }
        int sum = 0;
        for (int size : Fields.integers(parameters, "groups")) {
            if (size < 1) {
                throw new DataException("parameter groups has the size " + size + "; expected positive sizes");
            }
            sum = Math.addExact(sum, size);
        }
        if (sum != d) {
            throw new DataException("parameter groups has the sum " + sum + "; expected " + d + ", the columns of factor");
        }
        return drive(parameters, d, inputs);
    }),

    /**
     * Retrieval by a modern Hopfield network: f = X' softmax(beta X z), without input. Parameters: {@code patterns} X (N x d), {@code beta}
     * (positive). Source: Ramsauer et al. 2020, Hopfield networks is all you need (arXiv:2008.02217), equation 3.
     */
    HOPFIELD("hopfield", (parameters, inputs) -> {
        allowed(parameters, "patterns", "beta");
        int d = extent(parameters, "patterns", 1);
        array(parameters, "patterns", extent(parameters, "patterns", 0), d);
        numberAbove(parameters, "beta", 0, Double.NaN);
        inputs(0, inputs);
        return d;
    }),

    /**
     * A plug-and-play proximal gradient step f = D(z - t A'(A z - x)) for the data x. Parameters: {@code operator} A (n x d), {@code
     * step} t (positive), and the denoiser D: either {@code threshold} c (not negative) for the proximal operator of c |.|_1, D(v) =
     * sign(v) * max(0, |v| - c), or the fields of a {@link LearnedProximal} of p components, which acts on each p consecutive components
     * (p divides d).
     */
    PROXIMAL("proximal", (parameters, inputs) -> {
        int d = extent(parameters, "operator", 1);
        int n = extent(parameters, "operator", 0);
        array(parameters, "operator", n, d);
        numberAbove(parameters, "step", 0, Double.NaN);
        if (parameters.has("threshold")) {
            allowed(parameters, "operator", "step", "threshold");
            if (!(parameters.number("threshold") >= 0)) {
                throw new DataException("parameter threshold is " + parameters.number("threshold") + "; expected a number from 0 on");
            }
        } else {
            allowed(parameters, "operator", "step", "hidden_weight", "hidden_bias", "output_weight", "quadratic", "sharpness");
            int p = LearnedProximal.of(parameters).size();
            if (d % p != 0) {
                throw new DataException("the denoiser has " + p + " components; expected a divisor of " + d + ", the columns of operator");
            }
        }
        inputs(n, inputs);
        return d;
    }),

    /**
     * Maps of one variable for tests, by the parameter {@code map}: {@code cosine} cos z (no input), {@code exponential} x exp(-z) (input
     * x), {@code kepler} M + e sin z (input [M, e]), {@code square-root} (z + x / z) / 2 (input x).
     */
    SCALAR("scalar", (parameters, inputs) -> {
        allowed(parameters, "map");
        inputs(ScalarMap.of(parameters).inputs(), inputs);
        return 1;
    });

    private final String label;
    private final ToIntBiFunction<DataRecord, Integer> check;

    StandardLayer(String label, ToIntBiFunction<DataRecord, Integer> check) {
        this.label = label;
        this.check = check;
    }

    /** The name by which problems refer to the layer. */
    public String label() {
        return label;
    }

    /** The layer of that name, if it is a standard one. */
    public static Optional<StandardLayer> named(String name) {
        return Arrays.stream(values()).filter(layer -> layer.label.equals(name)).findFirst();
    }

    /**
     * The sizes of the layer with these parameters.
     *
     * @param inputs the number of components of the inputs
     * @throws DataException naming the parameter that is missing, unknown, not finite or of a wrong shape, and what was expected
     */
    public LayerShape shape(DataRecord parameters, int inputs) {
        return new LayerShape(check.applyAsInt(parameters, inputs), inputs);
    }

    private static int drive(DataRecord parameters, int d, int inputs) {
        optional(parameters, "bias", d);
        if (parameters.has("input_weight")) {
            int n = extent(parameters, "input_weight", 1);
            array(parameters, "input_weight", d, n);
            inputs(n, inputs);
        } else if (inputs != 0) {
            inputs(d, inputs);
        }
        return d;
    }

    private static void inputs(int expected, int actual) {
        if (actual != expected) {
            throw new DataException("the input has " + actual + " components; expected " + expected);
        }
    }

    private static void kernel(DataRecord parameters, String name, int to, int from) {
        int size = extent(parameters, name, 2);
        array(parameters, name, to, from, size, size);
        if (size % 2 == 0) {
            throw new DataException("parameter " + name + " has kernels of " + size + " x " + size + "; expected odd ones");
        }
    }

    private static int nodes(DataRecord parameters, String name, int nodes) {
        NamedArray array = parameters.array(name);
        int[] values = Fields.integers(parameters, name);
        for (int node : values) {
            if (node < 0 || node >= nodes) {
                throw new DataException("parameter " + name + " has node " + node + "; expected 0 to " + (nodes - 1));
            }
        }
        return array.length();
    }
}
