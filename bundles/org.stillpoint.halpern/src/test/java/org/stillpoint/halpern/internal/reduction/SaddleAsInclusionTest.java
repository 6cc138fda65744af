package org.stillpoint.halpern.internal.reduction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.ComponentOperator;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MatrixField;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.api.problem.SaddleFunctions;
import org.stillpoint.api.problem.SaddlePoint;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.halpern.internal.inclusion.ExtragradientSolver;
import org.stillpoint.halpern.internal.saddle.QuadraticSaddleFactory;
import org.stillpoint.testing.TestContext;

class SaddleAsInclusionTest {

    private static final ConvexSet WHOLE = new ConvexSet.WholeSpace();

    /** f = x'x / 2 - (3, 4)'x with x in the plane, Phi = y'K x with K = (1, 1), g = y^2 / 2 - 2 y. */
    private static SaddleProblem problem(ConvexSet primalSet, ConvexSet dualSet, double[] x, double[] y) {
        DataRecord.Builder parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .doubles(QuadraticSaddleFactory.PRIMAL_VECTOR, new double[] {-3, -4})
                .doubles(QuadraticSaddleFactory.DUAL_VECTOR, new double[] {-2});
        MatrixField.write(parameters, QuadraticSaddleFactory.PRIMAL_MATRIX, new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}));
        MatrixField.write(parameters, QuadraticSaddleFactory.DUAL_MATRIX, new DMatrixRMaj(new double[][] {{1}}));
        MatrixField.write(parameters, QuadraticSaddleFactory.COUPLING, new DMatrixRMaj(new double[][] {{1, 1}}));
        return new SaddleProblem(QuadraticSaddleFactory.NAME, parameters.build(), primalSet, dualSet, x, y);
    }

    private static TestContext context() {
        return new TestContext().function(QuadraticSaddleFactory.NAME, new QuadraticSaddleFactory())
                .function(SaddleOperatorFactory.NAME, new SaddleOperatorFactory())
                .function(ProductProjectionFactory.NAME, new ProductProjectionFactory());
    }

    private static SaddlePoint solve(SaddleProblem problem) throws SolverException {
        SaddleAsInclusion reduction = new SaddleAsInclusion();
        MonotoneInclusion reduced = MonotoneInclusion.fromRecord(reduction.reduce(problem).toRecord());
        Solution<InclusionPoint> solution = new ExtragradientSolver().solve(reduced,
                context().with("tolerance", reduction.tolerance(problem, 1e-10)));
        assertEquals(Status.CONVERGED, solution.status());
        return reduction.restore(problem, solution.value());
    }

    @Test
    void operatorOfTheProblem() throws SolverException {
        SaddleProblem problem = problem(WHOLE, WHOLE, new double[] {1, 2}, new double[] {5});
        MonotoneInclusion reduced = new SaddleAsInclusion().reduce(problem);
        assertArrayEquals(new double[] {1, 2, 5}, reduced.start());
        assertTrue(reduced.set() instanceof ConvexSet.WholeSpace);
        ComponentOperator operator = reduced.operator(context());
        double[] image = new double[3];
        operator.apply(reduced.start(), image);
        assertArrayEquals(new double[] {1 - 3 + 5, 2 - 4 + 5, 5 - 2 - 3}, image, 1e-15);
        double[] sum = {1, 1, 1};
        operator.addComponents(new int[] {0, 0}, 2, .5, reduced.start(), sum);
        assertArrayEquals(new double[] {4, 4, 1}, sum, 1e-15);
        assertTrue(operator.lipschitz() >= 1 + Math.sqrt(2) && operator.lipschitz() <= 1.02 * (1 + Math.sqrt(2)));
    }

    /** x = (3, 4) - y (1, 1) and y = 2 + x_1 + x_2 give y = 3 and x = (0, 1). */
    @Test
    void withoutConstraints() throws SolverException {
        SaddlePoint point = solve(problem(WHOLE, WHOLE, new double[2], new double[1]));
        assertArrayEquals(new double[] {0, 1}, point.x(), 1e-9);
        assertArrayEquals(new double[] {3}, point.y(), 1e-9);
    }

    /** With y at most 1, x = (2, 3); on the simplex with y at most 1, x is the nearest point (0, 1). */
    @Test
    void onProductsOfAllKinds() throws SolverException {
        ConvexSet below = new ConvexSet.Box(new double[] {-9}, new double[] {1});
        SaddlePoint boxed = solve(problem(new ConvexSet.Box(new double[] {-9, -9}, new double[] {9, 9}), below, new double[2],
                new double[1]));
        assertArrayEquals(new double[] {2, 3}, boxed.x(), 1e-9);
        SaddlePoint mixed = solve(problem(WHOLE, below, new double[2], new double[1]));
        assertArrayEquals(new double[] {2, 3}, mixed.x(), 1e-9);
        assertArrayEquals(new double[] {1}, mixed.y(), 1e-9);
        SaddlePoint simplex = solve(problem(new ConvexSet.Simplices(2), new ConvexSet.Simplices(1), new double[] {.5, .5},
                new double[] {1}));
        assertArrayEquals(new double[] {0, 1}, simplex.x(), 1e-9);
        SaddlePoint ball = solve(problem(new ConvexSet.Ball(new double[2], 1), below, new double[2], new double[1]));
        assertArrayEquals(new double[] {2 / Math.sqrt(13), 3 / Math.sqrt(13)}, ball.x(), 1e-9);
    }

    @Test
    void saysWhatIsMissing() {
        MonotoneInclusion reduced = new SaddleAsInclusion().reduce(problem(WHOLE, WHOLE, new double[2], new double[1]));
        TestContext withoutFunctions = new TestContext().function(SaddleOperatorFactory.NAME, new SaddleOperatorFactory());
        String message = assertThrows(SolverException.class, () -> reduced.operator(withoutFunctions)).getMessage();
        assertTrue(message.contains(QuadraticSaddleFactory.NAME), message);
        assertThrows(SolverException.class, () -> new SaddleOperatorFactory().create(FunctionFactory.NO_PARAMETERS));
        assertThrows(SolverException.class, () -> context().function(SaddleFunctions.class, SaddleOperatorFactory.NAME,
                DataRecord.of(FunctionFactory.PARAMETERS, 1).integer("functions", 3).build()));
    }
}
