package org.stillpoint.equilibrium.internal.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.gradient.ForwardMethod;
import org.stillpoint.equilibrium.internal.gradient.GradientCases;
import org.stillpoint.equilibrium.internal.gradient.ImplicitGradientSolver;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumGradientVerifier;

/** Equilibrium propagation against implicit differentiation: exact where it must be, of its order elsewhere, biased where it says so. */
class PropagationTest {

    private static final PropagationSolver SOLVER = new PropagationSolver();

    private static TestContext context() {
        return new TestContext().with("tolerance", 1e-12);
    }

    private static EquilibriumGradient implicit(EquilibriumGradientProblem problem) throws SolverException {
        Solution<EquilibriumGradient> solution = new ImplicitGradientSolver().solve(problem, context());
        assertEquals(Status.CONVERGED, solution.status(), solution.warnings()::toString);
        return solution.value();
    }

    private static double error(EquilibriumGradient value, EquilibriumGradient exact, String name) {
        double[] difference = value.parameters().numbers(name).clone();
        double[] expected = exact.parameters().numbers(name);
        VectorKernels.axpy(-1, expected, difference);
        return VectorKernels.norm2(difference) / VectorKernels.norm2(expected);
    }

    private static void assertClose(EquilibriumGradient exact, EquilibriumGradient value, double tolerance) {
        assertArrayEquals(exact.adjoint().values(), value.adjoint().values(), tolerance);
        assertArrayEquals(exact.inputs().values(), value.inputs().values(), tolerance);
        for (String name : exact.parameters().names()) {
            assertTrue(error(value, exact, name) <= tolerance, name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sigmoid", "identity"})
    void nudgesOnACircleAreExactForAnalyticLayers(String activation) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense(activation, 16, 5, 6, .9, true);
        EquilibriumGradient exact = implicit(problem);
        for (ForwardMethod method : EnumSet.complementOf(EnumSet.of(ForwardMethod.PEACEMAN_RACHFORD))) {
            Solution<EquilibriumGradient> solution = SOLVER.solve(problem,
                    context().with("tolerance", 1e-9).with("forward", method));
            assertEquals(Status.CONVERGED, solution.status(), () -> method + " " + solution.warnings());
            assertClose(exact, solution.value(), 1e-8);
        }
    }

    /** A nudge a tenth of the size that the singularity allows gives eight digits with eight points. */
    @Test
    void errorsFallByThePowerOfThePoints() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 10, 4, 3, .8, true);
        EquilibriumGradient exact = implicit(problem);
        for (int points : new int[] {2, 3, 4, 6}) {
            double large = error(nudged(problem, points, .4), exact, "bias");
            double small = error(nudged(problem, points, .2), exact, "bias");
            double order = Math.log(large / small) / Math.log(2);
            // The odd coefficients of an odd function alone: the order may exceed the points.
            assertTrue(order > points - .4, points + " points: errors " + large + ", " + small + ", order " + order);
        }
        double large = error(nudged(problem, 2, .1), exact, "bias");
        double small = error(nudged(problem, 2, .05), exact, "bias");
        assertEquals(4, large / small, .1);
    }

    private static EquilibriumGradient nudged(EquilibriumGradientProblem problem, int points, double nudge) throws SolverException {
        return SOLVER.solve(problem, context().with("points", points).with("nudge", nudge).with("nudgedTolerance", 1e-14)).value();
    }

