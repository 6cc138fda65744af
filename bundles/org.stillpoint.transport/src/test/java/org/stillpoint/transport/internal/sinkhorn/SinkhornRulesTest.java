package org.stillpoint.transport.internal.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.rows;
import static org.stillpoint.transport.internal.plan.Verified.squares;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule.Kind;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Acceleration;

/** Problems whose marginals are not both exact. */
class SinkhornRulesTest {

    private static final double[][] COSTS = squares(new double[] {0, 1, 2}, new double[] {0.5, 1.5, 3});
    private static final double[] A = {0.2, 0.5, 0.3};
    private static final double[] B = {0.3, 0.3, 0.4};
    private static final double[] DOUBLED = {0.6, 0.6, 0.8};

    private static TransportPlan solve(TransportProblem problem) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(new SinkhornSolver(), problem, new TestContext().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    private static double total(TransportPlan plan) {
        return Arrays.stream(rows(plan.plan())).flatMapToDouble(Arrays::stream).sum();
    }

    private static MarginalRule divergence(double weight) {
        return new MarginalRule(Kind.KULLBACK_LEIBLER, weight);
    }

    @ParameterizedTest
    @CsvSource({"RELATIVE_ENTROPY, 1.1085316872579445", "ENTROPY, 1.4907047032624599"})
    void unbalancedPlansHaveTheKnownMass(Regulariser regulariser, double mass) throws SolverException {
        assertEquals(mass, total(solve(costs(COSTS, A, DOUBLED).regulariser(regulariser, 0.5).rules(divergence(1), divergence(1)).build())),
                1e-11);
    }

    @Test
    void semiRelaxedPlanIsTheKnownOne() throws SolverException {
        double[][] plan = rows(solve(costs(COSTS, A, B).regulariser(Regulariser.RELATIVE_ENTROPY, 0.5)
                .rules(divergence(1), MarginalRule.EXACT).build()).plan());
        assertArrayEquals(new double[] {0.1246712667, 0.0032352165, 0.0000001594}, plan[0], 5e-11);
        assertArrayEquals(new double[] {0.1746919667, 0.2475072014, 0.0049207567}, plan[1], 5e-11);
        assertArrayEquals(new double[] {0.0006367666, 0.0492575821, 0.3950790838}, plan[2], 5e-11);
    }

    @Test
    void unbalancedPlansOfTwoPoints() throws SolverException {
        double[][] costs = {{0, 1}, {1, 0}};
        double[] half = {0.5, 0.5};
        TransportProblem.Builder equal = costs(costs, half, half);
        double[][] plan = rows(solve(equal.regulariser(Regulariser.RELATIVE_ENTROPY, 1).rules(divergence(1), divergence(1)).build())
                .plan());
        double own = 0.25 * Math.pow(2 / (1 + Math.exp(-1)), 2.0 / 3);
        assertArrayEquals(new double[] {own, own / Math.E}, plan[0], 1e-12);
        assertArrayEquals(new double[] {0.3220536, 0.1184769}, plan[0], 5e-8);
        double[][] less = rows(solve(costs(costs, new double[] {0.5, 0.1}, half).regulariser(Regulariser.RELATIVE_ENTROPY, 1)
                .rules(divergence(1), divergence(1)).build()).plan());
        assertEquals(0.19600125, less[0][1] + less[1][0], 3e-8);
    }

    @Test
    void partialPlanOfTwoPointsIsTheKnownOne() throws SolverException {
        double[][] plan = rows(solve(costs(new double[][] {{0, 1}, {2, 3}}, new double[] {0.1, 0.2}, new double[] {0.1, 0.1})
                .regulariser(Regulariser.ENTROPY, 1).rules(atMost(), atMost()).mass(0.1).build()).plan());
        assertArrayEquals(new double[] {0.06, 0.02}, plan[0], 0.005);
        assertArrayEquals(new double[] {0.01, 0}, plan[1], 0.005);
    }

    private static MarginalRule atMost() {
        return new MarginalRule(Kind.AT_MOST, Double.NaN);
    }

    /**
     * Both marginals held by divergences: N(0, 1) of mass m and N(1, 4) of mass n on a grid that leaves 7e-6 of the latter out, for which
     * the whole line is charged.
     */
    @ParameterizedTest
    @CsvSource({"1, 1.5, 1, 0.8235763208245773, 1.1910591979385567", "1, 1, 4, 0.8341023025368929, 1.4101304284364105"})
    void unbalancedNormalDistributionsHaveTheClosedForm(double m, double n, double penalty, double mass, double value)
            throws SolverException {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> -8 + 18 * i / 399.0).toArray();
        double cell = 18 / (399 * Math.sqrt(2 * Math.PI));
        double[] a = Arrays.stream(x).map(Verified.normal(0, 1)).map(density -> m * cell * density).toArray();
        double[] b = Arrays.stream(x).map(Verified.normal(1, 2)).map(density -> n * cell / 2 * density).toArray();
        TransportProblem problem = costs(squares(x, x), a, b).regulariser(Regulariser.RELATIVE_ENTROPY, 0.5)
                .rules(divergence(penalty), divergence(penalty)).build();
        Solution<TransportPlan> solution = Verified.solve(new SinkhornSolver(), problem, new TestContext());
        assertEquals(mass, total(solution.value()), 2e-8);
        assertEquals(value, Verified.certificate(problem, solution).quantities().get(Certificate.OBJECTIVE), 3e-5);
    }

