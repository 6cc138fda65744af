package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stillpoint.verify.internal.equilibrium.Layers.image;
import static org.stillpoint.verify.internal.equilibrium.Layers.matrix;
import static org.stillpoint.verify.internal.equilibrium.Layers.parameters;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.testing.Verification;

/** Images of layers that can be worked out by hand. */
class LayerMapsTest {

    private static final double[] NONE = {};

    private static double logistic(double t) {
        return 1 / (1 + Math.exp(-t));
    }

    @Test
    void dense() throws SolverException {
        DataRecord.Builder layer = parameters().array("weight", matrix(2, 2, 1, 2, -3, .5)).array("input_weight", matrix(2, 1, 4, -1))
                .doubles("bias", new double[] {.25, .5}).text("activation", "relu");
        assertArrayEquals(new double[] {1 - 2 + 2 + .25, 0}, image(StandardLayer.DENSE, layer, new double[] {.5}, 1, -1));
        assertArrayEquals(new double[] {Math.tanh(-.5 + 3), Math.tanh(.25)},
                image(StandardLayer.DENSE, parameters().array("weight", matrix(2, 2, 1, 0, 0, 1)).text("activation", "tanh"),
                        new double[] {3, 0}, -.5, .25));
    }

    @ParameterizedTest
    @EnumSource
    void activations(Activation activation) {
        double[] expected = switch (activation) {
            case IDENTITY -> new double[] {-2, 0, .5, 3};
            case TANH -> new double[] {-.9640275800758169, 0, .46211715726000975, .9950547536867305};
            case SIGMOID -> new double[] {.11920292202211755, .5, .6224593312018546, .9525741268224334};
            case RELU -> new double[] {0, 0, .5, 3};
            case SOFTPLUS -> new double[] {.1269280110429726, .6931471805599453, .9740769841801067, 3.048587351573742};
            case CLIP -> new double[] {0, 0, .5, 1};
        };
        double[] arguments = {-2, 0, .5, 3};
        for (int i = 0; i < arguments.length; i++) {
            assertEquals(expected[i], Activated.value(activation, arguments[i]), 1e-15);
            double t = arguments[i] + 1e-3;
            double slope = (Activated.value(activation, t + 1e-6) - Activated.value(activation, t - 1e-6)) / 2e-6;
            assertEquals(slope, Activated.slope(activation, t), 1e-9);
        }
    }

    /** Kernel entries 1 to 9: the result shows which neighbour each one takes. */
    @Test
    void convolution() throws SolverException {
        double[] kernel = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        DataRecord.Builder layer = parameters().array("weight", new NamedArray(kernel, 1, 1, 3, 3)).integer("height", 2)
                .integer("width", 3).doubles("bias", new double[] {100}).text("activation", "identity");
        assertArrayEquals(new double[] {100 + 5, 100 + 4, 100, 102, 101, 100},
                image(StandardLayer.CONVOLUTIONAL, layer, NONE, 1, 0, 0, 0, 0, 0));
        assertArrayEquals(new double[] {109, 108, 107, 106, 105, 104}, image(StandardLayer.CONVOLUTIONAL, layer, NONE, 0, 0, 0, 0, 1, 0));
        DataRecord.Builder two = parameters().array("weight", new NamedArray(new double[] {1, 2, 3, 4}, 2, 2, 1, 1))
                .array("input_weight", new NamedArray(new double[] {10, 20}, 2, 1, 1, 1)).integer("height", 1).integer("width", 2)
                .text("activation", "identity");
        assertArrayEquals(new double[] {1 + 2 * 7 + 10, -1 + 2 * 8 + 30, 3 + 4 * 7 + 20, -3 + 4 * 8 + 60},
                image(StandardLayer.CONVOLUTIONAL, two, new double[] {1, 3}, 1, -1, 7, 8));
    }

