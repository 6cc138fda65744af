package org.stillpoint.ui.internal.convergence;

import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.GC;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Dash;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Stroke;
import org.stillpoint.ui.internal.convergence.LegendLayout.Entry;
import org.stillpoint.ui.internal.paint.PaintResources;

/** The names of the curves below the plot, each with a sample of its line; names of hidden curves are struck through. */
final class LegendPainter {

    private static final int LINE = 18;
    private static final int LEFT = 12;
    private static final int SAMPLE = 26;
    private static final int GAP = 6;
    private static final int BETWEEN = 18;
    private static final int BELOW = 6;

    private final PlotState state;
    private LegendLayout layout = new LegendLayout(List.of(), 0);

    LegendPainter(PlotState state) {
        this.state = state;
    }

    /** Lays the legend out for a width; it takes a third of a height at most. */
    void layout(GC gc, PaintResources resources, int width, int height) {
        gc.setFont(resources.font(Painter.TEXT_SIZE));
        int[] widths = new int[state.runs().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = SAMPLE + GAP + gc.stringExtent(name(i)).x + BETWEEN;
        }
        layout = LegendLayout.of(widths, Math.max(1, width - 2 * LEFT), height / 3 / LINE);
    }

    private String name(int curve) {
        PlottedRun run = state.runs().get(curve);
        String name = run.isUnreported() ? NLS.bind(Messages.unreported, state.name(curve))
                : run.isExact() ? NLS.bind(Messages.exact, state.name(curve)) : state.name(curve);
        return state.runs().size() > 1 ? ConvergencePlot.letter(curve) + "  " + name : name;
    }

    int height() {
        return layout.lines() == 0 ? 0 : layout.lines() * LINE + BELOW;
    }

    /** The curve whose entry lies at a place, from above relative to the legend; -1 if there is none. */
    int at(int x, int y) {
        return layout.entries().stream().filter(entry -> !isRest(entry) && y >= entry.line() * LINE && y < (entry.line() + 1) * LINE
                && x >= LEFT + entry.x() && x < LEFT + entry.x() + entry.width() - BETWEEN / 2).mapToInt(Entry::index).findFirst()
                .orElse(-1);
    }

    /** Whether an entry stands for all those that have no place. */
    private boolean isRest(Entry entry) {
        return entry.index() == layout.entries().size() - 1 && entry.index() < state.runs().size() - 1;
    }

    /** Paints the legend from a height downwards. */
    void paint(Painter painter, int top) {
        int curves = state.runs().size();
        for (Entry entry : layout.entries()) {
            boolean hidden = state.isHidden(entry.index());
            double x = LEFT + entry.x();
            double y = top + LINE * (entry.line() + 0.5);
            boolean rest = isRest(entry);
            double room = entry.width() - SAMPLE - GAP - BETWEEN / 2.0;
            String name = rest ? NLS.bind(Messages.more, curves - entry.index())
                    : shortened(painter, name(entry.index()), room);
            if (!rest) {
                painter.line(Stroke.of(Ink.series(entry.index()), 2.5).opacity(hidden ? 0.3 : 1)
                        .dash(curves > 1 ? Dash.series(entry.index()) : Dash.SOLID), x, y, x + SAMPLE, y);
            }
            painter.text(hidden ? Ink.MUTED : Ink.TEXT, Anchor.START, x + SAMPLE + GAP, y + 4, name);
            if (hidden && !rest) {
                painter.line(Stroke.of(Ink.MUTED, 1), x + SAMPLE + GAP, y, x + SAMPLE + GAP + painter.width(name), y);
            }
        }
    }

    private static String shortened(Painter painter, String name, double room) {
        String shown = name;
        while (shown.length() > 2 && painter.width(shown) > room) {
            shown = shown.substring(0, shown.length() - 2) + "\u2026";
        }
        return shown;
    }
}
