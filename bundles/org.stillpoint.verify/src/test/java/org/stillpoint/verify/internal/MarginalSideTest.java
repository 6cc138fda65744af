package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;

class MarginalSideTest {

    private static final double STEP = 1e-3;

    /** The least of A(q) + f q, and where, over a fine grid of q up to far beyond the weight. */
    private static double[] least(MarginalSide side, MarginalRule.Kind kind, double w, double f) {
        double best = Double.POSITIVE_INFINITY;
        double at = Double.NaN;
        for (int k = 0; k <= 20_000; k++) {
            double q = k * STEP;
            boolean allowed = kind == MarginalRule.Kind.EXACT ? Math.abs(q - w) < STEP / 2
                    : kind != MarginalRule.Kind.AT_MOST || q <= w + STEP / 2;
            double value = side.penalty(0, q) + f * q;
            if (allowed && value < best) {
                best = value;
                at = q;
            }
        }
        return new double[] {best, at};
    }

    @Test
    void conjugatesAreInfima() {
        double[] potentials = {-2, -1.1, -.7, -.5, -.1, .2, .5, .9, 3};
        for (MarginalRule.Kind kind : MarginalRule.Kind.values()) {
            boolean penalised = kind == MarginalRule.Kind.KULLBACK_LEIBLER || kind == MarginalRule.Kind.SQUARED
                    || kind == MarginalRule.Kind.TOTAL_VARIATION;
            MarginalRule rule = new MarginalRule(kind, penalised ? .8 : Double.NaN);
            for (double f : potentials) {
                for (double w : new double[] {.4, 1.5}) {
                    MarginalSide side = new MarginalSide(Measure.of(w), rule, Regulariser.ENTROPY, new double[] {f});
                    if (side.violation(0) > 0) {
                        assertTrue(kind == MarginalRule.Kind.FREE ? f < 0 : kind == MarginalRule.Kind.TOTAL_VARIATION && f < -.8);
                        continue;
                    }
                    double[] least = least(side, kind, w, f);
                    String of = kind + " " + f + " " + w;
                    assertEquals(least[0], side.conjugate(0), 1e-5, of);
                    assertEquals(0, side.distance(0, least[1], 0), STEP, of);
                    assertTrue(side.distance(0, least[1] + .3, 0) > .2, of);
                }
            }
        }
    }

    @Test
    void wholeIntervalsAreAllowedAtKinks() {
        MarginalRule atMost = new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN);
        MarginalSide side = new MarginalSide(Measure.of(2), atMost, Regulariser.NONE, new double[] {1e-13});
        assertEquals(0, side.distance(0, 1.2, 1e-12));
        assertEquals(1.2, side.distance(0, 1.2, 1e-14));
        assertEquals(.5, side.distance(0, 2.5, 1e-12));
        MarginalRule variation = new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 3);
        MarginalSide upper = new MarginalSide(Measure.of(2), variation, Regulariser.NONE, new double[] {3});
        assertEquals(0, upper.distance(0, 1.2, 0));
        assertEquals(1, upper.distance(0, 3, 0));
        MarginalSide lower = new MarginalSide(Measure.of(2), variation, Regulariser.NONE, new double[] {-3});
        assertEquals(0, lower.distance(0, 1e6, 0));
        assertEquals(1, lower.distance(0, 1, 0));
    }
}
