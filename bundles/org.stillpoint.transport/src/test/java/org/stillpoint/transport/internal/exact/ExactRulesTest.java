package org.stillpoint.transport.internal.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.value;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;

/** Marginal rules other than exact ones. The verifier compares the plan with the bound that the potentials give. */
class ExactRulesTest {

    private static final MarginalRule AT_MOST = new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN);

    private final ExactSolver solver = new ExactSolver();

    private static MarginalRule totalVariation(double weight) {
        return new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, weight);
    }

    @Test
    void partialTransportHasTheKnownValues() throws SolverException {
        assertEquals(0.125, value(solver, Verified.threePoints().rules(AT_MOST, AT_MOST).mass(0.5).build()), 1e-15);
        assertEquals(0.85, value(solver, Verified.threePoints().rules(AT_MOST, AT_MOST).mass(1).build()), 1e-15);
        double[][] costs = {{0, 1}, {2, 3}};
        double[] a = {0.1, 0.2};
        double[] b = {0.1, 0.1};
        assertEquals(0.3, value(solver, costs(costs, a, b).rules(AT_MOST, AT_MOST).mass(0.2).build()), 1e-15);
        assertEquals(0, value(solver, costs(costs, a, b).rules(AT_MOST, AT_MOST).mass(0.1).build()), 1e-15);
    }

    @Test
    void aFreeMarginalGoesWhereItIsCheapest() throws SolverException {
        double[][] costs = {{3, 1, 2}, {4, 6, 5}};
        TransportProblem.Builder problem = costs(costs, new double[] {0.25, 0.75}, new double[] {1, 1, 1});
        assertEquals(0.25 + 3, value(solver, problem.rules(MarginalRule.EXACT, MarginalRule.FREE).build()));
        assertEquals(3 + 1 + 2, value(solver, problem.rules(MarginalRule.FREE, MarginalRule.EXACT).build()));
        assertEquals(0, value(solver, problem.rules(MarginalRule.FREE, MarginalRule.FREE).build()));
    }

    /** Moving costs less than rho on both sides together: the weights are moved where they can be, the rest is paid for. */
    @Test
    void totalVariationPaysForWhatIsNotMoved() throws SolverException {
        TransportProblem.Builder problem = costs(new double[][] {{1}}, new double[] {2}, new double[] {3});
        assertEquals(2 + 0.7, value(solver, problem.rules(totalVariation(0.7), totalVariation(0.7)).build()), 1e-15);
        assertEquals((2 + 3) * 0.4, value(solver, problem.rules(totalVariation(0.4), totalVariation(0.4)).build()), 1e-15);
        assertEquals(3 + 0.1, value(solver, problem.rules(totalVariation(0.1), totalVariation(5)).build()), 1e-15);
        assertEquals(3 + 0.1, value(solver, problem.rules(totalVariation(0.1), MarginalRule.EXACT).build()), 1e-15);
    }

    @Test
    void largeOrNoPenaltiesAreTheRulesThemselves() throws SolverException {
        assertEquals(0.85, value(solver, Verified.threePoints().rules(totalVariation(1e3), totalVariation(1e3)).build()), 1e-14);
        assertEquals(0.85, value(solver, Verified.threePoints().rules(AT_MOST, MarginalRule.EXACT).build()), 1e-15);
        assertEquals(0.85, value(solver, Verified.threePoints().rules(MarginalRule.EXACT, AT_MOST).build()), 1e-15);
    }

    @Test
    void allRulesAreProvedOptimalOnRandomProblems() throws SolverException {
        Random random = new Random(11);
        List<MarginalRule> rules = List.of(MarginalRule.EXACT, MarginalRule.FREE, AT_MOST, totalVariation(0.3), totalVariation(2));
        int solved = 0;
        for (int repeat = 0; repeat < 40; repeat++) {
            int n = 1 + random.nextInt(12);
            int m = 1 + random.nextInt(12);
            double lowest = repeat % 4 == 0 ? -0.25 : 0;
            boolean integers = repeat % 3 == 0;
            double[][] costs = new double[n][m];
            for (double[] row : costs) {
                Arrays.setAll(row, j -> lowest + (integers ? random.nextInt(3) : random.nextDouble()));
            }
            double[] a = random.doubles(n).map(uniform -> integers ? Math.floor(4 * uniform) + 1 : uniform).toArray();
            double[] b = random.doubles(m).map(uniform -> integers ? Math.floor(4 * uniform) + 1 : uniform).toArray();
            a[0] = n > 1 && repeat % 2 == 0 ? 0 : a[0];
            b[m - 1] = m > 1 && repeat % 5 == 0 ? 0 : b[m - 1];
            for (MarginalRule first : rules) {
                for (MarginalRule second : rules) {
                    boolean balanced = first.kind() == MarginalRule.Kind.EXACT && second.kind() == MarginalRule.Kind.EXACT;
                    boolean partial = first.kind() == MarginalRule.Kind.AT_MOST && second.kind() == MarginalRule.Kind.AT_MOST;
                    if (!balanced) {
                        double most = Math.min(Arrays.stream(a).sum(), Arrays.stream(b).sum());
                        double mass = most * (repeat % 7 == 0 ? 1 : random.nextDouble());
                        TransportProblem problem = costs(costs, a, b).rules(first, second).mass(partial ? mass : Double.NaN).build();
                        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
                        assertTrue(solution.status().isClaim(), () -> problem + " " + first + second + ": " + solution);
                        solved += solution.status() == Status.CONVERGED ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(solved > 700, solved + " solved");
    }

    @Test
    void impossibleRulesAreClaimedToBe() throws SolverException {
        TransportProblem.Builder problem = costs(new double[][] {{-1, 2}}, new double[] {3}, new double[] {1, 1});
        Solution<TransportPlan> infeasible = Verified.solve(solver, problem.rules(MarginalRule.EXACT, AT_MOST).build(), new TestContext());
        assertEquals(Status.INFEASIBLE, infeasible.status());
        assertTrue(infeasible.warnings().get(0).contains("source has the weight 3.0"), () -> infeasible.warnings().toString());
        Solution<TransportPlan> unbounded = Verified.solve(solver,
                problem.rules(MarginalRule.FREE, totalVariation(0.5)).build(), new TestContext());
        assertEquals(Status.UNBOUNDED, unbounded.status());
    }
}
