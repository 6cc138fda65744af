package org.stillpoint.equilibrium.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.sparse.LinearMap;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumGradientVerifier;

/** Jacobian-free, phantom and unrolled gradients: how far from the implicit one, and that they say so. */
class ApproximateGradientTest {

    private static double[] adjoint(Solver<EquilibriumGradientProblem, EquilibriumGradient> solver, EquilibriumGradientProblem problem,
            TestContext context) throws SolverException {
        return solver.solve(problem, context).value().adjoint().values();
    }

    private static double cosine(double[] first, double[] second) {
        return VectorKernels.dot(first, second) / (VectorKernels.norm2(first) * VectorKernels.norm2(second));
    }

    private static double relativeError(double[] approximate, double[] exact) {
        double[] difference = approximate.clone();
        VectorKernels.axpy(-1, exact, difference);
        return VectorKernels.norm2(difference) / VectorKernels.norm2(exact);
    }

    /**
     * On z = J z + x with the eigenvalues of a symmetric J on a semicircle of radius r, u = (I - J)^-1 v has v'u / |v|^2 = G and
     * |u|^2 / |v|^2 = -G', with G = 2 (1 - s) / r^2 and -G' = 2 (1 / s - 1) / r^2 for s = sqrt(1 - r^2).
     */
    @ParameterizedTest
    @ValueSource(doubles = {.3, .6, .9})
    void errorsOfSymmetricLayersStayBelowPowersOfTheNorm(double norm) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("identity", 300, 2, 1, norm, true);
        double[] exact = adjoint(new ImplicitGradientSolver(), problem, new TestContext());
        double s = Math.sqrt(1 - norm * norm);
        double expected = 2 * (1 - s) / (norm * norm) / Math.sqrt(2 * (1 / s - 1) / (norm * norm));
        assertEquals(expected, cosine(problem.cotangent().values(), exact), .02);
        double[] free = adjoint(new JacobianFreeSolver(), problem, new TestContext());
        assertArrayEquals(problem.cotangent().values(), free);
        double[] weight = problem.equilibrium().parameters().numbers("weight");
        LinearMap matrix = LinearMap.of(DMatrixRMaj.wrap(300, 300, weight));
        double radius = matrix.spectralNorm() * (1 + 1e-9);
        assertEquals(norm, radius, .05 * norm);
        assertTrue(relativeError(free, exact) <= radius);
        for (int steps : new int[] {1, 2, 5, 10}) {
            double error = relativeError(adjoint(new PhantomSolver(), problem, new TestContext().with("steps", steps)), exact);
            assertTrue(error <= Math.pow(radius, steps), error + " for " + steps + " steps");
        }
    }

    @Test
    void phantomGradientsAreTheirSums() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 9, 3, 2, 1.4, false);
        double damping = .7;
        int steps = 6;
        Solution<EquilibriumGradient> solution = new PhantomSolver().solve(problem,
                new TestContext().with("steps", steps).with("damping", damping).with("tolerance", 1e-12));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        String left = ".*adjoint equation .* is left with the residual \\d\\.\\de[-+]\\d\\d .*";
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.matches(left)), solution.warnings()::toString);
        double[] weight = problem.equilibrium().parameters().numbers("weight");
        for (int sample = 0; sample < 2; sample++) {
            double[] z = solution.value().states().state(sample);
            double[] power = Arrays.copyOfRange(problem.cotangent().values(), 9 * sample, 9 * sample + 9);
            double[] sum = new double[9];
            for (int step = 0; step < steps; step++) {
                VectorKernels.axpy(damping, power, sum);
                double[] next = new double[9];
                for (int j = 0; j < 9; j++) {
                    next[j] = (1 - damping) * power[j];
                    for (int i = 0; i < 9; i++) {
                        next[j] += damping * weight[i * 9 + j] * (1 - z[i] * z[i]) * power[i];
                    }
                }
                power = next;
            }
            assertArrayEquals(sum, Arrays.copyOfRange(solution.value().adjoint().values(), 9 * sample, 9 * sample + 9), 1e-11);
        }
    }

    @Test
    void manyStepsOfPhantomGradientsConverge() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 9, 3, 2, .8, false);
        Solution<EquilibriumGradient> solution = new PhantomSolver().solve(problem, new TestContext().with("steps", 200));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(Verification.of(new EquilibriumGradientVerifier(), problem, solution).holds());
    }

    /** The derivatives of v'z_K are exact for each K, also far from the fixed point. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void unrolledDerivativesEqualDifferencesOfTheSteps(int steps) throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 5, 3, 4, 1.5, false);
        Solution<EquilibriumGradient> solution = new UnrolledSolver().solve(problem, few(steps));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        for (String name : List.of("weight", "input_weight", "bias", "input")) {
            double[] derivatives = name.equals("input") ? solution.value().inputs().values() : solution.value().parameters().numbers(name);
            for (int entry = 0; entry < derivatives.length; entry += 2) {
                double difference = (loss(GradientCases.moved(problem, name, entry, 1e-5), few(steps))
                        - loss(GradientCases.moved(problem, name, entry, -1e-5), few(steps))) / 2e-5;
                assertEquals(difference, derivatives[entry], 1e-8, name + " " + entry);
            }
        }
    }

    private static TestContext few(int steps) {
        return new TestContext().with("maxIterations", steps).with("damping", .8);
    }

    private static double loss(EquilibriumGradientProblem problem, TestContext context) throws SolverException {
        double[] z = new UnrolledSolver().solve(problem, context).value().states().states().values();
        return VectorKernels.dot(problem.cotangent().values(), z);
    }

    @Test
    void manyUnrolledStepsAreTheImplicitGradient() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("sigmoid", 8, 3, 40, 1.2, false);
        EquilibriumGradient implicit = new ImplicitGradientSolver().solve(problem, new TestContext()).value();
        Solution<EquilibriumGradient> unrolled = new UnrolledSolver().solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, unrolled.status());
        assertArrayEquals(implicit.inputs().values(), unrolled.value().inputs().values(), 1e-8);
        assertArrayEquals(implicit.parameters().numbers("weight"), unrolled.value().parameters().numbers("weight"), 1e-7);
        assertArrayEquals(implicit.adjoint().values(), unrolled.value().adjoint().values(), 1e-7);
    }

    @Test
    void unrolledStepsThatRunAwaySaySo() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.unit("identity", -1e10, 1);
        Solution<EquilibriumGradient> solution = new UnrolledSolver().solve(problem, new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
    }

    @Test
    void stepsThatAreTooManyToKeepAreRefused() {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 400, 3, 1, .8, false);
        SolverException refusal = assertThrows(SolverException.class,
                () -> new UnrolledSolver().solve(problem, new TestContext().with("maxIterations", 1_000_000)));
        assertTrue(refusal.getMessage().contains("fewer steps"));
    }

    @Test
    void cancelledUnrollingIsSaid() throws SolverException {
        EquilibriumGradientProblem problem = GradientCases.dense("tanh", 5, 3, 4, 1.5, false);
        assertEquals(Status.CANCELLED, new UnrolledSolver().solve(problem, new TestContext().cancelAt(7)).status());
        assertEquals(Status.CANCELLED, new UnrolledSolver().solve(problem, new TestContext().cancelAt(120)).status());
        assertEquals(Status.CANCELLED, new PhantomSolver().solve(problem, new TestContext().cancelAt(7)).status());
    }

    @Test
    void selfChecksAreCertifiedTwiceWithTheSameBits() throws SolverException {
        for (Solver<EquilibriumGradientProblem, EquilibriumGradient> solver : List.of(new JacobianFreeSolver(), new PhantomSolver(),
                new UnrolledSolver())) {
            EquilibriumGradientProblem problem = solver.selfCheck();
            Solution<EquilibriumGradient> first = solver.solve(problem, new TestContext());
            assertEquals(Status.CONVERGED, first.status(), solver.getClass().getSimpleName());
            assertTrue(Verification.of(new EquilibriumGradientVerifier(), problem, first).holds());
            assertEquals(first.value(), solver.solve(problem, new TestContext()).value());
        }
    }
}
