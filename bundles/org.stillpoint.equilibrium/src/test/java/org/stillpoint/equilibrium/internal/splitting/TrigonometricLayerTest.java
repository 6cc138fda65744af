package org.stillpoint.equilibrium.internal.splitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumVerifier;

/** Published figures of one layer: constants, the fixed point, gradients, and how many iterations it takes. */
class TrigonometricLayerTest {

    private static final EquilibriumProblem PROBLEM = MonotoneCases.trigonometric();

    private static Solution<EquilibriumStates> solve(Solver<EquilibriumProblem, EquilibriumStates> solver, double step)
            throws SolverException {
        return solver.solve(PROBLEM, MonotoneCases.context().with("tolerance", 1e-10).with("stepSize", step));
    }

    @Test
    void constantsAreThoseOfTheReference() throws SolverException {
        MonotoneOperator operator = MonotoneCases.operator(PROBLEM);
        assertEquals(0.1006006142879444, operator.strongMonotonicity(), 1e-14);
        assertEquals(3.070171534983087, operator.lipschitz(), 1e-12);
        // By numpy from the eigenvalues of the symmetric part of the inverse.
        assertEquals(0.01829476719852698, operator.cocoercivity(), 1e-14);
    }

    @Test
    void fixedPointIsThatOfTheReference() throws SolverException {
        Solution<EquilibriumStates> solution = new PeacemanRachfordSolver().solve(PROBLEM,
                MonotoneCases.context().with("tolerance", 1e-13).with("stepSize", 1.0));
        assertEquals(Status.CONVERGED, solution.status());
        double[] z = solution.value().state(0);
        assertEquals(10.00774766, z[0], 5e-9);
        assertEquals(4.9628308, z[1], 5e-8);
        assertTrue(z[2] == 0 && z[3] == 0 && z[4] == 0);
        assertEquals(9, Arrays.stream(z).filter(value -> value > 0).count());
        assertEquals(39.71548366239865, Arrays.stream(z).sum(), 1e-9);
    }

    @Test
    void gradientOfTheSumIsThatOfTheReference() throws SolverException {
        double[] z = new PeacemanRachfordSolver().solve(PROBLEM, MonotoneCases.context().with("tolerance", 1e-13).with("stepSize", 1.0))
                .value().state(0);
        Layer layer = Layers.of(PROBLEM, MonotoneCases.context(), false);
        LayerKernel kernel = layer.kernel(1);
        int n = z.length;
        double[] drives = new double[n];
        double[] tangents = new double[layer.tangentSize()];
        double[] column = new double[n];
        kernel.drive(new double[0], 1, drives);
        kernel.linearise(z, drives, 1, new double[n], tangents);
        DenseLu factors = new DenseLu(n);
        for (int k = 0; k < n; k++) {
            double[] unit = new double[n];
            unit[k] = 1;
            kernel.transposedProduct(tangents, unit, 1, column);
            for (int i = 0; i < n; i++) {
                factors.matrix()[i * n + k] = unit[i] - column[i];
            }
        }
        assertTrue(factors.factorize());
        double[] adjoint = new double[n];
        Arrays.fill(adjoint, 1);
        factors.solve(adjoint, 0, 1);
        double[][] sums = layer.parameters().stream().map(parameter -> new double[parameter.value().length()]).toArray(double[][]::new);
        kernel.addParameterProducts(tangents, z, new double[0], adjoint, 1, sums);
        double[] bias = sums[2];
        assertEquals(11.79147874, bias[0], 1e-8);
        assertEquals(6.05018284, bias[1], 1e-8);
        assertEquals(7.17336656, bias[7], 1e-8);
        assertEquals(51.799057544238, Arrays.stream(bias).sum(), 1e-8);
    }

    @ParameterizedTest
    @CsvSource({".1, 1080", ".3, 360", "1, 108", "3, 105", "10, 344"})
    void peacemanRachfordTakesTheIterationsOfTheReference(double step, int iterations) throws SolverException {
        Solution<EquilibriumStates> solution = solve(new PeacemanRachfordSolver(), step);
        assertEquals(Status.CONVERGED, solution.status());
        // The start is evaluated as well.
        assertEquals(iterations + 1, solution.value().evaluations()[0]);
        assertTrue(Verification.of(new EquilibriumVerifier(), PROBLEM, solution).holds());
    }

    /** The reference stops one iteration later, when it has seen the step from the state of that residual. */
    @ParameterizedTest
    @CsvSource({".1, 2149", ".4, 530"})
    void forwardBackwardTakesTheIterationsOfTheReference(double step, int iterations) throws SolverException {
        Solution<EquilibriumStates> solution = solve(new ForwardBackwardSolver(), step);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(iterations, solution.value().evaluations()[0]);
        assertTrue(Verification.of(new EquilibriumVerifier(), PROBLEM, solution).holds());
    }

    @Test
    void forwardBackwardAtTheEndOfItsRangeConvergesSlowly() throws SolverException {
        // 2 m / L^2 with the margin .1 for m, which is a little less than the eigenvalue.
        Solution<EquilibriumStates> solution = solve(new ForwardBackwardSolver(), .2 / (3.070171534983087 * 3.070171534983087));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(10164, solution.value().evaluations()[0], 1);
    }

    @Test
    void forwardBackwardDivergesBeyondItsRange() throws SolverException {
        Solution<EquilibriumStates> solution = solve(new ForwardBackwardSolver(), .8);
        assertEquals(Status.DIVERGED, solution.status());
        assertTrue(Double.isFinite(solution.residual()));
    }

    @Test
    void automaticStepsConverge() throws SolverException {
        // The counts of the same iterations in numpy.
        assertEquals(254, solve(new PeacemanRachfordSolver(), 0).value().evaluations()[0], 1);
        Solution<EquilibriumStates> slow = solve(new ForwardBackwardSolver(), 0);
        assertEquals(Status.CONVERGED, slow.status());
        assertEquals(11790, slow.value().evaluations()[0], 1);
    }
}
