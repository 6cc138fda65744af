package org.stillpoint.transport.internal.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.value;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;

class UnbalancedSolverTest {

    private final UnbalancedSolver solver = new UnbalancedSolver();

    private static MarginalRule kullbackLeibler(double weight) {
        return new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, weight);
    }

    private static MarginalRule squared(double weight) {
        return new MarginalRule(MarginalRule.Kind.SQUARED, weight);
    }

    private Solution<TransportPlan> solve(TransportProblem problem) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(),
                () -> problem + " " + problem.sourceRule() + problem.targetRule() + ": " + solution);
        return solution;
    }

    /**
     * The plan is diagonal, and by symmetry f = g = C_ii / 2 there, so that the entries are w exp(-f / rho) and w - f / rho: rounded, the
     * values that Python Optimal Transport documents, .45 and .34, .4 and .1.
     */
    @Test
    void twoPointsHaveAClosedForm() throws SolverException {
        double[][] costs = {{1, 36}, {9, 4}};
        double[] equal = {0.5, 0.5};
        TransportProblem first = costs(costs, equal, equal).rules(kullbackLeibler(5), kullbackLeibler(5)).build();
        double[][] plan = Verified.rows(solve(first).value().plan());
        assertArrayEquals(new double[] {0.5 * Math.exp(-0.1), 0}, plan[0], 1e-9);
        assertArrayEquals(new double[] {0, 0.5 * Math.exp(-0.4)}, plan[1], 1e-9);
        assertEquals(0.5 * Math.exp(-0.1) + 2 * Math.exp(-0.4),
                Verified.certificate(first, solve(first)).quantities().get("linearCost"), 1e-8);
        TransportProblem second = costs(costs, equal, equal).rules(squared(5), squared(5)).build();
        plan = Verified.rows(solve(second).value().plan());
        assertArrayEquals(new double[] {0.4, 0}, plan[0], 1e-9);
        assertArrayEquals(new double[] {0, 0.1}, plan[1], 1e-9);
        assertEquals(0.8, Verified.certificate(second, solve(second)).quantities().get("linearCost"), 1e-8);
    }

    @Test
    void heavyPenaltiesAreExactMarginals() throws SolverException {
        double before = 0;
        for (double weight : new double[] {1, 10, 100, 1e4, 1e6}) {
            double value = value(solver, Verified.threePoints().rules(kullbackLeibler(weight), squared(weight)).build());
            assertTrue(value > before && value < 0.85, value + " after " + before);
            before = value;
        }
        assertEquals(0.85, before, 1e-5);
    }

    @Test
    void allRulesAreProvedOptimal() throws SolverException {
        Random random = new Random(12);
        List<MarginalRule> penalties = List.of(kullbackLeibler(0.5), squared(3), kullbackLeibler(20));
        List<MarginalRule> rules = List.of(kullbackLeibler(1), squared(0.4), MarginalRule.EXACT, MarginalRule.FREE,
                new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN), new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 0.3));
        for (MarginalRule first : penalties) {
            for (MarginalRule second : rules) {
                for (int repeat = 0; repeat < 4; repeat++) {
                    int n = 1 + random.nextInt(12);
                    int m = 1 + random.nextInt(12);
                    double lowest = repeat == 0 ? -0.2 : 0;
                    boolean ties = repeat == 1;
                    double[][] costs = new double[n][m];
                    for (double[] row : costs) {
                        Arrays.setAll(row, j -> lowest + (ties ? random.nextInt(3) : random.nextDouble()));
                    }
                    double[] a = Verified.weights(n, random);
                    double[] b = Verified.weights(m, random);
                    solve(repeat % 2 == 0 ? costs(costs, a, b).rules(first, second).build()
                            : costs(transposed(costs), b, a).rules(second, first).build());
                }
            }
        }
    }

    private static double[][] transposed(double[][] costs) {
        double[][] result = new double[costs[0].length][costs.length];
        for (int j = 0; j < result.length; j++) {
            for (int i = 0; i < costs.length; i++) {
                result[j][i] = costs[i][j];
            }
        }
        return result;
    }

    @Test
    void cloudsOfPointsAreSolved() throws SolverException {
        Random random = new Random(13);
        Measure source = new Measure(Verified.weights(120, random), points(120, 2, random));
        Measure target = new Measure(Verified.weights(100, random), points(100, 2, random));
        TransportProblem.Builder problem = TransportProblem.of(source, target, GroundCost.Distance.SQUARED_EUCLIDEAN);
        solve(problem.rules(kullbackLeibler(0.05), kullbackLeibler(0.05)).build());
        solve(problem.rules(squared(1), squared(1)).build());
        solve(problem.rules(MarginalRule.EXACT, kullbackLeibler(0.1)).build());
    }

    @Test
    void stopsWhenTold() throws SolverException {
        TransportProblem problem = TransportProblem.of(Measure.uniform(points(60, 2, new Random(6))),
                Measure.uniform(points(50, 2, new Random(7))), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .rules(kullbackLeibler(0.1), kullbackLeibler(0.1)).build();
        Solution<TransportPlan> limited = Verified.solve(solver, problem, new TestContext().with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > 1e-9, limited::toString);
        assertEquals(Status.CANCELLED, Verified.solve(solver, problem, new TestContext().cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, Verified.solve(solver, problem, new TestContext().timeLimit(0)).status());
    }

    @Test
    void refusesWhatOthersSolve() {
        TransportProblem exact = Verified.threePoints().build();
        TransportProblem regularised = Verified.threePoints().rules(squared(1), squared(1)).regulariser(Regulariser.QUADRATIC, 1).build();
        for (TransportProblem problem : List.of(exact, regularised)) {
            assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext()));
            assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
        }
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        solve(solver.selfCheck());
    }
}
