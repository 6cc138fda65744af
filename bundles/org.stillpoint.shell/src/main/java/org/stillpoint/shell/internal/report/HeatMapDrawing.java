package org.stillpoint.shell.internal.report;

import java.util.List;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.model.HeatMap;
import org.stillpoint.plot.model.Movement;

/** Mass in cells, the darker the more: a plan, with the names of its points where they are few, or the two weights of a grid. */
final class HeatMapDrawing {

    private static final int WIDTH = 760;
    private static final int TOP = 26;
    private static final int MOST = 64;
    private static final int MOST_NAMES = 32;
    private static final int LETTER = 7;
    private static final int LONGEST_NAME = 22;
    private static final double LEAST_DARKNESS = 0.01;
    private static final double LARGEST_CELL = 40;

    private HeatMapDrawing() {
    }

    /** Draws a plan, sources from above and targets from left to right; names may be missing. */
    static String plan(List<Movement> movements, int sources, int targets, List<String> sourceNames, List<String> targetNames) {
        HeatMap map = HeatMap.of(movements, sources, targets, MOST, MOST);
        boolean named = !sourceNames.isEmpty() && sources <= MOST_NAMES;
        boolean namedAcross = !targetNames.isEmpty() && targets <= MOST_NAMES;
        int left = named ? Math.max(26, LETTER * Math.min(LONGEST_NAME, longest(sourceNames)) + 10) : 26;
        double cell = Math.min(LARGEST_CELL, Math.min((WIDTH - left - 26.0) / map.columns(), 560.0 / map.rows()));
        int names = namedAcross ? LETTER * Math.min(LONGEST_NAME, longest(targetNames)) + 10 : 0;
        int height = (int) Math.ceil(TOP + map.rows() * cell) + names + 34;
        Drawing drawing = new Drawing(WIDTH, height, "Plan");
        drawing.text(left, 16, "start", "targets from left to right, sources from above");
        cells(drawing, map, "cell", left, TOP, cell);
        for (int i = 0; named && i < sources; i++) {
            drawing.text(left - 6, TOP + (i + 0.5) * cell + 4, "end", shortened(sourceNames.get(i)));
        }
        for (int j = 0; namedAcross && j < targets; j++) {
            drawing.upright(left + (j + 0.5) * cell + 4, TOP + map.rows() * cell + 8, shortened(targetNames.get(j)));
        }
        drawing.text(left, height - 8, "start", "darkest: " + Figures.digits(map.greatest(), 3)
                + (map.rows() < sources || map.columns() < targets ? "; each cell stands for a block of points" : ""));
        return drawing.end();
    }

    /** Draws the weights of source and target on a grid of rows and columns side by side. */
    static String grids(double[] source, double[] target, int rows, int columns) {
        HeatMap ofSource = HeatMap.ofGrid(source, rows, columns, MOST);
        HeatMap ofTarget = HeatMap.ofGrid(target, rows, columns, MOST);
        double cell = Math.min(LARGEST_CELL, Math.min((WIDTH - 3 * 26.0) / 2 / ofSource.columns(), 520.0 / ofSource.rows()));
        double right = 2 * 26 + cell * ofSource.columns();
        Drawing drawing = new Drawing(WIDTH, (int) Math.ceil(TOP + ofSource.rows() * cell) + 14, "Weights on a grid");
        drawing.text(26, 16, "start", "source");
        drawing.text(right, 16, "start", "target");
        cells(drawing, ofSource, "source", 26, TOP, cell);
        cells(drawing, ofTarget, "target", right, TOP, cell);
        return drawing.end();
    }

    private static void cells(Drawing drawing, HeatMap map, String style, double left, double top, double cell) {
        drawing.rectangle("frame", 0, left, top, map.columns() * cell, map.rows() * cell);
        double greatest = map.greatest();
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double darkness = greatest > 0 ? map.darkness(row, column) : 0;
                if (darkness > LEAST_DARKNESS) {
                    drawing.rectangle(style, darkness, left + column * cell, top + row * cell, cell, cell);
                }
            }
        }
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "\u2026";
    }
}
