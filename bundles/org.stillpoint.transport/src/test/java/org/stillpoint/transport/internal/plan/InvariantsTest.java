package org.stillpoint.transport.internal.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.squares;
import static org.stillpoint.transport.internal.plan.Verified.value;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.halpern.internal.linearprogram.LinearProgramSolver;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.newton.NewtonSolver;
import org.stillpoint.transport.internal.reduction.TransportAsLinearProgram;
import org.stillpoint.transport.internal.sinkhorn.SinkhornSolver;

/** What holds between transport problems and the methods that solve them. */
class InvariantsTest {

    private static final GroundCost SQUARES = GroundCost.Distance.SQUARED_EUCLIDEAN;

    private static Solution<TransportPlan> converged(Solver<TransportProblem, TransportPlan> solver, TransportProblem problem,
            TestContext context) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution;
    }

    private static TransportProblem.Builder clouds(int n, int m, long seed) {
        Random random = new Random(seed);
        return TransportProblem.of(new Measure(weights(n, random), points(n, 2, random)),
                new Measure(weights(m, random), points(m, 2, random)), SQUARES);
    }

    /** The entropy of a plan is at most log(n m), so that this is how far its cost is from the least at most. */
    @Test
    void asEpsilonVanishesTheCostIsThatOfTheLinearProgram() throws SolverException {
        TransportProblem.Builder problem = clouds(20, 15, 1);
        TransportAsLinearProgram reduction = new TransportAsLinearProgram();
        TransportProblem exact = problem.build();
        Solution<LinearProgramSolution> program = new LinearProgramSolver().solve(reduction.reduce(exact),
                new TestContext().blas(new JavaBlas()).with("tolerance", reduction.tolerance(exact, 1e-8)));
        double[] unitCosts = reduction.reduce(exact).objective();
        double least = IntStream.range(0, unitCosts.length).mapToDouble(k -> unitCosts[k] * program.value().x()[k]).sum();
        assertEquals(value(new ExactSolver(), exact), least, 1e-8);
        for (double epsilon : new double[] {1e-1, 1e-2, 1e-3, 1e-4}) {
            TransportProblem entropic = problem.regulariser(Regulariser.RELATIVE_ENTROPY, epsilon).build();
            double cost = Verified.certificate(entropic, converged(new NewtonSolver(), entropic, new TestContext())).quantities()
                    .get("linearCost");
            assertTrue(cost >= least - 1e-8 && cost <= least + epsilon * Math.log(20 * 15) + 1e-8, epsilon + ": " + cost + ", " + least);
        }
    }

    /** Where Sinkhorn's iteration stands still the gradient of the dual value is 0, and there only. */
    @Test
    void fixedPointsOfSinkhornsIterationAreWhereTheGradientVanishes() throws SolverException {
        TransportProblem problem = clouds(20, 15, 2).regulariser(Regulariser.ENTROPY, 0.05).build();
        Solution<TransportPlan> sweeps = converged(new SinkhornSolver(), problem, new TestContext().with("tolerance", 1e-12));
        Solution<TransportPlan> steps = converged(new NewtonSolver(), problem, new TestContext().with("tolerance", 1e-12));
        Solution<TransportPlan> again = converged(new NewtonSolver(), problem, new TestContext().start(sweeps.value()));
        assertEquals(0, again.counters().getOrDefault(Counter.FINISH, 0L), again::toString);
        Solution<TransportPlan> swept = converged(new SinkhornSolver(), problem, new TestContext().start(steps.value()));
        assertTrue(swept.iterations() <= 1, swept::toString);
        assertArrayEquals(((DMatrixRMaj) steps.value().plan()).data, ((DMatrixRMaj) swept.value().plan()).data, 1e-12);
        double shift = sweeps.value().f()[0] - steps.value().f()[0];
        for (int i = 0; i < 20; i++) {
            assertEquals(sweeps.value().f()[i] - shift, steps.value().f()[i], 1e-9);
        }
        for (int j = 0; j < 15; j++) {
            assertEquals(sweeps.value().g()[j] + shift, steps.value().g()[j], 1e-9);
        }
    }

    @Test
    void permutedCloudsHaveThePermutationForTheirPlan() throws SolverException {
        Random random = new Random(3);
        DMatrixRMaj cloud = points(30, 2, random);
        int[] to = random.ints(0, 30).distinct().limit(30).toArray();
        DMatrixRMaj permuted = new DMatrixRMaj(30, 2);
        for (int i = 0; i < 30; i++) {
            permuted.set(to[i], 0, cloud.get(i, 0));
            permuted.set(to[i], 1, cloud.get(i, 1));
        }
        TransportProblem problem = TransportProblem.of(Measure.uniform(cloud), Measure.uniform(permuted), SQUARES).build();
        assertEquals(0, value(new ExactSolver(), problem), 0);
        TransportPlan plan = converged(new ExactSolver(), problem, new TestContext()).value();
        for (int i = 0; i < 30; i++) {
            assertEquals(1 / 30.0, plan.plan().get(i, to[i]), 1e-16);
        }
    }

    /** The gradient of 3 x^2 / 2 + log cosh x + x y / 2 + y^2, which is convex, and a shift by (3, -4). */
    @Test
    void gradientsOfConvexFunctionsAndShiftsMoveEachPointToItsImage() throws SolverException {
        DMatrixRMaj cloud = points(30, 2, new Random(4));
        DMatrixRMaj images = new DMatrixRMaj(30, 2);
        DMatrixRMaj shifted = new DMatrixRMaj(30, 2);
        double cost = 0;
        for (int i = 0; i < 30; i++) {
            double x = cloud.get(i, 0);
            double y = cloud.get(i, 1);
            images.set(i, 0, 3 * x + Math.tanh(x) + y / 2);
            images.set(i, 1, x / 2 + 2 * y);
            cost += (Math.pow(images.get(i, 0) - x, 2) + Math.pow(images.get(i, 1) - y, 2)) / 30;
            shifted.set(i, 0, x + 3);
            shifted.set(i, 1, y - 4);
        }
        TransportProblem problem = TransportProblem.of(Measure.uniform(cloud), Measure.uniform(images), SQUARES).build();
        assertEquals(cost, value(new ExactSolver(), problem), 1e-13);
        TransportPlan plan = converged(new ExactSolver(), problem, new TestContext()).value();
        for (int i = 0; i < 30; i++) {
            assertEquals(1 / 30.0, plan.plan().get(i, i), 1e-16);
        }
        assertEquals(25, value(new ExactSolver(), TransportProblem.of(Measure.uniform(cloud), Measure.uniform(shifted), SQUARES).build()),
                1e-13);
    }

    @Test
    void allMassOfPartialTransportAndHeavyPenaltiesAreBalancedTransport() throws SolverException {
        TransportProblem.Builder problem = clouds(12, 9, 5);
        double balanced = value(new ExactSolver(), problem.build());
        double all = Math.min(problem.build().source().mass(), problem.build().target().mass());
        assertEquals(balanced, value(new ExactSolver(), problem.rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(all).build()),
                1e-14);
        MarginalRule heavy = new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 4);
        assertEquals(balanced, value(new ExactSolver(), clouds(12, 9, 5).rules(heavy, heavy).build()), 4e-15);
        double entropic = value(new SinkhornSolver(), clouds(12, 9, 5).regulariser(Regulariser.RELATIVE_ENTROPY, .1).build());
        MarginalRule divergence = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1e6);
        assertEquals(entropic, value(new SinkhornSolver(), clouds(12, 9, 5).regulariser(Regulariser.RELATIVE_ENTROPY, .1)
                .rules(divergence, divergence).build()), 1e-6);
    }

    /** N(0, 1) to N(1, 4) on a grid: the covariances of the plan there and, nearby, in the closed form. */
    @ParameterizedTest
    @CsvSource({".5, 1.878764946, 1.8789024427351748", "1, 1.56141964, 1.5615528128088303"})
    void thePlanOfNormalDistributionsHasTheirCovariance(double sigma, double onTheGrid, double closedForm) throws SolverException {
        double[] x = IntStream.range(0, 400).mapToDouble(i -> -8 + 18 * i / 399.0).toArray();
        double[] a = Verified.normalised(Arrays.stream(x).map(Verified.normal(0, 1)).toArray());
        double[] b = Verified.normalised(Arrays.stream(x).map(Verified.normal(1, 2)).toArray());
        TransportProblem problem = costs(squares(x, x), a, b).regulariser(Regulariser.RELATIVE_ENTROPY, 2 * sigma * sigma).build();
        double[] plan = ((DMatrixRMaj) converged(new NewtonSolver(), problem, new TestContext()).value().plan()).data;
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < 400; i++) {
            for (int j = 0; j < 400; j++) {
                product += x[i] * x[j] * plan[i * 400 + j];
                first += x[i] * plan[i * 400 + j];
                second += x[j] * plan[i * 400 + j];
            }
        }
        assertEquals(onTheGrid, product - first * second, 1e-8);
        assertEquals(closedForm, product - first * second, 2e-4);
    }

    /** Two heaps to two others, of which a tenth is moved: scaled by Bregman projections the documented plan, to more digits. */
    @Test
    void theEntropicPartialPlanOfTwoPointsFollowsFromItsConditions() throws SolverException {
        TransportProblem problem = costs(new double[][] {{0, 1}, {2, 3}}, new double[] {.1, .2}, new double[] {.1, .1})
                .regulariser(Regulariser.ENTROPY, 1).rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(.1).build();
        double[][] plan = Verified.rows(converged(new SinkhornSolver(), problem, new TestContext().with("tolerance", 1e-13)).value()
                .plan());
        double unit = .1 / (1 + Math.exp(-1) + Math.exp(-2) + Math.exp(-3));
        assertArrayEquals(new double[] {unit, unit / Math.E}, plan[0], 1e-13);
        assertArrayEquals(new double[] {unit * Math.exp(-2), unit * Math.exp(-3)}, plan[1], 1e-13);
        assertArrayEquals(new double[] {.06, .02, .01, 0}, IntStream.range(0, 4).mapToDouble(k -> Math.round(100 * plan[k / 2][k % 2])
                / 100.0).toArray(), 1e-15);
    }
}