    @Test
    void monotone() throws SolverException {
        DataRecord.Builder layer = parameters().array("factor", matrix(1, 2, 1, 2)).array("skew", matrix(2, 2, 5, 3, 1, 7))
                .number("margin", .25).text("activation", "identity");
        double w00 = .75 - 1;
        double w01 = -2 + 2;
        double w10 = -2 - 2;
        double w11 = .75 - 4;
        assertArrayEquals(new double[] {w00 * 2 + w01 * 3, w10 * 2 + w11 * 3}, image(StandardLayer.MONOTONE, layer, NONE, 2, 3));
    }

    @Test
    void subhomogeneous() throws SolverException {
        double[] z = {.5, .25};
        double first = Math.pow(Math.tanh(1) + 1.2, 1.5) + 3;
        double second = Math.pow(Math.tanh(-.25) + 1.2, 1.5);
        DataRecord.Builder layer = parameters().array("weight", matrix(2, 2, 1, 2, 0, -1)).number("shift", 1.2).number("power", 1.5)
                .doubles("bias", new double[] {1, -1});
        assertArrayEquals(new double[] {first, second}, image(StandardLayer.SUBHOMOGENEOUS, layer, new double[] {2, .5}, z), 1e-14);
        assertArrayEquals(new double[] {1, second / first},
                image(StandardLayer.SUBHOMOGENEOUS, layer.truth("normalise", true), new double[] {2, .5}, z), 1e-14);
    }

    /** Edges 0 to 1, 0 to 2, 1 to 2 of weights 2 (clipped to 1), 1/4 and -1 (clipped to 0). */
    @Test
    void graph() throws SolverException {
        double[] z = {8, 100, 1000};
        assertArrayEquals(new double[] {1, 1 + .5 * 8 / 1.25, 1 + .5 * 8 * .25 / 1.25}, graph("columns", z), 1e-14);
        assertArrayEquals(new double[] {1, 1 + .5 * 8, 1 + .5 * 8}, graph("rows", z), 1e-14);
        assertArrayEquals(new double[] {1, 1 + .5 * 8 / 2, 1 + .5 * 8 * .25 / 2}, graph("degree", z), 1e-14);
        DataRecord.Builder heads = parameters().integer("nodes", 2).ints("edge_from", new int[] {0}).ints("edge_to", new int[] {1})
                .array("edge_weight", matrix(1, 2, 1, .5)).text("normalisation", "degree").number("gamma", .5)
                .array("input_weight", matrix(2, 1, 10, 100)).text("activation", "identity");
        assertArrayEquals(new double[] {10, 100, .5 * 3 + 20, .5 * .5 * 5 + 200},
                image(StandardLayer.GRAPH, heads, new double[] {1, 2}, 3, 5, 7, 11), 1e-14);
    }

    private static double[] graph(String normalisation, double... z) throws SolverException {
        return image(StandardLayer.GRAPH, parameters().integer("nodes", 3).ints("edge_from", new int[] {0, 0, 1})
                .ints("edge_to", new int[] {1, 2, 2}).array("edge_weight", matrix(3, 1, 2, .25, -1)).number("gamma", .5)
                .text("normalisation", normalisation).doubles("bias", new double[] {1})
                .text("activation", "identity"), NONE, z);
    }

    /** Two groups, of two components and of one, whose factor (1, 0 | 2) has the parts 1 and 2 shrunk to sqrt(3/4). */
    @Test
    void boltzmann() throws SolverException {
        DataRecord.Builder layer = parameters().array("factor", matrix(1, 3, 1, 0, 2)).ints("groups", new int[] {2, 1})
                .number("margin", .25)
                .doubles("bias", new double[] {.5, 0, -1});
        double coupling = .75;
        double[] z = {.2, .8, .4};
        double first = logistic(-coupling * z[2] + .5);
        assertArrayEquals(new double[] {first, 1 - first, logistic(-coupling * z[0] - 1)},
                image(StandardLayer.BOLTZMANN, layer, NONE, z), 1e-14);
    }

