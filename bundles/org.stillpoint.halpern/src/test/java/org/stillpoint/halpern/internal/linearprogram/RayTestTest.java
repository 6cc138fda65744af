package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.linearprogram.Dense.INFINITY;
import static org.stillpoint.halpern.internal.linearprogram.Dense.all;
import static org.stillpoint.halpern.internal.linearprogram.Dense.of;

import org.junit.jupiter.api.Test;

class RayTestTest {

    private static RayTest test(double[][] entries, double[] objective, double[] lower, double[] upper) {
        return new RayTest(RangeProgram.of(Dense.program(objective, entries, lower, upper).build()), 1e-8);
    }

    @Test
    void aFarkasRayNeedsAPositiveObjectiveAndNoPressureOnInfiniteBounds() {
        RayTest test = test(new double[][] {{1, 1}, {1, 1}}, of(0, 0), of(-INFINITY, 2), of(1, INFINITY));
        assertTrue(test.provesInfeasible(of(-1, 1)));
        assertTrue(test.provesInfeasible(of(-1.5, 1)), "columns are nonnegative: d >= 0 costs nothing");
        assertFalse(test.provesInfeasible(of(-1, 1 + 1e-7)), "d < 0 presses on an infinite bound");
        assertFalse(test.provesInfeasible(of(-2, 1)), "the objective is zero");
        assertFalse(test.provesInfeasible(of(0, 0)));
        assertFalse(test.provesInfeasible(of(Double.NaN, 1)));
        assertFalse(test.provesInfeasible(of(-INFINITY, INFINITY)));
    }

    @Test
    void projectionsDropWhatPressesOnNothing() {
        RayTest test = test(new double[][] {{1, 1}, {1, 1}}, of(0, 0), of(-INFINITY, 2), of(1, INFINITY));
        double[] y = of(3, -4);
        test.projectFarkas(y);
        assertArrayEquals(of(0, 0), y, 0);
        double[] r = of(-1, 2);
        test.projectRecession(r);
        assertArrayEquals(of(0, 2), r, 0);
    }

    @Test
    void roundingIsNoProof() {
        double[] side = of(0.3, 0.7, 0.3 + 0.7 + 1e-16);
        RayTest test = new RayTest(RangeProgram.of(Dense.program(of(0, 0), new double[][] {{1, 0}, {0, 1}, {1, 1}}, side, side)
                .columnBounds(all(2, -INFINITY), all(2, INFINITY)).build()), 1e-8);
        assertFalse(test.provesInfeasible(of(-1, -1, 1)));
        assertFalse(test.provesInfeasible(of(1, 1, -1)));
    }

    @Test
    void aDirectionOfRecessionMustFallAndStayFeasible() {
        RayTest test = test(new double[][] {{1, -1}}, of(-1, 0), of(-INFINITY), of(1));
        assertTrue(test.provesUnbounded(of(1, 1)));
        assertTrue(test.provesUnbounded(of(1, 2)));
        assertFalse(test.provesUnbounded(of(2, 1)), "leaves the row");
        assertFalse(test.provesUnbounded(of(0, 1)), "does not fall");
        assertFalse(test.provesUnbounded(of(Double.NaN, 1)));
        assertFalse(test.provesUnbounded(of(1, Double.NaN)));
    }
}
