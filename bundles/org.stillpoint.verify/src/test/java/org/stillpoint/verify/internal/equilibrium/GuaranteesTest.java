package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.equilibrium.Layers.matrix;
import static org.stillpoint.verify.internal.equilibrium.Layers.parameters;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.Verification;

/** What certificates say of existence and uniqueness, and that the distances they state hold. */
class GuaranteesTest {

    private static final String NONE = "No certificate of uniqueness";
    private static final String ONE = "Exactly one fixed point";

    private static Certificate certificate(StandardLayer layer, DataRecord.Builder parameters, Samples inputs, double... states)
            throws SolverException {
        EquilibriumProblem problem = EquilibriumProblem.of(layer, parameters.build(), inputs);
        double[] residuals = new double[inputs.count()];
        Arrays.fill(residuals, Double.NaN);
        EquilibriumStates value = new EquilibriumStates(new Samples(states, inputs.count(), states.length / inputs.count()), residuals,
                new long[inputs.count()], Collections.nCopies(inputs.count(), Status.ITERATION_LIMIT));
        return Verification.of(new EquilibriumVerifier(), problem, Solution.of(Status.ITERATION_LIMIT, value).residual(1, 1).build());
    }

    private static String says(Certificate certificate) {
        return String.join(" ", certificate.notes());
    }

    private static double quantity(Certificate certificate, String name) {
        return certificate.quantities().get(name);
    }

    /** The published smallest eigenvalue of the symmetric part of I - W. */
    @Test
    void monotoneLayerOfSines() throws SolverException {
        Certificate certificate = certificate(StandardLayer.MONOTONE, Layers.sines(20), Samples.none(1), new double[20]);
        assertEquals(.1006006142879444, quantity(certificate, "monotonicity"), 1e-9);
        assertTrue(quantity(certificate, "monotonicity") <= .1006006142879444);
        assertTrue(says(certificate).startsWith(ONE + ": I - W is strongly monotone with m = 0.100601"), says(certificate));
    }

    /** 1.5 in one component, where only monotonicity helps: -3 z contracts in no norm. */
    @Test
    void monotoneButNoContraction() throws SolverException {
        Certificate certificate = certificate(StandardLayer.DENSE,
                parameters().array("weight", matrix(2, 2, -3, 0, 0, .5)).text("activation", "relu"), Samples.of(1, 1), .25, 2);
        assertEquals(.5, quantity(certificate, "monotonicity"), 1e-8);
        assertEquals(3, quantity(certificate, "contraction"), 1e-9);
        assertTrue(quantity(certificate, "distanceToFixedPointAtMost") < 1e-13);
    }

    @Test
    void weightsFarFromNormalContractInAWeightedNorm() throws SolverException {
        Certificate certificate = certificate(StandardLayer.DENSE,
                parameters().array("weight", matrix(2, 2, .5, 10, 0, .5)).text("activation", "identity"), Samples.of(0, 0), 0, 0);
        double rho = quantity(certificate, "contraction");
        assertTrue(rho > .5 && rho < .9, "" + rho);
        assertTrue(says(certificate).startsWith(ONE));
    }

    @Test
    void flatActivationsAllowLargerWeights() throws SolverException {
        assertTrue(says(certificate(StandardLayer.DENSE,
                parameters().array("weight", matrix(1, 1, 3.99)).text("activation", "sigmoid"), Samples.none(1), 0)).startsWith(ONE));
        Certificate none = certificate(StandardLayer.DENSE,
                parameters().array("weight", matrix(1, 1, 4.01)).text("activation", "sigmoid"), Samples.none(1), 0);
        assertTrue(says(none).startsWith(NONE), says(none));
        assertFalse(none.quantities().containsKey("distanceToFixedPointAtMost"));
    }

