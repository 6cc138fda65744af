package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.DifferentiableOperator;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.testing.TestContext;

class NewtonKrylovSolverTest {

    private static final int SIZE = 20;

    private final NewtonKrylovSolver solver = new NewtonKrylovSolver();

    /** The Jacobi iteration of a discrete -u'' + u^3 = 1; counts its products. */
    private static final class Reaction implements DifferentiableOperator {

        private final double square = 1.0 / (SIZE + 1) / (SIZE + 1);
        private long products;

        @Override
        public int dimension() {
            return SIZE;
        }

        @Override
        public void apply(double[] x, double[] result) {
            for (int i = 0; i < SIZE; i++) {
                double neighbours = (i > 0 ? x[i - 1] : 0) + (i < SIZE - 1 ? x[i + 1] : 0);
                result[i] = (neighbours + square * (1 - x[i] * x[i] * x[i])) / 2;
            }
        }

        @Override
        public void applyJacobian(double[] x, double[] v, double[] result) {
            products++;
            for (int i = 0; i < SIZE; i++) {
                double neighbours = (i > 0 ? v[i - 1] : 0) + (i < SIZE - 1 ? v[i + 1] : 0);
                result[i] = (neighbours - 3 * square * x[i] * x[i] * v[i]) / 2;
            }
        }
    }

    private Solution<FixedPoint> solve(Operator operator, TestContext context) throws SolverException {
        return solver.solve(new FixedPointProblem("T", new double[SIZE]), context.function("T", operator));
    }

    @Test
    void finishesInAFewStepsWithAndWithoutADerivative() throws SolverException {
        Reaction differentiable = new Reaction();
        Operator plain = Operators.operator(SIZE, new Reaction()::apply);
        Solution<FixedPoint> exact = solve(differentiable, new TestContext().with("tolerance", 1e-12));
        Solution<FixedPoint> differences = solve(plain, new TestContext().with("tolerance", 1e-12));
        for (Solution<FixedPoint> solution : List.of(exact, differences)) {
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(20, solution.counters().get(Counter.WARM_UP));
            assertTrue(solution.counters().get(Counter.FINISH) <= 6, solution.toString());
            assertTrue(solution.counters().get(Counter.OPERATOR_EVALUATIONS) <= 150, solution.toString());
            assertEquals(0, solution.counters().get(NewtonKrylovIteration.REJECTED));
        }
        assertEquals(exact.iterations() + 1 + differentiable.products, exact.counters().get(Counter.OPERATOR_EVALUATIONS));
        assertTrue(EuclideanDistance.between(exact.value().x(), differences.value().x()) < 1e-9);
    }

    @Test
    void convergenceIsQuadratic() throws SolverException {
        List<Double> residuals = new ArrayList<>();
        Operator cosine = new DifferentiableOperator() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public void apply(double[] x, double[] result) {
                result[0] = Math.cos(x[0]);
            }

            @Override
            public void applyJacobian(double[] x, double[] v, double[] result) {
                result[0] = -Math.sin(x[0]) * v[0];
            }
        };
        TestContext context = new TestContext().function("T", cosine).with("tolerance", 1e-13).with("warmUp", 0);
        Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[] {0.5}), new Recorded(context, residuals));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0.7390851332151607, solution.value().x()[0], 1e-13);
        List<Double> distinct = residuals.stream().distinct().toList();
        for (int k = 1; k < distinct.size(); k++) {
            // |f''| / (2 f'^2) is at most cos(0.5) / (2 (1 + sin(0.5))^2) < 0.201 from the start on.
            assertTrue(distinct.get(k) <= 0.201 * distinct.get(k - 1) * distinct.get(k - 1) + 1e-15, distinct.toString());
        }
        assertTrue(distinct.size() <= 5);
    }

    @Test
    void runsEndWithinANewtonStep() throws SolverException {
        Reaction operator = new Reaction();
        // The third report comes before the second product with the derivative.
        TestContext context = new TestContext().function("T", operator).with("tolerance", 1e-12).with("warmUp", 0);
        Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[SIZE]),
                new Recorded(context, new ArrayList<>(), 3));
        assertEquals(Status.CANCELLED, solution.status());
        assertEquals(1, operator.products);
        assertEquals(0, solution.iterations());
        assertEquals(2, solution.counters().get(Counter.OPERATOR_EVALUATIONS));
    }

    @Test
    void stepsThatLeadAwayAreRejected() throws SolverException {
        // Newton's method for arctan(x) = 0 diverges from |x| > 1.39.
        Operator arctangent = Operators.operator(1, (x, result) -> result[0] = x[0] - Math.atan(x[0]));
        TestContext context = new TestContext().function("T", arctangent).with("warmUp", 0).with("tolerance", 1e-12);
        Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[] {5}), context);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.value().x()[0], 1e-12);
        assertTrue(solution.counters().get(NewtonKrylovIteration.REJECTED) > 0);
    }
}
