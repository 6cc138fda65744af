package org.stillpoint.halpern.internal.inclusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.testing.TestContext;

/** The residuals of methods that evaluate F alone, against reference numbers and the bounds that are proved for them. */
class RatesTest {

    /** What rounding, and the digits of a spectral norm, may add to a bound, as a part of it. */
    private static final double SLACK = 1e-6;

    private static final double SQRT2 = Math.sqrt(2);

    /** Makes the method of a test. */
    @FunctionalInterface
    interface Method {

        InclusionIteration of(Inclusion inclusion, TestContext context) throws SolverException;
    }

    private static final Method EXTRAGRADIENT = (inclusion, context) ->
            new ExtragradientIteration(inclusion, context, context.options(ExtragradientOptions.class));
    private static final Method ANCHORED = (inclusion, context) ->
            new AnchoredExtragradientIteration(inclusion, context, context.options(AnchoredExtragradientOptions.class));
    private static final Method FAST = (inclusion, context) ->
            new FastExtragradientIteration(inclusion, context, context.options(FastExtragradientOptions.class));
    private static final Method OPTIMISTIC = (inclusion, context) ->
            new OptimisticGradientIteration(inclusion, context, context.options(OptimisticGradientOptions.class));
    private static final Method PAST = (inclusion, context) ->
            new PastExtragradientIteration(inclusion, context, context.options(PastExtragradientOptions.class));
    private static final Method ACCELERATED = (inclusion, context) -> new AcceleratedOptimisticGradientIteration(inclusion, context,
            context.options(AcceleratedOptimisticGradientOptions.class));
    private static final Method HALPERN = (inclusion, context) ->
            new HalpernInclusionIteration(inclusion, context, context.options(DeterministicHalpernOptions.class));

    /** All of them. */
    static final List<Method> METHODS = List.of(EXTRAGRADIENT, ANCHORED, FAST, OPTIMISTIC, PAST, ACCELERATED, HALPERN);

    private static double[] residuals(Method method, Inclusion inclusion, double step, int number) throws SolverException {
        return Cases.residuals(inclusion, method.of(inclusion, new TestContext().with("stepSize", step)), number);
    }

    private static double[] quarterTurn(Method method, double step, int number) throws SolverException {
        return residuals(method, new Inclusion(Cases.problem(1, 1), Cases.context(Cases.quarterTurn())), step, number);
    }

    @Test
    void fastExtragradientsAttainTheirBound() throws SolverException {
        double[] residuals = quarterTurn(FAST, 1, 100);
        assertEquals(0.282842712, residuals[10], 5e-10);
        for (int k = 2; k <= 100; k += 4) {
            assertEquals(2 * SQRT2 / k, residuals[k], 1e-14, "k = " + k);
        }
    }

    @Test
    void fastExtragradientsKeepTheirBoundOnAllSets() throws SolverException {
        for (long seed = 1; seed <= 20; seed++) {
            for (Cases.Solved problem : Cases.solved(seed % 3, seed)) {
                double[] residuals = residuals(FAST, problem.inclusion(), 1, 300);
                for (int k = 1; k <= 300; k++) {
                    double bound = 2 * problem.operator().lipschitz() * problem.distance() / k;
                    assertTrue(residuals[k] <= bound * (1 + SLACK), problem.name() + ", seed " + seed + ", k = " + k);
                }
            }
        }
    }

    @Test
    void anchoredExtragradientsGiveTheReferenceNumbersAndKeepTheirBound() throws SolverException {
        double[] residuals = quarterTurn(ANCHORED, 0.125, 1000);
        assertEquals(0.0639368, residuals[100], 5e-8);
        assertEquals(0.01129897, residuals[1000], 5e-9);
        for (long seed = 1; seed <= 20; seed++) {
            for (Cases.Solved problem : Cases.solved(seed % 3, seed)) {
                double[] found = residuals(ANCHORED, problem.inclusion(), 0.125, 300);
                for (int k = 0; k <= 300; k++) {
                    double bound = Math.sqrt(260) * problem.operator().lipschitz() * problem.distance() / (k + 1);
                    assertTrue(found[k] <= bound * (1 + SLACK), problem.name() + ", seed " + seed + ", k = " + k);
                }
            }
        }
    }

    @Test
    void extragradientsGiveTheReferenceNumbersAndKeepTheirBound() throws SolverException {
        double[] residuals = quarterTurn(EXTRAGRADIENT, 0.5, 100);
        assertEquals(0.50076, residuals[10], 5e-6);
        assertEquals(4.38e-5, residuals[100], 5e-8);
        double step = 0.7;
        for (long seed = 1; seed <= 20; seed++) {
            Cases.Solved problem = Cases.solved(seed % 3, seed).get(0);
            double[] found = residuals(EXTRAGRADIENT, problem.inclusion(), step, 300);
            for (int k = 0; k <= 300; k++) {
                double bound = problem.operator().lipschitz() * problem.distance() / (step * Math.sqrt((1 - step * step) * (k + 1)));
                assertTrue(found[k] <= bound * (1 + SLACK), "seed " + seed + ", k = " + k);
            }
        }
    }

