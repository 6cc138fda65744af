package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.fixedpoint.BregmanOptions.Geometry;
import org.stillpoint.testing.TestContext;

class BregmanSolverTest {

    private static final int[] TIMES = {100, 200, 400, 800, 1600, 3200};
    private static final double[] UNIFORM = {0.25, 0.25, 0.25, 0.25};

    private final BregmanSolver solver = new BregmanSolver();

    /** T s = p^{1 - c} s^c, normalised: contracts to p by c in Hilbert's metric, and no more. */
    private static Operator geometricMean(double contraction, double[] p) {
        return Operators.operator(p.length, (s, result) -> {
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                result[i] = Math.pow(p[i], 1 - contraction) * Math.pow(s[i], contraction);
                sum += result[i];
            }
            for (int i = 0; i < p.length; i++) {
                result[i] /= sum;
            }
        });
    }

    private static double hilbert(double[] s, double[] t) {
        double largest = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < s.length; i++) {
            double logarithm = Math.log(s[i] / t[i]);
            largest = Math.max(largest, logarithm);
            least = Math.min(least, logarithm);
        }
        return largest - least;
    }

    /** The distance of Kullback and Leibler, with terms of one sign so that small ones do not cancel. */
    private static double kullbackLeibler(double[] s, double[] t) {
        double sum = 0;
        for (int i = 0; i < s.length; i++) {
            double ratio = (t[i] - s[i]) / s[i];
            sum += s[i] * (ratio - Math.log1p(ratio));
        }
        return sum;
    }

    /** The slope of the line of least squares through the logarithms. */
    private static double slope(int[] times, double[] values) {
        double meanTime = 0;
        double meanValue = 0;
        for (int k = 0; k < times.length; k++) {
            meanTime += Math.log(times[k]) / times.length;
            meanValue += Math.log(values[k]) / times.length;
        }
        double covariance = 0;
        double variance = 0;
        for (int k = 0; k < times.length; k++) {
            covariance += (Math.log(times[k]) - meanTime) * (Math.log(values[k]) - meanValue);
            variance += Math.pow(Math.log(times[k]) - meanTime, 2);
        }
        return covariance / variance;
    }

    @Test
    void euclideanErrorsFallWithSlopeTwo() throws SolverException {
        for (double contraction : new double[] {0.5, 0.75, 0.9}) {
            double averaging = 1 / (1 - contraction);
            Operator worst = Operators.operator(2, (s, result) -> {
                result[0] = 3 + contraction * (s[0] - 3);
                result[1] = -1 + contraction * (s[1] + 1);
            });
            double[] distances = new double[TIMES.length];
            for (int k = 0; k < TIMES.length; k++) {
                double[] s = Iterates.bregman(worst, new double[] {0, 0}, TIMES[k], Geometry.EUCLIDEAN, averaging)[0];
                distances[k] = (Math.pow(s[0] - 3, 2) + Math.pow(s[1] + 1, 2)) / 2;
                double bound = 5 * Math.pow((averaging - 1) / (TIMES[k] + averaging - 1), 2);
                assertEquals(1, distances[k] / bound, 1e-10, "attains the bound");
            }
            // The slope of the bound at t is -2 t / (t + w - 1).
            double slope = slope(TIMES, distances);
            assertTrue(slope >= -2 && slope <= -2 * TIMES[0] / (TIMES[0] + averaging - 1), slope + " for " + contraction);
        }
    }

    @Test
    void errorsInTheGeometryOfTheEntropyFallWithSlopeTwo() throws SolverException {
        double[] fixedPoint = {0.1, 0.2, 0.3, 0.4};
        for (double contraction : new double[] {0.5, 0.75, 0.9}) {
            double averaging = 1 / (1 - contraction);
            Operator worst = geometricMean(contraction, fixedPoint);
            double[] distances = new double[TIMES.length];
            for (int k = 0; k < TIMES.length; k++) {
                double[] s = Iterates.bregman(worst, UNIFORM, TIMES[k], Geometry.ENTROPY, averaging)[0];
                distances[k] = kullbackLeibler(s, fixedPoint);
                double bound = (averaging - 1) / (TIMES[k] + averaging - 1) * hilbert(UNIFORM, fixedPoint);
                assertEquals(1, hilbert(s, fixedPoint) / bound, 1e-9, "attains the bound");
                assertTrue(distances[k] <= bound * bound / 8);
            }
            // The distance is a power series in the gradient's e_t = (w - 1) / (t + w - 1) that begins with the square; from there on
            // terms of the relative size e_t change the slope by as much.
            double first = (averaging - 1) / (TIMES[0] + averaging - 1) * hilbert(UNIFORM, fixedPoint);
            double slope = slope(TIMES, distances);
            assertTrue(slope >= -2 - first && slope <= -2.0 * TIMES[0] / (TIMES[0] + averaging - 1) + first, slope + " for " + contraction);
        }
    }

    @Test
    void positiveMatricesKeepTheBoundOfTheirBirkhoffCoefficient() throws SolverException {
        Random random = new Random(4);
        int n = 4;
        double[] matrix = random.doubles(n * n, 0.2, 1).toArray();
        Operator power = Operators.operator(n, (s, result) -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                result[i] = 0;
                for (int j = 0; j < n; j++) {
                    result[i] += matrix[i * n + j] * s[j];
                }
                sum += result[i];
            }
            for (int i = 0; i < n; i++) {
                result[i] /= sum;
            }
        });
        double diameter = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    for (int l = 0; l < n; l++) {
                        diameter = Math.max(diameter, Math.log(matrix[i * n + k] * matrix[j * n + l]
                                / (matrix[j * n + k] * matrix[i * n + l])));
                    }
                }
            }
        }
        double averaging = 1 / (1 - Math.tanh(diameter / 4));
        double[] fixedPoint = UNIFORM.clone();
        double[] image = new double[n];
        for (int k = 0; k < 200; k++) {
            power.apply(fixedPoint, image);
            System.arraycopy(image, 0, fixedPoint, 0, n);
        }
        for (int time : TIMES) {
            double[] s = Iterates.bregman(power, UNIFORM, time, Geometry.ENTROPY, averaging)[0];
            double bound = (averaging - 1) / (time + averaging - 1) * hilbert(UNIFORM, fixedPoint);
            assertTrue(hilbert(s, fixedPoint) <= bound + 1e-14);
        }
        TestContext context = new TestContext().function("T", power).with("geometry", "ENTROPY").with("tolerance", 1e-12);
        Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", UNIFORM), context);
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(fixedPoint, solution.value().x(), 1e-11);
    }

    @Test
    void persistentPerturbationsLeaveTheirFloor() throws SolverException {
        double contraction = 0.75;
        double averaging = 4;
        double size = 1e-3;
        Operator perturbed = Operators.operator(1, (s, result) -> result[0] = contraction * s[0] + size);
        double floor = size / (1 - contraction);
        for (int time : TIMES) {
            double error = Iterates.bregman(perturbed, new double[] {1}, time, Geometry.EUCLIDEAN, averaging)[0][0];
            double bound = floor + (averaging - 1) / (time + averaging - 1) * (1 - floor);
            assertEquals(bound, error, 1e-13, "attains the bound");
        }
        double[] p = {0.1, 0.2, 0.3, 0.4};
        double[] shift = {Math.exp(size / 2), Math.exp(-size / 2), 1, 1};
        Operator clean = geometricMean(contraction, p);
        Operator perturbedMean = Operators.operator(4, (s, result) -> {
            clean.apply(s, result);
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                result[i] *= shift[i];
                sum += result[i];
            }
            for (int i = 0; i < 4; i++) {
                result[i] /= sum;
            }
        });
        double[] late = Iterates.bregman(perturbedMean, UNIFORM, 100_000, Geometry.ENTROPY, averaging)[0];
        double decay = (averaging - 1) / (100_000 + averaging - 1) * hilbert(UNIFORM, p);
        assertTrue(hilbert(late, p) <= floor + decay + 1e-12);
        assertTrue(hilbert(late, p) >= floor - decay - 1e-12, "the floor is attained: " + hilbert(late, p));
    }

    @Test
    void feedbackAveragesNoiseAndStaysLinearWithoutIt() throws SolverException {
        FixedPointProblem problem = new FixedPointProblem("T", FunctionFactory.NO_PARAMETERS, new double[] {1}, 0.5);
        Operator halving = Operators.operator(1, (s, result) -> result[0] = 0.5 * s[0]);
        Solution<FixedPoint> fast = solver.solve(problem, new TestContext().function("T", halving).with("tolerance", 1e-10));
        assertEquals(33, fast.iterations(), "as many as Picard iterations: residual 2^-(k+1)");
        TestContext plain = new TestContext().function("T", halving).with("tolerance", 1e-4).with("feedback", false);
        // residual = e_t / 2 = 1 / (2 (t + 1)) <= 1e-4
        assertEquals(4999, solver.solve(problem, plain).iterations(), 1);

        Random random = new Random(11);
        double[] last = new double[1];
        double[] squares = new double[1];
        long[] evaluations = new long[1];
        Operator noisy = Operators.operator(1, (s, result) -> {
            last[0] = s[0];
            squares[0] += ++evaluations[0] > 5000 ? s[0] * s[0] : 0;
            result[0] = 0.5 * s[0] + 0.1 * random.nextGaussian();
        });
        TestContext context = new TestContext().function("T", noisy).with("tolerance", 1e-15).with("maxIterations", 10_000L);
        solver.solve(problem, context);
        double deviation = Math.sqrt(squares[0] / 5000);
        assertTrue(deviation < 0.02, "Picard iterations would deviate by 0.1 / sqrt(1 - 1/4) = 0.115; these by " + deviation);
    }

    @Test
    void theGeometryOfTheEntropyWantsProbabilities() {
        TestContext context = new TestContext().function("T", geometricMean(0.5, UNIFORM)).with("geometry", "ENTROPY");
        FixedPointProblem boundary = new FixedPointProblem("T", new double[] {0.5, 0.5, 0, 0});
        FixedPointProblem large = new FixedPointProblem("T", new double[] {0.5, 0.5, 1, 1});
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(boundary, context)).getMessage().contains("value 2 = 0.0"));
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(large, context)).getMessage().contains("sum 3.0"));
    }

    @Test
    void negativeImagesAreNonfiniteInTheGeometryOfTheEntropy() throws SolverException {
        Operator negative = Operators.operator(2, (s, result) -> {
            result[0] = -0.5;
            result[1] = 1.5;
        });
        TestContext context = new TestContext().function("T", negative).with("geometry", "ENTROPY");
        assertEquals(Status.NONFINITE, solver.solve(new FixedPointProblem("T", new double[] {0.5, 0.5}), context).status());
    }
}
