package org.stillpoint.transport.internal.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.normalised;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.value;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;

class ExactSolverTest {

    private final ExactSolver solver = new ExactSolver();

    @Test
    void solvesItsSelfCheck() throws SolverException {
        assertEquals(0.25, value(solver, solver.selfCheck()), 1e-15);
    }

    @Test
    void threePointsHaveTheKnownPlan() throws SolverException {
        TransportProblem problem = Verified.threePoints().build();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        double[][] expected = {{0.2, 0, 0}, {0.1, 0.3, 0.1}, {0, 0, 0.3}};
        double[][] plan = Verified.rows(solution.value().plan());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected[i], plan[i], 1e-15);
        }
        assertEquals(0.85, value(solver, problem), 1e-15);
    }

    @Test
    void histogramsHaveTheKnownValues() throws SolverException {
        double[] places = Verified.histogram(50, x -> x);
        Arrays.setAll(places, i -> i);
        TransportProblem problem = costs(Verified.squares(places, places), Verified.histogram(50, Verified.normal(15, 5)),
                Verified.histogram(50, Verified.normal(35, 8))).build();
        assertEquals(380.5119272647363, value(solver, problem), 1e-11);
        double[] hundred = new double[100];
        Arrays.setAll(hundred, i -> i);
        TransportProblem other = costs(Verified.squares(hundred, hundred), Verified.histogram(100, Verified.normal(20, 5)),
                Verified.histogram(100, Verified.normal(60, 10))).costScale(CostScale.MAX).build();
        assertEquals(0.1658058110, value(solver, other), 5e-11);
    }

    /** The problem of Brauer, Clason, Lorenz and Wirth on a grid of 20 x 20 points. */
    @Test
    void measuresOnAGridHaveTheKnownValue() throws SolverException {
        double[] axis = new double[20];
        Arrays.setAll(axis, k -> k / 19.0);
        double[] from = new double[400];
        double[] to = new double[400];
        for (int k = 0; k < 400; k++) {
            double x = axis[k / 20];
            double y = axis[k % 20];
            from[k] = Math.exp(-36 * (Math.pow(x - 1 / 3.0, 2) + Math.pow(y - 1 / 3.0, 2))) + 0.1;
            to[k] = Math.exp(-9 * (Math.pow(x - 2 / 3.0, 2) + Math.pow(y - 2 / 3.0, 2))) + 0.1;
        }
        TransportProblem problem = TransportProblem.of(Measure.of(normalised(from)), Measure.of(normalised(to)),
                new GroundCost.Grid(List.of(axis, axis), 2)).build();
        assertEquals(0.07432536517005145, value(solver, problem), 1e-15);
    }

    /** The value in the file was computed from costs in single precision. */
    @Test
    void imageFeaturesHaveTheKnownValue() throws SolverException, IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "transport", "features_class1_class2.npz");
        assumeTrue(Files.exists(file), () -> file + " is absent");
        Map<String, NamedArray> arrays;
        try (InputStream in = Files.newInputStream(file)) {
            arrays = NpzFile.read(in, file.toString());
        }
        TransportProblem problem = TransportProblem.of(Measure.uniform(matrix(arrays.get("X"))), Measure.uniform(matrix(arrays.get("Y"))),
                GroundCost.Distance.SQUARED_EUCLIDEAN).costScale(CostScale.MAX).build();
        double value = value(solver, problem);
        assertEquals(numbers(arrays.get("exact_cost"))[0], value, 1e-8 * value);
        assertEquals(0.10505170602345934, value, 1e-15);
    }

    private static DMatrixRMaj matrix(NamedArray array) {
        return DMatrixRMaj.wrap(array.shape()[0], array.shape()[1], numbers(array));
    }

    private static double[] numbers(NamedArray array) {
        if (array.values() instanceof double[] numbers) {
            return numbers;
        }
        float[] single = (float[]) array.values();
        double[] numbers = new double[single.length];
        Arrays.setAll(numbers, k -> single[k]);
        return numbers;
    }

    /** With equal weights some permutation is optimal. */
    @Test
    void agreesWithAllPermutations() throws SolverException {
        Random random = new Random(7);
        for (int repeat = 0; repeat < 60; repeat++) {
            int n = 1 + repeat % 7;
            boolean ties = repeat % 2 == 0;
            double[][] costs = new double[n][n];
            for (double[] row : costs) {
                Arrays.setAll(row, j -> ties ? random.nextInt(4) : random.nextDouble() - 0.3);
            }
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            assertEquals(best(costs, 0, new boolean[n]), value(solver, costs(costs, ones, ones).build()), 1e-14 * n);
        }
    }

    private static double best(double[][] costs, int row, boolean[] taken) {
        if (row == costs.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int j = 0; j < costs.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                best = Math.min(best, costs[row][j] + best(costs, row + 1, taken));
                taken[j] = false;
            }
        }
        return best;
    }

    /** On a line the optimal plan keeps the order: the value is the integral over the difference of the quantile functions. */
    @Test
    void agreesWithTheQuantileFormulaOnALine() throws SolverException {
        Random random = new Random(8);
        for (int repeat = 0; repeat < 20; repeat++) {
            int n = 1 + random.nextInt(40);
            int m = 1 + random.nextInt(40);
            double[] x = random.doubles(n).sorted().toArray();
            double[] y = random.doubles(m).sorted().toArray();
            double[] a = weights(n, random);
            double[] b = weights(m, random);
            double expected = 0;
            double left = a[0];
            double right = b[0];
            for (int i = 0, j = 0; i < n && j < m;) {
                double mass = Math.min(left, right);
                expected += mass * (x[i] - y[j]) * (x[i] - y[j]);
                left -= mass;
                right -= mass;
                if (left <= right) {
                    left += ++i < n ? a[i] : 0;
                } else {
                    right += ++j < m ? b[j] : 0;
                }
            }
            assertEquals(expected, value(solver, costs(Verified.squares(x, y), a, b).build()), 1e-13);
        }
    }

    @Test
    void transposingAndShiftingChangeNothing() throws SolverException {
        Random random = new Random(9);
        for (int repeat = 0; repeat < 10; repeat++) {
            int n = 2 + random.nextInt(30);
            int m = 2 + random.nextInt(30);
            double[][] costs = new double[n][m];
            double[][] transposed = new double[m][n];
            double[][] shifted = new double[n][m];
            double[] a = weights(n, random);
            double[] b = weights(m, random);
            double constant = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    costs[i][j] = random.nextGaussian();
                    transposed[j][i] = costs[i][j];
                    shifted[i][j] = costs[i][j] + i - 2 * j;
                    constant += a[i] * b[j] * (i - 2 * j);
                }
            }
            double value = value(solver, costs(costs, a, b).build());
            assertEquals(value, value(solver, costs(transposed, b, a).build()), 1e-14);
            assertEquals(value + constant, value(solver, costs(shifted, a, b).build()), 1e-12);
        }
    }

    @Test
    void tiesEverywhereEndTheMethodTheSame() throws SolverException {
        int n = 60;
        double[] equal = normalised(new double[n]);
        Arrays.fill(equal, 1.0 / n);
        double[][] constant = new double[n][n];
        double[][] few = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                constant[i][j] = 3;
                few[i][j] = (i * j) % 3;
            }
        }
        assertEquals(3, value(solver, costs(constant, equal, equal).build()), 1e-14);
        value(solver, costs(few, equal, equal).build());
        DMatrixRMaj same = points(200, 2, new Random(1));
        assertEquals(0, value(solver, TransportProblem.of(Measure.uniform(same), Measure.uniform(same),
                GroundCost.Distance.SQUARED_EUCLIDEAN).build()));
    }

    @Test
    void onePointTakesAll() throws SolverException {
        assertEquals(7, value(solver, costs(new double[][] {{7}}, new double[] {1}, new double[] {1}).build()));
        assertEquals(2.5, value(solver, costs(new double[][] {{1, 3}}, new double[] {1}, new double[] {0.25, 0.75}).build()));
        assertEquals(2.5, value(solver, costs(new double[][] {{1}, {3}}, new double[] {0.25, 0.75}, new double[] {1}).build()));
    }

    @Test
    void pointsWithoutWeightStayOut() throws SolverException {
        double[][] costs = {{0, 5, 2}, {9, 9, 9}, {1, 5, 4}};
        TransportProblem problem = costs(costs, new double[] {0.5, 0, 0.5}, new double[] {0.5, 0, 0.5}).build();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        assertEquals(1.5, value(solver, problem), 1e-15);
        assertEquals(Double.NEGATIVE_INFINITY, solution.value().f()[1]);
        assertEquals(Double.NEGATIVE_INFINITY, solution.value().g()[1]);
        assertEquals(2, ((DMatrixSparseCSC) solution.value().plan()).nz_length);
    }

    /** Large costs stand for forbidden arcs; where they are not needed they cost no digits. */
    @Test
    void hugeCostsThatAreNotUsedTakeNoDigits() throws SolverException {
        Random random = new Random(3);
        int n = 30;
        double[][] costs = new double[n][n];
        double[][] large = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean allowed = (i + n - j) % n < n - 3;
                costs[i][j] = random.nextDouble();
                large[i][j] = allowed ? costs[i][j] : 1e32;
                costs[i][j] = allowed ? costs[i][j] : 1000;
            }
        }
        double[] a = weights(n, random);
        double[] b = weights(n, random);
        assertEquals(value(solver, costs(costs, a, b).build()), value(solver, costs(large, a, b).build()), 1e-14);
    }

    @Test
    void hugeCostsThatHaveToBeUsedAreUsedAsLittleAsPossible() throws SolverException {
        double[][] costs = {{1, 1e32}, {2, 1e32}};
        assertEquals(0.5e32, value(solver, costs(costs, new double[] {0.5, 0.5}, new double[] {0.5, 0.5}).build()), 1e17);
        double[][] all = {{1e32, 3e32}, {2e32, 1e32}};
        assertEquals(1e32, value(solver, costs(all, new double[] {0.5, 0.5}, new double[] {0.5, 0.5}).build()), 1e17);
    }

    @Test
    void overflowIsReported() throws SolverException {
        double[][] costs = {{1e308, -1e308}, {-1e308, 1e308}};
        Solution<TransportPlan> solution = Verified.solve(solver,
                costs(costs, new double[] {4, 4}, new double[] {4, 4}).build(), new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
    }

    @Test
    void stopsWhenTold() throws SolverException {
        TransportProblem problem = TransportProblem.of(Measure.uniform(points(300, 2, new Random(4))),
                Measure.uniform(points(280, 2, new Random(5))), GroundCost.Distance.SQUARED_EUCLIDEAN).build();
        Solution<TransportPlan> limited = Verified.solve(solver, problem, new TestContext().with("maxIterations", 500L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(500, limited.iterations());
        assertTrue(limited.residual() > 1e-3 && limited.residual() < 10, limited::toString);
        Solution<TransportPlan> cancelled = Verified.solve(solver, problem, new TestContext().cancelAt(1));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertEquals(Status.TIME_LIMIT, Verified.solve(solver, problem, new TestContext().timeLimit(0)).status());
        TestContext context = new TestContext();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(context.reports() > 1 && context.lastResidual() >= 0, () -> "last residual " + context.lastResidual());
        assertTrue(solution.residual() < 1e-14, solution::toString);
        assertEquals(solution.value(), Verified.solve(solver, problem, new TestContext()).value());
    }

    @Test
    void refusesWhatOthersSolve() {
        TransportProblem problem = Verified.threePoints().regulariser(Regulariser.ENTROPY, 1).build();
        SolverException refusal = assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext()));
        assertTrue(refusal.getMessage().contains("ENTROPY"), refusal::getMessage);
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
    }
}
