package org.stillpoint.transport.internal.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.value;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.plan.Verified;

class OneDimensionalSolverTest {

    private final OneDimensionalSolver solver = new OneDimensionalSolver();

    private static Measure line(double... points) {
        return Measure.uniform(DMatrixRMaj.wrap(points.length, 1, points));
    }

    private static TransportProblem.Builder between(Measure source, Measure target, double exponent) {
        return TransportProblem.of(source, target, new GroundCost.Distance(2, exponent));
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        assertEquals(0.25 * 9 + 0.5, value(solver, solver.selfCheck()), 1e-15);
    }

    /** The values that Python Optimal Transport documents. */
    @Test
    void smallProblemsHaveTheKnownValues() throws SolverException {
        assertEquals(0.5, value(solver, between(line(2, 0), line(0, 3), 1).build()), 1e-15);
        assertEquals(0.5, value(solver, between(line(2, 0), line(0, 3), 2).build()), 1e-15);
        double[] points = new Random(1).doubles(100).toArray();
        double[] shifted = Arrays.stream(points).map(x -> x + 1).toArray();
        for (double exponent : new double[] {1, 1.5, 2, 3}) {
            assertEquals(1, value(solver, between(line(points), line(shifted), exponent).build()), 1e-13);
        }
    }

    @Test
    void histogramsHaveTheKnownValue() throws SolverException {
        double[] places = new double[50];
        Arrays.setAll(places, i -> i);
        double[] a = Verified.histogram(50, Verified.normal(15, 5));
        double[] b = Verified.histogram(50, Verified.normal(35, 8));
        DMatrixRMaj points = DMatrixRMaj.wrap(50, 1, places);
        assertEquals(380.5119272647363, value(solver, between(new Measure(a, points), new Measure(b, points), 2).build()), 1e-11);
        assertEquals(380.5119272647363 / (49 * 49), value(solver, TransportProblem.of(Measure.of(a), Measure.of(b),
                new GroundCost.Grid(List.of(places), 2)).costScale(CostScale.MAX).build()), 1e-14);
    }

    @Test
    void agreesWithTheSimplexMethod() throws SolverException {
        Random random = new Random(2);
        ExactSolver exact = new ExactSolver();
        for (int repeat = 0; repeat < 40; repeat++) {
            int n = 1 + random.nextInt(30);
            int m = 1 + random.nextInt(30);
            boolean ties = repeat % 2 == 0;
            double[] x = random.doubles(n).map(u -> ties ? Math.floor(5 * u) : u).toArray();
            double[] y = random.doubles(m).map(u -> ties ? Math.floor(5 * u) : u).toArray();
            double[] a = Verified.weights(n, random);
            if (n > 1) {
                a[0] += a[n - 1];
                a[n - 1] = 0;
            }
            Measure source = new Measure(a, DMatrixRMaj.wrap(n, 1, x));
            Measure target = new Measure(Verified.weights(m, random), DMatrixRMaj.wrap(m, 1, y));
            CostScale scale = CostScale.values()[repeat % 3];
            TransportProblem problem = between(source, target, 1 + repeat % 4 * 0.5).costScale(scale).build();
            assertEquals(value(exact, problem), value(solver, problem), 1e-14);
        }
    }

    @Test
    void potentialsOfManyPointsStayFeasible() throws SolverException {
        Random random = new Random(3);
        double[] x = random.doubles(2000).toArray();
        double[] y = random.doubles(1900).map(u -> u * u).toArray();
        assertTrue(value(solver, between(line(x), line(y), 2).build()) > 0);
        assertTrue(value(solver, between(line(x), line(y), 1).build()) > 0);
    }

    @Test
    void manyPointsAreNoMatter() throws SolverException {
        double[] x = new Random(4).doubles(100_000).toArray();
        double[] y = Arrays.stream(x).map(u -> u + 0.25).toArray();
        TestContext context = new TestContext();
        Solution<TransportPlan> solution = solver.solve(between(line(x), line(y), 2).build(), context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(context.reports() > 20);
    }

    @Test
    void refusesWhatSortingDoesNotSolve() {
        List<TransportProblem> others = List.of(between(line(0, 1), line(0, 1), 0.5).build(),
                between(line(0, 1), line(0, 1), 1).rules(MarginalRule.FREE, MarginalRule.EXACT).build(),
                Verified.threePoints().build(),
                between(Measure.uniform(new DMatrixRMaj(2, 2)), Measure.uniform(new DMatrixRMaj(2, 2)), 2).build());
        for (TransportProblem problem : others) {
            assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext()));
            assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
        }
    }

    @Test
    void stopsWhenTold() throws SolverException {
        TransportProblem problem = between(line(new Random(5).doubles(20_000).toArray()), line(1, 2), 2).build();
        Solution<TransportPlan> limited = Verified.solve(solver, problem, new TestContext().with("maxIterations", 100L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(2 * (1 - 100 / 20_000.0), limited.residual(), 1e-12);
        assertEquals(Status.CANCELLED, Verified.solve(solver, problem, new TestContext().cancelAt(1)).status());
        TransportProblem scaled = between(line(1, 2), line(1, 2), 2).costScale(CostScale.MEAN).build();
        assertEquals(Status.TIME_LIMIT, Verified.solve(solver, scaled, new TestContext().timeLimit(0)).status());
    }

    @Test
    void overflowIsReported() throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, between(line(-1e200, 0), line(1e200, 3), 2).build(), new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
        assertArrayEquals(new int[] {2, 2}, new int[] {solution.value().f().length, solution.value().g().length});
    }
}
