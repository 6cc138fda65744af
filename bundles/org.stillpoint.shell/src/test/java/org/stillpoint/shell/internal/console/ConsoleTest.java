package org.stillpoint.shell.internal.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;
import org.stillpoint.shell.internal.console.Console.Terminal;

class ConsoleTest {

    @Test
    void theBarFollowsTheFractionWhereItIsKnown() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        ProgressBar bar = new ProgressBar(new Console(nowhere, nowhere, new Terminal(false, false, true, true, false)), "", 1e-6);
        assertEquals("--------------------   0 %  residual -  30.0 s", bar.line(new Progress(0, Double.NaN, 30, 0.009)));
        assertEquals("#####---------------  25 %  residual -  30.0 s  90.0 s left", bar.line(new Progress(7, Double.NaN, 30, 0.25)));
        assertEquals("###################-  99 %  residual 1.0e-09  60.0 s  60.1 ms left",
                bar.line(new Progress(9, 1e-9, 60, 0.999)));
        assertTrue(bar.line(new Progress(123_456_789, 1e-9, 7200, 0.5)).length() < 80);
    }

    @Test
    void theBarFollowsTheLogarithmOfTheResidual() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Console console = new Console(nowhere, nowhere, new Terminal(false, false, true, true, false));
        ProgressBar bar = new ProgressBar(console, "", 1e-6);
        bar.update(new Progress(1, 1.0, 0.1));
        assertTrue(bar.line(new Progress(50, 1e-3, 1)).startsWith("##########---------- residual 1.0e-03  50 it  50 it/s"));
        assertTrue(bar.line(new Progress(60, 1e-2, 1)).startsWith("##########----------"), "the bar never falls");
        assertTrue(bar.line(new Progress(90, 1e-7, 1)).startsWith("#################### "));
        assertTrue(bar.line(new Progress(123_456_789, Double.NaN, 7200)).length() < 80);
    }

    @Test
    void theSparklineSpansFromGreatestToLeast() {
        History history = new History(new long[4], new double[4], new double[] {1, 1e-4, Double.NaN, 1e-7});
        assertEquals("#~_", Sparkline.of(history, 10, false));
        assertEquals("", Sparkline.of(History.EMPTY, 10, false));
        History constant = new History(new long[100], new double[100], filled(100));
        assertEquals("_".repeat(10), Sparkline.of(constant, 10, false));
    }

    @Test
    void longTextsInTheLastColumnAreWrapped() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(out), new PrintStream(out), Terminal.NONE);
        Table table = new Table().number("n").text("meaning").row("12345", "word ".repeat(60).strip()).row("1", "x".repeat(250));
        table.print(console, " ");
        List<String> lines = out.toString().lines().toList();
        assertEquals("     n  meaning", lines.get(0));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 118));
        assertEquals(" 12345  word word", lines.get(1).substring(0, 17));
        assertEquals("        word", lines.get(2).substring(0, 12));
        assertEquals(60, lines.stream().flatMap(line -> Stream.of(line.split(" "))).filter("word"::equals).count());
        assertEquals(250, String.join("", lines).chars().filter(c -> c == 'x').count());
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, 0.5);
        return values;
    }
}
