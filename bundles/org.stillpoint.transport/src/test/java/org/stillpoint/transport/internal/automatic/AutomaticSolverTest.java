package org.stillpoint.transport.internal.automatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** The choice of methods. */
class AutomaticSolverTest {

    private final AutomaticSolver solver = new AutomaticSolver();

    private String chosen(TransportProblem problem, TestContext context) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        String first = solution.warnings().get(0);
        return first.substring("Solved by ".length(), first.indexOf(':'));
    }

    private static TransportProblem.Builder plane() {
        Random random = new Random(2);
        return TransportProblem.of(Measure.uniform(Verified.points(20, 2, random)), Measure.uniform(Verified.points(15, 2, random)),
                GroundCost.Distance.SQUARED_EUCLIDEAN);
    }

    @Test
    void eachKindOfProblemHasItsMethod() throws SolverException {
        Random random = new Random(1);
        assertEquals("transport.newton", chosen(plane().regulariser(Regulariser.ENTROPY, 0.01).build(), new TestContext()));
        assertEquals("transport.newton", chosen(plane().regulariser(Regulariser.RELATIVE_ENTROPY, 0.01).build(), new TestContext()));
        assertEquals("transport.sinkhorn", chosen(plane().regulariser(Regulariser.ENTROPY, 0.1)
                .rules(new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1), MarginalRule.EXACT).build(), new TestContext()));
        assertEquals("transport.online", chosen(plane().regulariser(Regulariser.ENTROPY, 0.1).build(),
                new TestContext().with("matrixEntries", 299L)));
        assertEquals("transport.grid", chosen(TransportProblem.of(Measure.of(1, 2, 3, 4), Measure.of(4, 3, 2, 1),
                new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, 1}), 2)).regulariser(Regulariser.ENTROPY, 0.1).build(),
                new TestContext().with("matrixEntries", 15L)));
        assertEquals("transport.exact", chosen(plane().build(), new TestContext()));
        assertEquals("transport.quadratic", chosen(plane().regulariser(Regulariser.QUADRATIC, 1).build(), new TestContext()));
        assertEquals("transport.sparse", chosen(plane().regulariser(Regulariser.SPARSE, 1).support(15).build(), new TestContext()));
        assertEquals("transport.unbalanced", chosen(plane()
                .rules(new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1), MarginalRule.EXACT).build(), new TestContext()));
        assertEquals("transport.one-dimensional", chosen(TransportProblem.of(Measure.uniform(Verified.points(9, 1, random)),
                Measure.uniform(Verified.points(7, 1, random)), GroundCost.Distance.SQUARED_EUCLIDEAN).build(), new TestContext()));
    }

    @Test
    void optionsReachTheMethod() throws SolverException {
        TransportProblem problem = plane().regulariser(Regulariser.ENTROPY, 1e-3).build();
        Solution<TransportPlan> solution = solver.solve(problem, new TestContext().with("tolerance", 1e-6).with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertEquals(1e-6, solution.tolerance());
    }

    @Test
    void reasonsAreTold() throws SolverException {
        Solution<TransportPlan> solution = solver.solve(plane().regulariser(Regulariser.ENTROPY, 0.1).build(), new TestContext());
        assertTrue(solution.warnings().get(0).contains("300 costs"), solution.warnings()::toString);
    }

    @Test
    void problemsThatNoMethodTakesAreRefused() {
        TransportProblem problem = plane().rules(MarginalRule.FREE, MarginalRule.EXACT).regulariser(Regulariser.SPARSE, 1).support(2)
                .build();
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
        assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext()));
    }

    @Test
    void thisSolverIsPreferredToTheMethodItChooses() {
        TransportProblem problem = plane().regulariser(Regulariser.ENTROPY, 0.1).build();
        assertTrue(solver.expectedSeconds(problem) < Choice.of(problem, Long.MAX_VALUE).solver().expectedSeconds(problem));
    }
}
