package org.stillpoint.halpern.internal.inclusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ComponentOperator;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.testing.TestContext;

class ProximalPointTest {

    private static TestContext context(ComponentOperator operator) {
        return Cases.context(operator).blas(new JavaBlas());
    }

    private static ProximalPointIteration iteration(Inclusion inclusion, double step, double strongMonotonicity) throws SolverException {
        return new ProximalPointIteration(inclusion, new TestContext().blas(new JavaBlas()), 1e-6, 1000, 1000, step, 0, strongMonotonicity);
    }

    /** The iterates x_0 to x_N. */
    private static double[][] iterates(Inclusion inclusion, InclusionIteration iteration, int number) {
        double[][] iterates = new double[number + 1][];
        double[] u = inclusion.start().clone();
        double[] image = new double[u.length];
        for (int k = 0; k <= number; k++) {
            iterates[k] = u.clone();
            inclusion.evaluate(u, image);
            iteration.advance(k, u, image);
        }
        return iterates;
    }

    /** The same operator, not known to be affine, so that resolvents are iterated. */
    private static ComponentOperator veiled(AffineOperator operator) {
        return Cases.operator(operator.dimension(), operator.lipschitz(), operator::apply);
    }

    @Test
    void quarterTurnsAttainTheBound() throws SolverException {
        Inclusion inclusion = new Inclusion(Cases.problem(1, 1), context(Cases.quarterTurn()));
        double[] residuals = Cases.residuals(inclusion, iteration(inclusion, 1, 0), 100);
        for (int n = 1; n <= 100; n++) {
            assertTrue(residuals[n] <= Math.sqrt(2) / n * (1 + 1e-13));
            if (n % 4 == 2) {
                assertEquals(Math.sqrt(2) / n, residuals[n], 1e-14, "N = " + n);
            }
        }
    }

    /** For A = F + m I with F the quarter turn: x_N is at y_{N-1} - A x_N, and the bound is ||x_0|| / (sum of (1 + 2 m)^k). */
    @Test
    void strongMonotonicityMakesTheBoundGeometric() throws SolverException {
        for (double m : new double[] {0.01, 0.05, 0.2}) {
            AffineOperator operator = Cases.affine(1, new double[2], m, 1, -1, m);
            Inclusion inclusion = new Inclusion(Cases.problem(1, 1), context(operator));
            double[] residuals = Cases.residuals(inclusion, iteration(inclusion, 1, m), 60);
            double sum = 0;
            for (int n = 1; n <= 60; n++) {
                sum += Math.pow(1 + 2 * m, n - 1);
                assertTrue(residuals[n] <= Math.sqrt(2) / sum * (1 + 1e-12), "N = " + n);
            }
        }
    }

    /** The form of the papers, with x_{k+1} and two points y, against the optimally weighted Halpern iteration that is computed. */
    @Test
    void iteratesAreThoseOfTheMomentumForm() throws SolverException {
        int n = 5;
        double[] matrix = Cases.monotoneMatrix(n, 2, 3);
        for (double m : new double[] {0, 0.1}) {
            double[] strong = matrix.clone();
            for (int i = 0; i < n; i++) {
                strong[i * n + i] += m;
            }
            double[] start = new Random(4).doubles(n, -1, 1).toArray();
            double[] offset = new Random(5).doubles(n, -1, 1).toArray();
            AffineOperator operator = Cases.affine(1, offset, strong);
            Inclusion inclusion = new Inclusion(Cases.problem(start), context(operator));
            double[][] iterates = iterates(inclusion, iteration(inclusion, 1, m), 40);
            LinearResolvent resolvent = new LinearResolvent(operator, 1, new JavaBlas());
            double growth = 1 + 2 * m;
            double[] x = start.clone();
            double[] y = start.clone();
            double[] previousY = start.clone();
            double beforeLast = 0;
            double last = 1;
            for (int k = 0; k < 40; k++) {
                double next = 1 + growth * growth * last;
                double[] nextX = new double[n];
                resolvent.apply(y, nextX, new double[n], 0, () -> true);
                assertArrayEquals(iterates[k + 1], nextX, 1e-12, "iterate " + (k + 1));
                double[] nextY = new double[n];
                for (int i = 0; i < n; i++) {
                    nextY[i] = nextX[i] + (last - 1) / next * (nextX[i] - x[i]) - 2 * m * last / next * (y[i] - nextX[i])
                            + growth * beforeLast / next * (previousY[i] - x[i]);
                }
                previousY = y;
                y = nextY;
                x = nextX;
                beforeLast = last;
                last = next;
            }
        }
    }

