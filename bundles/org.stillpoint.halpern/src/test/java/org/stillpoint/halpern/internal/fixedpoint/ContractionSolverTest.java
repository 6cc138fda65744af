package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.testing.TestContext;

class ContractionSolverTest {

    private static final double ROUNDING = 1e-13;

    private final ContractionSolver solver = new ContractionSolver();

    /** The residual on the worst case, in units of the distance of start and fixed point. */
    private static double worstResidual(int steps, double lipschitz) throws SolverException {
        double[][] pair = Iterates.anchored(Operators.worstCase(steps, lipschitz), new double[steps + 1], steps, lipschitz);
        return EuclideanDistance.between(pair[0], pair[1]) / VectorKernels.norm2(Operators.worstCaseFixedPoint(steps, lipschitz));
    }

    @Test
    void worstCasesAttainTheBound() throws SolverException {
        for (double lipschitz : new double[] {1, 0.95, 0.9, 0.5}) {
            for (int steps : new int[] {1, 2, 10, 50}) {
                double sum = 0;
                for (int k = 0; k <= steps; k++) {
                    sum += Math.pow(lipschitz, -k);
                }
                double bound = (1 + lipschitz) / sum;
                double residual = worstResidual(steps, lipschitz);
                assertEquals(1, residual / bound, 1e-15 / residual + ROUNDING, "L " + lipschitz + ", N " + steps);
            }
        }
    }

    @Test
    void theBoundHasItsKnownValues() throws SolverException {
        assertEquals(0.1353823378, worstResidual(10, 0.95), 5e-11);
        assertEquals(0.0080937714, worstResidual(50, 0.95), 5e-11);
        double residual = worstResidual(10, 1 / 1.1);
        assertEquals(0.0106132325, residual * residual, 5e-11);
        assertEquals(0.0106132615, residual * residual, 5e-8, "what a semidefinite program for the worst case gives");
    }

    @Test
    void takesTheConstantFromTheProblemOrTheOption() throws SolverException {
        Operator cosine = Operators.operator(1, (x, result) -> result[0] = 0.5 * Math.cos(x[0]) + 0.5 * x[0]);
        FixedPointProblem known = new FixedPointProblem("T", FunctionFactory.NO_PARAMETERS, new double[] {1}, 0.5);
        FixedPointProblem unknown = new FixedPointProblem("T", new double[] {1});
        TestContext plain = new TestContext().function("T", cosine).with("tolerance", 1e-12);
        Solution<FixedPoint> byProblem = solver.solve(known, plain);
        TestContext told = new TestContext().function("T", cosine).with("tolerance", 1e-12).with("lipschitz", 0.5);
        Solution<FixedPoint> byOption = solver.solve(unknown, told);
        assertEquals(Status.CONVERGED, byProblem.status());
        assertEquals(0.7390851332151607, byProblem.value().x()[0], 1e-11);
        assertEquals(byProblem.iterations(), byOption.iterations());
        assertTrue(byProblem.iterations() < 60);
        assertEquals(byProblem.iterations() + 1, byProblem.counters().get(Counter.OPERATOR_EVALUATIONS));
        TestContext limited = new TestContext().function("T", cosine).with("tolerance", 1e-12).with("maxIterations", 1000L);
        assertEquals(Status.ITERATION_LIMIT, solver.solve(unknown, limited).status(), "Halpern iterations without a constant are slow");
    }

    @Test
    void contractionsAreNeverSaidToHaveNoFixedPoint() throws SolverException {
        Operator shift = Operators.operator(1, (x, result) -> result[0] = x[0] - 1);
        FixedPointProblem lie = new FixedPointProblem("T", FunctionFactory.NO_PARAMETERS, new double[] {1}, 0.999);
        TestContext context = new TestContext().function("T", shift).with("searchRadius", 1.0);
        assertEquals(Status.STAGNATED, solver.solve(lie, context).status());
    }

    @Test
    void isChosenWhereTheOperatorContractsWell() {
        double[] start = {1};
        double well = solver.expectedSeconds(new FixedPointProblem("T", FunctionFactory.NO_PARAMETERS, start, 0.2));
        double little = solver.expectedSeconds(new FixedPointProblem("T", FunctionFactory.NO_PARAMETERS, start, 0.9));
        double unknown = new AndersonTypeTwoSolver().expectedSeconds(new FixedPointProblem("T", start));
        assertTrue(well < unknown && unknown < little);
    }

    @Test
    void otherwiseTheFastestIsChosenWhoseMemoryIsAffordable() {
        for (int dimension : new int[] {1, 3_000_000}) {
            FixedPointProblem problem = new FixedPointProblem("T", new double[dimension]);
            String best = AllSolvers.all().entrySet().stream()
                    .min(Comparator.comparingDouble(entry -> entry.getValue().expectedSeconds(problem))).orElseThrow().getKey();
            assertEquals(dimension == 1 ? "anderson-type-2" : "restarted", best);
        }
    }
}
