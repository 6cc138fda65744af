package org.stillpoint.shell.internal.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;

/** A plot of residuals in characters: each curve by its letter, where several meet in turn. */
public final class TextPlot {

    private static final int WIDTH = 72;
    private static final int HEIGHT = 18;
    private static final int LABEL = 7;
    private static final int MOST_ACROSS = 6;
    private static final int MOST_UP = 6;
    private static final int NONE = -1;

    private final ConvergencePlot plot;
    private final Console console;
    private final boolean unicode;
    private final int[][] curves = new int[HEIGHT][WIDTH];

    private TextPlot(ConvergencePlot plot, Console console) {
        this.plot = plot;
        this.console = console;
        unicode = console.unicode();
        for (int[] row : curves) {
            Arrays.fill(row, NONE);
        }
    }

    /** Prints a plot; nothing if there is nothing to draw. */
    public static void print(ConvergencePlot plot, Console console) {
        if (!plot.isEmpty()) {
            new TextPlot(plot, console).print();
        }
    }

    private void print() {
        int[][] rows = new int[plot.curves().size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rows(i);
        }
        for (int column = 0; column < WIDTH; column++) {
            place(rows, column);
        }
        String[] labels = labels();
        int tolerance = plot.hasTolerance() ? row(plot.vertical().position(plot.tolerance())) : NONE;
        console.line(" ".repeat(LABEL - 2) + console.styled(Style.FAINT, "residual"));
        for (int row = 0; row < HEIGHT; row++) {
            console.line(console.styled(Style.FAINT, labels[row] + (unicode ? "\u2502" : "|")) + line(row, row == tolerance));
        }
        axis();
    }

    /** The row of a curve in each column: of its last point there, or between the points on both sides. */
    private int[] rows(int curve) {
        double[] across = plot.across(curve);
        double[] up = plot.up(curve);
        int[] rows = new int[WIDTH];
        Arrays.fill(rows, NONE);
        int before = NONE;
        for (int i = 0; i < across.length; i++) {
            if (Double.isNaN(across[i])) {
                before = NONE;
                continue;
            }
            int column = column(across[i]);
            for (int between = before == NONE ? column : column(across[before]) + 1; between < column; between++) {
                double share = (place(between) - across[before]) / (across[i] - across[before]);
                rows[between] = row(up[before] + Math.max(0, Math.min(1, share)) * (up[i] - up[before]));
            }
            rows[column] = row(up[i]);
            before = i;
        }
        return rows;
    }

    private static int column(double across) {
        return (int) Math.round(across * (WIDTH - 1));
    }

    private static double place(int column) {
        return column / (WIDTH - 1.0);
    }

    private static int row(double up) {
        return HEIGHT - 1 - (int) Math.round(up * (HEIGHT - 1));
    }

    /** Where curves meet, the column decides whose letter is shown. */
    private void place(int[][] rows, int column) {
        for (int i = 0; i < rows.length; i++) {
            int turn = (i + column) % rows.length;
            int row = rows[turn][column];
            if (row != NONE) {
                curves[row][column] = turn;
            }
        }
    }

    private String[] labels() {
        String[] labels = new String[HEIGHT];
        Arrays.fill(labels, " ".repeat(LABEL));
        for (double residual : plot.vertical().ticks(MOST_UP)) {
            labels[row(plot.vertical().position(residual))] = String.format(Locale.ROOT, "%" + (LABEL - 1) + ".0e ", residual);
        }
        return labels;
    }

    private String line(int row, boolean tolerance) {
        StringBuilder line = new StringBuilder();
        String ruler = unicode ? "\u2508" : ".";
        int end;
        for (int start = 0; start < WIDTH; start = end) {
            int curve = curves[row][start];
            end = start + 1;
            while (end < WIDTH && curves[row][end] == curve) {
                end++;
            }
            line.append(curve != NONE ? console.styled(Style.ofSeveral(curve), ConvergencePlot.letter(curve).repeat(end - start))
                    : tolerance ? console.styled(Style.FAINT, ruler.repeat(end - start)) : " ".repeat(end - start));
        }
        return tolerance ? line + console.styled(Style.FAINT, " tolerance") : line.toString().stripTrailing();
    }

    private void axis() {
        StringBuilder line = new StringBuilder((unicode ? "\u2500" : "-").repeat(WIDTH));
        StringBuilder labels = new StringBuilder(" ".repeat(LABEL + WIDTH + LABEL));
        List<Double> ticks = plot.horizontal().ticks(MOST_ACROSS);
        int free = 0;
        for (double value : ticks) {
            int column = column(plot.horizontal().position(value));
            line.setCharAt(column, unicode ? '\u2534' : '+');
            String label = plot.abscissa().label(value);
            int start = LABEL + 1 + column - label.length() / 2;
            if (start >= free) {
                labels.replace(start, start + label.length(), label);
                free = start + label.length() + 1;
            }
        }
        console.line(console.styled(Style.FAINT, " ".repeat(LABEL) + (unicode ? "\u2514" : "+") + line));
        console.line(console.styled(Style.FAINT, labels.toString().stripTrailing() + "  " + plot.abscissa().title()));
    }
}
