package org.stillpoint.halpern.internal.presolve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/** What presolve leaves, solved by a reference method and restored, solves the original program. */
class PresolvePropertyTest {

    private static final int PROGRAMS = 3000;
    private static final double TOLERANCE = 1e-9;

    @Test
    void restoredOptimaSolveTheOriginalProgram() {
        int solved = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            RangeProgram program = RandomPrograms.feasible(seed);
            Presolved presolved = Presolve.run(program);
            solved += presolved.outcome() == Outcome.SOLVED ? 1 : 0;
            double[] x = new double[0];
            double[] y = new double[0];
            if (presolved.outcome() == Outcome.REDUCED) {
                DenseSimplex simplex = new DenseSimplex(presolved.reduced());
                assertEquals(DenseSimplex.Verdict.OPTIMAL, simplex.verdict(), "program " + seed);
                x = simplex.x();
                y = simplex.y();
            } else {
                assertEquals(Outcome.SOLVED, presolved.outcome(), "program " + seed);
            }
            Point point = presolved.postsolve(x, y);
            assertEquals(0, Conditions.violation(program, point.x(), point.y()), TOLERANCE, "program " + seed);
            assertEquals(presolved.reduced().objectiveAt(x), program.objectiveAt(point.x()), TOLERANCE, "program " + seed);
            DenseSimplex direct = new DenseSimplex(program);
            assertEquals(program.objectiveAt(direct.x()), program.objectiveAt(point.x()), TOLERANCE, "program " + seed);
        }
        assertTrue(solved > PROGRAMS / 2, "only " + solved + " programs were solved by presolve");
    }

    @Test
    void verdictsAndRaysHoldForTheOriginalProgram() {
        int infeasible = 0;
        int unbounded = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            RangeProgram program = RandomPrograms.arbitrary(seed);
            DenseSimplex direct = new DenseSimplex(program);
            Presolved presolved = Presolve.run(program);
            String name = "program " + seed;
            DenseSimplex.Verdict verdict = DenseSimplex.Verdict.OPTIMAL;
            DenseSimplex rest = null;
            if (presolved.outcome() == Outcome.REDUCED) {
                rest = new DenseSimplex(presolved.reduced());
                verdict = rest.verdict();
            }
            if (presolved.outcome() == Outcome.INFEASIBLE_DETECTED || verdict == DenseSimplex.Verdict.INFEASIBLE) {
                infeasible++;
                assertEquals(DenseSimplex.Verdict.INFEASIBLE, direct.verdict(), name);
                double[] ray = rest == null ? presolved.ray() : presolved.liftDualRay(rest.ray());
                assertEquals(0, Conditions.farkasViolation(program, ray), TOLERANCE, name);
            } else if (presolved.outcome() == Outcome.UNBOUNDED_DETECTED || verdict == DenseSimplex.Verdict.UNBOUNDED) {
                unbounded++;
                boolean undecided = presolved.outcome() == Outcome.UNBOUNDED_DETECTED;
                assertTrue(undecided || direct.verdict() == DenseSimplex.Verdict.UNBOUNDED, name);
                assertFalse(direct.verdict() == DenseSimplex.Verdict.OPTIMAL, name);
                double[] ray = rest == null ? presolved.ray() : presolved.liftPrimalRay(rest.ray());
                assertEquals(0, Conditions.recessionViolation(program, ray), TOLERANCE, name);
            } else {
                assertEquals(DenseSimplex.Verdict.OPTIMAL, direct.verdict(), name);
            }
        }
        assertTrue(infeasible > PROGRAMS / 10, infeasible + " infeasible");
        assertTrue(unbounded > PROGRAMS / 10, unbounded + " unbounded");
    }

    @Test
    void scalingsAndPermutationsDoNotChangeTheOutcome() {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            RangeProgram program = seed % 4 < 2 ? RandomPrograms.feasible(seed) : RandomPrograms.arbitrary(seed);
            RangeProgram transformed = RandomPrograms.transformed(program, seed);
            DenseSimplex.Verdict verdict = new DenseSimplex(program).verdict();
            Presolved presolved = Presolve.run(transformed);
            switch (presolved.outcome()) {
                case SOLVED -> assertEquals(DenseSimplex.Verdict.OPTIMAL, verdict, "program " + seed);
                case REDUCED -> assertEquals(verdict, new DenseSimplex(presolved.reduced()).verdict(), "program " + seed);
                case INFEASIBLE_DETECTED -> assertEquals(DenseSimplex.Verdict.INFEASIBLE, verdict, "program " + seed);
                default -> assertFalse(verdict == DenseSimplex.Verdict.OPTIMAL, "program " + seed);
            }
        }
    }

    @Test
    void pointsOfTheOriginalProgramReduceToPointsThatRestoreToThem() {
        for (int seed = 0; seed < PROGRAMS; seed++) {
            RangeProgram program = RandomPrograms.feasible(seed);
            Presolved presolved = Presolve.run(program);
            DenseSimplex direct = new DenseSimplex(program);
            double[] x = presolved.reducePoint(direct.x());
            double[] y = presolved.reduceDual(direct.y());
            assertEquals(presolved.reduced().columns(), x.length);
            assertEquals(presolved.reduced().rows(), y.length);
            Point point = presolved.postsolve(x, y);
            assertArrayEquals(x, presolved.reducePoint(point.x()), TOLERANCE, "program " + seed);
            assertArrayEquals(y, presolved.reduceDual(point.y()), TOLERANCE, "program " + seed);
        }
    }

    @Test
    void theSameProgramIsReducedInTheSameWay() {
        for (int seed = 0; seed < 100; seed++) {
            RangeProgram first = Presolve.run(RandomPrograms.feasible(seed)).reduced();
            RangeProgram second = Presolve.run(RandomPrograms.feasible(seed)).reduced();
            assertArrayEquals(first.values(), second.values());
            assertArrayEquals(first.rowIndices(), second.rowIndices());
            assertArrayEquals(first.objective(), second.objective());
            assertArrayEquals(first.rowLower(), second.rowLower());
            assertArrayEquals(first.columnUpper(), second.columnUpper());
        }
    }
}