    /** z = tanh(2 z) has three fixed points, each of them alone in its neighbourhood: 0.957504, 0 and -0.957504. */
    @Test
    void oneFixedPointNearAState() throws SolverException {
        DataRecord.Builder layer = parameters().array("weight", matrix(1, 1, 2)).text("activation", "tanh");
        double solution = .9575040240772687;
        Certificate certificate = certificate(StandardLayer.DENSE, layer, Samples.none(3), solution + 1e-6, -solution, 0);
        assertTrue(says(certificate).startsWith(NONE) && says(certificate).contains("each state has exactly one fixed point"),
                says(certificate));
        double distance = quantity(certificate, "distanceToFixedPointAtMost");
        assertTrue(distance >= 1e-6 && distance < 1.1e-6, "" + distance);
        certificate = certificate(StandardLayer.DENSE, parameters().array("weight", matrix(2, 2, 3, -2, 1, -4)).text("activation", "relu"),
                Samples.of(1, -1), 0, 0);
        assertFalse(certificate.quantities().containsKey("distanceToFixedPointAtMost"), "0 is no fixed point");
        assertFalse(certificate(StandardLayer.DENSE, layer, Samples.none(1), .5).quantities().containsKey("distanceToFixedPointAtMost"));
    }

    /** z = z / 2 + (1e10 + 0.1 - 1e10) has the fixed point 0.2; in double precision the drive is 0.1 to six digits only. */
    @Test
    void distancesAllowForSumsThatCancel() throws SolverException {
        DataRecord.Builder layer = parameters().array("weight", matrix(1, 1, .5)).array("input_weight", matrix(1, 3, 1, 1, 1))
                .text("activation", "identity");
        double found = 2 * (1e10 + .1 - 1e10);
        assertTrue(Math.abs(found - .2) > 1e-7);
        double distance = quantity(certificate(StandardLayer.DENSE, layer, Samples.of(1e10, .1, -1e10), found),
                "distanceToFixedPointAtMost");
        assertTrue(distance >= Math.abs(found - .2) && distance < 1e-3, "" + distance);
    }

    @ParameterizedTest
    @CsvSource({"1.2, .9991", "1.5, .569", "1.603, .4992", "2, .3416"})
    void subhomogeneity(double shift, double expected) throws SolverException {
        Certificate certificate = certificate(StandardLayer.SUBHOMOGENEOUS,
                parameters().array("weight", matrix(1, 1, 2)).number("shift", shift), Samples.of(1), 2);
        assertEquals(expected, quantity(certificate, "subhomogeneity"), 1e-3);
        assertTrue(quantity(certificate, "subhomogeneityOfPositiveStates") < quantity(certificate, "subhomogeneity"));
        assertTrue(says(certificate).startsWith(ONE + ", which is positive: "), says(certificate));
    }

    @Test
    void subhomogeneityOfPositiveStatesIsASupremum() {
        double supremum = Subhomogeneity.supremum(1.2, 1);
        for (double t = 0; t < 5; t += .01) {
            assertTrue(t * (1 - Math.tanh(t) * Math.tanh(t)) / (Math.tanh(t) + 1.2) <= supremum);
        }
        assertEquals(0.246993983, supremum, 1e-9);
    }

    @Test
    void signedWeightsHaveNoCertificate() throws SolverException {
        Certificate certificate = certificate(StandardLayer.SUBHOMOGENEOUS,
                parameters().array("weight", matrix(2, 2, 1, 1, -.01, 1)).number("shift", 2), Samples.of(1, 1), 2, 2);
        assertTrue(says(certificate).startsWith(NONE + ": weights are negative"), says(certificate));
        assertFalse(certificate.quantities().containsKey("distanceToFixedPointAtMost"));
    }

    @Test
    void graphsContractByGamma() throws SolverException {
        Certificate certificate = certificate(StandardLayer.GRAPH, parameters().integer("nodes", 2).ints("edge_from", new int[] {0, 1})
                .ints("edge_to", new int[] {1, 0}).number("gamma", .75).doubles("bias", new double[] {1}).text("activation", "identity"),
                Samples.none(1), 3, 3);
        assertEquals(.75, quantity(certificate, "contraction"));
        double residual = 1 + .75 * 3 - 3;
        assertEquals(2 * residual / .25, quantity(certificate, "distanceToFixedPointAtMost"), 1e-12);
    }

