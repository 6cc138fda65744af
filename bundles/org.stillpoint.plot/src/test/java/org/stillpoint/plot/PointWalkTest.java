package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;

class PointWalkTest {

    private static Curve curve(int points, double factor) {
        return Curve.of("run", Histories.of(points, i -> factor * Math.pow(10, -6.0 * i / points)));
    }

    private static ConvergencePicture picture(Curve... curves) {
        return ConvergencePicture.withoutLegend(new ConvergencePlot(Abscissa.ITERATIONS, List.of(curves), 1e-6), 600, 300);
    }

    @Test
    void goesFromTheEndToTheBeginningInStepsThatCanBeSeen() {
        ConvergencePicture picture = picture(curve(10_000, 1));
        PointWalk walk = new PointWalk(picture);
        ConvergencePoint at = walk.begin().orElseThrow();
        assertEquals(9999, at.point());
        int steps = 0;
        while (at.point() > 0) {
            ConvergencePoint next = walk.along(at, false);
            assertTrue(next.point() == 0 || picture.x(at) - picture.x(next) > 1, "a step that nobody sees");
            at = next;
            steps++;
        }
        assertTrue(steps > 50 && steps < 300, steps + " steps");
        assertEquals(at, walk.along(at, false), "there is nothing before the beginning");
        assertTrue(walk.along(at, true).point() > 0);
    }

    @Test
    void goesToTheOtherCurvesAtTheSamePlace() {
        PointWalk walk = new PointWalk(picture(curve(100, 1), Curve.of("nothing", History.EMPTY), curve(200, 0.1)));
        ConvergencePoint at = new ConvergencePoint(0, 40, 40, 0);
        ConvergencePoint below = walk.across(at, true);
        assertEquals(List.of(2, 40), List.of(below.curve(), below.point()), "a curve without points is passed");
        assertEquals(0, walk.across(below, true).curve(), "after the last one comes the first");
        assertEquals(0, walk.across(below, false).curve());
        ConvergencePoint end = walk.across(new ConvergencePoint(2, 199, 199, 0), true);
        assertEquals(List.of(0, 99), List.of(end.curve(), end.point()), "the nearest one");
    }

    @Test
    void staysInsideThePartThatIsShown() {
        ConvergencePlot part = picture(curve(100, 1)).plot().zoomed(new Range(20, 40), new Range(1e-9, 10));
        PointWalk walk = new PointWalk(ConvergencePicture.withoutLegend(part, 600, 300));
        ConvergencePoint end = walk.begin().orElseThrow();
        assertEquals(40, end.point());
        assertEquals(end, walk.along(end, true));
        assertEquals(Optional.empty(), walk.again(new ConvergencePoint(1, 0, 0, 0)), "the curve has gone");
        assertEquals(30, walk.again(new ConvergencePoint(0, 7, 30.2, 0)).orElseThrow().point(), "by its place, not by its number");
    }

    @Test
    void ofNothingThereIsNothing() {
        PointWalk walk = new PointWalk(picture(Curve.of("nothing", History.EMPTY)));
        assertEquals(Optional.empty(), walk.begin());
        assertEquals(Optional.empty(), walk.again(new ConvergencePoint(0, 0, 1, 1)));
    }
}
