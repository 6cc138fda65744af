package org.stillpoint.transport.internal.barycenter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.BarycenterVerifier;

class BarycenterSolverTest {

    private static Solution<Barycenter> solve(BarycenterProblem problem, TestContext context) throws SolverException {
        Solution<Barycenter> solution = new BarycenterSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new BarycenterVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
        }
        return solution;
    }

    private static double[] barycenter(BarycenterProblem problem) throws SolverException {
        Solution<Barycenter> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value().weights();
    }

    /** Two normal densities on the points 0, ..., 49. */
    private static DMatrixRMaj densities() {
        DMatrixRMaj histograms = new DMatrixRMaj(2, 50);
        double[][] parameters = {{15, 5}, {35, 8}};
        for (int k = 0; k < 2; k++) {
            double sum = 0;
            for (int i = 0; i < 50; i++) {
                double away = (i - parameters[k][0]) / parameters[k][1];
                histograms.set(k, i, Math.exp(-away * away / 2));
                sum += histograms.get(k, i);
            }
            for (int i = 0; i < 50; i++) {
                histograms.set(k, i, histograms.get(k, i) / sum);
            }
        }
        return histograms;
    }

    /** Squared differences, divided by the square of a length. */
    private static GroundCost squares(int size, double length) {
        DMatrixRMaj costs = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                costs.set(i, j, (i - j) * (i - j) / (length * length));
            }
        }
        return new GroundCost.Matrix(costs);
    }

    private static double mean(double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += i * weights[i];
        }
        return sum;
    }

    private static double variance(double[] weights) {
        double mean = mean(weights);
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (i - mean) * (i - mean) * weights[i];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1e-2, 24.69001616, 49.97538998, .0553101227", "1e-3, 24.68873006, 39.20871994, .0618545830"})
    void entropyWidensTheBarycentreOfTwoNormalDensities(double epsilon, double mean, double variance, double largest)
            throws SolverException {
        double[] weights = barycenter(new BarycenterProblem(densities(), squares(50, 49), epsilon, false));
        assertEquals(mean, mean(weights), 1e-7);
        assertEquals(variance, variance(weights), 1e-6);
        assertEquals(largest, weights[25], 1e-9);
    }

    /** The variance of the exact barycentre is some 38.01; the plain one of the same epsilon has 39.21. */
    @Test
    void debiasingTakesTheBlurAway() throws SolverException {
        double[] coarse = barycenter(new BarycenterProblem(densities(), squares(50, 49), 1e-3, true));
        assertEquals(38.01, variance(coarse), .01);
        assertEquals(24.6887, mean(coarse), 1e-3);
        assertEquals(1, Arrays.stream(coarse).sum(), 1e-9);
    }

    /** The barycentre of a histogram with itself: debiased the histogram, plain a wider one. */
    @Test
    void oneHistogramIsItsOwnDebiasedBarycentre() throws SolverException {
        DMatrixRMaj twice = new DMatrixRMaj(new double[][] {{.1, .4, .3, .2}, {.1, .4, .3, .2}});
        GroundCost cost = squares(4, 1);
        assertArrayEquals(new double[] {.1, .4, .3, .2}, barycenter(new BarycenterProblem(twice, cost, .3, true)), 1e-8);
        double[] plain = barycenter(new BarycenterProblem(twice, cost, .3, false));
        assertTrue(plain[0] > .105 && plain[1] < .39, Arrays.toString(plain));
    }

    @Test
    void twoPointsMeetInTheMiddle() throws SolverException {
        DMatrixRMaj points = new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 0, 1}});
        assertArrayEquals(new double[] {0, 1, 0}, barycenter(new BarycenterProblem(points, squares(3, 1), .05, true)), 1e-8);
        DMatrixRMaj heavy = new DMatrixRMaj(new double[][] {{2, 0, 0}, {0, 0, 2}});
        double[] weights = barycenter(new BarycenterProblem(heavy, squares(3, 1), .05, false));
        assertEquals(2, weights[0] + weights[1] + weights[2], 1e-12);
        assertEquals(1 / (1 + 2 * Math.exp(-1 / .05)), weights[1] / 2, 1e-12);
    }

    /** Two disks on a grid: the costs by axes give what the same costs one by one give, and on a finer grid there is no matrix. */
    @Test
    void gridsNeedNoMatrix() throws SolverException {
        for (boolean debiased : new boolean[] {false, true}) {
            double[] byAxes = barycenter(disks(6, true, debiased));
            assertArrayEquals(barycenter(disks(6, false, debiased)), byAxes, 1e-7);
        }
        double[] fine = barycenter(disks(24, true, false));
        double column = 0;
        for (int i = 0; i < fine.length; i++) {
            column += fine[i] * (i % 24) / 23;
        }
        assertEquals(.5, column, 1e-6);
    }

    private static BarycenterProblem disks(int side, boolean grid, boolean debiased) {
        double[] axis = new double[side];
        Arrays.setAll(axis, i -> i / (side - 1.0));
        DMatrixRMaj histograms = new DMatrixRMaj(2, side * side);
        DMatrixRMaj points = new DMatrixRMaj(side * side, 2);
        for (int k = 0; k < 2; k++) {
            double sum = 0;
            for (int i = 0; i < side * side; i++) {
                points.set(i, 0, axis[i / side]);
                points.set(i, 1, axis[i % side]);
                double away = Math.hypot(axis[i / side] - .5, axis[i % side] - (k == 0 ? .2 : .8));
                histograms.set(k, i, Math.exp(-20 * away * away));
                sum += histograms.get(k, i);
            }
            for (int i = 0; i < side * side; i++) {
                histograms.set(k, i, histograms.get(k, i) / sum);
            }
        }
        GroundCost cost = grid ? new GroundCost.Grid(List.of(axis, axis), 2) : GroundCost.Distance.SQUARED_EUCLIDEAN;
        return new BarycenterProblem(histograms, grid ? new DMatrixRMaj(side * side, 0) : points, cost, new double[] {.5, .5}, .02,
                CostScale.NONE, debiased);
    }

    /** Three weights on a line of masses move the barycentre between them. */
    @Test
    void weightsPull() throws SolverException {
        DMatrixRMaj ends = new DMatrixRMaj(2, 11);
        ends.set(0, 0, 1);
        ends.set(1, 10, 1);
        DMatrixRMaj line = new DMatrixRMaj(11, 1);
        for (int i = 0; i < 11; i++) {
            line.set(i, 0, i / 10.0);
        }
        double[] weights = barycenter(new BarycenterProblem(ends, line, GroundCost.Distance.SQUARED_EUCLIDEAN, new double[] {.7, .3},
                .002, CostScale.MAX, true));
        assertEquals(3, mean(weights), 1e-6);
        assertTrue(weights[3] > .99);
    }

    @Test
    void costsThatAreNotSymmetricAndHistogramsWithZerosAreTreated() throws SolverException {
        Random random = new Random(4);
        DMatrixRMaj histograms = new DMatrixRMaj(3, 8);
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (int i = 0; i < 8; i++) {
                histograms.set(k, i, random.nextInt(3) * random.nextDouble());
                sum += histograms.get(k, i);
            }
            for (int i = 0; i < 8; i++) {
                histograms.set(k, i, histograms.get(k, i) / sum);
            }
        }
        DMatrixRMaj costs = new DMatrixRMaj(8, 8);
        for (int i = 0; i < 64; i++) {
            costs.data[i] = random.nextDouble();
        }
        for (double epsilon : new double[] {.01, .1, 1}) {
            double[] weights = barycenter(new BarycenterProblem(histograms, new GroundCost.Matrix(costs), epsilon, false));
            assertEquals(1, Arrays.stream(weights).sum(), 1e-9);
        }
        GroundCost huge = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1e32}, {1e32, 0}}));
        DMatrixRMaj two = new DMatrixRMaj(new double[][] {{.5, .5}, {.25, .75}});
        for (double epsilon : new double[] {1e-1, 1e-3, 1e-6}) {
            Solution<Barycenter> solution = solve(new BarycenterProblem(two, new DMatrixRMaj(2, 0), huge, new double[] {.5, .5}, epsilon,
                    CostScale.MAX, false), new TestContext().with("maxIterations", 2000L));
            assertTrue(Arrays.stream(solution.value().weights()).allMatch(Double::isFinite), solution::toString);
        }
        assertArrayEquals(new double[] {1},
                barycenter(new BarycenterProblem(new DMatrixRMaj(new double[][] {{1}}), squares(1, 1), 1, true)), 1e-15);
    }

    @Test
    void limitsReturnTheBestIterate() throws SolverException {
        BarycenterProblem problem = new BarycenterProblem(densities(), squares(50, 49), 1e-4, true);
        Solution<Barycenter> limited = solve(problem, new TestContext().with("maxIterations", 5L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > limited.tolerance());
        assertEquals(limited.residual(), Verification.of(new BarycenterVerifier(), problem, limited).checks().get(1).value(),
                1e-9);
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().cancelAt(0)).status());
        assertEquals(Status.TIME_LIMIT, solve(problem, new TestContext().timeLimit(0)).status());
        assertEquals(solve(problem, new TestContext()).value(), solve(problem, new TestContext()).value());
    }

    @Test
    void wrongBarycentresAreNotCertified() throws SolverException {
        BarycenterProblem problem = new BarycenterSolver().selfCheck();
        Barycenter value = solve(problem, new TestContext()).value();
        double[] moved = value.weights().clone();
        moved[0] += 1e-6;
        double[] h = value.h().clone();
        h[2] += 1e-6;
        DMatrixRMaj f = value.f().copy();
        f.add(0, 2, 1e-6);
        for (Barycenter wrong : new Barycenter[] {new Barycenter(moved, value.f(), value.g(), value.h()),
            new Barycenter(value.weights(), value.f(), value.g(), h), new Barycenter(value.weights(), f, value.g(), value.h()),
            new Barycenter(new double[2], new DMatrixRMaj(2, 2), new DMatrixRMaj(2, 2), new double[2]),
            new Barycenter(value.weights(), new DMatrixRMaj(1, 5), new DMatrixRMaj(1, 5), value.h())}) {
            assertFalse(Verification.of(new BarycenterVerifier(), problem,
                    Solution.of(Status.CONVERGED, wrong).residual(0, 1e-9).build()).holds());
        }
    }
}