    @Test
    void convolutions() throws SolverException {
        DataRecord.Builder small = parameters().array("weight", new NamedArray(new double[] {0, .1, 0, .1, .3, .1, 0, .1, 0}, 1, 1, 3, 3))
                .integer("height", 4).integer("width", 5).text("activation", "relu");
        Certificate certificate = certificate(StandardLayer.CONVOLUTIONAL, small, Samples.none(1), new double[20]);
        double expected = .3 + .2 * Math.cos(Math.PI / 5) + .2 * Math.cos(Math.PI / 6);
        assertEquals(expected, quantity(certificate, "contraction"), 1e-3);
        assertTrue(quantity(certificate, "contraction") >= expected);
        assertEquals(1 - expected, quantity(certificate, "monotonicity"), 1e-8);
        DataRecord.Builder large = parameters().array("weight", new NamedArray(new double[] {0, .1, 0, .1, .3, .1, 0, .1, 0}, 1, 1, 3, 3))
                .integer("height", 30).integer("width", 30).text("activation", "relu");
        double rho = quantity(certificate(StandardLayer.CONVOLUTIONAL, large, Samples.none(1), new double[900]), "contraction");
        assertTrue(rho <= .7 + 1e-12 && rho > .69, "" + rho);
    }

    @Test
    void boltzmann() throws SolverException {
        Certificate certificate = certificate(StandardLayer.BOLTZMANN, parameters().array("factor", matrix(1, 3, 1, 0, 2))
                .ints("groups", new int[] {2, 1}).number("margin", .25), Samples.none(1), .5, .5, .5);
        assertEquals(.25, quantity(certificate, "monotonicity"), 1e-8);
    }

    @Test
    void retrieval() throws SolverException {
        DataRecord.Builder weak = parameters().array("patterns", matrix(2, 2, 1, 0, 0, 1)).number("beta", 1.9);
        Certificate certificate = certificate(StandardLayer.HOPFIELD, weak, Samples.none(1), .5, .5);
        assertEquals(.95, quantity(certificate, "contraction"), 1e-12);
        assertTrue(says(certificate).startsWith(ONE));
        DataRecord.Builder strong = parameters().array("patterns", matrix(2, 2, 1, 0, 0, 1)).number("beta", 20);
        certificate = certificate(StandardLayer.HOPFIELD, strong, Samples.none(2), 1, 0, 0, 1);
        assertTrue(says(certificate).startsWith(NONE) && says(certificate).contains("each state has exactly one fixed point"),
                says(certificate));
        assertTrue(quantity(certificate, "distanceToFixedPointAtMost") < 1e-8);
        assertFalse(certificate(StandardLayer.HOPFIELD, strong, Samples.none(1), .5, .5).quantities()
                .containsKey("distanceToFixedPointAtMost"));
    }

    @Test
    void proximalSteps() throws SolverException {
        Certificate certificate = certificate(StandardLayer.PROXIMAL, parameters().array("operator", matrix(2, 2, 1, 0, 0, 2))
                .number("step", .3).number("threshold", .1), Samples.of(1, 1), 0, 0);
        assertEquals(.7, quantity(certificate, "contraction"), 1e-8);
        certificate = certificate(StandardLayer.PROXIMAL, parameters().array("operator", matrix(1, 2, 1, 2))
                .number("step", .3).number("threshold", .1), Samples.of(1), 0, 0);
        assertTrue(says(certificate).startsWith(NONE + ": fixed points are the minimisers"), says(certificate));
        certificate = certificate(StandardLayer.PROXIMAL, parameters().array("operator", matrix(1, 1, 1)).number("step", .5)
                .array("hidden_weight", matrix(1, 1, 2)).doubles("hidden_bias", new double[1]).doubles("output_weight", new double[] {.5})
                .number("quadratic", .1).number("sharpness", 1), Samples.of(1), 0);
        assertEquals(.6, quantity(certificate, "contractionOfDenoiser"), 1e-8);
        assertEquals(.3, quantity(certificate, "contraction"), 1e-8);
    }

