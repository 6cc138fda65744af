package org.stillpoint.halpern.internal.saddle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.WHOLE;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.context;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.cube;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.quadratic;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.SaddlePoint;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.SaddlePointVerifier;

/** All solvers on random problems over all kinds of sets, their claims certified by the verifier. */
class VerifiedTest {

    private static final int PRIMAL = 6;
    private static final int DUAL = 4;

    private static List<Solver<SaddleProblem, SaddlePoint>> solvers() {
        return List.of(new AcceleratedPrimalDualSolver(), new GradientSlidingSolver(), new TwoTimescaleExtragradientSolver(),
                new GradientDescentAscentSolver());
    }

    private record Verification(TestContext functions, double tolerance) implements VerificationContext {

        @Override
        public String verifier() {
            return "test";
        }

        @Override
        public <F> F function(Class<F> type, String name) throws SolverException {
            return functions.function(type, name);
        }
    }

    private static Certificate verify(SaddleProblem problem, Solution<SaddlePoint> solution, double tolerance) throws SolverException {
        return new SaddlePointVerifier().verify(problem, solution, new Verification(context(), tolerance));
    }

    /** A positive definite matrix B'B / n + shift I. */
    private static double[][] definite(RandomStream random, int order, double shift) {
        double[][] factor = gaussian(random, order, order);
        double[][] matrix = new double[order][order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? shift : 0;
                for (int k = 0; k < order; k++) {
                    sum += factor[k][i] * factor[k][j] / order;
                }
                matrix[i][j] = sum;
                matrix[j][i] = sum;
            }
        }
        return matrix;
    }

    private static double[][] gaussian(RandomStream random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            random.fillGaussian(row);
        }
        return matrix;
    }

    private static ConvexSet[] sets(int dimension) {
        double[] center = new double[dimension];
        center[0] = 0.5;
        return new ConvexSet[] {WHOLE, cube(dimension, 0.3), new ConvexSet.Ball(center, 0.7),
            new ConvexSet.Simplices(dimension / 2, dimension - dimension / 2)};
    }

    private static SaddleProblem random(long seed, ConvexSet primalSet, ConvexSet dualSet) {
        RandomStream random = new RandomStream(seed);
        double[] p = new double[PRIMAL];
        double[] q = new double[DUAL];
        random.fillGaussian(p);
        random.fillGaussian(q);
        return quadratic(definite(random, PRIMAL, 0.2), p, gaussian(random, DUAL, PRIMAL), definite(random, DUAL, 0.2), q, primalSet,
                dualSet, new double[PRIMAL], new double[DUAL]);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void claimsAreCertifiedOnAllSets(Solver<SaddleProblem, SaddlePoint> solver) throws SolverException {
        ConvexSet[] primalSets = sets(PRIMAL);
        ConvexSet[] dualSets = sets(DUAL);
        for (int i = 0; i < primalSets.length; i++) {
            for (int j = 0; j < dualSets.length; j++) {
                SaddleProblem problem = random(4 * i + j, primalSets[i], dualSets[j]);
                TestContext context = context().with("tolerance", 1e-7);
                if (solver instanceof GradientDescentAscentSolver) {
                    context.with("step", 0.01);
                }
                Solution<SaddlePoint> solution = solver.solve(problem, context);
                assertEquals(Status.CONVERGED, solution.status(), solver + " on sets " + i + ", " + j);
                Certificate certificate = verify(problem, solution, 1e-7);
                assertTrue(certificate.holds(), certificate.toString());
                assertEquals(solution.residual(), certificate.checks().get(0).value(), 1e-14);
                Solution<SaddlePoint> reference = new AcceleratedPrimalDualSolver().solve(problem, context().with("tolerance", 1e-8));
                assertArrayEquals(reference.value().x(), solution.value().x(), 1e-5);
                assertArrayEquals(reference.value().y(), solution.value().y(), 1e-5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void selfChecksAreCertified(Solver<SaddleProblem, SaddlePoint> solver) throws SolverException {
        Solution<SaddlePoint> solution = solver.solve(solver.selfCheck(), context());
        assertTrue(verify(solver.selfCheck(), solution, 1e-6).holds());
        SaddleProblem copy = SaddleProblem.fromRecord(solver.selfCheck().toRecord());
        assertEquals(solution.value(), solver.solve(copy, context()).value());
    }

    @Test
    void interruptedResultsAreMeasuredTheSameWay() throws SolverException {
        SaddleProblem problem = random(5, cube(PRIMAL, 1), cube(DUAL, 1));
        for (Solver<SaddleProblem, SaddlePoint> solver : solvers()) {
            Solution<SaddlePoint> solution = solver.solve(problem, context().cancelAt(10));
            assertEquals(Status.CANCELLED, solution.status());
            Certificate certificate = verify(problem, solution, 1e-6);
            assertEquals(solution.residual(), certificate.checks().get(0).value(), 1e-13);
            assertFalse(certificate.holds());
        }
    }
}
