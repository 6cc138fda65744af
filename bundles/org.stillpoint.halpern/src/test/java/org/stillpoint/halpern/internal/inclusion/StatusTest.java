package org.stillpoint.halpern.internal.inclusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ComponentOperator;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.testing.TestContext;

/** How solves end, the same for all methods. */
class StatusTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static final Map<String, Solver<MonotoneInclusion, InclusionPoint>> SOLVERS = new LinkedHashMap<>();

    static {
        SOLVERS.put("extragradient", new ExtragradientSolver());
        SOLVERS.put("anchored-extragradient", new AnchoredExtragradientSolver());
        SOLVERS.put("fast-extragradient", new FastExtragradientSolver());
        SOLVERS.put("optimistic-gradient", new OptimisticGradientSolver());
        SOLVERS.put("past-extragradient", new PastExtragradientSolver());
        SOLVERS.put("accelerated-optimistic-gradient", new AcceleratedOptimisticGradientSolver());
        SOLVERS.put("deterministic-halpern", new DeterministicHalpernSolver());
        SOLVERS.put("accelerated-proximal-point", new AcceleratedProximalPointSolver());
        SOLVERS.put("strongly-monotone-proximal-point", new StronglyMonotoneProximalPointSolver());
    }

    /** The gradient of sqrt(1 + u^2) in each component, with its minimum at 1: cocoercive with Lipschitz constant 1. */
    private static ComponentOperator valley(int dimension) {
        return Cases.operator(dimension, 1, (u, result) -> {
            for (int i = 0; i < dimension; i++) {
                result[i] = (u[i] - 1) / Math.sqrt(1 + (u[i] - 1) * (u[i] - 1));
            }
        });
    }

    private static Solution<InclusionPoint> solve(String name, TestContext context, ConvexSet set, double... start) throws SolverException {
        return SOLVERS.get(name).solve(Cases.problem(set, start), context);
    }

    private static final ConvexSet SPACE = new ConvexSet.WholeSpace();

    @Test
    void allSolveTheirSelfChecksInMilliseconds() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            TestContext context = new TestContext().function(MatrixOperatorFactory.NAME, new MatrixOperatorFactory());
            Solution<InclusionPoint> solution = SOLVERS.get(name).solve(SOLVERS.get(name).selfCheck(), context);
            assertEquals(Status.CONVERGED, solution.status(), name);
            assertTrue(solution.iterations() > 3, name + " " + solution);
            assertTrue(solution.counters().get(Counter.OPERATOR_EVALUATIONS) < 20_000, name + " " + solution);
        }
    }

    @Test
    void curvedOperatorsAreSolvedOnAllSets() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            Solution<InclusionPoint> free = solve(name, Cases.context(valley(2)).with("tolerance", 1e-4), SPACE, -2, 0.5);
            assertEquals(Status.CONVERGED, free.status(), name);
            assertArrayEquals(new double[] {1, 1}, free.value().u(), 2e-4, name);
            ConvexSet box = new ConvexSet.Box(new double[] {-INFINITY, 1.5}, new double[] {0, INFINITY});
            Solution<InclusionPoint> bounded = solve(name, Cases.context(valley(2)).with("tolerance", 1e-4), box, -2, 3);
            assertEquals(Status.CONVERGED, bounded.status(), name);
            assertArrayEquals(new double[] {0, 1.5}, bounded.value().u(), 1e-4, name);
            Solution<InclusionPoint> simplex = solve(name, Cases.context(valley(3)).with("tolerance", 1e-4), new ConvexSet.Simplices(3),
                    7, 0, 0);
            assertEquals(Status.CONVERGED, simplex.status(), name);
            assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, simplex.value().u(), 3e-4, name);
        }
    }

    @Test
    void limitsAndInterruptionsAreReportedWithTheBestIterate() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            Solution<InclusionPoint> limited = solve(name, Cases.context(valley(1)).with("maxIterations", 3L).with("tolerance", 1e-14),
                    SPACE, 9);
            assertEquals(Status.ITERATION_LIMIT, limited.status(), name);
            assertEquals(3, limited.iterations(), name);
            assertTrue(limited.value().u()[0] < 9 && limited.residual() < valleyResidual(9), name);
            assertEquals(valleyResidual(limited.value().u()[0]), limited.residual(), 1e-15, name);
            Solution<InclusionPoint> late = solve(name, Cases.context(valley(1)).with("tolerance", 1e-15).timeLimit(0), SPACE, 9);
            assertEquals(Status.TIME_LIMIT, late.status(), name);
            Solution<InclusionPoint> cancelled = solve(name, Cases.context(valley(1)).with("tolerance", 1e-15).cancelAt(2), SPACE, 9);
            assertEquals(Status.CANCELLED, cancelled.status(), name);
            assertEquals(2, cancelled.iterations(), name);
        }
    }

    private static double valleyResidual(double u) {
        return Math.abs(u - 1) / Math.sqrt(1 + (u - 1) * (u - 1));
    }

    @Test
    void nothingThatIsNotANumberIsHidden() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            for (double wrong : new double[] {Double.NaN, INFINITY, -INFINITY}) {
                ComponentOperator always = Cases.operator(2, 1, (u, result) -> {
                    result[0] = u[0];
                    result[1] = wrong;
                });
                for (ConvexSet set : new ConvexSet[] {SPACE, new ConvexSet.Box(new double[2], new double[] {1, 1}),
                        new ConvexSet.Simplices(2)}) {
                    Solution<InclusionPoint> solution = solve(name, Cases.context(always), set, 0.5, 0.5);
                    assertEquals(Status.NONFINITE, solution.status(), name + " " + set);
                    assertArrayEquals(new double[] {0.5, 0.5}, solution.value().u(), name);
                }
                ComponentOperator near = Cases.operator(1, 1, (u, result) -> result[0] = u[0] < 0.8 ? wrong : u[0]);
                Solution<InclusionPoint> boxed = solve(name, Cases.context(near), new ConvexSet.Box(new double[1], new double[] {1}), 1);
                assertEquals(Status.NONFINITE, boxed.status(), name);
                assertTrue(boxed.value().u()[0] >= 0.8 && boxed.residual() <= 1, name);
            }
        }
    }

    @Test
    void stepsThatAreTooLongDiverge() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            if (!name.endsWith("proximal-point")) {
                Solution<InclusionPoint> solution = solve(name, Cases.context(Cases.quarterTurn()).with("stepSize", 50.0), SPACE, 1, 1);
                assertEquals(Status.DIVERGED, solution.status(), name);
                assertEquals(Math.sqrt(2), solution.residual(), 1e-15, name);
                assertArrayEquals(new double[] {1, 1}, solution.value().u(), name);
            }
        }
    }

    @Test
    void operatorsThatAreNotMonotoneDivergeOrStagnate() throws SolverException {
        ComponentOperator downhill = Cases.operator(1, 1, (u, result) -> result[0] = -u[0] - 1);
        for (String name : SOLVERS.keySet()) {
            TestContext context = Cases.context(downhill).with("patience", 10L);
            if (name.endsWith("proximal-point")) {
                context.with("stepSize", 0.5);
            }
            Solution<InclusionPoint> solution = solve(name, context, SPACE, 1);
            assertTrue(solution.status() == Status.DIVERGED || solution.status() == Status.STAGNATED, name + " " + solution);
        }
    }

    @Test
    void solutionsAreTheSameBitForBitWhereTheLipschitzConstantIsEstimated() throws SolverException {
        ComponentOperator unknown = Cases.operator(3, Double.NaN, (u, result) -> {
            result[0] = 2 * u[0] + 3 * u[1];
            result[1] = u[1] - 3 * u[0] + u[2];
            result[2] = Math.atan(u[2] - 1) - u[1];
        });
        for (String name : SOLVERS.keySet()) {
            if (name.equals("deterministic-halpern")) {
                continue;
            }
            ConvexSet ball = new ConvexSet.Ball(new double[3], 5);
            Solution<InclusionPoint> once = solve(name, Cases.context(unknown).with("tolerance", 1e-3).seed(5), ball, 3, -1, 2);
            Solution<InclusionPoint> again = solve(name, Cases.context(unknown).with("tolerance", 1e-3).seed(5), ball, 3, -1, 2);
            assertEquals(Status.CONVERGED, once.status(), name);
            assertArrayEquals(once.value().u(), again.value().u(), name);
            assertEquals(once.counters(), again.counters(), name);
            assertTrue(once.warnings().get(0).contains("no Lipschitz constant"), name);
            Solution<InclusionPoint> other = solve(name, Cases.context(unknown).with("tolerance", 1e-3).seed(6), ball, 3, -1, 2);
            assertEquals(Status.CONVERGED, other.status(), name);
            assertFalse(other.value().u()[0] == once.value().u()[0], name);
        }
    }

    @Test
    void startsAreTakenAndBroughtIntoTheSet() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            TestContext warm = Cases.context(valley(2)).start(new InclusionPoint(new double[] {1, 1}));
            assertEquals(0, solve(name, warm, SPACE, 5, 5).iterations(), name);
            ConvexSet interval = new ConvexSet.Box(new double[] {3}, new double[] {4});
            Solution<InclusionPoint> outside = solve(name, Cases.context(valley(1)), interval, 9e9);
            assertEquals(Status.CONVERGED, outside.status(), name);
            assertEquals(3, outside.value().u()[0], 1e-6, name);
            TestContext wrong = Cases.context(valley(2)).start(new InclusionPoint(new double[] {0, Double.NaN}));
            assertTrue(assertThrows(SolverException.class, () -> solve(name, wrong, SPACE, 1, 1)).getMessage().contains("value 1 = NaN"));
            TestContext longer = Cases.context(valley(2)).start(new InclusionPoint(new double[3]));
            assertTrue(assertThrows(SolverException.class, () -> solve(name, longer, SPACE, 1, 1)).getMessage().contains("expected 2"));
        }
    }

    @Test
    void uselessOperatorsAreRefusedAndConstantOnesAreNot() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            for (double lipschitz : new double[] {-1, INFINITY}) {
                TestContext context = Cases.context(Cases.operator(1, lipschitz, (u, result) -> result[0] = u[0]));
                assertTrue(assertThrows(SolverException.class, () -> solve(name, context, SPACE, 1)).getMessage().contains("Lipschitz"));
            }
            ComponentOperator constant = Cases.operator(2, 0, (u, result) -> {
                result[0] = -1;
                result[1] = 2;
            });
            Solution<InclusionPoint> corner = solve(name, Cases.context(constant).with("tolerance", 1e-3), new ConvexSet.Box(new double[2],
                    new double[] {5, 5}), 2, 2);
            assertEquals(Status.CONVERGED, corner.status(), name);
            assertArrayEquals(new double[] {5, 0}, corner.value().u(), 1e-3, name);
        }
    }

    @Test
    void theEmptySpaceIsSolved() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            assertEquals(Status.CONVERGED, solve(name, Cases.context(Cases.operator(0, 1, (u, result) -> { })), SPACE).status(), name);
        }
    }

    @Test
    void hugeVectorsDoNotOverflow() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            ComponentOperator identity = Cases.operator(2, 1, (u, result) -> System.arraycopy(u, 0, result, 0, 2));
            Solution<InclusionPoint> solution = solve(name, Cases.context(identity), SPACE, 1e200, -1e200);
            assertEquals(Status.CONVERGED, solution.status(), name + " " + solution);
        }
    }

    @Test
    void estimatesOfTheLipschitzConstantCanBeCancelled() throws SolverException {
        int[] evaluations = new int[1];
        ComponentOperator unknown = Cases.operator(1, Double.NaN, (u, result) -> {
            result[0] = u[0];
            evaluations[0]++;
        });
        Solution<InclusionPoint> solution = solve("extragradient", Cases.context(unknown).cancelAt(0), SPACE, 1);
        assertEquals(Status.CANCELLED, solution.status());
        assertEquals(1, evaluations[0]);
        assertEquals(0, solution.iterations());
        assertArrayEquals(new double[] {1}, solution.value().u());
    }

    @Test
    void operatorsThatAreNotCocoerciveAreTold() throws SolverException {
        Solution<InclusionPoint> turned = solve("deterministic-halpern", Cases.context(Cases.quarterTurn()).with("patience", 100L), SPACE,
                1, 1);
        assertTrue(turned.status() != Status.CONVERGED, turned.toString());
        assertTrue(turned.warnings().get(0).contains("not to be cocoercive"), turned.warnings().toString());
        Solution<InclusionPoint> limited = solve("deterministic-halpern", Cases.context(valley(2)).with("maxIterations", 50L)
                .with("tolerance", 1e-14), SPACE, -3, 4);
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.warnings().isEmpty(), limited.warnings().toString());
    }

    @Test
    void stepsAdaptToSlopesThatAreNotSeenAtTheStart() throws SolverException {
        for (String name : SOLVERS.keySet()) {
            double turn = name.equals("deterministic-halpern") ? 0 : 5;
            ComponentOperator steps = Cases.operator(2, Double.NaN, (u, result) -> {
                result[0] = Math.tanh(30 * (u[0] - 3)) + turn * (u[1] + 2);
                result[1] = Math.tanh(50 * (u[1] + 2)) - turn * (u[0] - 3);
            });
            ConvexSet ball = new ConvexSet.Ball(new double[2], 10);
            for (ConvexSet set : new ConvexSet[] {SPACE, ball}) {
                Solution<InclusionPoint> solution = solve(name, Cases.context(steps), set, 0, 0);
                assertEquals(Status.CONVERGED, solution.status(), name + " " + solution + " " + solution.warnings());
                assertArrayEquals(new double[] {3, -2}, solution.value().u(), 1e-6, name);
                assertTrue(solution.iterations() < 5000, name + " " + solution);
            }
        }
    }
}
