package org.stillpoint.equilibrium.internal.layer.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.testing.TestContext;

/** Layers of users. */
class ServiceLayerTest {

    /** f_0 = a sin(z_1) + x_0, f_1 = b z_0^2 + x_0 x_1, with the parameters a and b. */
    private record Waves(double a, double b) implements DifferentiableLayer {

        @Override
        public int stateSize() {
            return 2;
        }

        @Override
        public int inputSize() {
            return 2;
        }

        @Override
        public void apply(double[] z, double[] x, double[] result) {
            result[0] = a * Math.sin(z[1]) + x[0];
            result[1] = b * z[0] * z[0] + x[0] * x[1];
        }

        @Override
        public void stateProduct(double[] z, double[] x, double[] v, double[] result) {
            result[0] = a * Math.cos(z[1]) * v[1];
            result[1] = 2 * b * z[0] * v[0];
        }

        @Override
        public void stateTransposedProduct(double[] z, double[] x, double[] u, double[] result) {
            result[0] = 2 * b * z[0] * u[1];
            result[1] = a * Math.cos(z[1]) * u[0];
        }

        @Override
        public void inputTransposedProduct(double[] z, double[] x, double[] u, double[] result) {
            result[0] = u[0] + x[1] * u[1];
            result[1] = x[0] * u[1];
        }

        @Override
        public int parameterSize() {
            return 2;
        }

        @Override
        public void parameterTransposedProduct(double[] z, double[] x, double[] u, double[] result) {
            result[0] = Math.sin(z[1]) * u[0];
            result[1] = z[0] * z[0] * u[1];
        }
    }

    private static final Waves WAVES = new Waves(.7, -.4);

    private static Layer layer(EquilibriumLayer layer, boolean differences) throws SolverException {
        return Layers.of(MapLayer.problem(new Samples(new double[layer.inputSize()], 1, layer.inputSize())),
                new TestContext().function(MapLayer.NAME, layer), differences);
    }

    private static EquilibriumLayer withoutDerivatives() {
        return new MapLayer(2, 2, WAVES::apply);
    }

    /** All products of three lanes: forward, transposed, by the input, by the parameters. */
    private static double[][] products(Layer layer) {
        LayerKernel kernel = layer.kernel(5);
        double[] states = {.5, -1, 3, .2, .4, 2e3};
        double[] drives = new double[6];
        kernel.drive(new double[] {1, 2, 3, -1, 0, .5}, 3, drives);
        double[] tangents = new double[layer.tangentSize() * 3];
        kernel.linearise(states, drives, 3, new double[6], tangents);
        double[] vectors = {1, -2, .5, 3, .1, 1e-3};
        double[][] results = new double[4][6];
        kernel.product(tangents, vectors, 3, results[0]);
        kernel.transposedProduct(tangents, vectors, 3, results[1]);
        kernel.inputProduct(tangents, vectors, 3, results[2]);
        kernel.addParameterProducts(tangents, states, drives, vectors, 3, new double[][] {results[3]});
        return results;
    }

    @Test
    void broughtProductsAreTakenAsTheyAre() throws SolverException {
        Layer layer = layer(WAVES, false);
        assertTrue(layer.differentiable());
        layer.requireDerivatives();
        double[][] results = products(layer);
        double[] z = {-1, .4};
        double[] expected = new double[2];
        WAVES.stateProduct(z, null, new double[] {-2, .1}, expected);
        assertArrayEquals(expected, new double[] {results[0][1], results[0][4]});
        WAVES.stateTransposedProduct(z, null, new double[] {-2, .1}, expected);
        assertArrayEquals(expected, new double[] {results[1][1], results[1][4]});
        WAVES.inputTransposedProduct(z, new double[] {2, 0}, new double[] {-2, .1}, expected);
        assertArrayEquals(expected, new double[] {results[2][1], results[2][4]});
        assertEquals(Math.sin(.2) - 2 * Math.sin(.4) + .5 * Math.sin(2e3), results[3][0], 1e-15);
        assertEquals("parameters", layer.parameters().get(0).name());
    }

    @Test
    void differencesApproximateThem() throws SolverException {
        double[][] exact = products(layer(WAVES, true));
        double[][] approximate = products(layer(withoutDerivatives(), true));
        // Lane 2 has a component of 2000, to which its step is relative.
        double[] accuracy = {3e-7, 3e-7, 2e-4};
        for (int kind = 0; kind < 3; kind++) {
            for (int k = 0; k < 6; k++) {
                assertEquals(exact[kind][k], approximate[kind][k], accuracy[k % 3], "kind " + kind + ", component " + k);
            }
        }
        assertTrue(layer(withoutDerivatives(), true).parameters().isEmpty());
    }

