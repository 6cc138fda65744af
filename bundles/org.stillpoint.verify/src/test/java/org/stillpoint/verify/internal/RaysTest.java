package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;

class RaysTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    /** x1 + x2 &lt;= 1, x1 + x2 &gt;= 2, x &gt;= 0. */
    private static LinearProgram contradiction() {
        return Programs.of(false, new double[] {0, 0}, new double[][] {{1, 1}, {1, 1}}, new double[] {-INF, 2}, new double[] {1, INF},
                new double[] {0, 0}, new double[] {INF, INF});
    }

    private static Certificate infeasible(LinearProgram program, double... ray) {
        return Programs.verify(program, Status.INFEASIBLE, Programs.ray(ray), 1e-6);
    }

    private static Certificate unbounded(LinearProgram program, double[] x, double... ray) {
        return Programs.verify(program, Status.UNBOUNDED, Programs.pointAndRay(x, ray), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-12, 1e12, 3})
    void certifiesAFarkasRayOfAnyLength(double scale) {
        Certificate certificate = infeasible(contradiction(), -scale, scale);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(scale, certificate.quantities().get("rayObjective"), 1e-15 * scale);
        assertEquals(0, certificate.quantities().get("rayViolation"));
    }

    @Test
    void refusesWrongRays() {
        assertFalse(infeasible(contradiction(), 1, -1).holds());
        assertFalse(infeasible(contradiction(), -1, .4).holds());
        assertFalse(infeasible(contradiction(), 0, 1).holds());
        assertFalse(infeasible(contradiction(), 0, 0).holds());
        assertFalse(infeasible(contradiction(), Double.NaN, 1).holds());
        assertFalse(infeasible(contradiction(), -INF, INF).holds());
        assertFalse(infeasible(contradiction(), -1e308, 1e308).holds());
        assertFalse(infeasible(contradiction(), -1).holds());
        assertFalse(infeasible(contradiction()).holds());
        assertFalse(infeasible(contradiction(), -1, 1, 1).holds());
    }

    @Test
    void allowsASmallComponentWithoutABoundOnly() {
        LinearProgram program = Programs.of(false, new double[] {0}, new double[][] {{1}, {1}}, new double[] {-INF, 2},
                new double[] {1, INF}, new double[] {-INF}, new double[] {INF});
        assertTrue(infeasible(program, -1, 1 + 5e-9).holds());
        assertTrue(infeasible(program, -1, 1 - 5e-9).holds());
        assertFalse(infeasible(program, -1, 1 + 2e-8).holds());
        assertFalse(infeasible(program, -1, 1 - 2e-8).holds());
    }

    @Test
    void countsFiniteColumnBounds() {
        LinearProgram program = Programs.of(false, new double[] {0, 0}, new double[][] {{1, -2}}, new double[] {7}, new double[] {INF},
                new double[] {0, 1}, new double[] {8, 3});
        Certificate certificate = infeasible(program, 1);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(1, certificate.quantities().get("rayObjective"));
        LinearProgram feasible = Programs.of(false, new double[] {0, 0}, new double[][] {{1, -2}}, new double[] {6}, new double[] {INF},
                new double[] {0, 1}, new double[] {8, 3});
        assertFalse(infeasible(feasible, 1).holds());
    }

    @Test
    void takesComponentsOnInfiniteSidesAsZero() {
        LinearProgram program = Programs.of(false, new double[] {0}, new double[][] {{1}, {1}, {1}}, new double[] {-INF, 2, -INF},
                new double[] {1, INF, 9}, new double[] {-INF}, new double[] {INF});
        Certificate certificate = infeasible(program, -1, 1, 1e-3);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(1, certificate.notes().size());
        assertFalse(infeasible(program, -1, 0, 1).holds());
    }

    @Test
    void needsNoRayWhereBoundsCross() {
        LinearProgram columns = Programs.of(false, new double[] {0}, new double[0][], new double[0], new double[0], new double[] {2},
                new double[] {1});
        assertTrue(infeasible(columns).holds());
        assertEquals(List.of("The lower bound of column 1, 2.0, exceeds the upper one, 1.0."), infeasible(columns).notes());
        LinearProgram rows = Programs.of(false, new double[] {0}, new double[][] {{1}}, new double[] {-1}, new double[] {-2},
                new double[] {0}, new double[] {1});
        assertTrue(infeasible(rows).holds());
        LinearProgram rounding = Programs.of(false, new double[] {0}, new double[0][], new double[0], new double[0],
                new double[] {Math.nextUp(.3)}, new double[] {.3});
        assertFalse(infeasible(rounding).holds());
    }

    @Test
    void refusesWhatRoundingTheDataMakesInfeasible() {
        LinearProgram program = Programs.of(false, new double[] {0, 0}, new double[][] {{1, 1}}, new double[] {.3}, new double[] {.3},
                new double[] {.1, .2}, new double[] {.1, .2});
        assertFalse(infeasible(program, 1).holds());
        assertFalse(infeasible(program, -1).holds());
    }

    @Test
    void certifiesAnEmptyRowWithASide() {
        LinearProgram program = Programs.of(false, new double[] {0}, new double[][] {{0}}, new double[] {1}, new double[] {INF},
                new double[] {-INF}, new double[] {INF});
        assertTrue(infeasible(program, 1).holds());
        assertFalse(infeasible(program, -1).holds());
    }

    @Test
    void neverCertifiesAFeasibleProgramAsInfeasible() {
        Random random = new Random(23);
        for (int trial = 0; trial < 2000; trial++) {
            RandomProgram made = RandomProgram.of(random, 1 + random.nextInt(4), 1 + random.nextInt(4));
            double[] ray = random.doubles(made.y().length, -1, 1).toArray();
            assertFalse(infeasible(made.program(), ray).holds());
            double[] direction = random.doubles(made.x().length, -1, 1).toArray();
            assertFalse(unbounded(made.program(), made.x(), direction).holds());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-12, 1e12})
    void certifiesADirectionOfRecessionOfAnyLength(double scale) {
        LinearProgram program = Programs.of(false, new double[] {-1, 0}, new double[][] {{1, -1}}, new double[] {-INF}, new double[] {1},
                new double[] {0, 0}, new double[] {INF, INF});
        Certificate certificate = unbounded(program, new double[] {1, 0}, scale, scale);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(scale, certificate.quantities().get("rayImprovement"));
        assertEquals(-1, certificate.quantities().get(Certificate.OBJECTIVE));
        assertTrue(unbounded(program, new double[] {1, 0}, scale, scale * (1 - 5e-9)).holds());
        assertFalse(unbounded(program, new double[] {1, 0}, scale, scale * (1 - 2e-8)).holds());
        assertFalse(unbounded(program, new double[] {1, 0}, -scale, -scale).holds());
        assertFalse(unbounded(program, new double[] {1, 0}, 0, 0).holds());
        assertFalse(unbounded(program, new double[] {1, 0}, 0, scale).holds());
        assertFalse(unbounded(program, new double[] {2, 0}, scale, scale).holds());
        assertFalse(unbounded(program, new double[] {-1, 0}, scale, scale).holds());
        assertFalse(unbounded(program, new double[] {Double.NaN, 0}, scale, scale).holds());
        assertFalse(unbounded(program, new double[] {1, 0}, scale, Double.NaN).holds());
        assertFalse(unbounded(program, new double[] {1, 0}).holds());
        assertFalse(unbounded(program, new double[0], scale, scale).holds());
    }

    @Test
    void followsTheSense() {
        for (boolean maximise : new boolean[] {false, true}) {
            LinearProgram program = Programs.of(maximise, new double[] {1}, new double[0][], new double[0], new double[0],
                    new double[] {-INF}, new double[] {INF});
            assertEquals(maximise, unbounded(program, new double[] {0}, 1).holds());
            assertEquals(!maximise, unbounded(program, new double[] {0}, -1).holds());
        }
    }

    @Test
    void stopsAtFiniteBoundsAndEqualities() {
        LinearProgram boxed = Programs.of(false, new double[] {-1, 0}, new double[0][], new double[0], new double[0],
                new double[] {0, 0}, new double[] {5, INF});
        assertFalse(unbounded(boxed, new double[] {0, 0}, 1, 1).holds());
        LinearProgram equality = Programs.of(false, new double[] {-1, 0}, new double[][] {{1, 1}}, new double[] {1}, new double[] {1},
                new double[] {0, -INF}, new double[] {INF, INF});
        assertTrue(unbounded(equality, new double[] {1, 0}, 1, -1).holds());
        assertFalse(unbounded(equality, new double[] {1, 0}, 1, -.9).holds());
        assertFalse(unbounded(equality, new double[] {1, 0}, 1, -1.1).holds());
    }

    @Test
    void asksForAFeasiblePointWhereBothPrimalAndDualAreInfeasible() {
        LinearProgram program = Programs.of(false, new double[] {-1, -1}, new double[][] {{1, -1}, {1, -1}}, new double[] {1, 2},
                new double[] {1, 2}, new double[] {0, 0}, new double[] {INF, INF});
        assertTrue(infeasible(program, -1, 1).holds());
        assertFalse(infeasible(program, 1, -1).holds());
        assertFalse(unbounded(program, new double[] {1, 0}, 1, 1).holds());
        assertFalse(Programs.verify(program, Status.CONVERGED, new LinearProgramSolution(new double[] {1, 0}, new double[] {0, 0},
                new double[] {-1, -1}), 1e-6).holds());
    }
}
