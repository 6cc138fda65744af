package org.stillpoint.halpern.internal.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ClassificationProblem;
import org.stillpoint.api.problem.ClassifierWeights;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.ClassificationVerifier;

class ProjectionTrainingSolverTest {

    private final ProjectionTrainingSolver solver = new ProjectionTrainingSolver();

    private record Verification(double tolerance) implements VerificationContext {

        @Override
        public String verifier() {
            return "test";
        }

        @Override
        public <F> F function(Class<F> type, String name) throws SolverException {
            throw new SolverException("no function " + name);
        }
    }

    private Solution<ClassifierWeights> solve(ClassificationProblem problem, TestContext context, double tolerance)
            throws SolverException {
        Solution<ClassifierWeights> solution = solver.solve(problem, context);
        Certificate certificate = new ClassificationVerifier().verify(problem, solution, new Verification(tolerance));
        assertEquals(solution.residual(), certificate.checks().get(0).value(), 1e-15);
        assertEquals(solution.status() == Status.CONVERGED, certificate.holds(), certificate.toString());
        return solution;
    }

    private void assertSolved(ClassificationProblem problem, long seed) throws SolverException {
        Solution<ClassifierWeights> solution = solve(problem, new TestContext().seed(seed), 0);
        assertEquals(Status.CONVERGED, solution.status(), "seed " + seed + ": " + solution);
    }

    private static ClassificationProblem twoClasses(double[][] first, double[][] second, int... hidden) {
        double[][] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        int[] labels = new int[all.length];
        Arrays.fill(labels, first.length, all.length, 1);
        return new ClassificationProblem(new DMatrixRMaj(all), labels, 2, hidden, 1);
    }

    private static ClassificationProblem moons(int count, int... hidden) {
        double[][] upper = new double[count][];
        double[][] lower = new double[count][];
        for (int i = 0; i < count; i++) {
            double angle = Math.PI * (i + 0.5) / count;
            upper[i] = new double[] {Math.cos(angle), Math.sin(angle)};
            lower[i] = new double[] {1 - Math.cos(angle), 0.5 - Math.sin(angle)};
        }
        return twoClasses(upper, lower, hidden);
    }

    private static ClassificationProblem spirals(int count, int... hidden) {
        double[][] one = new double[count][];
        double[][] other = new double[count][];
        for (int i = 0; i < count; i++) {
            double angle = Math.PI * (0.5 + 2.0 * i / (count - 1));
            one[i] = new double[] {angle * Math.cos(angle), angle * Math.sin(angle)};
            other[i] = new double[] {-one[i][0], -one[i][1]};
        }
        return twoClasses(one, other, hidden);
    }

    @Test
    void solvesItsSelfCheckWhateverTheSeed() throws SolverException {
        for (int seed = 0; seed < 50; seed++) {
            assertSolved(solver.selfCheck(), seed);
        }
    }

