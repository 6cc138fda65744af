package org.stillpoint.transport.internal.reduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.threePoints;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.halpern.internal.linearprogram.LinearProgramSolver;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.plan.Verified;

class TransportAsLinearProgramTest {

    private static final double TOLERANCE = 1e-7;
    private static final MarginalRule VARIATION = new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 1);

    private final TransportAsLinearProgram reduction = new TransportAsLinearProgram();

    /** Solves the linear program, restores the plan, has it confirmed at the tolerance that was asked for, and answers its cost. */
    private double solved(TransportProblem problem) throws SolverException {
        Solution<LinearProgramSolution> found = new LinearProgramSolver().solve(reduction.reduce(problem),
                new TestContext().blas(new JavaBlas()).with("tolerance", reduction.tolerance(problem, TOLERANCE)));
        assertEquals(Status.CONVERGED, found.status(), found::toString);
        Solution<TransportPlan> restored = Solution.of(found.status(), reduction.restore(problem, found.value()))
                .residual(0, TOLERANCE).build();
        Certificate certificate = Verified.certificate(problem, restored);
        assertTrue(certificate.holds(), certificate::toString);
        return certificate.quantities().get(Certificate.OBJECTIVE);
    }

    @Test
    void knownValuesAreFound() throws SolverException {
        assertEquals(.85, solved(threePoints().build()), 1e-7);
        assertEquals(.125, solved(threePoints().rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(.5).build()), 1e-7);
        assertEquals(.3, solved(costs(new double[][] {{0, 1}, {2, 3}}, new double[] {.1, .2}, new double[] {.1, .1})
                .rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(.2).build()), 1e-7);
    }

    @Test
    void forbiddenPairsDoNotBlurTheOthers() throws SolverException {
        double[][] costs = {
            {2.50275352e02, 3.74653218e02, 2.41352736e03, 1e32, 1.51751540e-03},
            {2.13082030e02, 3.28812836e02, 2.29487946e03, 1e32, 1.37109800e-01},
            {1.97333083e02, 3.09175848e02, 2.24250550e03, 1e32, 2.46506283e00},
            {1e32, 1e32, 1e32, 5.26223432e00, 2.5e31},
            {3.84690152e01, 8.09465684e01, 3.33064175e02, 2.5e31, 0}};
        double[] weights = {.125, .125, .125, .125, .5};
        double best = .125 * (1.51751540e-03 + 1.37109800e-01 + 2.46506283 + 5.26223432 + 38.4690152 + 80.9465684 + 333.064175);
        assertEquals(best, solved(costs(costs, weights, weights).build()), 1e-5);
    }

    @Test
    void everyLinearRuleAgreesWithTheSimplexMethod() throws SolverException {
        Random random = new Random(4);
        double[] a = weights(30, random);
        double[] b = weights(30, random);
        a[3] = 0;
        b[7] = 0;
        MarginalRule[][] rules = {{MarginalRule.EXACT, MarginalRule.FREE}, {MarginalRule.EXACT, MarginalRule.AT_MOST},
            {MarginalRule.FREE, MarginalRule.EXACT}, {VARIATION, MarginalRule.EXACT}, {VARIATION, VARIATION},
            {MarginalRule.AT_MOST, VARIATION}};
        GroundCost cost = GroundCost.Distance.SQUARED_EUCLIDEAN;
        Measure source = new Measure(a, points(30, 2, random));
        double[] more = Arrays.stream(b).map(weight -> 1.2 * weight).toArray();
        Measure target = new Measure(more, points(30, 2, random));
        for (MarginalRule[] pair : rules) {
            TransportProblem problem = TransportProblem.of(source, target, cost).rules(pair[0], pair[1]).build();
            assertEquals(Verified.value(new ExactSolver(), problem), solved(problem), 1e-6, Arrays.toString(pair));
        }
        TransportProblem partial = TransportProblem.of(source, target, cost).rules(MarginalRule.AT_MOST, MarginalRule.AT_MOST).mass(.7)
                .build();
        assertEquals(Verified.value(new ExactSolver(), partial), solved(partial), 1e-6);
    }

    @Test
    void thirtyRandomPointsAgreeWithTheSimplexMethod() throws SolverException {
        Random random = new Random(5);
        double[] weights = weights(30, random);
        double[][] matrix = new double[30][];
        Arrays.setAll(matrix, row -> random.doubles(30).toArray());
        TransportProblem problem = costs(matrix, weights, weights(30, random)).build();
        assertEquals(Verified.value(new ExactSolver(), problem), solved(problem), 1e-7);
    }

    @Test
    void crudeSolutionsAreRepaired() throws SolverException {
        TransportProblem problem = threePoints().build();
        LinearProgram program = reduction.reduce(problem);
        assertEquals(6, program.rows());
        assertEquals(9, program.columns());
        double[] crude = {.21, -.01, 0, .1, .29, .1, 0, 0, .31};
        LinearProgramSolution inexact = new LinearProgramSolution(crude, new double[] {0, .001, -3.002, .26, .25, 4.01}, new double[9]);
        assertEquals(List.of(), failures(problem, inexact));
        assertEquals(List.of("duality gap (relative)"), failures(problem,
                new LinearProgramSolution(new double[9], new double[6], new double[9])));
    }

    /** The checks that do not hold for what is restored. */
    private List<String> failures(TransportProblem problem, LinearProgramSolution inexact) throws SolverException {
        Certificate certificate = Verified.certificate(problem, Solution.of(Status.CONVERGED, reduction.restore(problem, inexact))
                .residual(0, 1e-12).build());
        return certificate.checks().stream().filter(check -> !check.holds()).map(Check::name).toList();
    }

    @Test
    void whatIsNoLinearProgramIsRefused() {
        assertThrows(SolverException.class, () -> reduction.reduce(threePoints().regulariser(Regulariser.ENTROPY, 1).build()));
        MarginalRule divergence = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1);
        assertThrows(SolverException.class, () -> reduction.reduce(threePoints().rules(MarginalRule.EXACT, divergence).build()));
        Measure point = Measure.uniform(points(1, 2, new Random(1)));
        String message = assertThrows(SolverException.class,
                () -> reduction.reduce(TransportProblem.of(point, point, new GroundCost.Named("road")).build())).getMessage();
        assertTrue(message.contains("'road'") && message.contains("matrix"), message);
    }
}
