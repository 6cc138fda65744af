package org.stillpoint.halpern.internal.variancereduced;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.testing.TestContext;

class ResolventIterationTest {

    private static final int COMPONENTS = 16;
    private static final double ANGLE = 1.2;

    private static final MonotoneInclusion PROBLEM = new MonotoneInclusion("turns", new ConvexSet.WholeSpace(), new double[] {1, 0});

    private static Turns turns() {
        double[] angles = new double[COMPONENTS];
        for (int i = 0; i < COMPONENTS; i++) {
            angles[i] = ANGLE + (i % 2 == 0 ? .3 : -.3);
        }
        return new Turns(2, angles);
    }

    /**
     * With as many inner iterations as derived, the first resolvent from c = u_0 is as exact as asked for: the mean of ||v - v*||^2 over
     * seeds is at most ||c - v*||^2 / 2^8. F is (1 - r e^(i t)) u in complex numbers, so that v* = c / (1 + eta (1 - r e^(i t))).
     */
    @Test
    void innerIterationsSuffice() throws SolverException {
        double eta = Math.sqrt(COMPONENTS) / 2;
        double radius = Math.cos(.3);
        double real = 1 + eta * (1 - radius * Math.cos(ANGLE));
        double imaginary = -eta * radius * Math.sin(ANGLE);
        double modulus = real * real + imaginary * imaginary;
        double x = real / modulus;
        double y = -imaginary / modulus;
        double probability = 1.0 / COMPONENTS;
        double step = .5 * Math.sqrt(probability * (1 - probability)) / (eta * 2 + 1);
        long inner = ResolventIteration.sufficientIterations(0, probability, Math.min(4 * step / 7, probability / 6));
        double mean = 0;
        for (int seed = 0; seed < 20; seed++) {
            CountedOperator operator = new CountedOperator(turns());
            Solution<InclusionPoint> solution = new ResolventSolver().solve(PROBLEM, new TestContext().function("turns", operator)
                    .seed(seed).with("innerIterations", 0.0).with("restart", 0.0).with("tolerance", 1e-15).with("maxIterations", inner));
            assertEquals(1, solution.counters().get(ResolventIteration.OUTER_ITERATIONS));
            double[] next = operator.last();
            mean += (Math.pow(2 * next[0] - 1 - x, 2) + Math.pow(2 * next[1] - y, 2)) / 20;
        }
        assertTrue(mean <= ((1 - x) * (1 - x) + y * y) / 256, "mean " + mean);
    }

    /** About 48 n log(k + 2) for the steps of the paper. */
    @Test
    void sufficientIterationsGrowLikeTheLogarithm() {
        double n = 10_000;
        double step = .5 * Math.sqrt(1 / n * (1 - 1 / n)) / (Math.sqrt(n) + 1);
        double contraction = Math.min(4 * step / 7, 1 / n / 6);
        long k = 1_000_000;
        assertEquals(48, ResolventIteration.sufficientIterations(k, 1 / n, contraction) / (n * Math.log(k + 2)), 1);
    }

    /** The residual falls like 1 / k over the resolvents, with exact ones as with the few inner iterations of practice. */
    @Test
    void convergesWithFewInnerIterations() throws SolverException {
        for (double inner : new double[] {0, .5}) {
            Solution<InclusionPoint> solution = new ResolventSolver().solve(PROBLEM, new TestContext().function("turns", turns())
                    .with("innerIterations", inner).with("restart", 0.0).with("tolerance", 1e-3));
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.counters().get(ResolventIteration.OUTER_ITERATIONS) < 2000);
        }
    }
}
