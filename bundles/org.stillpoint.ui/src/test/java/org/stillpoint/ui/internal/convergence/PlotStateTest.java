package org.stillpoint.ui.internal.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.AxisKind;
import org.stillpoint.plot.Curve;

class PlotStateTest {

    private static PlottedRun run(long id, double tolerance, boolean done, double... residuals) {
        long[] iterations = new long[residuals.length];
        double[] seconds = new double[residuals.length];
        for (int i = 0; i < residuals.length; i++) {
            iterations[i] = i + 1;
            seconds[i] = 1e-3 * (i + 1);
        }
        return new PlottedRun(id, "p", "s 1.0.0", Curve.of("run " + id, new History(iterations, seconds, residuals)), tolerance, done);
    }

    @Test
    void runsWithoutResidualsAreToldFromThoseThatAreExact() {
        PlottedRun unreported = run(1, 1e-6, true, Double.NaN);
        assertTrue(unreported.isUnreported() && !unreported.isExact());
        PlottedRun exact = run(2, 1e-6, true, Double.NaN, 0);
        assertTrue(exact.isExact() && !exact.isUnreported());
        PlottedRun usual = run(3, 1e-6, true, 1, 0);
        assertFalse(usual.isExact() || usual.isUnreported());
        PlottedRun goesOn = run(4, 1e-6, false);
        assertFalse(goesOn.isExact() || goesOn.isUnreported(), "residuals may still come");
    }

    @Test
    void zoomKeepsThePlaceAndStaysWhileRunsGoOn() {
        PlotState state = new PlotState();
        state.setRuns(List.of(run(1, 1e-6, false, 1, 0.1, 0.01, 1e-3)));
        double across = state.plot().horizontal().value(0.25);
        double up = state.plot().vertical().value(0.75);
        state.zoomAround(0.25, 0.75, 0.5);
        assertTrue(state.plot().isZoomed());
        assertEquals(0.25, state.plot().horizontal().position(across), 1e-12);
        assertEquals(0.75, state.plot().vertical().position(up), 1e-12);
        double end = state.plot().horizontal().value(1);
        state.setRuns(List.of(run(1, 1e-6, false, 1, 0.1, 0.01, 1e-3, 1e-4, 1e-5)));
        assertEquals(end, state.plot().horizontal().value(1), 1e-12);
        state.fit();
        assertFalse(state.plot().isZoomed());
        assertTrue(state.plot().horizontal().value(1) >= 6);
    }

    @Test
    void panMovesByPartsOfWhatIsShown() {
        PlotState state = new PlotState();
        state.setRuns(List.of(run(1, 1e-6, true, 1, 0.1, 0.01)));
        double before = state.plot().vertical().value(0.1);
        state.pan(0, 0.1);
        assertEquals(before, state.plot().vertical().value(0), 1e-9 * before);
    }

    @Test
    void hiddenCurvesKeepTheirPlacesAndTheOthersTheirTolerance() {
        PlotState state = new PlotState();
        state.setRuns(List.of(run(7, 1e-6, true, 1, 0.1), run(8, 1e-3, true, 1, 0.5)));
        assertFalse(state.plot().hasTolerance());
        state.toggle(0);
        assertTrue(state.isHidden(0));
        assertEquals(2, state.plot().curves().size());
        assertEquals(0, state.plot().across(0).length);
        assertEquals(1e-3, state.plot().tolerance());
        state.toggle(0);
        assertEquals(2, state.plot().across(0).length);
    }

    @Test
    void residualsWithoutAPlaceDoNotStopAnything() {
        PlotState state = new PlotState();
        state.setRuns(List.of(run(1, Double.NaN, true, Double.NaN, 0, Double.POSITIVE_INFINITY), run(2, 1e-6, true)));
        for (Abscissa abscissa : Abscissa.values()) {
            state.setAbscissa(abscissa);
            state.setKinds(AxisKind.LOGARITHMIC, AxisKind.LINEAR);
            state.zoomAround(0.5, 0.5, 0.5);
            assertTrue(state.plot().isEmpty());
        }
    }

    @Test
    void whatHasNotChangedIsKnown() {
        PlottedRun run = run(1, 1e-6, false, 1, 0.1);
        assertTrue(run.isSame(run(1, 1e-6, false, 1, 0.1)));
        assertFalse(run.isSame(run(1, 1e-6, false, 1, 0.1, 0.01)));
        assertFalse(run.isSame(run(1, 1e-6, true, 1, 0.1)));
    }

    @Test
    void entriesOfTheLegendDoNotOverlapAndNoneIsWiderThanItsLine() {
        LegendLayout layout = LegendLayout.of(new int[] {60, 30, 50, 400, 20, 20}, 100, 4);
        assertEquals(List.of(new LegendLayout.Entry(0, 0, 0, 60), new LegendLayout.Entry(1, 60, 0, 30),
                new LegendLayout.Entry(2, 0, 1, 50), new LegendLayout.Entry(3, 0, 2, 100), new LegendLayout.Entry(4, 0, 3, 20),
                new LegendLayout.Entry(5, 20, 3, 20)), layout.entries());
        assertEquals(4, layout.lines());
        assertEquals(3, LegendLayout.of(new int[] {60, 30, 50, 400}, 100, 2).entries().size());
        assertEquals(0, LegendLayout.of(new int[] {60}, 100, 0).lines());
    }

    @Test
    void tablesHoldEveryPoint() {
        String csv = CurveTable.csv(List.of(run(3, 1e-6, true, 1, 0.25)));
        assertEquals("run,name,iteration,evaluations,seconds,residual\n3,\"run 3\",1,1.0,0.001,1.0\n3,\"run 3\",2,2.0,0.002,0.25\n", csv);
    }
}