    @Test
    void directionsOfAnyLengthHaveTheSameAccuracy() throws SolverException {
        Layer layer = layer(withoutDerivatives(), true);
        LayerKernel kernel = layer.kernel(1);
        double[] tangents = {.5, .2, 1, 2};
        for (double length : new double[] {1e-200, 1e-10, 1, 1e10, 1e200}) {
            double[] result = new double[2];
            kernel.product(tangents, new double[] {length, -2 * length}, 1, result);
            assertEquals(-1.4 * Math.cos(.2), result[0] / length, 1e-7);
            assertEquals(-.4, result[1] / length, 1e-7);
        }
        double[] zero = {1, 1};
        kernel.product(tangents, new double[2], 1, zero);
        assertArrayEquals(new double[2], zero);
    }

    /** J'u takes one evaluation for each component and one more at a new point, and none again. */
    @Test
    void columnsAreKeptUntilThePointMoves() throws SolverException {
        AtomicInteger calls = new AtomicInteger();
        Layer layer = layer(new MapLayer(2, 2, (z, x, result) -> {
            calls.incrementAndGet();
            WAVES.apply(z, x, result);
        }), true);
        LayerKernel kernel = layer.kernel(2);
        double[] tangents = {.5, .3, .2, -.2, 1, 1, 2, 2};
        double[] first = new double[4];
        kernel.transposedProduct(tangents, new double[] {1, 0, 0, 1}, 2, first);
        assertEquals(6, calls.get());
        double[] second = new double[4];
        kernel.transposedProduct(tangents, new double[] {1, 0, 0, 1}, 2, second);
        assertEquals(6, calls.get());
        assertArrayEquals(first, second);
        // The second sample alone, now in the first lane.
        double[] alone = new double[2];
        kernel.transposedProduct(new double[] {.3, -.2, 1, 2}, new double[] {0, 1}, 1, alone);
        assertEquals(9, calls.get());
        assertArrayEquals(new double[] {first[1], first[3]}, alone);
    }

    @Test
    void layersWithoutDerivativesAreRefusedWithoutTheOption() throws SolverException {
        Layer layer = layer(withoutDerivatives(), false);
        assertFalse(layer.differentiable());
        String message = assertThrows(SolverException.class, layer::requireDerivatives).getMessage();
        assertTrue(message.contains("layer map") && message.contains("DifferentiableLayer"), message);
        assertTrue(message.contains("option differences"), message);
        layer(withoutDerivatives(), true).requireDerivatives();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, -1"})
    void impossibleSizesAreRefused(int state, int input) {
        TestContext context = new TestContext().function(MapLayer.NAME, new MapLayer(state, input, (z, x, result) -> { }));
        assertThrows(SolverException.class, () -> Layers.of(MapLayer.problem(Samples.none(1)), context, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void failureOfALayerNamesIt(int threads) {
        EquilibriumLayer layer = new MapLayer(1, 1, (z, x, result) -> result[0] = (int) x[0] / (int) z[0]);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            TestContext context = new TestContext().function(MapLayer.NAME, layer).threads(threads, executor);
            EquilibriumProblem problem = MapLayer.problem(new Samples(new double[5000], 5000, 1), 0);
            String message = assertThrows(SolverException.class, () -> new PicardSolver().solve(problem, context)).getMessage();
            assertTrue(message.contains("layer map") && message.contains("/ by zero"), message);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void sampleThatIsNotANumberEndsAlone() throws SolverException {
        EquilibriumLayer layer = new MapLayer(1, 1, (z, x, result) -> result[0] = x[0] == 3 ? Double.NaN : .5 * z[0] + x[0]);
        EquilibriumStates states = new PicardSolver().solve(MapLayer.problem(new Samples(new double[] {1, 2, 3, 4}, 4, 1)),
                new TestContext().function(MapLayer.NAME, layer)).value();
        for (int sample = 0; sample < 4; sample++) {
            assertEquals(sample == 2 ? Status.NONFINITE : Status.CONVERGED, states.statuses().get(sample));
        }
        assertEquals(4, states.state(1)[0], 1e-7);
    }
}
