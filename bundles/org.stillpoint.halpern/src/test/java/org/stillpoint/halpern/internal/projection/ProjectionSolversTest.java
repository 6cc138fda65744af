package org.stillpoint.halpern.internal.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.FeasibilityProblem;
import org.stillpoint.api.problem.FeasiblePoint;
import org.stillpoint.api.problem.Projection;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.FeasibilityVerifier;

class ProjectionSolversTest {

    private static final List<Solver<FeasibilityProblem, FeasiblePoint>> SOLVERS = List.of(new AlternatingProjectionsSolver(),
            new DykstraSolver(), new DouglasRachfordSolver(), new AnchoredProjectionsSolver());
    private static final List<Solver<FeasibilityProblem, FeasiblePoint>> NEAREST = List.of(new DykstraSolver(),
            new AnchoredProjectionsSolver());

    /** A projection made of a function. */
    private interface Map extends Projection {

        @Override
        default int dimension() {
            return 0;
        }
    }

    private record Verification() implements VerificationContext {

        @Override
        public double tolerance() {
            return 1e-6;
        }

        @Override
        public String verifier() {
            return "test";
        }

        @Override
        public <F> F function(Class<F> type, String name) throws SolverException {
            throw new SolverException("no function " + name);
        }
    }

    private static FeasibilityProblem problem(double[] start, ConvexSet... sets) {
        return new FeasibilityProblem(List.of(sets), start);
    }

    private static ConvexSet.AffineSet equation(double rightSide, double... row) {
        return new ConvexSet.AffineSet(new DMatrixRMaj(new double[][] {row}), new double[] {rightSide});
    }

    private static ConvexSet.Box nonnegative(int dimension) {
        double[] upper = new double[dimension];
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        return new ConvexSet.Box(new double[dimension], upper);
    }

    private static String name(Object solver) {
        return solver.getClass().getSimpleName();
    }

    @Test
    void solveTheirSelfCheck() throws SolverException {
        for (var solver : SOLVERS) {
            Solution<FeasiblePoint> solution = solver.solve(solver.selfCheck(), new TestContext());
            assertEquals(Status.CONVERGED, solution.status(), name(solver));
            double[] x = solution.value().x();
            assertEquals(1, x[0] + x[1] + x[2], 1e-3, name(solver));
        }
    }

    @Test
    void linesMeetAtTheirExactRates() throws SolverException {
        double angle = 0.3;
        double[] start = {3, 0};
        FeasibilityProblem lines = problem(start, equation(0, Math.sin(angle), -Math.cos(angle)), equation(0, 0, 1));
        for (int k : new int[] {1, 5, 20}) {
            TestContext context = new TestContext().with("maxIterations", (long) k).with("tolerance", 1e-15);
            double[] alternating = new AlternatingProjectionsSolver().solve(lines, context).value().x();
            assertEquals(3 * Math.pow(Math.cos(angle), 2 * k), alternating[0], 1e-13);
            TestContext second = new TestContext().with("maxIterations", (long) k).with("tolerance", 1e-15);
            Solution<FeasiblePoint> reflected = new DouglasRachfordSolver().solve(lines, second);
            // z_k is the start turned by -k t and shortened by cos^k t; x_k is its projection onto the first line.
            double length = 3 * Math.pow(Math.cos(angle), k);
            double shadow = length * Math.cos((k + 1) * angle);
            double[] best = reflected.value().x();
            double expected = Math.abs(shadow) * Math.sin(angle);
            assertTrue(reflected.residual() <= expected + 1e-13, "residual after " + k);
            if (k == 1) {
                assertArrayEquals(new double[] {shadow * Math.cos(angle), shadow * Math.sin(angle)}, best, 1e-13);
            }
        }
    }