    /** Three columns of rank one in a group: the norm comes from the smaller Gram matrix. */
    @Test
    void boltzmannShrinksWideGroups() throws SolverException {
        DataRecord.Builder layer = parameters().array("factor", matrix(1, 4, 2, 3, 6, .5)).ints("groups", new int[] {3, 1})
                .number("margin", .51);
        double scale = .7 / 7;
        double[] z = {.1, .2, .7, .25};
        double[] e = {Math.exp(-scale * 2 * .5 * z[3]), Math.exp(-scale * 3 * .5 * z[3]), Math.exp(-scale * 6 * .5 * z[3])};
        double sum = e[0] + e[1] + e[2];
        double last = logistic(-.5 * scale * (2 * z[0] + 3 * z[1] + 6 * z[2]));
        assertArrayEquals(new double[] {e[0] / sum, e[1] / sum, e[2] / sum, last}, image(StandardLayer.BOLTZMANN, layer, NONE, z), 1e-14);
    }

    @Test
    void hopfield() throws SolverException {
        DataRecord.Builder layer = parameters().array("patterns", matrix(2, 2, 1, 0, 0, 2)).number("beta", 3);
        double first = logistic(3 * (1 * .5 - 2 * .1));
        assertArrayEquals(new double[] {first, 2 * (1 - first)}, image(StandardLayer.HOPFIELD, layer, NONE, .5, .1), 1e-15);
    }

    @Test
    void proximal() throws SolverException {
        NamedArray operator = matrix(1, 2, 1, 2);
        double[] v = {3 - .5 * (3 - 2 - 4), -1 - .5 * (3 - 2 - 4) * 2};
        assertArrayEquals(new double[] {v[0] - 1, v[1] - 1}, image(StandardLayer.PROXIMAL,
                parameters().array("operator", operator).number("step", .5).number("threshold", 1), new double[] {4}, 3, -1), 1e-15);
        assertArrayEquals(new double[] {0, 0}, image(StandardLayer.PROXIMAL,
                parameters().array("operator", operator).number("step", .5).number("threshold", 9), new double[] {4}, 3, -1));
        DataRecord.Builder learned = parameters().array("operator", operator).number("step", .5).array("hidden_weight", matrix(1, 1, 2))
                .doubles("hidden_bias", new double[] {.5}).doubles("output_weight", new double[] {3}).number("quadratic", .25)
                .number("sharpness", 2);
        assertArrayEquals(new double[] {6 * logistic(2 * (2 * v[0] + .5)) + .25 * v[0], 6 * logistic(2 * (2 * v[1] + .5)) + .25 * v[1]},
                image(StandardLayer.PROXIMAL, learned, new double[] {4}, 3, -1), 1e-14);
    }

    @Test
    void scalars() throws SolverException {
        assertEquals(Math.cos(.3), image(StandardLayer.SCALAR, parameters().text("map", "cosine"), NONE, .3)[0]);
        assertEquals(2 * Math.exp(-.3), image(StandardLayer.SCALAR, parameters().text("map", "exponential"), new double[] {2}, .3)[0]);
        assertEquals(1 + .5 * Math.sin(.3), image(StandardLayer.SCALAR, parameters().text("map", "kepler"), new double[] {1, .5}, .3)[0]);
        assertEquals(17.0 / 12, image(StandardLayer.SCALAR, parameters().text("map", "square-root"), new double[] {2}, 1.5)[0], 1e-15);
    }

    /** Many samples at once give the images of each alone. */
    @Test
    void samplesAreIndependent() throws SolverException {
        int count = 7;
        double[] inputs = new double[count * 20];
        double[] states = new double[count * 20];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Math.sin(i);
            states[i] = Math.cos(3 * i);
        }
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.MONOTONE, Layers.sines(20).build(),
                new Samples(inputs, count, 20));
        LayerMap map = LayerMaps.of(problem, Verification.context(1));
        double[] all = new double[states.length];
        map.apply(states, 0, inputs, 0, count, all);
        for (int sample = 0; sample < count; sample++) {
            double[] one = new double[20];
            map.apply(states, sample * 20, inputs, sample * 20, 1, one);
            assertArrayEquals(Arrays.copyOfRange(all, sample * 20, sample * 20 + 20), one);
        }
    }
}
