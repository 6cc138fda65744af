package org.stillpoint.shell.internal.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Curve;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Console.Terminal;

class TextPlotTest {

    private static String print(Terminal terminal, double tolerance, History... histories) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<Curve> curves = Arrays.stream(histories).map(history -> new Curve("c", history, 0)).toList();
        TextPlot.print(new ConvergencePlot(Abscissa.EVALUATIONS, curves, tolerance), new Console(stream, stream, terminal));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static History history(double[] evaluations, double... residuals) {
        return new History(new long[evaluations.length], evaluations, new double[evaluations.length], residuals);
    }

    @Test
    void aStraightLineStaysOne() {
        String plot = print(Terminal.NONE, Double.NaN, history(new double[] {1, 10, 100}, 1, 0.1, 0.01));
        List<String> rows = plot.lines().skip(1).limit(18).map(line -> line.substring(8)).toList();
        int last = 0;
        for (int row = 0; row < rows.size(); row++) {
            double expected = row * 71.0 / 17;
            int first = rows.get(row).indexOf('A');
            assertTrue(Math.abs((first + rows.get(row).lastIndexOf('A')) / 2.0 - expected) <= 2.5, plot);
            assertTrue(first >= last, "from left to right: " + plot);
            last = first;
        }
        assertEquals(72, rows.stream().flatMapToInt(String::chars).filter(c -> c == 'A').count(), "one letter in every column");
        assertTrue(plot.contains(" 1e+00 |A") && plot.contains(" 1e-02 |") && plot.contains("100  operator evaluations"), plot);
    }

    @Test
    void curvesThatMeetTakeTurns() {
        History same = history(new double[] {1, 100}, 1, 1);
        String plot = print(Terminal.NONE, 1e-3, same, same);
        assertTrue(plot.contains("ABABABAB") || plot.contains("BABABABA"), plot);
        assertEquals(1, plot.lines().filter(line -> line.endsWith(". tolerance")).count(), plot);
    }

    @Test
    void coloursAndRulesAreForTerminals() {
        History history = history(new double[] {1, 100}, 1, 0.1);
        String plot = print(new Terminal(false, true, false, true, true), Double.NaN, history, history);
        assertTrue(plot.contains("\u001b[38;5;32mA") && plot.contains("\u001b[38;5;166mB") && plot.contains("\u2502"), plot);
        assertTrue(print(Terminal.NONE, Double.NaN, history).chars().allMatch(c -> c < 128));
    }

    @Test
    void whatCannotBeDrawnLeavesAGapAndNothingLeavesNothing() {
        String plot = print(Terminal.NONE, Double.NaN, history(new double[] {0, 1, 10, 100}, 3, 1, Double.NaN, 0.1));
        assertEquals(2, plot.lines().skip(1).limit(18).flatMapToInt(String::chars).filter(c -> c == 'A').count(), plot);
        assertEquals("", print(Terminal.NONE, 1e-6, history(new double[] {0}, 1)));
        assertEquals("", print(Terminal.NONE, 1e-6));
    }
}