    /** W = S + t A with a skew A: the error is of the order t, whatever the nudge, and w is (I - D W)^-1 D v. */
    @Test
    void asymmetricMatricesBiasTheDerivativesAndItIsSaid() throws SolverException {
        double[] errors = new double[3];
        double[] sizes = {.02, .04, .2};
        for (int i = 0; i < 3; i++) {
            EquilibriumGradientProblem problem = skewed(sizes[i]);
            Solution<EquilibriumGradient> solution = SOLVER.solve(problem, context());
            assertEquals(Status.ITERATION_LIMIT, solution.status());
            assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("biased")), solution.warnings()::toString);
            assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("adjoint equation")));
            assertTrue(solution.residual() > 1e-3 * sizes[i]);
            errors[i] = error(solution.value(), implicit(problem), "bias");
            EquilibriumGradient smaller = SOLVER.solve(problem, context().with("nudge", .02)).value();
            assertArrayEquals(solution.value().adjoint().values(), smaller.adjoint().values(), 1e-9, "no nudge removes the bias");
            // The transposed matrix has the same symmetric part, and the other bias.
            assertTrue(errors[i] > .02 * sizes[i]);
        }
        assertEquals(2, errors[1] / errors[0], .1);
        assertTrue(errors[2] > 4 * errors[1]);
    }

    private static EquilibriumGradientProblem skewed(double size) {
        EquilibriumGradientProblem symmetric = GradientCases.dense("tanh", 8, 3, 4, .8, true);
        DataRecord given = symmetric.equilibrium().parameters();
        double[] weight = given.numbers("weight").clone();
        RandomStream random = new RandomStream(9);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < i; j++) {
                double skew = size * random.nextGaussian() / Math.sqrt(8);
                weight[i * 8 + j] += skew;
                weight[j * 8 + i] -= skew;
            }
        }
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, 8, 8))
                .array("input_weight", given.array("input_weight")).array("bias", given.array("bias")).text("activation", "tanh").build();
        return new EquilibriumGradientProblem(symmetric.equilibrium().withParameters(parameters), symmetric.cotangent());
    }

    @Test
    void estimatesOfAsymmetricLayersAreThoseOfTheMatrixItself() throws SolverException {
        EquilibriumGradientProblem problem = skewed(.3);
        EquilibriumGradient value = SOLVER.solve(problem, context()).value();
        double[] weight = problem.equilibrium().parameters().numbers("weight");
        double[] z = value.states().state(1);
        // With w = D u: w = D (v + W w), not D (v + W'w).
        double[] u = Arrays.copyOfRange(value.adjoint().values(), 8, 16);
        for (int i = 0; i < 8; i++) {
            double sum = problem.cotangent().values()[8 + i];
            for (int j = 0; j < 8; j++) {
                sum += weight[i * 8 + j] * (1 - z[j] * z[j]) * u[j];
            }
            assertEquals(sum, u[i], 1e-9);
        }
    }

    @Test
    void layersThatAreNotAnalyticTakeTwoRealNudges() throws SolverException {
        for (String activation : new String[] {"relu", "softplus", "clip"}) {
            EquilibriumGradientProblem problem = GradientCases.dense(activation, 12, 4, 3, .8, true);
            Solution<EquilibriumGradient> solution = SOLVER.solve(problem,
                    context().with("tolerance", 1e-7).with("nudgedTolerance", 1e-14));
            assertEquals(Status.CONVERGED, solution.status(), solution.warnings()::toString);
            assertClose(implicit(problem), solution.value(), 1e-6);
            assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(problem, context().with("points", 4))).getMessage()
                    .contains("expected 2"));
        }
        assertThrows(SolverException.class, () -> SOLVER.solve(skewed(0), context().with("points", 1)));
    }

    /** J of retrieval is symmetric, and so is W of monotone layers without skew part and of mean fields. */
    @Test
    void otherLayersWithSymmetricInteractionsAreDifferentiated() throws SolverException {
        Samples cotangent = new Samples(new double[] {1, -.5, .3, .2, .7, -1, .1, .4}, 2, 4);
        NamedArray factor = new NamedArray(new double[] {.6, -.2, .3, .1, .2, .5, -.4, .3, .1, .1, .4, -.5}, 3, 4);
        EquilibriumProblem retrieval = new EquilibriumProblem("hopfield", DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("patterns", factor).number("beta", 2).build(), Samples.none(2), new double[0],
                ResidualMeasure.ABSOLUTE);
        EquilibriumProblem meanField = EquilibriumProblem.of(StandardLayer.BOLTZMANN, DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("factor", factor).array("groups", new NamedArray(new int[] {1, 3}, 2)).number("margin", .3)
                .doubles("bias", new double[4]).build(), new Samples(new double[] {.1, .2, .3, .4, -1, 0, 1, .5}, 2, 4));
        EquilibriumProblem monotone = EquilibriumProblem.of(StandardLayer.MONOTONE, DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("factor", factor).number("margin", .5).text("activation", "tanh").build(),
                new Samples(new double[] {.1, .2, .3, .4, -1, 0, 1, .5}, 2, 4));
        for (EquilibriumProblem equilibrium : new EquilibriumProblem[] {retrieval, meanField, monotone}) {
            EquilibriumGradientProblem problem = new EquilibriumGradientProblem(equilibrium, cotangent);
            Solution<EquilibriumGradient> solution = SOLVER.solve(problem,
                    context().with("tolerance", 1e-7).with("nudgedTolerance", 1e-15));
            assertEquals(Status.CONVERGED, solution.status(), () -> equilibrium.layer() + " " + solution.warnings());
            assertTrue(solution.warnings().isEmpty(), solution.warnings()::toString);
            EquilibriumGradient exact = implicit(problem);
            assertArrayEquals(exact.inputs().values(), solution.value().inputs().values(), 1e-7);
            for (String name : exact.parameters().names()) {
                assertTrue(error(solution.value(), exact, name) < 1e-6, name);
            }
        }
    }

    @Test
    void samplesChangeNoBitOfEachOther() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 6, 4, 40, .8, true);
        EquilibriumGradient all = SOLVER.solve(problem, new TestContext()).value();
        for (int sample : new int[] {0, 21, 39}) {
            EquilibriumGradient alone = SOLVER.solve(GradientCases.sample(problem, sample), new TestContext()).value();
            assertArrayEquals(alone.adjoint().values(), Arrays.copyOfRange(all.adjoint().values(), sample * 6, sample * 6 + 6));
            assertArrayEquals(alone.inputs().values(), Arrays.copyOfRange(all.inputs().values(), sample * 4, sample * 4 + 4));
        }
    }

    @Test
    void cotangentsOfZeroHaveDerivativesOfZero() throws SolverException {
        EquilibriumGradientProblem given = GradientCases.dense("tanh", 6, 4, 3, .8, true);
        EquilibriumGradientProblem problem = new EquilibriumGradientProblem(given.equilibrium(), new Samples(new double[18], 3, 6));
        Solution<EquilibriumGradient> solution = SOLVER.solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new double[12], solution.value().inputs().values());
    }

    @Test
    void cancellingAndLimitsAreSaid() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 6, 4, 3, .8, true);
        Solution<EquilibriumGradient> whole = SOLVER.solve(problem, new TestContext());
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(2)).status());
        Solution<EquilibriumGradient> late = SOLVER.solve(problem, new TestContext().cancelAt(whole.iterations() + 2));
        assertEquals(Status.CANCELLED, late.status());
        assertTrue(late.value().states().statuses().stream().allMatch(Status.CONVERGED::equals));
        Solution<EquilibriumGradient> rough = SOLVER.solve(problem, new TestContext().with("nudgedTolerance", .1));
        assertEquals(Status.ITERATION_LIMIT, rough.status());
        assertFalse(rough.warnings().isEmpty());
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        EquilibriumGradientProblem problem = SOLVER.selfCheck();
        Solution<EquilibriumGradient> first = SOLVER.solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, first.status(), first.warnings()::toString);
        assertTrue(Verification.of(new EquilibriumGradientVerifier(), problem, first).holds());
        assertEquals(first.value(), SOLVER.solve(problem, new TestContext()).value());
    }
}