    @Test
    void linearResolventsSolveTheirEquation() throws SolverException {
        int n = 7;
        double[] matrix = Cases.monotoneMatrix(n, 1, 8);
        AffineOperator operator = Cases.affine(Double.NaN, new Random(9).doubles(n).toArray(), matrix);
        double[] y = new Random(10).doubles(n, -5, 5).toArray();
        double[] x = new double[n];
        new LinearResolvent(operator, 3, new JavaBlas()).apply(y, x, new double[n], 0, () -> true);
        double[] image = new double[n];
        operator.apply(x, image);
        for (int i = 0; i < n; i++) {
            assertEquals(y[i], x[i] + 3 * image[i], 1e-12);
        }
    }

    @Test
    void iteratedResolventsAreAsExactAsTheyPromise() throws SolverException {
        for (Cases.Solved problem : Cases.solved(1, 11)) {
            for (double t : new double[] {0.1, 1, 20}) {
                int n = problem.start().length;
                double[] y = new Random(12).doubles(n, -2, 2).toArray();
                double[] exact = resolvent(problem, t, y, 1e-13);
                for (double relativeError : new double[] {0.5, 1e-2, 1e-6}) {
                    double[] x = resolvent(problem, t, y, relativeError);
                    double error = Math.sqrt(VectorKernels.squaredDistance(x, 0, exact, 0, n));
                    double moved = Math.sqrt(VectorKernels.squaredDistance(x, 0, y, 0, n));
                    assertTrue(error <= relativeError * moved + 1e-11, problem.name() + ", t = " + t + ": " + error);
                }
                if (problem.set() instanceof ConvexSet.WholeSpace) {
                    double[] direct = new double[n];
                    new LinearResolvent(problem.operator(), t, new JavaBlas()).apply(y, direct, new double[n], 0, () -> true);
                    assertArrayEquals(direct, exact, 1e-12);
                }
            }
        }
    }

    private static double[] resolvent(Cases.Solved problem, double t, double[] y, double relativeError) throws SolverException {
        Inclusion inclusion = problem.inclusion();
        double[] x = problem.start().clone();
        double[] image = new double[x.length];
        inclusion.evaluate(x, image);
        assertTrue(new IteratedResolvent(inclusion, t).apply(y, x, image, relativeError, () -> true));
        double[] again = new double[x.length];
        inclusion.evaluate(x, again);
        assertArrayEquals(again, image);
        return x;
    }

    /** The errors of resolvents may add to the bound for exact ones, by no more than their sum: 0.1 times the sum of 1 / k, nearly. */
    @Test
    void iteratedResolventsHardlyChangeTheRate() throws SolverException {
        for (long seed = 1; seed <= 5; seed++) {
            for (Cases.Solved problem : Cases.solved(seed % 3, seed)) {
                Inclusion inclusion = new Inclusion(Cases.problem(problem.set(), problem.start()), context(veiled(problem.operator())));
                double step = 2 * problem.operator().lipschitz();
                double[] residuals = Cases.residuals(inclusion, iteration(inclusion, step, 0), 100);
                for (int k = 1; k <= 100; k++) {
                    assertTrue(residuals[k] <= 1.5 * problem.distance() / (2 * k), problem.name() + ", seed " + seed + ", k = " + k);
                }
            }
        }
    }