    /** Every pair of rules that has a plan, at a small and a large epsilon, is confirmed by the verifier. */
    @ParameterizedTest
    @EnumSource
    void everyPairOfRulesIsSolved(Kind first) throws SolverException {
        Random random = new Random(11);
        for (Kind second : Kind.values()) {
            for (double epsilon : new double[] {0.3, 0.01}) {
                for (Regulariser regulariser : new Regulariser[] {Regulariser.ENTROPY, Regulariser.RELATIVE_ENTROPY}) {
                    boolean partial = first == Kind.AT_MOST && second == Kind.AT_MOST;
                    double[][] costs = new double[12][];
                    Arrays.setAll(costs, i -> random.doubles(15).toArray());
                    double[] a = weights(first, 12, random);
                    double[] b = weights(second, 15, random);
                    TransportProblem problem = costs(costs, a, b).regulariser(regulariser, epsilon).rules(rule(first), rule(second))
                            .mass(partial ? 0.6 : Double.NaN).build();
                    for (Acceleration acceleration : Acceleration.values()) {
                        Solution<TransportPlan> solution = Verified.solve(new SinkhornSolver(), problem,
                                new TestContext().with("acceleration", acceleration));
                        assertEquals(Status.CONVERGED, solution.status(), () -> problem + " " + first + " " + second + ": " + solution);
                    }
                }
            }
        }
    }

    /** More than enough where they bound a marginal. */
    private static double[] weights(Kind kind, int length, Random random) {
        return Arrays.stream(Verified.weights(length, random)).map(weight -> kind == Kind.AT_MOST ? 1.3 * weight : weight).toArray();
    }

    private static MarginalRule rule(Kind kind) {
        return new MarginalRule(kind, kind == Kind.EXACT || kind == Kind.FREE || kind == Kind.AT_MOST ? Double.NaN : 0.7);
    }

    @Test
    void aStrongPenaltyHoldsTheMarginals() throws SolverException {
        double[][] balanced = rows(solve(costs(COSTS, A, B).regulariser(Regulariser.RELATIVE_ENTROPY, 0.5).build()).plan());
        TransportProblem problem = costs(COSTS, A, B).regulariser(Regulariser.RELATIVE_ENTROPY, 0.5)
                .rules(divergence(1e6), divergence(1e6)).build();
        double[][] penalised = rows(Verified.solve(new SinkhornSolver(), problem, new TestContext()).value().plan());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(balanced[i], penalised[i], 3e-6);
        }
    }

    @Test
    void partialTransportOfAllMassIsBalanced() throws SolverException {
        double[][] balanced = rows(solve(costs(COSTS, A, B).regulariser(Regulariser.ENTROPY, 0.5).build()).plan());
        double[][] partial = rows(solve(costs(COSTS, A, B).regulariser(Regulariser.ENTROPY, 0.5).rules(atMost(), atMost())
                .mass(Arrays.stream(A).sum()).build()).plan());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(balanced[i], partial[i], 1e-11);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.7, 0.99})
    void partialPlansHaveTheirMassAndApproachTheExactValue(double mass) throws SolverException {
        TransportPlan plan = solve(costs(COSTS, A, B).regulariser(Regulariser.ENTROPY, 0.01).rules(atMost(), atMost()).mass(mass).build());
        assertEquals(mass, total(plan), 1e-12);
        for (int side = 0; side < 2; side++) {
            for (double potential : side == 0 ? plan.f() : plan.g()) {
                assertTrue(potential <= 0);
            }
        }
    }

    /** Of a mass of one half, 0.5 units at a quarter each are moved by half a unit. */
    @Test
    void partialPlanOfHalfTheMassCostsAnEighth() throws SolverException {
        double[][] plan = rows(solve(costs(COSTS, A, B).regulariser(Regulariser.ENTROPY, 0.02).rules(atMost(), atMost()).mass(0.5).build())
                .plan());
        double cost = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                cost += COSTS[i][j] * plan[i][j];
            }
        }
        assertEquals(0.125, cost, 1e-9);
    }

    @Test
    void tooMuchMassForASideIsInfeasible() throws SolverException {
        TransportProblem problem = costs(COSTS, DOUBLED, A).regulariser(Regulariser.ENTROPY, 1).rules(MarginalRule.EXACT, atMost()).build();
        assertEquals(Status.INFEASIBLE, Verified.solve(new SinkhornSolver(), problem, new TestContext()).status());
    }
}