    @Test
    void separatesRandomLinearClasses() throws SolverException {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            DMatrixRMaj features = new DMatrixRMaj(40, 3);
            int[] labels = new int[40];
            double[][] truth = new double[3][3];
            for (double[] row : truth) {
                Arrays.setAll(row, i -> random.nextGaussian());
            }
            for (int sample = 0; sample < 40; sample++) {
                double[] x = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
                double[] score = new double[3];
                for (int c = 0; c < 3; c++) {
                    for (int j = 0; j < 3; j++) {
                        score[c] += truth[c][j] * x[j];
                        features.set(sample, j, 100 * x[j] + 1000 * j);
                    }
                    labels[sample] = score[c] > score[labels[sample]] ? c : labels[sample];
                }
            }
            for (double margin : new double[] {1e-3, 1, 1e4}) {
                assertSolved(new ClassificationProblem(features, labels, 3, new int[0], margin), seed);
            }
        }
    }

    /** Three rings around each other with every twentieth label wrong: a twentieth of the samples cannot be told from their neighbours. */
    @Test
    void acceptsAsManySamplesWithoutMarginAsTheToleranceAllows() throws SolverException {
        DMatrixRMaj features = new DMatrixRMaj(120, 2);
        int[] labels = new int[120];
        Random random = new Random(3);
        for (int sample = 0; sample < 120; sample++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = 1 + 2 * (sample % 3) + 0.5 * random.nextDouble();
            features.set(sample, 0, radius * Math.cos(angle));
            features.set(sample, 1, radius * Math.sin(angle));
            labels[sample] = sample % 20 == 0 ? (sample + 1) % 3 : sample % 3;
        }
        ClassificationProblem problem = new ClassificationProblem(features, labels, 3, new int[] {12}, 1);
        assertEquals(Status.CONVERGED, solve(problem, new TestContext().with("tolerance", 0.1), 0.1).status());
    }

    @Test
    void separatesMoonsAndSpirals() throws SolverException {
        for (int seed = 0; seed < 3; seed++) {
            assertSolved(moons(30, 10), seed);
            assertSolved(spirals(30, 16), seed);
        }
        assertSolved(spirals(30, 10, 10), 2);
    }

    @Test
    void classesThatCannotBeSeparatedLinearlyStagnate() throws SolverException {
        ClassificationProblem problem = new ClassificationProblem(solver.selfCheck().features(), new int[] {0, 1, 1, 0}, 2, new int[0], 1);
        Solution<ClassifierWeights> solution = solve(problem, new TestContext().with("patience", 200L), 0);
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.residual() >= 0.25);
        Solution<ClassifierWeights> tolerant = solve(problem, new TestContext().with("tolerance", 1.0), 1);
        assertEquals(Status.CONVERGED, tolerant.status());
    }

    @Test
    void sameSamplesOfDifferentClassesStartAnewUntilTheLimit() throws SolverException {
        ClassificationProblem problem = twoClasses(new double[][] {{1, 1}, {0, 1}}, new double[][] {{1, 1}, {2, 1}}, 3);
        TestContext context = new TestContext().with("maxIterations", 500L).with("patience", 100L);
        Solution<ClassifierWeights> solution = solve(problem, context, 0);
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertEquals(500, solution.iterations());
        assertTrue(solution.counters().get("restarts") >= 3, solution.toString());
        assertEquals(0.25, solution.residual());
    }

    @Test
    void resultsDependOnTheSeedButNotOnThreads() throws SolverException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            ClassificationProblem large = spirals(120, 40);
            TestContext one = new TestContext().seed(5).with("maxIterations", 20L);
            TestContext three = new TestContext().seed(5).with("maxIterations", 20L).threads(3, threads);
            double[] alone = solver.solve(large, one).value().layers().get(0).data;
            assertArrayEquals(alone, solver.solve(large, three).value().layers().get(0).data, 0);
            TestContext other = new TestContext().seed(6).with("maxIterations", 20L);
            assertTrue(!Arrays.equals(alone, solver.solve(large, other).value().layers().get(0).data));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void limitsAndCancellationKeepTheBestWeights() throws SolverException {
        ClassificationProblem problem = spirals(30, 16);
        Solution<ClassifierWeights> limited = solve(problem, new TestContext().with("maxIterations", 3L), 0);
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(3, limited.iterations());
        assertTrue(limited.residual() > 0 && limited.residual() <= 1);
        assertEquals(Status.CANCELLED, solver.solve(problem, new TestContext().cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().timeLimit(-1)).status());
    }

    @Test
    void hugeFeaturesAreScaledAndOverflowsNoticed() throws SolverException {
        DMatrixRMaj features = new DMatrixRMaj(new double[][] {{1e300, -1e-300}, {-1e300, 1e-300}, {1e290, 3e-300}});
        assertSolved(new ClassificationProblem(features, new int[] {0, 1, 0}, 2, new int[0], 1), 0);
        ClassificationProblem problem = moons(5, 3);
        DMatrixRMaj hidden = new DMatrixRMaj(3, 3);
        DMatrixRMaj output = new DMatrixRMaj(2, 4);
        Arrays.fill(hidden.data, 1e200);
        Arrays.fill(output.data, 1e200);
        TestContext huge = new TestContext().start(new ClassifierWeights(List.of(hidden, output)));
        Solution<ClassifierWeights> solution = solver.solve(problem, huge);
        assertEquals(Status.NONFINITE, solution.status());
        TestContext missing = new TestContext().start(new ClassifierWeights(List.of(new DMatrixRMaj(3, 3), output)));
        output.data[0] = Double.NaN;
        assertThrows(SolverException.class, () -> solver.solve(problem, missing));
    }

    @Test
    void largeIterationsReportOnTheWay() throws SolverException {
        TestContext context = new TestContext().with("maxIterations", 1L);
        assertEquals(Status.ITERATION_LIMIT, solver.solve(spirals(300, 200), context).status());
        assertTrue(context.reports() >= 8, context.reports() + " reports");
        assertEquals(1, context.lastIteration());
    }

    @Test
    void refusesNoSamplesAndTooManyWeights() {
        ClassificationProblem empty = new ClassificationProblem(new DMatrixRMaj(0, 2), new int[0], 2, new int[0], 1);
        assertThrows(SolverException.class, () -> solver.solve(empty, new TestContext()));
        ClassificationProblem wide = moons(30, 2_000_000_000, 2_000_000_000);
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(wide, new TestContext())).getMessage().contains("weights"));
    }

    @Test
    void startsFromGivenWeights() throws SolverException {
        ClassificationProblem problem = moons(30, 10);
        Solution<ClassifierWeights> first = solve(problem, new TestContext(), 0);
        Solution<ClassifierWeights> again = solve(problem, new TestContext().start(first.value()), 0);
        assertEquals(0, again.iterations());
        TestContext wrong = new TestContext().start(new ClassifierWeights(List.of(new DMatrixRMaj(2, 3))));
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(problem, wrong)).getMessage().contains("2 layers"));
    }
}