    @Test
    void bothSolversSolveWithCountersOfWhatTheyDid() throws SolverException {
        AffineOperator operator = Cases.affine(Double.NaN, new double[] {1, 2}, 0.5, 1, -1, 0.5);
        TestContext exact = context(operator).with("strongMonotonicity", 0.5).with("tolerance", 1e-12).with("restart", 0.0);
        Solution<InclusionPoint> solution = new StronglyMonotoneProximalPointSolver().solve(Cases.problem(3, 3), exact);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() <= 46, solution.toString());
        assertEquals(1, solution.counters().get(Counter.FACTORISATIONS));
        assertArrayEquals(new double[] {1.2, -1.6}, solution.value().u(), 1e-11);

        ConvexSet box = new ConvexSet.Box(new double[2], new double[] {1, 1});
        Solution<InclusionPoint> bounded = new AcceleratedProximalPointSolver().solve(Cases.problem(box, 1, 1), context(operator));
        assertEquals(Status.CONVERGED, bounded.status());
        assertArrayEquals(new double[] {0, 0}, bounded.value().u(), 1e-6);
        long inner = bounded.counters().get(ProximalPointIteration.INNER_ITERATIONS);
        assertEquals(inner + 1, bounded.counters().get(Counter.OPERATOR_EVALUATIONS));
        assertTrue(inner >= bounded.iterations());
        assertFalse(bounded.counters().containsKey(Counter.FACTORISATIONS));
    }

    @Test
    void restartsMakeConvergenceLinear() throws SolverException {
        TestContext restarted = context(Cases.quarterTurn()).with("restart", 0.5).with("tolerance", 1e-12);
        Solution<InclusionPoint> solution = new AcceleratedProximalPointSolver().solve(Cases.problem(1, 2), restarted);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() < 200, solution.toString());
        assertTrue(solution.counters().get(Counter.RESTARTS) > 5, solution.toString());
    }

    @Test
    void interruptionsStopInnerIterations() throws SolverException {
        TestContext context = new TestContext().blas(new JavaBlas()).with("stepSize", 1000.0);
        int[] evaluations = new int[1];
        ComponentOperator slow = Cases.operator(4, 1, (u, result) -> {
            result[0] = u[1];
            result[1] = -u[0];
            result[2] = 0.01 * u[3];
            result[3] = -0.01 * u[2];
            if (++evaluations[0] == 10) {
                context.timeLimit(-1);
            }
        });
        Solution<InclusionPoint> solution = new AcceleratedProximalPointSolver().solve(Cases.problem(1, 1, 1, 1),
                context.function(Cases.NAME, slow));
        assertEquals(Status.TIME_LIMIT, solution.status());
        assertEquals(0, solution.iterations());
        assertEquals(10, solution.counters().get(Counter.OPERATOR_EVALUATIONS));
        assertEquals(9, solution.counters().get(ProximalPointIteration.INNER_ITERATIONS));
        assertEquals(Math.sqrt(2.0002), solution.residual(), 1e-15);
    }

    @Test
    void resolventsWithoutValueAreReported() throws SolverException {
        Solution<InclusionPoint> solution = new AcceleratedProximalPointSolver().solve(Cases.problem(1, 2),
                context(Cases.affine(1, new double[2], -1, 0, 0, 1)));
        assertEquals(Status.NONFINITE, solution.status());
        assertArrayEquals(new double[] {1, 2}, solution.value().u());
        assertTrue(solution.warnings().get(0).contains("not monotone"), solution.warnings().toString());
    }

    @Test
    void factorisationsByBlocksAreExactAndCanBeCancelled() throws SolverException {
        int n = 150;
        AffineOperator operator = Cases.affine(1, new Random(13).doubles(n).toArray(), Cases.monotoneMatrix(n, 1, 14));
        double[] y = new Random(15).doubles(n, -1, 1).toArray();
        double[] x = new double[n];
        LinearResolvent resolvent = new LinearResolvent(operator, 2, new JavaBlas());
        int[] asked = new int[1];
        resolvent.apply(y, x, new double[n], 0, () -> ++asked[0] < 3);
        assertEquals(3, asked[0]);
        resolvent.apply(y, x, new double[n], 0, () -> ++asked[0] < 5);
        assertEquals(4, asked[0]);
        double[] image = new double[n];
        operator.apply(x, image);
        for (int i = 0; i < n; i++) {
            assertEquals(y[i], x[i] + 2 * image[i], 1e-11);
        }
    }
}
