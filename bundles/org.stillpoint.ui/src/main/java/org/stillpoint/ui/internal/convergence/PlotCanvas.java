package org.stillpoint.ui.internal.convergence;

import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.stillpoint.api.History;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.ConvergencePicture;
import org.stillpoint.plot.ConvergencePoint;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.PointWalk;
import org.stillpoint.ui.internal.paint.PaintResources;
import org.stillpoint.ui.internal.paint.SwtPainter;

/**
 * A plot of residuals that is looked at from all sides. Dragging a rectangle or turning the wheel zooms, a double click or Home shows
 * everything, arrow keys move, + and - zoom, pointing tells the nearest point, as do arrow keys with Ctrl, along a curve and from one to
 * another; a click on the legend or the letter of a curve hides it.
 */
final class PlotCanvas extends Canvas {

    private static final double WHEEL = 0.85;
    private static final double STEP = 0.1;
    private static final int REACH = 40;
    private static final int LEAST_DRAG = 4;

    private final PlotState state;
    private final PaintResources resources;
    private final LegendPainter legend;
    private ConvergencePicture picture;
    private Point mouse;
    /** The point that was reached by keys; null while none was. */
    private ConvergencePoint reached;
    private Point dragFrom;

    /** Creates the canvas of a state that others change too, and then call {@link #update}. */
    PlotCanvas(Composite parent, PlotState state) {
        super(parent, SWT.DOUBLE_BUFFERED);
        this.state = state;
        resources = new PaintResources(getDisplay());
        legend = new LegendPainter(state);
        addPaintListener(event -> paint(event.gc));
        addListener(SWT.Resize, event -> changed());
        addListener(SWT.MouseMove, event -> moved(new Point(event.x, event.y)));
        addListener(SWT.MouseExit, event -> moved(null));
        addListener(SWT.MouseDown, this::pressed);
        addListener(SWT.MouseUp, this::released);
        addListener(SWT.MouseDoubleClick, event -> fit());
        addListener(SWT.MouseVerticalWheel, this::wheel);
        addListener(SWT.KeyDown, this::key);
        addListener(SWT.Traverse, event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addDisposeListener(event -> resources.close());
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = Messages.plot;
            }

            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = describe();
            }
        });
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        reached().ifPresent(point -> text.append(String.join(", ", lines(point))).append("\n"));
        text.append(picture().description());
        for (PlottedRun run : state.runs()) {
            History history = run.curve().history();
            int points = history.size();
            text.append(points == 0 ? "" : "\n" + NLS.bind(Messages.described, new Object[] {run.curve().name(), String.valueOf(points),
                    Figures.small(history.residuals()[points - 1]), String.valueOf(history.iterations()[points - 1])}));
        }
        return text.toString();
    }

    /** Shows the state as it is now. */
    void changed() {
        picture = null;
        redraw();
    }

    void fit() {
        state.fit();
        changed();
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        return new Point(widthHint == SWT.DEFAULT ? 200 : widthHint, heightHint == SWT.DEFAULT ? 120 : heightHint);
    }

    /** The plot above its legend. */
    private ConvergencePicture picture() {
        if (picture == null) {
            Rectangle area = getClientArea();
            GC gc = new GC(this);
            try {
                legend.layout(gc, resources, area.width, area.height);
            } finally {
                gc.dispose();
            }
            picture = ConvergencePicture.withoutLegend(state.plot(), Math.max(1, area.width), Math.max(1, area.height - legend.height()))
                    .captioned(state.common());
        }
        return picture;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        Palette palette = PaintResources.palette(getBackground());
        gc.setBackground(resources.colour(palette.ground()));
        gc.fillRectangle(area);
        if (area.isEmpty()) {
            return;
        }
        if (state.runs().isEmpty()) {
            gc.setForeground(getForeground());
            Point extent = gc.textExtent(Messages.nothing);
            gc.drawText(Messages.nothing, Math.max(0, (area.width - extent.x) / 2), (area.height - extent.y) / 2, true);
        } else {
            ConvergencePicture shown = picture();
            try (SwtPainter painter = new SwtPainter(gc, resources, palette, 0, 0, 1)) {
                shown.paint(painter);
                legend.paint(painter, area.height - legend.height());
                if (dragFrom != null && mouse != null && isDragged()) {
                    Overlay.rectangle(painter, shown.area(), dragFrom, mouse);
                } else {
                    (reached != null ? reached() : nearest()).ifPresent(point -> Overlay.point(painter, shown, point));
                }
            }
        }
        if (isFocusControl()) {
            gc.setForeground(getForeground());
            gc.drawFocus(0, 0, area.width, area.height);
        }
    }

    private Optional<ConvergencePoint> nearest() {
        return mouse == null ? Optional.empty() : picture().nearest(mouse.x, mouse.y, REACH);
    }

    private Optional<ConvergencePoint> reached() {
        return reached == null ? Optional.empty() : new PointWalk(picture()).again(reached);
    }

    private List<String> lines(ConvergencePoint point) {
        return Overlay.lines(state.plot().curves().get(point.curve()), point.point());
    }

    private boolean isDragged() {
        return Math.abs(mouse.x - dragFrom.x) >= LEAST_DRAG && Math.abs(mouse.y - dragFrom.y) >= LEAST_DRAG;
    }

    private void moved(Point to) {
        mouse = to;
        reached = null;
        redraw();
    }

    private void pressed(Event event) {
        setFocus();
        if (event.button != 1) {
            return;
        }
        Area area = picture().area();
        int curve = legend.at(event.x, event.y - (getClientArea().height - legend.height()));
        if (curve >= 0) {
            toggle(curve);
        } else if (area.contains(event.x, event.y)) {
            dragFrom = new Point(event.x, event.y);
        }
    }

    private void toggle(int curve) {
        if (curve >= 0 && curve < state.runs().size()) {
            state.toggle(curve);
            changed();
        }
    }

    private void released(Event event) {
        mouse = new Point(event.x, event.y);
        if (event.button == 1 && dragFrom != null && isDragged()) {
            Area area = picture().area();
            double[] x = {part(area.partAcross(dragFrom.x)), part(area.partAcross(mouse.x))};
            double[] y = {part(area.partUp(dragFrom.y)), part(area.partUp(mouse.y))};
            state.zoom(Math.min(x[0], x[1]), Math.max(x[0], x[1]), Math.min(y[0], y[1]), Math.max(y[0], y[1]));
        }
        dragFrom = null;
        changed();
    }

    private static double part(double place) {
        return Math.min(Math.max(place, 0), 1);
    }

    private void wheel(Event event) {
        Area area = picture().area();
        if (event.count != 0 && area.contains(event.x, event.y)) {
            state.zoomAround(area.partAcross(event.x), area.partUp(event.y), event.count > 0 ? WHEEL : 1 / WHEEL);
            changed();
        }
        event.doit = false;
    }

    private void key(Event event) {
        if ((event.stateMask & SWT.MOD1) != 0 && walk(event.keyCode)) {
            redraw();
            getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
            return;
        }
        switch (event.keyCode) {
            case SWT.ESC -> reached = null;
            case SWT.ARROW_LEFT -> state.pan(-STEP, 0);
            case SWT.ARROW_RIGHT -> state.pan(STEP, 0);
            case SWT.ARROW_UP -> state.pan(0, STEP);
            case SWT.ARROW_DOWN -> state.pan(0, -STEP);
            case SWT.HOME -> state.fit();
            case SWT.KEYPAD_ADD -> state.zoomAround(0.5, 0.5, WHEEL);
            case SWT.KEYPAD_SUBTRACT -> state.zoomAround(0.5, 0.5, 1 / WHEEL);
            default -> {
                character(event);
                return;
            }
        }
        changed();
    }

    /** Goes from point to point; tells whether a key is for that. */
    private boolean walk(int key) {
        if (key != SWT.ARROW_LEFT && key != SWT.ARROW_RIGHT && key != SWT.ARROW_UP && key != SWT.ARROW_DOWN) {
            return false;
        }
        PointWalk walk = new PointWalk(picture());
        ConvergencePoint from = reached().or(this::nearest).orElse(null);
        boolean forwards = key == SWT.ARROW_RIGHT || key == SWT.ARROW_DOWN;
        reached = from == null ? walk.begin().orElse(null)
                : key == SWT.ARROW_LEFT || key == SWT.ARROW_RIGHT ? walk.along(from, forwards) : walk.across(from, forwards);
        return true;
    }

    private void character(Event event) {
        boolean plain = (event.stateMask & (SWT.MOD1 | SWT.ALT)) == 0;
        // On many keyboards + is = with Shift.
        if (event.character == '+' || event.character == '=' || event.character == '-') {
            state.zoomAround(0.5, 0.5, event.character == '-' ? 1 / WHEEL : WHEEL);
            changed();
        } else if (plain && event.character >= 'a' && event.character <= 'z') {
            toggle(event.character - 'a');
        }
    }

    /** What is shown, for a file; at least so high, with a legend of all runs. */
    ConvergencePicture exported(int width, int height) {
        return ConvergencePicture.whole(state.plot(), width, height).captioned(state.common());
    }

    /** The runs that are plotted. */
    List<PlottedRun> runs() {
        return state.runs();
    }
}
