package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;

class ConvergencePlotTest {

    private static History falling(int points) {
        return Histories.of(points, i -> Math.pow(10, -8.0 * i / (points - 1)));
    }

    private static ConvergencePlot plot(Abscissa abscissa, History... histories) {
        return new ConvergencePlot(abscissa, List.of(histories).stream().map(history -> Curve.of("run", history)).toList(), 1e-6);
    }

    @Test
    void positionsAndValuesAreInverse() {
        ConvergencePlot whole = plot(Abscissa.SECONDS, falling(101));
        for (ConvergencePlot plot : List.of(whole, whole.axes(AxisKind.LINEAR, AxisKind.LINEAR),
                whole.zoomed(new Range(0.01, 0.02), new Range(1e-3, 1e-2)))) {
            for (double part = 0; part <= 1; part += 0.125) {
                assertEquals(part, plot.horizontal().position(plot.horizontal().value(part)), 1e-9);
                assertEquals(part, plot.vertical().position(plot.vertical().value(part)), 1e-9);
            }
        }
    }

    @Test
    void aPartGoesFromOneValueToAnother() {
        ConvergencePlot part = plot(Abscissa.ITERATIONS, falling(101)).zoomed(new Range(20, 40), new Range(1e-3, 1e-2));
        assertTrue(part.isZoomed());
        assertEquals(20, part.horizontal().value(0), 1e-9);
        assertEquals(1e-2, part.vertical().value(1), 1e-12);
        assertEquals(0.5, part.across(0)[30], 1e-12);
        assertEquals(0.6, part.up(0)[30], 1e-9);
        assertTrue(part.up(0)[0] > 1 && part.across(0)[100] > 1, "what lies outside has its place outside");
        assertFalse(part.axes(AxisKind.LINEAR, AxisKind.LINEAR).isZoomed(), "other axes show everything");
    }

    @Test
    void aLogarithmicPartCannotBeginAtNothing() {
        ConvergencePlot part = plot(Abscissa.SECONDS, falling(101)).zoomed(new Range(-1, 0.05), new Range(-5, 1));
        assertEquals(0.001, part.horizontal().value(0), 1e-12, "the first time above 0");
        assertEquals(1e-8, part.vertical().value(0), 1e-16);
        ConvergencePlot below = plot(Abscissa.SECONDS, falling(101)).zoomed(new Range(-2, -1), new Range(-2, -1));
        assertTrue(below.vertical().value(0) > 0 && below.vertical().value(1) > below.vertical().value(0));
        assertThrows(IllegalArgumentException.class, () -> new Range(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Range(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void everyPartHasMarks() {
        ConvergencePlot whole = plot(Abscissa.SECONDS, falling(101));
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            double from = Math.pow(10, -8 * random.nextDouble());
            double length = from * Math.pow(10, -6 * random.nextDouble());
            ConvergencePlot part = whole.zoomed(new Range(from, from + length), new Range(from, from + length));
            for (Scale scale : List.of(part.horizontal(), part.vertical())) {
                List<Double> ticks = scale.ticks(6);
                assertTrue(ticks.size() >= 2 && ticks.size() <= 8, scale + ": " + ticks);
                ticks.forEach(tick -> assertTrue(scale.position(tick) > -1e-6 && scale.position(tick) < 1 + 1e-6, scale + ": " + ticks));
            }
        }
    }

    @Test
    void aPointDeepInThePlotIsStillOfSomeExtent() {
        ConvergencePlot plot = plot(Abscissa.ITERATIONS, falling(101));
        ConvergencePlot part = plot.zoomed(new Range(30, Math.nextUp(30.0)), new Range(1e-3, Math.nextUp(1e-3)));
        assertTrue(part.horizontal().value(1) > part.horizontal().value(0));
        assertTrue(Double.isFinite(part.across(0)[0]) && Double.isFinite(part.up(0)[0]));
    }

    @Test
    void theNearestPointIsFound() {
        ConvergencePlot plot = plot(Abscissa.ITERATIONS, falling(101), falling(11));
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            double across = random.nextDouble();
            double up = random.nextDouble();
            double best = Double.POSITIVE_INFINITY;
            for (int curve = 0; curve < 2; curve++) {
                for (int k = 0; k < plot.across(curve).length; k++) {
                    best = Math.min(best, Math.hypot(600 * (plot.across(curve)[k] - across), 200 * (plot.up(curve)[k] - up)));
                }
            }
            ConvergencePoint found = plot.nearest(across, up, 600, 200, 1000).orElseThrow();
            double distance = Math.hypot(600 * (plot.across(found.curve())[found.point()] - across),
                    200 * (plot.up(found.curve())[found.point()] - up));
            assertEquals(best, distance, 1e-9);
            assertEquals(found.point(), found.across());
        }
        assertTrue(plot.nearest(0, 0, 600, 200, 20).isEmpty(), "nothing is near the origin");
        ConvergencePlot part = plot.zoomed(new Range(40, 60), new Range(1e-8, 1));
        assertEquals(40, part.nearest(0, part.up(0)[40], 600, 200, 300).orElseThrow().across(), "points outside are not found");
    }

    @Test
    void whatCannotBeDrawnHasNoPlace() {
        History odd = new History(new long[] {0, 1, 2, 3, 4}, new double[5],
                new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, -1, 0.1});
        ConvergencePlot plot = plot(Abscissa.ITERATIONS, odd);
        assertArrayEquals(new boolean[] {false, true, true, true, false}, gaps(plot.across(0)));
        assertArrayEquals(new boolean[] {false, true, true, true, false}, gaps(plot.up(0)));
        assertTrue(plot(Abscissa.SECONDS, odd).isEmpty(), "no time above 0 on a logarithmic axis");
        assertFalse(plot(Abscissa.SECONDS, odd).axes(AxisKind.LINEAR, AxisKind.LINEAR).isEmpty());
        ConvergencePlot nothing = plot(Abscissa.ITERATIONS, new History(new long[] {1}, new double[1], new double[] {Double.NaN}));
        assertTrue(nothing.isEmpty() && nothing.zoomed(new Range(0, 1), new Range(0, 1)).isEmpty());
        assertTrue(nothing.nearest(0.5, 0.5, 1, 1, 1).isEmpty());
    }

    private static boolean[] gaps(double[] values) {
        boolean[] gaps = new boolean[values.length];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Double.isNaN(values[i]);
        }
        return gaps;
    }
}
