package org.stillpoint.shell.internal.plot;

import java.util.Arrays;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.model.StateSeries;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;

/** A trajectory over its steps in characters: each component by its letter, from its least to its greatest value in each column. */
public final class TextSeries {

    private static final int WIDTH = 68;
    private static final int HEIGHT = 13;
    private static final int LABEL = 10;
    private static final int MOST_UP = 5;
    private static final int DIGITS = 5;
    private static final int NONE = -1;

    private TextSeries() {
    }

    /** Prints a series; nothing if no value is finite. */
    public static void print(StateSeries series, Console console) {
        series.up(0, series.shown()).ifPresent(scale -> print(series, scale, console));
    }

    private static void print(StateSeries series, RangeScale scale, Console console) {
        int columns = Math.min(WIDTH, series.points());
        int[][] letters = new int[HEIGHT][WIDTH];
        Arrays.stream(letters).forEach(row -> Arrays.fill(row, NONE));
        for (int k = 0; k < series.shown(); k++) {
            double[][] envelope = series.envelope(k, columns);
            for (int column = 0; column < WIDTH; column++) {
                int at = column * columns / WIDTH;
                // Where components meet they take turns.
                boolean mine = (column + k) % series.shown() == 0;
                for (int row = row(scale, envelope[1][at]); row != NONE && row <= row(scale, envelope[0][at]); row++) {
                    letters[row][column] = letters[row][column] == NONE || mine ? k : letters[row][column];
                }
            }
        }
        console.line();
        console.line("  " + console.styled(Style.FAINT, series.caption()));
        String side = console.unicode() ? "\u2502" : "|";
        String[] labels = labels(scale);
        for (int row = 0; row < HEIGHT; row++) {
            console.line(console.styled(Style.FAINT, labels[row] + side) + line(letters[row], console));
        }
        console.line(console.styled(Style.FAINT, " ".repeat(LABEL) + (console.unicode() ? "\u2514" : "+")
                + (console.unicode() ? "\u2500" : "-").repeat(WIDTH)));
        String first = Figures.count((long) series.step(0));
        String last = Figures.count((long) series.step(series.points() - 1));
        console.line(console.styled(Style.FAINT, " ".repeat(LABEL + 1) + first
                + " ".repeat(Math.max(1, WIDTH - first.length() - last.length())) + last + "  " + series.axis()));
        if (series.shown() > 1) {
            StringBuilder legend = new StringBuilder(" ".repeat(LABEL + 1));
            for (int k = 0; k < series.shown(); k++) {
                legend.append(console.styled(Style.ofSeveral(k), ConvergencePlot.letter(k))).append(' ')
                        .append(console.styled(Style.FAINT, series.name(k))).append("  ");
            }
            console.line(legend.toString().stripTrailing());
        }
    }

    private static int row(RangeScale scale, double value) {
        return Double.isNaN(value) ? NONE : HEIGHT - 1 - (int) Math.round(scale.position(value) * (HEIGHT - 1));
    }

    private static String[] labels(RangeScale scale) {
        String[] labels = new String[HEIGHT];
        Arrays.fill(labels, " ".repeat(LABEL));
        for (double value : scale.ticks(MOST_UP)) {
            String label = Figures.digits(value, DIGITS);
            labels[row(scale, value)] = " ".repeat(Math.max(0, LABEL - 1 - label.length())) + label + " ";
        }
        return labels;
    }

    private static String line(int[] letters, Console console) {
        StringBuilder line = new StringBuilder();
        int end;
        for (int start = 0; start < letters.length; start = end) {
            end = start + 1;
            while (end < letters.length && letters[end] == letters[start]) {
                end++;
            }
            line.append(letters[start] == NONE ? " ".repeat(end - start) : console.styled(Style.ofSeveral(letters[start]),
                    ConvergencePlot.letter(letters[start]).repeat(end - start)));
        }
        return line.toString().stripTrailing();
    }
}
