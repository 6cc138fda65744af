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
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.plan.Verified;

class QuadraticSolverTest {

    private final QuadraticSolver solver = new QuadraticSolver();

    private Solution<TransportPlan> solve(TransportProblem problem) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), () -> problem + ": " + solution);
        return solution;
    }

    private void check(double gamma, double linear, double total, double[][] expected) throws SolverException {
        TransportProblem problem = Verified.threePoints().regulariser(Regulariser.QUADRATIC, gamma).build();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext().with("tolerance", 1e-14));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        double[][] plan = Verified.rows(solution.value().plan());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected[i], plan[i], 1e-14);
        }
        assertEquals(total, Verified.certificate(problem, solution).quantities().get("objective"), 1e-13);
        assertEquals(linear, Verified.certificate(problem, solution).quantities().get("linearCost"), 1e-13);
    }

    @Test
    void threePointsHaveTheKnownPlans() throws SolverException {
        check(1, 0.85, 0.97, new double[][] {{0.2, 0, 0}, {0.1, 0.3, 0.1}, {0, 0, 0.3}});
        check(10, 1.05, 1.97, new double[][] {{0.16, 0.04, 0}, {0.14, 0.22, 0.14}, {0, 0.04, 0.26}});
        check(50, 1.61, 5.0 + 0.77 / 9, new double[][] {{23 / 225.0, 14 / 225.0, 8 / 225.0}, {7 / 45.0, 7 / 45.0, 17 / 90.0},
                {19 / 450.0, 37 / 450.0, 79 / 450.0}});
    }

    /** The value was confirmed by another method, to 1e-7. */
    @Test
    void histogramsHaveTheKnownSparsePlan() throws SolverException {
        double[] places = new double[100];
        Arrays.setAll(places, i -> i);
        TransportProblem problem = costs(Verified.squares(places, places), Verified.histogram(100, Verified.normal(20, 5)),
                Verified.histogram(100, Verified.normal(60, 10))).costScale(CostScale.MAX).regulariser(Regulariser.QUADRATIC, 0.1).build();
        Solution<TransportPlan> solution = solve(problem);
        assertEquals(0.165968489, Verified.certificate(problem, solution).quantities().get("linearCost"), 5e-10);
        DMatrixSparseCSC plan = (DMatrixSparseCSC) solution.value().plan();
        int visible = 0;
        for (int k = 0; k < plan.nz_length; k++) {
            visible += plan.nz_values[k] > 1e-5 ? 1 : 0;
        }
        assertEquals(221, visible);
    }

    @Test
    void smallWeightsLeadToExactTransportAndLargeOnesToTheProduct() throws SolverException {
        Random random = new Random(3);
        Measure source = new Measure(Verified.weights(60, random), points(60, 2, random));
        Measure target = new Measure(Verified.weights(50, random), points(50, 2, random));
        TransportProblem.Builder builder = TransportProblem.of(source, target, GroundCost.Distance.SQUARED_EUCLIDEAN);
        double exact = value(new ExactSolver(), builder.build());
        double before = Double.POSITIVE_INFINITY;
        for (double gamma : new double[] {1e3, 10, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
            TransportProblem problem = builder.regulariser(Regulariser.QUADRATIC, gamma).epsilonUnit(CostScale.MAX).build();
            double linear = Verified.certificate(problem, solve(problem)).quantities().get("linearCost");
            assertTrue(linear >= exact - 1e-9 && linear <= before + 1e-9, linear + " after " + before + ", exact " + exact);
            before = linear;
        }
        assertEquals(exact, before, 1e-9);
    }

    @Test
    void shapesOfEveryKindAreSolved() throws SolverException {
        Random random = new Random(4);
        for (int repeat = 0; repeat < 30; repeat++) {
            int n = 1 + random.nextInt(15);
            int m = 1 + random.nextInt(15);
            double[][] costs = new double[n][m];
            boolean ties = repeat % 3 == 0;
            for (double[] row : costs) {
                Arrays.setAll(row, j -> ties ? random.nextInt(3) : random.nextGaussian());
            }
            double[] a = Verified.weights(n, random);
            double[] b = Verified.weights(m, random);
            if (n > 1) {
                a[0] += a[1];
                a[1] = 0;
            }
            solve(costs(costs, a, b).regulariser(Regulariser.QUADRATIC, Math.pow(10, 2 - repeat % 6)).build());
        }
    }

    /** The tree that carries the exact plan gives the potentials at once where no other entry becomes positive. */
    @Test
    void smallWeightsTakeFewSteps() throws SolverException {
        TransportProblem.Builder problem = TransportProblem.of(Measure.uniform(points(200, 2, new Random(8))),
                Measure.uniform(points(180, 2, new Random(9))), GroundCost.Distance.SQUARED_EUCLIDEAN);
        assertTrue(solve(problem.regulariser(Regulariser.QUADRATIC, 1e-5).build()).iterations() <= 3);
        assertTrue(solve(problem.regulariser(Regulariser.QUADRATIC, 1e-2).build()).iterations() <= 20);
    }

    @Test
    void weightsOfManyMagnitudesAreMet() throws SolverException {
        Random random = new Random(10);
        double[][] costs = new double[32][74];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs[i].length; j++) {
                costs[i][j] = Math.abs(i - j);
            }
        }
        double[] a = Verified.normalised(random.doubles(32).map(u -> Math.exp(-30 * u)).toArray());
        double[] b = Verified.normalised(random.doubles(74).map(u -> Math.exp(-30 * u)).toArray());
        for (double gamma : new double[] {200, 2, 2e-3}) {
            solve(costs(costs, a, b).regulariser(Regulariser.QUADRATIC, gamma).build());
        }
    }

    @Test
    void hugeCostsAreNoObstacle() throws SolverException {
        double[][] costs = {{1, 1e32, 2}, {3, 1, 1e32}, {1e32, 2, 1}};
        double[] equal = {1, 1, 1};
        TransportProblem problem = costs(costs, equal, equal).regulariser(Regulariser.QUADRATIC, 0.1).build();
        assertEquals(3 + 0.15, Verified.certificate(problem, solve(problem)).quantities().get("objective"), 1e-9);
    }

    @Test
    void allMarginalRulesAreProvedOptimal() throws SolverException {
        Random random = new Random(5);
        List<MarginalRule> rules = List.of(MarginalRule.EXACT, MarginalRule.FREE, new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN),
                new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.5), new MarginalRule(MarginalRule.Kind.SQUARED, 2),
                new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 0.3));
        for (MarginalRule first : rules) {
            for (MarginalRule second : rules) {
                for (int repeat = 0; repeat < 3; repeat++) {
                    int n = 1 + random.nextInt(10);
                    int m = 1 + random.nextInt(10);
                    double lowest = repeat == 0 ? -0.4 : 0;
                    double[][] costs = new double[n][m];
                    for (double[] row : costs) {
                        Arrays.setAll(row, j -> lowest + random.nextDouble());
                    }
                    double[] a = Verified.weights(n, random);
                    double[] b = Verified.weights(m, random);
                    boolean partial = first.kind() == MarginalRule.Kind.AT_MOST && second.kind() == MarginalRule.Kind.AT_MOST;
                    if (!partial) {
                        solve(costs(costs, a, b).rules(first, second).regulariser(Regulariser.QUADRATIC, 0.1).build());
                    }
                }
            }
        }
    }

    @Test
    void stopsWhenTold() throws SolverException {
        TransportProblem problem = TransportProblem.of(Measure.uniform(points(100, 2, new Random(6))),
                Measure.uniform(points(90, 2, new Random(7))), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.QUADRATIC, 1).build();
        Solution<TransportPlan> limited = Verified.solve(solver, problem, new TestContext().with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > 1e-9, limited::toString);
        assertEquals(Status.CANCELLED, Verified.solve(solver, problem, new TestContext().cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, Verified.solve(solver, problem, new TestContext().timeLimit(0)).status());
        assertEquals(solve(problem).value(), solve(problem).value());
    }

    @Test
    void refusesWhatOthersSolve() {
        TransportProblem exact = Verified.threePoints().build();
        MarginalRule most = new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN);
        TransportProblem partial = Verified.threePoints().regulariser(Regulariser.QUADRATIC, 1).rules(most, most).mass(0.5).build();
        for (TransportProblem problem : List.of(exact, partial)) {
            assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext()));
            assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
        }
    }

    @Test
    void moreMassThanTheOtherSideTakesIsInfeasible() throws SolverException {
        TransportProblem problem = Verified.costs(new double[][] {{1, 2}, {3, 4}}, new double[] {0.5, 0.5}, new double[] {0.5, 1})
                .rules(MarginalRule.AT_MOST, MarginalRule.EXACT).regulariser(Regulariser.QUADRATIC, 0.1).build();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        assertEquals(Status.INFEASIBLE, solution.status(), solution::toString);
        assertEquals(0.5, Verified.certificate(problem, solution).checks().get(0).value());
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        solve(solver.selfCheck());
    }
}
