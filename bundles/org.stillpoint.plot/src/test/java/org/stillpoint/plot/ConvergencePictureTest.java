package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;

class ConvergencePictureTest {

    private static History noisy(int points, int seed) {
        Random random = new Random(seed);
        long[] iterations = new long[points];
        double[] seconds = new double[points];
        double[] residuals = new double[points];
        for (int i = 0; i < points; i++) {
            iterations[i] = 10L * i;
            seconds[i] = (i + 1) * 1e-4;
            residuals[i] = Math.pow(10, -9.0 * i / points + random.nextGaussian());
        }
        return new History(iterations, seconds, residuals);
    }

    private static ConvergencePlot plot(Abscissa abscissa, int curves, int points) {
        List<Curve> several = new ArrayList<>();
        for (int i = 0; i < curves; i++) {
            several.add(Curve.of("a solver with quite a long name " + i, noisy(points, i)));
        }
        return new ConvergencePlot(abscissa, several, 1e-6);
    }

    @Test
    void everythingLiesInsideAtAnySizeAndOnAnyAxes() {
        for (Abscissa abscissa : Abscissa.values()) {
            for (int curves : new int[] {0, 1, 2, 9, 60}) {
                for (int[] size : new int[][] {{760, 300}, {300, 200}, {1600, 900}, {90, 60}, {1, 1}}) {
                    ConvergencePlot plot = plot(abscissa, curves, 50);
                    for (ConvergencePlot each : List.of(plot, plot.axes(AxisKind.LINEAR, AxisKind.LINEAR),
                            plot.axes(AxisKind.LOGARITHMIC, AxisKind.LINEAR), plot.zoomed(new Range(0.001, 30), new Range(1e-7, 1e-3)))) {
                        if (!each.isEmpty() || size[0] > 300) {
                            RecordingPainter.of(new ConvergencePicture(each, size[0], size[1])
                                    .captioned("a problem of a name that is longer than some of the pictures are wide"));
                        }
                    }
                }
            }
        }
        RecordingPainter.of(ConvergencePicture.of(plot(Abscissa.SECONDS, 30, 50)));
    }

    @Test
    void aWholePictureNamesAllCurves() {
        for (int curves : new int[] {2, 10, 32}) {
            ConvergencePicture whole = ConvergencePicture.whole(plot(Abscissa.ITERATIONS, curves, 20), 900, 560).captioned("diet.mps");
            assertTrue(whole.height() >= 560 && whole.area().height() >= 300, "there is room for the curves");
            RecordingPainter painter = RecordingPainter.of(whole);
            for (int i = 0; i < curves; i++) {
                String name = ConvergencePlot.letter(i) + "  a solver with quite a long name " + i;
                assertTrue(painter.texts().contains(name), name);
            }
            assertTrue(painter.texts().contains("diet.mps"));
        }
    }

    @Test
    void curvesThatEndAtOnePlaceHaveLettersThatDoNotCover() {
        List<Curve> same = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            same.add(Curve.of("same", noisy(20, 7)));
        }
        RecordingPainter painter = RecordingPainter.of(ConvergencePicture.of(new ConvergencePlot(Abscissa.ITERATIONS, same, 1e-6)));
        List<RecordingPainter.Shape> letters = painter.shapes("text", Ink.TEXT);
        assertEquals(12, letters.size());
        for (int i = 0; i < letters.size(); i++) {
            for (int k = 0; k < i; k++) {
                RecordingPainter.Shape a = letters.get(i);
                RecordingPainter.Shape b = letters.get(k);
                assertTrue(a.x1() >= b.x2() || b.x1() >= a.x2() || a.y1() >= b.y2() || b.y1() >= a.y2(), a + " covers " + b);
            }
        }
    }

    @Test
    void manyPointsAreThinnedToThePixels() {
        ConvergencePicture picture = new ConvergencePicture(plot(Abscissa.ITERATIONS, 5, 10_000), 800, 400);
        RecordingPainter painter = RecordingPainter.of(picture);
        assertTrue(painter.points() <= 5 * 4 * 801, "points: " + painter.points());
        assertEquals(5, painter.shapes().stream().filter(shape -> shape.kind().equals("polyline")).count());
    }

    @Test
    void thePictureTellsWhatLiesWhere() {
        ConvergencePicture picture = new ConvergencePicture(plot(Abscissa.ITERATIONS, 3, 100), 640, 360);
        ConvergencePoint point = picture.nearest(320, 180, 1000).orElseThrow();
        assertEquals(point.across(), picture.valueAcross(picture.x(point)), 1e-6);
        assertEquals(point.residual(), picture.valueUp(picture.y(point)), 1e-9 * point.residual());
        assertTrue(picture.area().contains(picture.x(point), picture.y(point)));
        assertTrue(picture.nearest(0, 0, 5).isEmpty());
        ConvergencePlot part = picture.zoomed(500, 240, 200, 100);
        assertEquals(picture.valueAcross(200), part.horizontal().value(0), 1e-9);
        assertEquals(picture.valueUp(240), part.vertical().value(0), 1e-9 * picture.valueUp(240));
        assertSame(picture.plot(), picture.zoomed(200, 100, 200, 100), "a click is no part");
        assertSame(picture.plot(), picture.zoomed(-5, -5, 0, 0), "nor is what lies outside");
        ConvergencePicture empty = new ConvergencePicture(new ConvergencePlot(Abscissa.ITERATIONS, List.of(), 1), 640, 360);
        assertTrue(Double.isNaN(empty.valueAcross(100)) && empty.nearest(100, 100, 1000).isEmpty());
        assertSame(empty.plot(), empty.zoomed(100, 100, 200, 200));
    }

    @Test
    void powersOfTenAreWrittenAsSuch() {
        RecordingPainter painter = RecordingPainter.of(ConvergencePicture.of(plot(Abscissa.ITERATIONS, 1, 50)));
        assertTrue(painter.texts().contains("10\u207b\u00b9"), painter.texts().toString());
        assertTrue(painter.texts().contains("tolerance"));
        assertEquals("10\u00b9\u00b2", Figures.power(10, 12));
    }
}
