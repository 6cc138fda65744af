package org.stillpoint.shell.internal.plot;

import java.util.List;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.model.HeatMap;
import org.stillpoint.plot.model.Movement;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;

/** A transport plan in characters: sources from above, targets from left to right, the denser the more mass. */
public final class TextHeatMap {

    /** The most rows. */
    private static final int ROWS = 20;
    /** The most columns, of two characters each. */
    private static final int COLUMNS = 36;
    private static final String[] SHADES = {"  ", "\u2591\u2591", "\u2592\u2592", "\u2593\u2593", "\u2588\u2588"};
    private static final String[] LETTERS = {"  ", "..", "++", "##", "@@"};

    private TextHeatMap() {
    }

    /** Prints a plan between numbers of sources and targets; nothing if it moves nothing. */
    public static void print(List<Movement> movements, int sources, int targets, Console console) {
        HeatMap map = HeatMap.of(movements, sources, targets, ROWS, COLUMNS);
        if (!(map.greatest() > 0)) {
            return;
        }
        String[] shades = console.unicode() ? SHADES : LETTERS;
        String side = console.unicode() ? "\u2502" : "|";
        String edge = "  " + (console.unicode() ? "\u250c" : "+") + (console.unicode() ? "\u2500" : "-").repeat(2 * map.columns())
                + (console.unicode() ? "\u2510" : "+");
        console.line();
        console.line("  " + console.styled(Style.FAINT, "Plan: " + extent(sources, map.rows(), "source") + " from above, "
                + extent(targets, map.columns(), "target") + " from left to right; densest " + Figures.digits(map.greatest(), 3)));
        console.line(console.styled(Style.FAINT, edge));
        for (int row = 0; row < map.rows(); row++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < map.columns(); column++) {
                line.append(shades[(int) Math.ceil(map.darkness(row, column) * (shades.length - 1) - 1e-9)]);
            }
            console.line("  " + console.styled(Style.FAINT, side) + console.styled(Style.BLUE, line.toString())
                    + console.styled(Style.FAINT, side));
        }
        console.line(console.styled(Style.FAINT, edge.replace('\u250c', '\u2514').replace('\u2510', '\u2518')));
    }

    private static String extent(int points, int cells, String name) {
        return points + " " + name + (points == 1 ? "" : "s") + (cells < points ? " in " + cells + " blocks" : "");
    }
}
