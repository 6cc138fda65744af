package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.equilibrium.Layers.matrix;
import static org.stillpoint.verify.internal.equilibrium.Layers.parameters;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.testing.Verification;

class EquilibriumGradientVerifierTest {

    /** The fixed point of z = tanh(w z + x) at w = x = 1/2, with dz/dx and dz/dw. */
    private static final double TANH = .6878939988284737;
    private static final double BY_INPUT = .715181247111642;
    private static final double BY_WEIGHT = .491968887962762;

    private static EquilibriumGradientProblem tanh() {
        return new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.DENSE,
                parameters().array("weight", matrix(1, 1, .5)).text("activation", "tanh").build(), Samples.of(.5)), Samples.of(1));
    }

    private static EquilibriumGradient gradient(double z, double u, double input, DataRecord parameters) {
        return new EquilibriumGradient(
                new EquilibriumStates(Samples.of(z), new double[] {Double.NaN}, new long[1], List.of(Status.CONVERGED)),
                Samples.of(u), new double[] {Double.NaN}, List.of(Status.CONVERGED), Samples.of(input), parameters);
    }

    private static DataRecord weight(double derivative) {
        return parameters().array("weight", matrix(1, 1, derivative)).build();
    }

    private static Certificate verify(EquilibriumGradientProblem problem, EquilibriumGradient value, VerificationContext context)
            throws SolverException {
        return new EquilibriumGradientVerifier().verify(problem, Solution.of(Status.ITERATION_LIMIT, value).build(), context);
    }

    private static Certificate verify(double z, double u, double input, double weight) throws SolverException {
        return verify(tanh(), gradient(z, u, input, weight(weight)), Verification.context(1e-9));
    }

    private static double adjoint() {
        return 1 / (1 - .5 * (1 - TANH * TANH));
    }

    @Test
    void certifiesTheDerivativesOfOneUnit() throws SolverException {
        Certificate certificate = verify(TANH, adjoint(), BY_INPUT, BY_WEIGHT);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(9, certificate.checks().size());
    }

    @Test
    void eachThingThatIsWrongFails() throws SolverException {
        assertFalse(verify(TANH + 1e-8, adjoint(), BY_INPUT, BY_WEIGHT).holds());
        assertFalse(verify(TANH, adjoint() + 1e-8, BY_INPUT, BY_WEIGHT).holds());
        assertFalse(verify(TANH, adjoint(), BY_INPUT + 1e-5, BY_WEIGHT).holds());
        assertFalse(verify(TANH, adjoint(), BY_INPUT, BY_WEIGHT + 1e-5).holds());
        assertFalse(verify(TANH, adjoint(), BY_INPUT, 0).holds());
        assertFalse(verify(TANH, adjoint(), Double.NaN, BY_WEIGHT).holds());
    }

    /** z = W z has the fixed point 0, and derivatives u z' by W that are as wrong as the states, but no more. */
    @Test
    void derivativesNextToZeroAreAsExactAsStates() throws SolverException {
        EquilibriumGradientProblem problem = new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.DENSE,
                parameters().array("weight", matrix(1, 1, .5)).text("activation", "identity").build(), Samples.none(1)), Samples.of(1));
        for (double derivative : new double[] {2e-11, 2e-6, -2e-7}) {
            EquilibriumGradient value = new EquilibriumGradient(
                    new EquilibriumStates(Samples.of(1e-11), new double[] {5e-12}, new long[1], List.of(Status.CONVERGED)), Samples.of(2),
                    new double[1], List.of(Status.CONVERGED), Samples.none(1), weight(derivative));
            assertEquals(derivative == 2e-11, verify(problem, value, Verification.context(1e-10)).holds());
        }
    }

    /** A gradient of the layer alone, as if z did not depend on it, fails by its adjoint and by the equilibria solved again. */
    @Test
    void derivativesWithoutTheEquilibriumFail() throws SolverException {
        double slope = 1 - TANH * TANH;
        Certificate certificate = verify(TANH, 1, slope, slope * TANH);
        assertEquals(List.of(true, true, true, false, false, true, true, true, false),
                certificate.checks().stream().map(check -> check.holds()).toList());
    }

    @Test
    void arraysThatAreNotThereFail() throws SolverException {
        EquilibriumGradient value = gradient(TANH, adjoint(), BY_INPUT, parameters().array("bias", matrix(1, 1, BY_INPUT)).build());
        assertFalse(verify(tanh(), value, Verification.context(1e-9)).holds());
    }

    /** Kepler's equation for M = 1 and e = 1/2. */
    @Test
    void certifiesTheDerivativesOfTheEccentricAnomaly() throws SolverException {
        EquilibriumGradientProblem problem = new EquilibriumGradientProblem(EquilibriumProblem.of(StandardLayer.SCALAR,
                parameters().text("map", "kepler").build(), Samples.of(1, .5)), Samples.of(1));
        EquilibriumGradient value = new EquilibriumGradient(
                new EquilibriumStates(Samples.of(1.4987011335178484), new double[1], new long[1], List.of(Status.CONVERGED)),
                Samples.of(1.037362021893646), new double[1], List.of(Status.CONVERGED), Samples.of(1.037362021893646, 1.034667232373456),
                parameters().build());
        Certificate certificate = verify(problem, value, Verification.context(1e-10));
        assertTrue(certificate.holds(), certificate::toString);
    }

    /** z = z/2 + x as a user's layer: dz/dx = 2. */
    private static class Half implements EquilibriumLayer {

        @Override
        public int stateSize() {
            return 1;
        }

        @Override
        public int inputSize() {
            return 1;
        }

        @Override
        public void apply(double[] state, double[] input, double[] result) {
            result[0] = state[0] / 2 + input[0];
        }
    }

    private static final class DifferentiableHalf extends Half implements DifferentiableLayer {

        @Override
        public void stateProduct(double[] state, double[] input, double[] direction, double[] result) {
            result[0] = direction[0] / 2;
        }

        @Override
        public void stateTransposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
            result[0] = cotangent[0] / 2;
        }

        @Override
        public void inputTransposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
            result[0] = cotangent[0];
        }
    }

    private record Context(EquilibriumLayer layer) implements VerificationContext {

        @Override
        public double tolerance() {
            return 1e-10;
        }

        @Override
        public String verifier() {
            return "test";
        }

        @Override
        public <F> F function(Class<F> type, String name) {
            return type.cast(layer);
        }
    }

    @Test
    void verifiesUsersLayers() throws SolverException {
        EquilibriumGradientProblem problem = new EquilibriumGradientProblem(
                EquilibriumProblem.of("half", parameters().build(), Samples.of(3)), Samples.of(1));
        for (EquilibriumLayer layer : List.of(new Half(), new DifferentiableHalf())) {
            assertTrue(verify(problem, gradient(6, 2, 2, parameters().build()), new Context(layer)).holds());
            assertFalse(verify(problem, gradient(6, 2.0001, 2.0001, parameters().build()), new Context(layer)).holds());
            assertFalse(verify(problem, gradient(6, 2, 2.0001, parameters().build()), new Context(layer)).holds());
        }
    }
}
