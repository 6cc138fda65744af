package org.stillpoint.transport.internal.gromov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.squares;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GromovWasserstein;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.plan.Verified;
import org.stillpoint.verify.internal.GromovWassersteinVerifier;

class GromovWassersteinSolverTest {

    private static final double[] QUARTERS = {.25, .25, .25, .25};

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    private static Solution<GromovWasserstein> solve(GromovWassersteinProblem problem, TestContext context) throws SolverException {
        Solution<GromovWasserstein> solution = new GromovWassersteinSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new GromovWassersteinVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
        }
        return solution;
    }

    private static GromovWasserstein solved(GromovWassersteinProblem problem) throws SolverException {
        return solved(problem, problem.epsilon() == 0 ? 100 : 4);
    }

    private static GromovWasserstein solved(GromovWassersteinProblem problem, int starts) throws SolverException {
        Solution<GromovWasserstein> solution = solve(problem, context().with("starts", starts));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    private static DMatrixRMaj onLine(double... x) {
        DMatrixRMaj distances = new DMatrixRMaj(x.length, x.length);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                distances.set(i, j, Math.abs(x[i] - x[j]));
            }
        }
        return distances;
    }

    private static DMatrixRMaj inPlane(DMatrixRMaj points) {
        DMatrixRMaj distances = new DMatrixRMaj(points.numRows, points.numRows);
        for (int i = 0; i < points.numRows; i++) {
            for (int j = 0; j < points.numRows; j++) {
                distances.set(i, j, Math.hypot(points.get(i, 0) - points.get(j, 0), points.get(i, 1) - points.get(j, 1)));
            }
        }
        return distances;
    }

    /** Four sums over all indices. */
    private static double byDefinition(GromovWassersteinProblem problem, TransportPlan plan) {
        double sum = 0;
        int n = problem.source().length;
        int m = problem.target().length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                for (int k = 0; k < n; k++) {
                    for (int l = 0; l < m; l++) {
                        double difference = problem.sourceDistances().get(i, k) - problem.targetDistances().get(j, l);
                        sum += difference * difference * plan.plan().get(i, j) * plan.plan().get(k, l);
                    }
                }
            }
        }
        return sum;
    }

    private static GromovWassersteinProblem threePoints() {
        return new GromovWassersteinProblem(onLine(0, 1, 2), onLine(.5, 1.5, 3), new double[] {.2, .5, .3}, new double[] {.3, .3, .4});
    }

    private static GromovWassersteinProblem fourPoints() {
        return new GromovWassersteinProblem(onLine(1, 2, 100, 200), onLine(3, 2, 98, 199), QUARTERS, QUARTERS);
    }

    /** From the product of the weights the way leads to the value .72; other starts find that turning the line round is better. */
    @Test
    void threePointsOnALineHaveTheKnownValue() throws SolverException {
        GromovWasserstein found = fromProduct(threePoints());
        assertEquals(.72, found.value(), 1e-14);
        assertEquals(.72, byDefinition(threePoints(), found.transport()), 1e-14);
        assertPlan(new double[][] {{.2, 0, 0}, {.1, .3, .1}, {0, 0, .3}}, found);
        GromovWasserstein best = solved(threePoints());
        assertEquals(.68, best.value(), 1e-14);
        assertEquals(.68, byDefinition(threePoints(), best.transport()), 1e-14);
        assertPlan(new double[][] {{0, 0, .2}, {0, .3, .2}, {.3, 0, 0}}, best);
    }

    private static void assertPlan(double[][] expected, GromovWasserstein value) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], Verified.rows(value.transport().plan())[i], 1e-15);
        }
    }

    private static GromovWasserstein fromProduct(GromovWassersteinProblem problem) throws SolverException {
        return solved(problem, 1);
    }

    /** The known values are those of half the loss: 1.69 of the plan, 0 of a quarter of the mass, 1.87 with half of the entropy here. */
    @Test
    void partialPlansOfFourPointsHaveTheKnownValues() throws SolverException {
        GromovWassersteinProblem problem = fourPoints();
        assertEquals(3.375, solved(problem).value(), 1e-12);
        assertEquals(1.69, solved(problem.withMass(1)).value() / 2, .005);
        assertEquals(0, solved(problem.withMass(.25)).value(), 0);
        assertEquals(1.87, fromProduct(problem.withMass(1).withEpsilon(100)).value() / 2, .005);
        assertEquals(3.75, fromProduct(problem.withEpsilon(100)).value(), .005);
    }

    /** All 24 permutations of four points, of which conditional gradients reach the best vertex. */
    @Test
    void noPermutationIsBetter() throws SolverException {
        Random random = new Random(8);
        for (int instance = 0; instance < 10; instance++) {
            GromovWassersteinProblem problem = new GromovWassersteinProblem(inPlane(points(4, 2, random)), inPlane(points(4, 2, random)),
                    QUARTERS, QUARTERS);
            double best = Double.POSITIVE_INFINITY;
            for (int code = 0; code < 256; code++) {
                int[] to = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
                if (Arrays.stream(to).distinct().count() == 4) {
                    DMatrixRMaj plan = new DMatrixRMaj(4, 4);
                    for (int i = 0; i < 4; i++) {
                        plan.set(i, to[i], .25);
                    }
                    best = Math.min(best, byDefinition(problem, new TransportPlan(QUARTERS, QUARTERS, plan)));
                }
            }
            assertTrue(solved(problem).value() <= best + 1e-13, "instance " + instance);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isometricCopiesAreFound(long seed) throws SolverException {
        Random random = new Random(seed);
        int size = 40;
        DMatrixRMaj cloud = points(size, 2, random);
        int[] to = random.ints(0, size).distinct().limit(size).toArray();
        double[] a = weights(size, random);
        double[] b = new double[size];
        DMatrixRMaj turned = new DMatrixRMaj(size, 2);
        for (int i = 0; i < size; i++) {
            turned.set(to[i], 0, .6 * cloud.get(i, 0) - .8 * cloud.get(i, 1) + 3);
            turned.set(to[i], 1, -.8 * cloud.get(i, 0) - .6 * cloud.get(i, 1) - 1);
            b[to[i]] = a[i];
        }
        GromovWasserstein found = solved(new GromovWassersteinProblem(inPlane(cloud), inPlane(turned), a, b));
        assertEquals(0, found.value(), 1e-13);
        for (int i = 0; i < size; i++) {
            assertEquals(a[i], found.transport().plan().get(i, to[i]), 1e-14);
        }
    }

    private static GromovWassersteinProblem random(int n, int m, long seed) {
        Random random = new Random(seed);
        return new GromovWassersteinProblem(inPlane(points(n, 2, random)), inPlane(points(m, 2, random)), weights(n, random),
                weights(m, random));
    }

    private static GromovWassersteinProblem transposed(GromovWassersteinProblem problem) {
        return new GromovWassersteinProblem(problem.targetDistances(), problem.sourceDistances(), problem.target(), problem.source(),
                problem.linearCost(), problem.alpha(), problem.mass(), problem.epsilon());
    }

    @Test
    void transposedProblemsHaveTheSameValue() throws SolverException {
        for (GromovWassersteinProblem problem : new GromovWassersteinProblem[] {threePoints(), fourPoints(), fourPoints().withMass(.5),
            random(5, 7, 3).withEpsilon(.1), random(5, 7, 3).withEpsilon(.1).withMass(.6)}) {
            GromovWasserstein found = solved(problem);
            TransportPlan plan = found.transport();
            TransportPlan turned = new TransportPlan(plan.g(), plan.f(), plan.massPotential(),
                    CommonOps_DDRM.transpose((DMatrixRMaj) plan.plan(), null));
            Solution<GromovWasserstein> other = solve(transposed(problem), context().start(new GromovWasserstein(0, turned))
                    .with("starts", 1));
            assertEquals(Status.CONVERGED, other.status(), other::toString);
            assertEquals(found.value(), other.value().value(), 1e-7);
            assertTrue(problem.epsilon() > 0 || other.iterations() == 1, other::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", ".05"})
    void theMassOfAllIsTheBalancedProblem(double epsilon) throws SolverException {
        GromovWassersteinProblem problem = random(8, 6, 5).withEpsilon(epsilon);
        assertEquals(solved(problem).value(), solved(problem.withMass(1)).value(), 1e-7);
    }

    @Test
    void fusedPlansGoFromTheOneProblemToTheOther() throws SolverException {
        GromovWassersteinProblem problem = threePoints();
        DMatrixRMaj costs = new DMatrixRMaj(squares(new double[] {0, 1, 2}, new double[] {.5, 1.5, 3}));
        assertEquals(.72, fromProduct(problem.withLinearCost(costs, 1)).value(), 1e-14);
        double linear = Verified.value(new ExactSolver(), Verified.threePoints().build());
        assertEquals(linear, solved(problem.withLinearCost(costs, 1e-9)).value(), 1e-8);
        assertEquals(.5 * .72 + .5 * .85, solved(problem.withLinearCost(costs, .5)).value(), 1e-14);
    }

    /** As the entropy vanishes the value tends to that without; with much of it the plan is the product of the weights. */
    @Test
    void entropyLeadsFromTheProductToTheVertex() throws SolverException {
        GromovWassersteinProblem problem = threePoints();
        assertEquals(.68, solved(problem.withEpsilon(.02), 30).value(), 1e-2);
        TransportPlan blurred = solved(problem.withEpsilon(1e4)).transport();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(problem.source()[i] * problem.target()[j], blurred.plan().get(i, j), 1e-3);
            }
        }
    }

    @Test
    void whatIsDegenerateIsTreated() throws SolverException {
        DMatrixRMaj point = new DMatrixRMaj(1, 1);
        assertEquals(0, solved(new GromovWassersteinProblem(point, point, new double[] {2}, new double[] {2})).value());
        double size = solved(new GromovWassersteinProblem(point, onLine(0, 3), new double[] {1}, new double[] {.5, .5})).value();
        assertEquals(4.5, size, 1e-14);
        GromovWassersteinProblem empty = new GromovWassersteinProblem(onLine(0, 1, 2, 9), onLine(.5, 5, 1.5, 3),
                new double[] {.2, .5, .3, 0}, new double[] {.3, 0, .3, .4});
        assertEquals(.68, solved(empty).value(), 1e-14);
        assertEquals(Double.NEGATIVE_INFINITY, solved(empty).transport().f()[3]);
        assertTrue(Double.isFinite(solved(empty.withEpsilon(.5)).value()));
        GromovWassersteinProblem huge = new GromovWassersteinProblem(onLine(0, 1e100), onLine(0, 3e100), new double[] {.5, .5},
                new double[] {.5, .5});
        assertEquals(2e200, solved(huge).value(), 1e188);
        GromovWassersteinProblem overflow = new GromovWassersteinProblem(onLine(0, 1e200), onLine(0, 3e200), new double[] {.5, .5},
                new double[] {.5, .5});
        assertEquals(Status.NONFINITE, solve(overflow, context()).status());
        assertEquals(Status.NONFINITE, solve(overflow.withEpsilon(1), context()).status());
    }

    @Test
    void limitsReturnTheBestIterate() throws SolverException {
        GromovWassersteinProblem problem = random(30, 30, 9);
        for (double epsilon : new double[] {0, .01}) {
            GromovWassersteinProblem one = problem.withEpsilon(epsilon);
            Solution<GromovWasserstein> limited = solve(one, context().with("maxIterations", 1L).with("starts", 1));
            assertEquals(Status.ITERATION_LIMIT, limited.status());
            assertTrue(limited.residual() > limited.tolerance());
            assertFalse(Verification.of(new GromovWassersteinVerifier(), one, limited).holds());
            assertEquals(Status.CANCELLED, solve(one, context().cancelAt(3)).status());
            assertEquals(Status.CANCELLED, solve(one, context().cancelAt(0)).status());
            assertEquals(Status.TIME_LIMIT, solve(one, context().timeLimit(0)).status());
        }
        Solution<GromovWasserstein> once = solve(problem, context().seed(4));
        assertEquals(once.value(), solve(problem, context().seed(4)).value());
        Solution<GromovWasserstein> again = solve(problem, context().start(once.value()).with("starts", 1));
        assertEquals(1, again.iterations());
        assertEquals(once.value().value(), again.value().value(), 1e-14);
        assertThrows(SolverException.class, () -> solve(threePoints(), context().start(once.value())));
    }

    @Test
    void wrongPlansAreNotCertified() throws SolverException {
        GromovWassersteinProblem problem = threePoints();
        GromovWasserstein value = fromProduct(problem);
        TransportPlan right = value.transport();
        DMatrixRMaj moved = (DMatrixRMaj) right.plan().copy();
        moved.add(0, 0, -1e-6);
        moved.add(0, 1, 1e-6);
        DMatrixRMaj product = DMatrixRMaj.wrap(3, 3, new Starts(problem).product());
        double[] f = right.f().clone();
        f[1] += 1e-6;
        for (GromovWasserstein wrong : new GromovWasserstein[] {new GromovWasserstein(.72 + 1e-6, right),
            new GromovWasserstein(Double.NaN, right),
            new GromovWasserstein(.72, new TransportPlan(right.f(), right.g(), moved)),
            new GromovWasserstein(byDefinition(problem, new TransportPlan(right.f(), right.g(), product)),
                    new TransportPlan(right.f(), right.g(), product)),
            new GromovWasserstein(.72, new TransportPlan(new double[3], new double[3], right.plan())),
            new GromovWasserstein(.72, new TransportPlan(f, right.g(), right.plan())),
            new GromovWasserstein(.72, new TransportPlan(new double[] {Double.NaN, 0, 0}, right.g(), right.plan()))}) {
            Solution<GromovWasserstein> solution = Solution.of(Status.CONVERGED, wrong).residual(0, 1e-9).build();
            assertFalse(Verification.of(new GromovWassersteinVerifier(), problem, solution).holds(), wrong::toString);
        }
        assertFalse(Verification.of(new GromovWassersteinVerifier(), problem,
                Solution.of(Status.INFEASIBLE, value).residual(Double.NaN, 1e-9).build()).holds());
        GromovWassersteinProblem entropic = problem.withEpsilon(.5);
        Solution<GromovWasserstein> other = Solution.of(Status.CONVERGED, solved(problem.withEpsilon(.6))).residual(0, 1e-9).build();
        assertFalse(Verification.of(new GromovWassersteinVerifier(), entropic, other).holds());
    }
}
