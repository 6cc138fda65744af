package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.testing.TestContext;

/** Operators without fixed points, and some that are easily mistaken for such. */
class InfeasibilityTest {

    private static final double RADIUS = 2e4;

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator).with("searchRadius", RADIUS);
    }

    /** The Douglas-Rachford operator of the unit discs around (0, 0) and (4, 0): the gap between them is (2, 0). */
    private static Operator distantDiscs() {
        return Operators.operator(2, (x, result) -> {
            double scale = 1 / Math.max(1, Math.hypot(x[0], x[1]));
            double reflectedX = 2 * scale * x[0] - x[0];
            double reflectedY = 2 * scale * x[1] - x[1];
            double second = 1 / Math.max(1, Math.hypot(reflectedX - 4, reflectedY));
            result[0] = (x[0] + 2 * (4 + second * (reflectedX - 4)) - reflectedX) / 2;
            result[1] = (x[1] + 2 * second * reflectedY - reflectedY) / 2;
        });
    }

    @Test
    void displacedRotationsAreFoundByAllSolversAndVerified() throws SolverException {
        TestContext functions = new TestContext().function("T", Operators.displacedRotation(0.5));
        for (var entry : AllSolvers.nonexpansive().entrySet()) {
            FixedPointProblem problem = new FixedPointProblem("T", new double[] {0, 1, 1});
            Solution<FixedPoint> solution = entry.getValue().solve(problem, context(Operators.displacedRotation(0.5)));
            assertEquals(Status.INFEASIBLE, solution.status(), entry.getKey());
            assertArrayEquals(new double[] {1, 0, 0}, solution.value().displacement(), 0.01, entry.getKey());
            assertTrue(solution.warnings().get(0).contains("no fixed point within"), solution.warnings().toString());
            assertTrue(solution.warnings().get(1).contains("normalised iterate"), solution.warnings().toString());
            Certificate certificate = Verified.certificate(problem, solution, functions, 1e-6);
            assertTrue(certificate.holds(), entry.getKey() + " " + certificate);
            assertTrue(certificate.quantities().get("excludedRadius") >= RADIUS * (1 + Math.sqrt(2)) * (1 - 1e-9));
        }
    }

    @Test
    void theGapBetweenDistantDiscsIsFound() throws SolverException {
        for (var entry : AllSolvers.nonexpansive().entrySet()) {
            FixedPointProblem problem = new FixedPointProblem("T", new double[] {1, 2});
            Solution<FixedPoint> solution = entry.getValue().solve(problem, context(distantDiscs()));
            assertEquals(Status.INFEASIBLE, solution.status(), entry.getKey());
            assertArrayEquals(new double[] {-2, 0}, solution.value().displacement(), 0.02, entry.getKey());
            assertTrue(Verified.holds(problem, solution, context(distantDiscs()), 1e-6), entry.getKey());
        }
    }

    @Test
    void displacementsOfRandomIsometriesAreWithinTheProvenBound() throws SolverException {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            double[] angles = random.doubles(3, 0.2, Math.PI).toArray();
            double step = 0.1 + random.nextDouble();
            // Rotations about points at distance 1 and a translation: x* with x* - T x* = v is at distance sqrt(3) from the start.
            Operator operator = Operators.operator(7, (x, result) -> {
                for (int plane = 0; plane < 3; plane++) {
                    double a = x[2 * plane] - 1;
                    double b = x[2 * plane + 1];
                    result[2 * plane] = 1 + Math.cos(angles[plane]) * a - Math.sin(angles[plane]) * b;
                    result[2 * plane + 1] = Math.sin(angles[plane]) * a + Math.cos(angles[plane]) * b;
                }
                result[6] = x[6] - step;
            });
            Solution<FixedPoint> solution = new HalpernSolver().solve(new FixedPointProblem("T", new double[7]), context(operator));
            assertEquals(Status.INFEASIBLE, solution.status());
            double[] v = new double[7];
            v[6] = step;
            double factor = (Math.sqrt(Math.log(solution.iterations()) + 1 + 12) + 1) / (solution.iterations() + 1);
            assertTrue(EuclideanDistance.between(v, solution.value().displacement()) <= factor * Math.sqrt(3));
        }
    }

    @Test
    void farFixedPointsAreNotMistakenForNone() throws SolverException {
        double distance = 3000;
        Operator walk = Operators.operator(1, (x, result) -> result[0] = Math.max(x[0] - 1, Math.min(x[0], -distance)));
        for (var entry : AllSolvers.nonexpansive().entrySet()) {
            TestContext context = new TestContext().function("T", walk).with("tolerance", 1e-2);
            Solution<FixedPoint> solution = entry.getValue().solve(new FixedPointProblem("T", new double[] {0}), context);
            assertEquals(Status.CONVERGED, solution.status(), entry.getKey());
            assertTrue(solution.value().x()[0] <= -distance + 1e-2, entry.getKey());
            TestContext limited = new TestContext().function("T", walk).with("maxIterations", 2000L);
            assertNotEquals(Status.INFEASIBLE, entry.getValue().solve(new FixedPointProblem("T", new double[] {0}), limited).status());
        }
    }

    @Test
    void claimsWithinASmallRadiusAreNotCertified() throws SolverException {
        double distance = 3000;
        Operator walk = Operators.operator(1, (x, result) -> result[0] = Math.max(x[0] - 1, Math.min(x[0], -distance)));
        FixedPointProblem problem = new FixedPointProblem("T", new double[] {0});
        TestContext context = new TestContext().function("T", walk).with("searchRadius", 500.0);
        Solution<FixedPoint> solution = new HalpernSolver().solve(problem, context);
        assertEquals(Status.INFEASIBLE, solution.status());
        assertTrue(solution.warnings().get(0).contains("within 5"), "the remark tells the radius");
        assertFalse(Verified.holds(problem, solution, context, 1e-6));
    }

    @Test
    void runsThatEndBeforeTheProofTellOfTheDoubt() throws SolverException {
        FixedPointProblem problem = new FixedPointProblem("T", new double[] {0, 1, 1});
        for (var entry : AllSolvers.nonexpansive().entrySet()) {
            TestContext context = context(Operators.displacedRotation(0.5)).with("maxIterations", 2000L);
            Solution<FixedPoint> solution = entry.getValue().solve(problem, context);
            // A Newton step from a singular derivative may lead far along the displacement, and so to a proof at once.
            boolean proven = entry.getKey().equals("newton-krylov") && solution.status() == Status.INFEASIBLE;
            assertTrue(proven || solution.status() == Status.ITERATION_LIMIT, entry.getKey());
            assertTrue(proven || solution.warnings().get(0).contains("There may be no fixed point"), entry.getKey());
            TestContext innocent = context(Operators.rotation(0.5)).with("maxIterations", 50L).with("tolerance", 1e-15)
                    .with("searchRadius", RADIUS);
            Solution<FixedPoint> cut = entry.getValue().solve(new FixedPointProblem("T", new double[] {1, 1}), innocent);
            assertTrue(cut.warnings().isEmpty(), entry.getKey() + " " + cut.warnings());
        }
    }

    @Test
    void expandingOperatorsNeverProveInfeasibility() throws SolverException {
        Operator flight = Operators.operator(1, (x, result) -> result[0] = 1.0001 * x[0] + 1 + Math.abs(x[0]) * 1e-3);
        for (var entry : AllSolvers.nonexpansive().entrySet()) {
            TestContext context = new TestContext().function("T", flight).with("searchRadius", 1.0).with("maxIterations", 50_000L);
            Solution<FixedPoint> solution = entry.getValue().solve(new FixedPointProblem("T", new double[] {1e6}), context);
            assertNotEquals(Status.INFEASIBLE, solution.status(), entry.getKey());
            if (solution.status() != Status.CONVERGED) {
                assertTrue(solution.warnings().get(0).contains("not nonexpansive"), entry.getKey());
            }
        }
    }

    @Test
    void knownContractionsAreNotAsked() throws SolverException {
        Operator shift = Operators.operator(1, (x, result) -> result[0] = x[0] - 1);
        FixedPointProblem lie = new FixedPointProblem("T", FunctionFactory.NO_PARAMETERS, new double[] {1}, 0.5);
        TestContext context = new TestContext().function("T", shift).with("searchRadius", 1.0);
        assertEquals(Status.STAGNATED, new PicardSolver().solve(lie, context).status());
    }
}
