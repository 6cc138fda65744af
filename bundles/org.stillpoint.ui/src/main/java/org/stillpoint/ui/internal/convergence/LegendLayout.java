package org.stillpoint.ui.internal.convergence;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the entries of a legend lie: one after the other, on as many lines as they need and no more than there is room for.
 *
 * @param entries the entries that have a place
 * @param lines the number of lines
 */
record LegendLayout(List<Entry> entries, int lines) {

    /**
     * The place of an entry.
     *
     * @param index its number
     * @param x where it begins
     * @param line the line from above
     * @param width its width
     */
    record Entry(int index, int x, int line, int width) {
    }

    /** Lays entries of certain widths out; one that is wider than a line is cut to the line. Those without room are left out. */
    static LegendLayout of(int[] widths, int width, int mostLines) {
        List<Entry> entries = new ArrayList<>();
        int x = 0;
        int line = 0;
        for (int i = 0; i < widths.length; i++) {
            int wanted = Math.min(widths[i], width);
            if (x > 0 && x + wanted > width) {
                x = 0;
                line++;
            }
            if (line >= mostLines) {
                break;
            }
            entries.add(new Entry(i, x, line, wanted));
            x += wanted;
        }
        return new LegendLayout(List.copyOf(entries), entries.isEmpty() ? 0 : entries.get(entries.size() - 1).line() + 1);
    }
}