    @Test
    void optimismInBothFormsIsTheSameOnTheWholeSpaceAndKeepsItsBound() throws SolverException {
        for (double step : new double[] {0.2, 0.33, 0.45}) {
            double q = 2 * step * step;
            for (long seed = 1; seed <= 20; seed++) {
                Cases.Solved problem = Cases.solved(seed % 3, seed).get(0);
                double[] past = residuals(PAST, problem.inclusion(), step, 400);
                assertArrayEquals(past, residuals(OPTIMISTIC, problem.inclusion(), step, 400), 1e-12 * past[0]);
                double bound = Math.pow(problem.operator().lipschitz() * problem.distance() / step, 2) / (1 - q / (1 - q));
                double sum = 0;
                for (int k = 0; k <= 400; k++) {
                    sum += past[k] * past[k];
                    assertTrue(sum <= bound * (1 + SLACK), "seed " + seed + ", k = " + k);
                    if (step < 1.0 / 3) {
                        assertTrue(past[k] * past[k] * (k + 1) <= bound, "seed " + seed + ", k = " + k);
                    }
                }
            }
        }
    }

    /** A slow start of linear convergence looks like 1 / N on the squared residual; the least singular values give the end of it. */
    @Test
    void squaredResidualsOfOptimismFallAsOneOverN() throws SolverException {
        int pairs = 60;
        double[] matrix = new double[4 * pairs * pairs];
        double[] start = new double[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            double value = (i + 1.0) / pairs;
            matrix[2 * i * 2 * pairs + 2 * i + 1] = value;
            matrix[(2 * i + 1) * 2 * pairs + 2 * i] = -value;
            start[2 * i] = 1 / Math.sqrt(pairs);
        }
        Inclusion inclusion = new Inclusion(Cases.problem(start), Cases.context(Cases.affine(1, new double[2 * pairs], matrix)));
        double[] residuals = residuals(PAST, inclusion, 0.3, 1600);
        for (int k = 100; k <= 400; k *= 2) {
            assertTrue(residuals[4 * k] <= residuals[k] / 2, "k = " + k);
        }
    }

    @Test
    void acceleratedOptimismFallsAsOneOverT() throws SolverException {
        for (double step : new double[] {0.4, 0.5}) {
            for (long seed = 1; seed <= 20; seed++) {
                for (Cases.Solved problem : Cases.solved(seed % 3, seed)) {
                    double[] residuals = residuals(ACCELERATED, problem.inclusion(), step, 400);
                    for (int t = 1; t <= 400; t++) {
                        double bound = 2 * problem.operator().lipschitz() * problem.distance() / (step * t);
                        assertTrue(residuals[t] <= bound, problem.name() + ", seed " + seed + ", t = " + t);
                    }
                }
            }
            double[] turned = quarterTurn(ACCELERATED, step, 4000);
            for (int t = 100; t <= 4000; t++) {
                assertTrue(turned[t] * t <= 2 * SQRT2 / step && turned[t] * t >= SQRT2, "t = " + t);
            }
        }
        assertTrue(quarterTurn(ACCELERATED, 0.6, 400)[400] > 1e6);
    }

    @Test
    void halpernIterationsAttainTheirBoundOnCocoerciveOperators() throws SolverException {
        Inclusion line = new Inclusion(Cases.problem(3), Cases.context(Cases.affine(5, new double[1], 5)));
        double[] residuals = residuals(HALPERN, line, 2, 100);
        for (int k = 0; k <= 100; k += 2) {
            assertEquals(5 * 3.0 / (k + 1), residuals[k], 1e-13, "k = " + k);
        }
    }

    @Test
    void halpernIterationsKeepTheirBoundOnAllSets() throws SolverException {
        for (long seed = 1; seed <= 10; seed++) {
            double[] matrix = Cases.monotoneMatrix(4, 3, seed);
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < i; j++) {
                    matrix[4 * i + j] = (matrix[4 * i + j] + matrix[4 * j + i]) / 2;
                    matrix[4 * j + i] = matrix[4 * i + j];
                }
            }
            double[] solution = {0.5, 0, 0.5, 0};
            double[] offset = {1, 2, 1, 4};
            for (int i = 0; i < 4; i++) {
                offset[i] -= (matrix[4 * i] + matrix[4 * i + 2]) / 2;
            }
            AffineOperator operator = Cases.affine(Double.NaN, offset, matrix);
            ConvexSet simplex = new ConvexSet.Simplices(4);
            double distance = Math.sqrt(0.25 + 0 + 0.25 + 1);
            for (double step : new double[] {0.5, 1, 2 * (1 - 1e-7)}) {
                Inclusion inclusion = new Inclusion(Cases.problem(simplex, 0, 0, 0, 1), Cases.context(operator));
                double[] residuals = residuals(HALPERN, inclusion, step, 300);
                for (int k = 0; k <= 300; k++) {
                    double bound = 2 * distance / (k + 1) * Math.max(1, operator.lipschitz() / step);
                    assertTrue(residuals[k] <= bound * (1 + SLACK), "seed " + seed + ", k = " + k);
                }
            }
        }
    }

    @Test
    void anchorsCostNothingWhereTheOperatorIsOfNoUse() throws SolverException {
        Inclusion inclusion = new Inclusion(Cases.problem(1, 1), Cases.context(Cases.quarterTurn()));
        residuals(FAST, inclusion, 1, 10);
        assertEquals(11 + 10, inclusion.wholeEvaluations());
    }
}