    @Test
    void mapsOfOneVariable() throws SolverException {
        assertEquals(Math.sin(1), quantity(certificate(StandardLayer.SCALAR, parameters().text("map", "cosine"), Samples.none(1), .7),
                "contraction"));
        assertTrue(says(certificate(StandardLayer.SCALAR, parameters().text("map", "exponential"), Samples.of(1), .5)).startsWith(ONE));
        assertTrue(says(certificate(StandardLayer.SCALAR, parameters().text("map", "exponential"), Samples.of(-.1), .5)).startsWith(NONE));
        assertTrue(says(certificate(StandardLayer.SCALAR, parameters().text("map", "kepler"), Samples.of(1, .9), .5)).startsWith(ONE));
        assertTrue(says(certificate(StandardLayer.SCALAR, parameters().text("map", "kepler"), Samples.of(1, 1.1), .5)).startsWith(NONE));
        assertTrue(says(certificate(StandardLayer.SCALAR, parameters().text("map", "square-root"), Samples.of(2), 1)).startsWith(NONE));
    }

    /** For random layers and states the fixed point found by iteration is never farther than the bound says. */
    @Test
    void distancesHold() throws SolverException {
        Random random = new Random(7);
        for (int trial = 0; trial < 60; trial++) {
            double[] weight = new double[9];
            for (int i = 0; i < 9; i++) {
                weight[i] = random.nextGaussian() / 3;
            }
            DataRecord.Builder layer = parameters().array("weight", matrix(3, 3, weight))
                    .text("activation", trial % 2 == 0 ? "tanh" : "relu");
            holds(StandardLayer.DENSE, layer, random, false);
            for (int i = 0; i < 9; i++) {
                weight[i] = Math.abs(weight[i]);
            }
            holds(StandardLayer.SUBHOMOGENEOUS, parameters().array("weight", matrix(3, 3, weight)).number("shift", 1.7)
                    .truth("normalise", trial % 2 == 0), random, true);
        }
    }

    private static void holds(StandardLayer layer, DataRecord.Builder parameters, Random random, boolean positive) throws SolverException {
        double[] input = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double[] state = new double[3];
        double[] solved = new double[] {.5, .5, .5};
        double[] image = new double[3];
        LayerMap map = LayerMaps.of(EquilibriumProblem.of(layer, parameters.build(), Samples.of(input)), Verification.context(1));
        for (int step = 0; step < 3000; step++) {
            map.apply(solved, 0, input, 0, 1, image);
            for (int k = 0; k < 3; k++) {
                solved[k] += .5 * (image[k] - solved[k]);
            }
        }
        double distance = 0;
        for (int k = 0; k < 3; k++) {
            double away = (positive ? .05 : 1) * random.nextGaussian();
            state[k] = solved[k] + away;
            distance = Math.max(distance, Math.abs(away));
        }
        Certificate certificate = certificate(layer, parameters, Samples.of(input), state);
        if (certificate.quantities().containsKey("distanceToFixedPointAtMost")) {
            assertTrue(distance <= quantity(certificate, "distanceToFixedPointAtMost"), certificate::toString);
        }
    }

    @Test
    void boundsOfEigenvaluesAreCloseAndAbove() {
        double[] symmetric = {2, 1, 0, 1, 2, 1, 0, 1, 2};
        double largest = SymmetricBound.largest(symmetric, 3, 10);
        assertEquals(2 + Math.sqrt(2), largest, 1e-8);
        assertTrue(largest >= 2 + Math.sqrt(2));
        assertTrue(SymmetricBound.largest(symmetric, 3, 3.4) >= 2 + Math.sqrt(2));
        assertTrue(SymmetricBound.largest(symmetric, 3, 3.42) < 3.42);
        assertEquals(0, SymmetricBound.largest(new double[9], 3, 1), 1e-12);
    }

    /** The largest eigenvalue is the sum of a row, 1 + 2^-16, which comes to 1 + 2^-16 - 7 2^-20 in double precision. */
    @Test
    void boundsOfEigenvaluesAllowForRowsThatCancel() {
        int n = 17;
        double[] matrix = new double[n * n];
        Arrays.fill(matrix, 0x1p31 + 0x1p-4 + 0x1p-20);
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = -0x1p35;
        }
        assertTrue(SymmetricBound.largest(matrix, n, 10) >= 1 + 0x1p-16);
    }
}
