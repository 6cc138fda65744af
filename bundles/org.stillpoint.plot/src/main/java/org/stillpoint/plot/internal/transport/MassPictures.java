package org.stillpoint.plot.internal.transport;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.drawing.Frame;
import org.stillpoint.plot.internal.drawing.Names;
import org.stillpoint.plot.model.HeatMap;
import org.stillpoint.plot.model.Movement;

/** Mass in cells, the darker the more: a plan, with the names of its points where they are few, or weights on grids side by side. */
final class MassPictures {

    private static final int WIDTH = 760;
    private static final int MARGIN = 26;
    private static final int TOP = 26;
    private static final int MOST = 64;
    private static final int MOST_NAMES = 32;
    private static final double LEAST_DARKNESS = 0.01;
    private static final double LARGEST_CELL = 40;
    private static final int PER_ROW = 4;

    /**
     * Weights on a grid.
     *
     * @param name what they are
     * @param weights a weight for each point, the last axis fastest
     * @param ink how they are painted
     */
    record Grid(String name, double[] weights, Ink ink) {
    }

    private MassPictures() {
    }

    /** A picture of a plan, sources from above and targets from left to right; names may be missing. */
    static Picture plan(String title, List<Movement> movements, int sources, int targets, List<String> sourceNames,
            List<String> targetNames) {
        HeatMap map = HeatMap.of(movements, sources, targets, MOST, MOST);
        boolean named = !sourceNames.isEmpty() && sources <= MOST_NAMES;
        boolean namedAcross = !targetNames.isEmpty() && targets <= MOST_NAMES;
        double left = named ? Math.max(MARGIN, Names.room(sourceNames)) : MARGIN;
        double cell = Math.min(LARGEST_CELL, Math.min((WIDTH - left - MARGIN) / map.columns(), 560.0 / map.rows()));
        double names = namedAcross ? Names.room(targetNames) : 0;
        int height = (int) Math.ceil(TOP + map.rows() * cell + names) + 34;
        String foot = "strongest colour: " + Figures.digits(map.greatest(), 3)
                + (map.rows() < sources || map.columns() < targets ? "; each cell stands for a block of points" : "");
        return Picture.of(title, "Plan", WIDTH, height, painter -> {
            painter.text(Ink.MUTED, Anchor.START, left, 16, "targets from left to right, sources from above");
            cells(painter, map, Ink.ACCENT, left, TOP, cell);
            for (int i = 0; named && i < sources; i++) {
                painter.text(Ink.MUTED, Anchor.END, left - 6, TOP + (i + 0.5) * cell + 4, Names.shortened(sourceNames.get(i)));
            }
            for (int j = 0; namedAcross && j < targets; j++) {
                painter.upright(Ink.MUTED, left + (j + 0.5) * cell - 4, TOP + map.rows() * cell + 8, Names.shortened(targetNames.get(j)));
            }
            painter.text(Ink.MUTED, Anchor.START, left, height - 8, foot);
        });
    }

    /** A picture of weights on one grid of rows and columns, side by side. */
    static Picture grids(String title, List<Grid> grids, int rows, int columns) {
        int perRow = Math.min(PER_ROW, grids.size());
        List<HeatMap> maps = new ArrayList<>();
        grids.forEach(grid -> maps.add(HeatMap.ofGrid(grid.weights, rows, columns, MOST)));
        int cellRows = maps.get(0).rows();
        int cellColumns = maps.get(0).columns();
        double cell = Math.min(LARGEST_CELL, Math.min((WIDTH - (perRow + 1.0) * MARGIN) / perRow / cellColumns, 520.0 / cellRows));
        double line = TOP + cellRows * cell + 14;
        int lines = (grids.size() + perRow - 1) / perRow;
        return Picture.of(title, "Weights on a grid", WIDTH, (int) Math.ceil(lines * line), painter -> {
            for (int k = 0; k < maps.size(); k++) {
                double left = MARGIN + k % perRow * (MARGIN + cell * cellColumns);
                double top = k / perRow * line;
                painter.text(Ink.MUTED, Anchor.START, left, top + 16, grids.get(k).name);
                cells(painter, maps.get(k), grids.get(k).ink, left, top + TOP, cell);
            }
        });
    }

    private static void cells(Painter painter, HeatMap map, Ink ink, double left, double top, double cell) {
        Frame.around(painter, left, top, map.columns() * cell, map.rows() * cell);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double darkness = map.darkness(row, column);
                if (darkness > LEAST_DARKNESS) {
                    painter.rectangle(ink, Math.min(1, darkness), left + column * cell, top + row * cell, cell, cell);
                }
            }
        }
    }
}