    @Test
    void findCommonPointsOfManySets() throws SolverException {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            int dimension = 6;
            double[] common = new double[dimension];
            double total = 0;
            for (int j = 0; j < dimension; j++) {
                common[j] = -Math.log(random.nextDouble());
                total += common[j];
            }
            DMatrixRMaj rows = new DMatrixRMaj(2, dimension);
            double[] right = new double[2];
            double[] center = new double[dimension];
            double distance = 0;
            for (int j = 0; j < dimension; j++) {
                common[j] /= total;
                for (int i = 0; i < 2; i++) {
                    rows.set(i, j, random.nextGaussian());
                    right[i] += rows.get(i, j) * common[j];
                }
                center[j] = common[j] + random.nextGaussian();
                distance += Math.pow(center[j] - common[j], 2);
            }
            ConvexSet[] sets = {new ConvexSet.Simplices(dimension), new ConvexSet.AffineSet(rows, right),
                new ConvexSet.Ball(center, 1.05 * Math.sqrt(distance))};
            FeasibilityProblem problem = problem(random.doubles(dimension, -2, 2).toArray(), sets);
            for (var solver : SOLVERS) {
                Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext());
                assertEquals(Status.CONVERGED, solution.status(), name(solver) + ", seed " + seed);
                Distances distances = new Distances(problem, new TestContext());
                distances.measure(solution.value().x());
                assertEquals(distances.largest(), solution.residual(), 1e-15);
                assertTrue(solution.residual() <= solution.tolerance());
            }
        }
    }

    @Test
    void theNearestPointOfASimplexIsItsProjection() throws SolverException {
        for (int seed = 0; seed < 5; seed++) {
            double[] start = new Random(seed).doubles(8, -1, 1).toArray();
            double[] ones = new double[8];
            Arrays.fill(ones, 1);
            FeasibilityProblem problem = problem(start, nonnegative(8), equation(1, ones));
            FeasibilityProblem whole = problem(start, new ConvexSet.Simplices(8));
            double[] expected = new AlternatingProjectionsSolver().solve(whole, new TestContext()).value().x();
            assertArrayEquals(expected, new DykstraSolver().solve(problem, new TestContext()).value().x(), 1e-5);
            assertArrayEquals(expected, new AnchoredProjectionsSolver().solve(problem, new TestContext()).value().x(), 2e-3);
        }
    }

    @Test
    void theNearestPointOfALensIsItsCorner() throws SolverException {
        // The nearest point of the ball alone is (0.233, 0.972), outside of the box.
        FeasibilityProblem problem = problem(new double[] {1.2, 5}, new ConvexSet.Ball(new double[2], 1),
                new ConvexSet.Box(new double[] {0.6, -9}, new double[] {9, 9}));
        for (var solver : NEAREST) {
            Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext());
            assertEquals(Status.CONVERGED, solution.status());
            assertArrayEquals(new double[] {0.6, 0.8}, solution.value().x(), 1e-3, name(solver));
        }
    }

    @Test
    void restingIteratesDoNotEndDykstrasProjections() throws SolverException {
        // The box takes much away at first; x rests while that is given back.
        FeasibilityProblem problem = problem(new double[] {-4, 1.4}, new ConvexSet.Box(new double[] {-2, -2}, new double[] {2, 2}),
                new ConvexSet.Ball(new double[] {1.9, 0}, 1));
        Solution<FeasiblePoint> exact = new DykstraSolver().solve(problem, new TestContext().with("tolerance", 1e-12));
        Solution<FeasiblePoint> coarse = new DykstraSolver().solve(problem, new TestContext().with("tolerance", 1e-4));
        assertEquals(Status.CONVERGED, exact.status());
        assertArrayEquals(exact.value().x(), coarse.value().x(), 1e-3);
        double[] outward = {problem.start()[0] - 1.9, problem.start()[1]};
        double length = Math.hypot(outward[0], outward[1]);
        assertArrayEquals(new double[] {1.9 + outward[0] / length, outward[1] / length}, exact.value().x(), 1e-9);
    }

    @Test
    void anchoredProjectionsKeepTheirBound() throws SolverException {
        FeasibilityProblem problem = problem(new double[] {2, 3, -1}, nonnegative(3), equation(1, 1, 1, 1),
                new ConvexSet.Ball(new double[] {0, 0, 1}, 1.3));
        double[] nearest = new DykstraSolver().solve(problem, new TestContext().with("tolerance", 1e-10)).value().x();
        double distance = 0;
        for (int j = 0; j < 3; j++) {
            distance += Math.pow(nearest[j] - problem.start()[j], 2);
        }
        for (int k : new int[] {1, 3, 10, 100, 1000}) {
            double[] x = new AnchoredProjectionsSolver().solve(problem, new TestContext().with("maxIterations", (long) k)
                    .with("tolerance", 1e-15)).value().x();
            Distances distances = new Distances(problem, new TestContext());
            distances.measure(x);
            double squared = 0;
            for (double part : distances.sum()) {
                squared += part * part;
            }
            assertTrue(Math.sqrt(squared) / 3 <= Math.sqrt(distance) / (k + 1) * (1 + 1e-6), "k " + k);
        }
    }

    @Test
    void disjointSetsAreRecognised() throws SolverException {
        List<FeasibilityProblem> problems = new ArrayList<>();
        problems.add(problem(new double[] {0.3, 1}, new ConvexSet.Ball(new double[2], 1), new ConvexSet.Ball(new double[] {3, 0}, 1)));
        problems.add(problem(new double[] {0.3, 1}, equation(1, 1, 1), equation(2, 1, 1)));
        problems.add(problem(new double[] {0.3, 1}, nonnegative(2), equation(-1, 1, 1)));
        problems.add(problem(new double[] {0.3, 1, 2}, new ConvexSet.Simplices(3), equation(-0.01, 0, 0, 1)));
        // Three lines that meet in pairs only.
        problems.add(problem(new double[] {0.3, 7}, equation(0, 1, 0), equation(0, 0, 1), equation(1, 1, 1)));
        for (var solver : SOLVERS) {
            for (FeasibilityProblem problem : problems) {
                Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext());
                assertEquals(Status.INFEASIBLE, solution.status(), name(solver) + " on problem " + problems.indexOf(problem));
                Distances distances = new Distances(problem, new TestContext());
                distances.measure(solution.value().x());
                assertTrue(distances.radius() > Math.min(1e5, distances.extent(solution.value().x())));
                assertTrue(solution.residual() > solution.tolerance());
                assertTrue(solution.warnings().get(0).contains("no common point"));
                Certificate certificate = new FeasibilityVerifier().verify(problem, solution, new Verification());
                assertTrue(certificate.holds(), name(solver) + ": " + certificate);
            }
            Solution<FeasiblePoint> balls = solver.solve(problems.get(0), new TestContext());
            // The bounded sets need no exact least squares: the proof is good at once, the gap only roughly 1.
            assertEquals(0.5, balls.residual(), 0.5, name(solver));
        }
    }

    @Test
    void touchingSetsAreNotMistakenForDisjointOnes() throws SolverException {
        FeasibilityProblem touching = problem(new double[] {0.3, 1}, new ConvexSet.Ball(new double[2], 1),
                new ConvexSet.Ball(new double[] {2, 0}, 1));
        for (var solver : SOLVERS) {
            Solution<FeasiblePoint> solution = solver.solve(touching, new TestContext().with("tolerance", 1e-3));
            assertEquals(Status.CONVERGED, solution.status(), name(solver));
        }
        FeasibilityProblem far = problem(new double[] {0, 0}, equation(0, 0, 1), equation(1, 1e-2, 1));
        Solution<FeasiblePoint> solution = new DouglasRachfordSolver().solve(far, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(100, solution.value().x()[0], 1e-3);
    }

    @Test
    void namedSetsArePartOfProblems() throws SolverException {
        Map halfPlane = (x, result) -> {
            double excess = Math.max(0, x[0] + x[1] - 1) / 2;
            result[0] = x[0] - excess;
            result[1] = x[1] - excess;
        };
        FeasibilityProblem problem = problem(new double[] {4, 5}, new ConvexSet.Named("below"), nonnegative(2));
        for (var solver : SOLVERS) {
            Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext().function("below", halfPlane));
            assertEquals(Status.CONVERGED, solution.status(), name(solver));
            assertTrue(solution.value().x()[0] + solution.value().x()[1] <= 1 + 2e-4);
        }
        assertThrows(SolverException.class, () -> new DykstraSolver().solve(problem, new TestContext()));
    }

    @Test
    void oneSetIsProjectedOnto() throws SolverException {
        FeasibilityProblem problem = problem(new double[] {3, 4}, new ConvexSet.Ball(new double[2], 1));
        for (var solver : SOLVERS) {
            Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext());
            assertEquals(Status.CONVERGED, solution.status(), name(solver));
            assertArrayEquals(new double[] {0.6, 0.8}, solution.value().x(), 1e-3);
        }
    }

    @Test
    void limitsCancellationAndBadNumbersAreReportedWithTheBestIterate() throws SolverException {
        FeasibilityProblem slow = problem(new double[] {300, 1}, equation(0, 0, 1), equation(0, 1e-3, 1));
        Map broken = new Map() {
            private int calls;

            @Override
            public void project(double[] x, double[] result) {
                result[0] = ++calls > 10 ? Double.NaN : x[0];
                result[1] = x[1] / 2;
            }
        };
        Map exploding = (x, result) -> {
            result[0] = 10 * x[0];
            result[1] = 10 * x[1];
        };
        FeasibilityProblem named = problem(new double[] {1, 2}, new ConvexSet.Named("map"), equation(1, 1, 1));
        for (var solver : SOLVERS) {
            Solution<FeasiblePoint> limited = solver.solve(slow, new TestContext().with("maxIterations", 7L));
            assertEquals(Status.ITERATION_LIMIT, limited.status(), name(solver));
            assertEquals(7, limited.iterations());
            assertTrue(Double.isFinite(limited.residual()));
            assertEquals(Status.CANCELLED, solver.solve(slow, new TestContext().cancelAt(5)).status());
            assertEquals(Status.TIME_LIMIT, solver.solve(slow, new TestContext().timeLimit(-1)).status());
            Solution<FeasiblePoint> nonfinite = solver.solve(named, new TestContext().function("map", broken));
            assertEquals(Status.NONFINITE, nonfinite.status(), name(solver));
            assertFalse(Double.isNaN(nonfinite.value().x()[0]));
            Status diverged = solver.solve(named, new TestContext().function("map", exploding)).status();
            assertEquals(Status.DIVERGED, diverged, name(solver));
        }
    }

    @Test
    void stagnationIsRecognised() throws SolverException {
        // Two points as one set: not convex, and no common point with the line, of which no proof is possible.
        Map points = (x, result) -> {
            result[0] = Math.copySign(1, x[0]);
            result[1] = 1;
        };
        FeasibilityProblem problem = problem(new double[] {0.1, 5}, new ConvexSet.Named("points"), equation(0, 0, 1));
        Solution<FeasiblePoint> solution = new AlternatingProjectionsSolver().solve(problem,
                new TestContext().function("points", points).with("patience", 100L).with("searchRadius", 1e12));
        assertEquals(Status.STAGNATED, solution.status());
        assertEquals(1, solution.residual(), 1e-12);
    }

    @Test
    void startsFromAGivenPointWhereAnyPointWillDo() throws SolverException {
        FeasibilityProblem problem = AlternatingProjectionsSolver.selfCheckProblem();
        FeasiblePoint inside = new FeasiblePoint(new double[] {0.9, 0.05, 0.05});
        for (var solver : List.of(new AlternatingProjectionsSolver(), new DouglasRachfordSolver())) {
            Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext().start(inside));
            assertEquals(0, solution.iterations(), name(solver));
            TestContext wrong = new TestContext().start(new FeasiblePoint(new double[2]));
            assertTrue(assertThrows(SolverException.class, () -> solver.solve(problem, wrong)).getMessage().contains("expected 3"));
        }
    }

    @Test
    void methodsForTheNearestPointDoNotMoveTheStart() throws SolverException {
        FeasibilityProblem problem = AlternatingProjectionsSolver.selfCheckProblem();
        FeasiblePoint elsewhere = new FeasiblePoint(new double[] {9, -5, 3});
        for (var solver : NEAREST) {
            Solution<FeasiblePoint> solution = solver.solve(problem, new TestContext().start(elsewhere));
            assertArrayEquals(solver.solve(problem, new TestContext()).value().x(), solution.value().x(), 0, name(solver));
            assertTrue(solution.warnings().get(0).contains("not used"));
        }
    }

    @Test
    void evaluationsAreCounted() throws SolverException {
        FeasibilityProblem problem = problem(new double[] {2, 3, -1}, nonnegative(3), equation(1, 1, 1, 1));
        Solution<FeasiblePoint> anchored = new AnchoredProjectionsSolver().solve(problem, new TestContext().with("maxIterations", 4L));
        assertEquals(5, anchored.counters().get(Counter.OPERATOR_EVALUATIONS));
        Solution<FeasiblePoint> alternating = new AlternatingProjectionsSolver().solve(problem, new TestContext());
        assertTrue(alternating.counters().get(Counter.OPERATOR_EVALUATIONS) >= 2 * alternating.iterations());
    }

    @Test
    void runsAreReproducedBitForBit() throws SolverException {
        FeasibilityProblem problem = AlternatingProjectionsSolver.selfCheckProblem();
        for (var solver : SOLVERS) {
            double[] first = solver.solve(problem, new TestContext()).value().x();
            assertArrayEquals(first, solver.solve(problem, new TestContext()).value().x(), 0);
        }
    }
}
