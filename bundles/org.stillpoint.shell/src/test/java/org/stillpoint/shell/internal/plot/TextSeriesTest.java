package org.stillpoint.shell.internal.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.plot.model.StateSeries;
import org.stillpoint.shell.internal.console.Console;

class TextSeriesTest {

    private static double[] waves(int steps, int size) {
        double[] values = new double[steps * size];
        Arrays.setAll(values, i -> Math.sin(.01 * (i / size) + i % size));
        return values;
    }

    private static String print(double[] values, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        TextSeries.print(StateSeries.of(Sequences.of(values, size), "States", "state").orElseThrow(),
                new Console(stream, stream, Console.Terminal.NONE));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsComponentsByTheirLetters() {
        String plot = print(waves(628, 2), 2);
        List<String> rows = plot.lines().skip(2).limit(13).toList();
        assertTrue(rows.get(0).contains("A") || rows.get(1).contains("A"), plot);
        assertEquals('A', rows.get(6).charAt(11), "the first component starts at 0: " + plot);
        assertTrue(plot.contains("  A state 1  B state 2"), plot);
        assertTrue(plot.contains("628  step"), plot);
        assertTrue(plot.chars().allMatch(c -> c < 128));
        double[] none = new double[5];
        Arrays.fill(none, Double.NaN);
        assertEquals("", print(none, 1));
        assertFalse(print(waves(5, 1), 1).isEmpty());
    }
}
