package org.stillpoint.equilibrium.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumVerifier;

/** Fixed points of layers by plain iteration, for tests of the layers. */
public final class FixedPoints {

    private FixedPoints() {
    }

    /** An empty record of parameters. */
    public static DataRecord.Builder parameters() {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1);
    }

    /** The certified solution by Picard iteration with that damping. */
    public static EquilibriumStates solve(EquilibriumProblem problem, double tolerance, double damping) throws SolverException {
        Solution<EquilibriumStates> solution = new PicardSolver().solve(problem,
                new TestContext().with("tolerance", tolerance).with("damping", damping));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(Verification.of(new EquilibriumVerifier(), problem, solution).holds());
        return solution.value();
    }

    /** f(z, x) for one sample. */
    public static double[] image(EquilibriumProblem problem, double... state) throws SolverException {
        Layer layer = Layers.of(problem, new TestContext(), false);
        LayerKernel kernel = layer.kernel(1);
        double[] drives = new double[layer.driveSize()];
        kernel.drive(problem.inputs().values(), 1, drives);
        double[] image = new double[state.length];
        kernel.apply(state, drives, 1, image);
        return image;
    }

    /** The derivatives of v'z by the input and the parameters for one sample, from a dense solution of u = J'u + v. */
    public static final class Derivatives {

        /** By the input. */
        public final double[] input;
        /** By each parameter of the layer. */
        public final double[][] parameters;

        /** The derivatives at a fixed point. */
        public Derivatives(EquilibriumProblem problem, double[] state, double... cotangent) throws SolverException {
            Layer layer = Layers.of(problem, new TestContext(), false);
            int size = state.length;
            LayerKernel kernel = layer.kernel(1);
            double[] drives = new double[layer.driveSize()];
            kernel.drive(problem.inputs().values(), 1, drives);
            double[] tangents = new double[layer.tangentSize()];
            double[] column = new double[size];
            kernel.linearise(state, drives, 1, column, tangents);
            // I - J', row by row.
            double[] matrix = new double[size * size];
            for (int k = 0; k < size; k++) {
                double[] unit = new double[size];
                unit[k] = 1;
                kernel.product(tangents, unit, 1, column);
                for (int i = 0; i < size; i++) {
                    matrix[k * size + i] = (i == k ? 1 : 0) - column[i];
                }
            }
            double[] adjoint = solve(matrix, cotangent);
            input = new double[problem.inputs().size()];
            kernel.inputProduct(tangents, adjoint, 1, input);
            parameters = layer.parameters().stream().map(parameter -> new double[parameter.value().length()]).toArray(double[][]::new);
            kernel.addParameterProducts(tangents, state, problem.inputs().values(), adjoint, 1, parameters);
        }
    }

    /** The solution of a dense system with a matrix given row by row. */
    public static double[] solve(double[] matrix, double... right) {
        DenseLu factors = new DenseLu(right.length);
        System.arraycopy(matrix, 0, factors.matrix(), 0, matrix.length);
        assertTrue(factors.factorize());
        double[] solution = right.clone();
        factors.solve(solution, 0, 1);
        return solution;
    }
}
