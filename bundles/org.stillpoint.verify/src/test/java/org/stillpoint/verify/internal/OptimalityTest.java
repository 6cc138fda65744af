package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;

class OptimalityTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double TOLERANCE = 1e-6;

    /** min x1 + x2, x1 + 2 x2 = 5, x2 &lt;= 2, 3 x1 + 2 x2 &lt;= 8, x &gt;= 0. */
    private static LinearProgram example(boolean maximise) {
        return Programs.of(maximise, new double[] {1, 1}, new double[][] {{1, 2}, {0, 1}, {3, 2}},
                new double[] {5, -INF, -INF}, new double[] {5, 2, 8}, new double[] {0, 0}, new double[] {INF, INF});
    }

    private static Certificate verify(LinearProgram program, double[] x, double[] y, double[] reducedCosts) {
        return Programs.verify(program, Status.CONVERGED, new LinearProgramSolution(x, y, reducedCosts), TOLERANCE);
    }

    private static double value(Certificate certificate, String name) {
        return certificate.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow().value();
    }

    @Test
    void certifiesTheMinimum() {
        Certificate certificate = verify(example(false), new double[] {1, 2}, new double[] {1, -1, 0}, new double[] {0, 0});
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(3, certificate.quantities().get(Certificate.OBJECTIVE));
        assertEquals(3, certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
        assertEquals("test", certificate.verifier());
        certificate.checks().forEach(check -> assertEquals(0, check.value(), check.name()));
        assertEquals(11, certificate.checks().size());
    }

    @Test
    void certifiesTheMaximumWithTheDualsOfMinimising() {
        Certificate certificate = verify(example(true), new double[] {1.5, 1.75}, new double[] {-.25, 0, -.25}, new double[] {0, 0});
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(3.25, certificate.quantities().get(Certificate.OBJECTIVE));
        assertEquals(3.25, certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
        assertFalse(verify(example(true), new double[] {1, 2}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(true), new double[] {1.5, 1.75}, new double[] {.25, 0, .25}, new double[] {0, 0}).holds());
    }

    @Test
    void addsTheConstantInTheSenseOfTheProgram() {
        for (boolean maximise : new boolean[] {false, true}) {
            LinearProgram program = LinearProgram.of(new double[] {2}, Programs.matrix(new double[0][], 1)).maximise(maximise)
                    .objectiveConstant(7.5).columnBounds(new double[] {1}, new double[] {3}).build();
            double x = maximise ? 3 : 1;
            Certificate certificate = verify(program, new double[] {x}, new double[0], new double[] {maximise ? -2 : 2});
            assertTrue(certificate.holds(), certificate::toString);
            assertEquals(7.5 + 2 * x, certificate.quantities().get(Certificate.OBJECTIVE));
            assertEquals(7.5 + 2 * x, certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
        }
    }

    @Test
    void measuresViolationsInTheUnitsOfTheProgram() {
        LinearProgram program = Programs.of(false, new double[] {3, 4}, new double[][] {{1, 0}, {0, 1}},
                new double[] {2, -INF}, new double[] {2, 2}, new double[] {0, -INF}, new double[] {4, INF});
        Certificate certificate = verify(program, new double[] {5, 6}, new double[] {0, 1}, new double[] {3, 3});
        assertEquals(5 / (1 + Math.sqrt(8)), value(certificate, "primal violation (relative)"), 1e-15);
        assertEquals(4, value(certificate, "primal violation (absolute)"));
        assertEquals(1.0 / 5, value(certificate, "bound violation (relative)"));
        assertEquals(1, value(certificate, "bound violation (absolute)"));
        assertEquals(3.0 / (1 + 5), value(certificate, "dual violation (relative)"));
        assertEquals(3, value(certificate, "dual violation (absolute)"));
        assertEquals(1.0 / 2, value(certificate, "row dual sign violation (relative)"));
        assertEquals(1, value(certificate, "row dual sign violation (absolute)"));
        assertEquals(39, certificate.quantities().get(Certificate.OBJECTIVE));
        assertEquals(0, certificate.quantities().get(Certificate.DUAL_OBJECTIVE));
        assertEquals(39.0 / 40, value(certificate, "duality gap (relative)"));
        assertEquals(39, value(certificate, "duality gap (absolute)"));
        assertEquals(15, certificate.quantities().get("largestComplementarityProduct"));
        assertTrue(certificate.checks().stream().filter(check -> !check.name().startsWith("reduced")).noneMatch(Check::holds));
    }

    @Test
    void namesTheWorstRowAndColumns() {
        LinearProgram program = LinearProgram.of(new double[] {1, -1}, Programs.matrix(new double[][] {{1, 0}, {0, 1}}, 2))
                .rowBounds(new double[] {2, -INF}, new double[] {2, 2}).columnBounds(new double[] {0, 0}, new double[] {4, INF})
                .names(List.of("supply", "demand"), List.of("x", "y")).build();
        assertEquals(List.of("The largest violation of a row is that of row 'demand': 9.0 outside of -Infinity to 2.0.",
                "The largest violation of bounds is that of column 'x': 5.0 outside of 0.0 to 4.0.",
                "The largest dual violation is that of column 'y', whose reduced cost -1.0 presses on an infinite bound."),
                verify(program, new double[] {5, 9}, new double[] {0, 0}, new double[] {1, -1}).notes());
        String note = verify(example(false), new double[] {1, 5}, new double[] {1, -1, 0}, new double[] {0, 0}).notes().get(0);
        assertEquals("The largest violation of a row is that of row 1: 11.0 outside of 5.0 to 5.0.", note);
    }

    @Test
    void addsUpMoreAccuratelyThanDoubles() {
        LinearProgram program = Programs.of(false, new double[] {1e16, 1, -1e16}, new double[][] {{1e16, 1, -1e16}},
                new double[] {1}, new double[] {1}, new double[] {1, 1, 1}, new double[] {1, 1, 1});
        Certificate certificate = verify(program, new double[] {1, 1, 1}, new double[] {1}, new double[] {0, 0, 0});
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(0, value(certificate, "primal violation (absolute)"));
        assertEquals(1, certificate.quantities().get(Certificate.OBJECTIVE));
    }

    @Test
    void handlesRangesAndFreeRowsAndColumns() {
        LinearProgram inside = Programs.of(false, new double[] {1, -1, 0}, new double[][] {{1, 1, 0}, {1, 1, 1}},
                new double[] {1, -INF}, new double[] {3, INF}, new double[] {0, 0, -INF}, new double[] {2, 2, INF});
        assertTrue(verify(inside, new double[] {0, 2, -77}, new double[] {0, 0}, new double[] {1, -1, 0}).holds());
        assertFalse(verify(inside, new double[] {0, 2, 0}, new double[] {0, .1}, new double[] {.9, -1.1, -.1}).holds());
        LinearProgram upper = Programs.of(false, new double[] {-1, -1}, new double[][] {{1, 1}}, new double[] {1}, new double[] {3},
                new double[] {0, 0}, new double[] {5, 5});
        assertTrue(verify(upper, new double[] {1, 2}, new double[] {-1}, new double[] {0, 0}).holds());
        assertFalse(verify(upper, new double[] {1, 2}, new double[] {1}, new double[] {-2, -2}).holds());
        LinearProgram lower = Programs.of(true, new double[] {-1, -1}, new double[][] {{1, 1}}, new double[] {1}, new double[] {3},
                new double[] {0, 0}, new double[] {5, 5});
        assertTrue(verify(lower, new double[] {.25, .75}, new double[] {1}, new double[] {0, 0}).holds());
    }

    @Test
    void handlesProgramsWithoutRowsOrColumns() {
        LinearProgram empty = LinearProgram.of(new double[0], Programs.matrix(new double[0][], 0)).objectiveConstant(-4).build();
        Certificate certificate = verify(empty, new double[0], new double[0], new double[0]);
        assertTrue(certificate.holds(), certificate::toString);
        assertEquals(-4, certificate.quantities().get(Certificate.OBJECTIVE));
        LinearProgram rows = Programs.of(false, new double[0], new double[][] {{}}, new double[] {1}, new double[] {INF}, new double[0],
                new double[0]);
        assertFalse(verify(rows, new double[0], new double[] {0}, new double[0]).holds());
    }

    @Test
    void certifiesRandomProgramsAndRefusesPerturbedSolutions() {
        Random random = new Random(17);
        int optima = 0;
        for (int trial = 0; trial < 300; trial++) {
            RandomProgram made = RandomProgram.of(random, 1 + random.nextInt(6), 1 + random.nextInt(6));
            Certificate certificate = verify(made.program(), made.x(), made.y(), made.reducedCosts());
            assertTrue(certificate.holds(), certificate::toString);
            certificate.checks().forEach(check -> assertEquals(0, check.value(), check.name()));
            int column = random.nextInt(made.x().length);
            double[] costs = made.reducedCosts().clone();
            costs[column] += .01;
            assertFalse(verify(made.program(), made.x(), made.y(), costs).holds());
            double[] x = made.x().clone();
            x[column] += 1e5 * (random.nextBoolean() ? 1 : -1);
            assertEquals(complementary(made, x, made.y(), made.reducedCosts()),
                    verify(made.program(), x, made.y(), made.reducedCosts()).holds());
            double[] y = made.y().clone();
            y[random.nextInt(y.length)] += 1e3 * (random.nextBoolean() ? 1 : -1);
            double[] costsOfY = Products.columnsFrom(Objectives.minimised(made.program()), made.program().matrix(), y);
            boolean optimal = complementary(made, made.x(), y, costsOfY);
            assertEquals(optimal, verify(made.program(), made.x(), y, costsOfY).holds());
            optima += optimal ? 1 : 0;
        }
        assertTrue(optima < 100, "perturbed but optimal: " + optima);
    }

    /** The conditions of optimality one by one, for integer data: every multiplier presses on the side that its value touches. */
    private static boolean complementary(RandomProgram made, double[] x, double[] y, double[] reducedCosts) {
        LinearProgram program = made.program();
        double[] activities = new double[program.rows()];
        for (int row = 0; row < activities.length; row++) {
            for (int column = 0; column < x.length; column++) {
                activities[row] += program.matrix().get(row, column) * x[column];
            }
        }
        return pressed(y, activities, program.rowLower(), program.rowUpper())
                && pressed(reducedCosts, x, program.columnLower(), program.columnUpper());
    }

    private static boolean pressed(double[] multipliers, double[] values, double[] lower, double[] upper) {
        for (int i = 0; i < values.length; i++) {
            boolean inside = values[i] >= lower[i] && values[i] <= upper[i];
            boolean pressing = multipliers[i] == 0 || values[i] == (multipliers[i] > 0 ? lower[i] : upper[i]);
            if (!inside || !pressing) {
                return false;
            }
        }
        return true;
    }

    @Test
    void certifiesAnAnswerWithinTheToleranceAndRefusesOneBeyond() {
        assertTrue(verify(example(false), new double[] {1 + 1e-6, 2}, new double[] {1 - 1e-6, -1, 0}, new double[] {1e-6, 2e-6}).holds());
        assertFalse(verify(example(false), new double[] {1 + 1e-4, 2}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2}, new double[] {1, -1 - 1e-4, 0}, new double[] {0, 0}).holds());
    }

    @Test
    void refusesWrongShapesAndNumbersWithoutAnException() {
        double nan = Double.NaN;
        assertFalse(verify(example(false), new double[] {1, nan}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, INF}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2}, new double[] {1, nan, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2}, new double[] {1, -1, 0}, new double[] {0, nan}).holds());
        assertFalse(verify(example(false), new double[] {1}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2, 3}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2}, new double[0], new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2}, new double[] {1, -1, 0}, new double[0]).holds());
        assertFalse(verify(example(false), new double[] {1e308, 1e308}, new double[] {1, -1, 0}, new double[] {0, 0}).holds());
        assertFalse(verify(example(false), new double[] {1, 2}, new double[] {1e308, -1e308, 1e308}, new double[] {0, 0}).holds());
        Certificate shapes = verify(example(false), new double[] {nan}, new double[0], new double[3]);
        assertNull(shapes.quantities().get(Certificate.OBJECTIVE));
        assertEquals(4, shapes.checks().size());
    }

    @Test
    void refusesHugeSidesThatWouldHideAViolation() {
        LinearProgram program = Programs.of(false, new double[] {0}, new double[][] {{1}, {1}}, new double[] {5, -INF},
                new double[] {5, 1.7e308}, new double[] {-INF}, new double[] {INF});
        assertFalse(Programs.verify(program, Status.CONVERGED, new LinearProgramSolution(new double[] {Double.MAX_VALUE},
                new double[] {0, 0}, new double[] {0}), TOLERANCE).holds());
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, names = {"ITERATION_LIMIT", "TIME_LIMIT", "CANCELLED", "STAGNATED", "DIVERGED", "NONFINITE"})
    void measuresTheBestIterateWhateverTheStatus(Status status) {
        LinearProgramSolution far = new LinearProgramSolution(new double[] {0, 0}, new double[3], new double[] {1, 1});
        Certificate certificate = Programs.verify(example(false), status, far, TOLERANCE);
        assertFalse(certificate.holds());
        assertEquals(5, value(certificate, "primal violation (absolute)"));
        assertEquals(0, certificate.quantities().get(Certificate.OBJECTIVE));
    }

    @Test
    void provesNothingWithoutATolerance() {
        LinearProgramSolution optimum = new LinearProgramSolution(new double[] {1, 2}, new double[] {1, -1, 0}, new double[] {0, 0});
        assertFalse(new LinearProgramVerifier().verify(example(false),
                Solution.of(Status.ITERATION_LIMIT, optimum).build(), Programs.context(Double.NaN)).holds());
        LinearProgram empty = LinearProgram.of(new double[0], Programs.matrix(new double[0][], 0)).build();
        assertFalse(Programs.verify(empty, Status.STAGNATED, new LinearProgramSolution(new double[0], new double[0], new double[0]),
                Double.NaN).holds());
    }
}
