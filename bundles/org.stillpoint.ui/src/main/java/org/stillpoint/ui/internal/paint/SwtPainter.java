package org.stillpoint.ui.internal.paint;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.LineAttributes;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.Transform;
import org.stillpoint.plot.Dash;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Stroke;

/**
 * Paints pictures with a graphics context of SWT. Scaling is by arithmetic: lines along an axis stay sharp, and texts are set in whole
 * sizes. Texts of small pictures are larger than the picture says, so that they can be read; those that would lie on others for that
 * reason are left out. Closing it draws what is still to be drawn; the context is the caller's.
 */
public final class SwtPainter implements Painter, AutoCloseable {

    private static final int MOST_ALPHA = 255;
    private static final double LEAST_WIDTH = 0.6;
    private static final float MITER = 10;
    /** In pixels: smaller texts are hard to read. */
    private static final double LEAST_TEXT_SIZE = 9.4;
    private static final double LETTER_PART = 0.95;

    private final GC gc;
    private final PaintResources resources;
    private final Palette palette;
    private final double originX;
    private final double originY;
    private final double scale;
    private final List<Spot> spots = new ArrayList<>();
    private final boolean enlarged;
    private final List<Rectangle> texts = new ArrayList<>();
    /** Where there is room for texts; null where that is not known. */
    private Rectangle canvas;
    private PixelBuffer pixels;

    /**
     * A painter.
     *
     * @param left where the left side of the picture lies in the drawing
     * @param top where its upper side lies
     * @param scale the pixels for each unit of the picture
     */
    public SwtPainter(GC gc, PaintResources resources, Palette palette, double left, double top, double scale) {
        this.gc = gc;
        this.resources = resources;
        this.palette = palette;
        originX = left;
        originY = top;
        this.scale = scale;
        gc.setAdvanced(true);
        gc.setAntialias(SWT.ON);
        gc.setTextAntialias(SWT.ON);
        enlarged = TEXT_SIZE * scale < LEAST_TEXT_SIZE;
        gc.setFont(resources.font(enlarged ? LEAST_TEXT_SIZE : TEXT_SIZE * scale));
    }

    /** Paints a picture on its ground as large as it fits into a rectangle, in the middle; tells the places that have a title. */
    static List<Spot> paint(GC gc, PaintResources resources, Palette palette, Picture picture, int width, int height) {
        gc.setBackground(resources.colour(palette.ground()));
        gc.fillRectangle(0, 0, width, height);
        double scale = Math.min((double) width / picture.width(), (double) height / picture.height());
        try (SwtPainter painter = new SwtPainter(gc, resources, palette, Math.round((width - scale * picture.width()) / 2),
                Math.round((height - scale * picture.height()) / 2), scale)) {
            painter.canvas = new Rectangle(0, 0, width, height);
            picture.paint(painter);
            return painter.spots();
        }
    }

    /** The circles that have a title, as far as they have been painted, the uppermost last. */
    List<Spot> spots() {
        return spots;
    }

    private double x(double unit) {
        return originX + scale * unit;
    }

    private double y(double unit) {
        return originY + scale * unit;
    }

    private void use(Stroke stroke) {
        flush();
        gc.setForeground(resources.colour(palette.rgb(stroke.ink())));
        gc.setAlpha(alpha(stroke.opacity()));
        float width = (float) Math.max(LEAST_WIDTH, stroke.width() * scale);
        boolean solid = stroke.dash() == Dash.SOLID;
        float[] dashes = null;
        if (!solid) {
            double[] lengths = stroke.dash().lengths();
            dashes = new float[lengths.length];
            for (int i = 0; i < lengths.length; i++) {
                dashes[i] = (float) (lengths[i] * scale);
            }
        }
        gc.setLineAttributes(new LineAttributes(width, solid ? SWT.CAP_ROUND : SWT.CAP_FLAT, SWT.JOIN_ROUND,
                solid ? SWT.LINE_SOLID : SWT.LINE_CUSTOM, dashes, 0, MITER));
    }

    private void fillWith(Ink ink, double opacity) {
        flush();
        gc.setBackground(resources.colour(palette.rgb(ink)));
        gc.setAlpha(alpha(opacity));
    }

    private static int alpha(double opacity) {
        return (int) Math.round(MOST_ALPHA * Math.min(Math.max(opacity, 0), 1));
    }

    @Override
    public void line(Stroke stroke, double x1, double y1, double x2, double y2) {
        use(stroke);
        if (x1 == x2 || y1 == y2) {
            gc.drawLine((int) Math.round(x(x1)), (int) Math.round(y(y1)), (int) Math.round(x(x2)), (int) Math.round(y(y2)));
            return;
        }
        Path path = new Path(gc.getDevice());
        path.moveTo((float) x(x1), (float) y(y1));
        path.lineTo((float) x(x2), (float) y(y2));
        draw(path);
    }

    @Override
    public void polyline(Stroke stroke, double[] x, double[] y) {
        use(stroke);
        Path path = new Path(gc.getDevice());
        boolean joined = false;
        for (int i = 0; i < x.length; i++) {
            boolean drawn = Double.isFinite(x[i]) && Double.isFinite(y[i]);
            if (drawn && joined) {
                path.lineTo((float) x(x[i]), (float) y(y[i]));
            } else if (drawn) {
                path.moveTo((float) x(x[i]), (float) y(y[i]));
            }
            joined = drawn;
        }
        draw(path);
    }

    @Override
    public void ribbon(Stroke stroke, double x1, double y1, double x2, double y2) {
        use(stroke);
        float middle = (float) y((y1 + y2) / 2);
        Path path = new Path(gc.getDevice());
        path.moveTo((float) x(x1), (float) y(y1));
        path.cubicTo((float) x(x1), middle, (float) x(x2), middle, (float) x(x2), (float) y(y2));
        draw(path);
    }

    private void draw(Path path) {
        try {
            gc.drawPath(path);
        } finally {
            path.dispose();
        }
    }

    @Override
    public void polygon(Ink ink, double opacity, double[] x, double[] y) {
        fillWith(ink, opacity);
        Path path = new Path(gc.getDevice());
        try {
            for (int i = 0; i < x.length; i++) {
                if (i == 0) {
                    path.moveTo((float) x(x[i]), (float) y(y[i]));
                } else {
                    path.lineTo((float) x(x[i]), (float) y(y[i]));
                }
            }
            path.close();
            gc.fillPath(path);
        } finally {
            path.dispose();
        }
    }

    @Override
    public void rectangle(Ink ink, double opacity, double x, double y, double width, double height) {
        polygon(ink, opacity, new double[] {x, x + width, x + width, x}, new double[] {y, y, y + height, y + height});
    }

    @Override
    public void pixel(double red, double green, double blue, double x, double y, double width, double height) {
        if (pixels == null) {
            pixels = new PixelBuffer(gc.getClipping());
        }
        pixels.fill(level(red) << 16 | level(green) << 8 | level(blue), x(x), y(y), scale * width, scale * height);
    }

    private static int level(double part) {
        return (int) Math.round(MOST_ALPHA * Math.min(Math.max(part, 0), 1));
    }

    @Override
    public void circle(Ink ink, double opacity, double x, double y, double radius, String title) {
        fillWith(ink, opacity);
        Path path = new Path(gc.getDevice());
        try {
            path.addArc((float) x(x - radius), (float) y(y - radius), (float) (2 * radius * scale), (float) (2 * radius * scale), 0, 360);
            gc.fillPath(path);
        } finally {
            path.dispose();
        }
        if (!title.isEmpty()) {
            spots.add(new Spot(x(x), y(y), radius * scale, title));
        }
    }

    @Override
    public void text(Ink ink, Anchor anchor, double x, double y, String text) {
        writeWith(ink);
        int width = anchor == Anchor.START && !enlarged ? 0 : gc.stringExtent(text).x;
        double start = x(x) - (anchor == Anchor.START ? 0 : anchor == Anchor.MIDDLE ? width / 2.0 : width);
        int left = (int) Math.round(start);
        int base = (int) Math.round(y(y));
        if (enlarged && canvas != null) {
            left = Math.max(0, Math.min(left, canvas.width - width));
            base = Math.max(base, letterHeight() + 1);
        }
        if (isFree(left, base - letterHeight(), width, letterHeight())) {
            gc.drawString(text, left, base - rise(), true);
        }
    }

    /** Whether an enlarged text would lie on no other one. */
    private boolean isFree(int x, int y, int width, int height) {
        if (!enlarged) {
            return true;
        }
        boolean free = texts.stream().noneMatch(other -> other.intersects(x, y, width, height));
        if (free) {
            texts.add(new Rectangle(x, y, width, height));
        }
        return free;
    }

    /** From the top of a letter to the base line. */
    private int letterHeight() {
        return (int) Math.round(LETTER_PART * rise());
    }

    @Override
    public void upright(Ink ink, double x, double y, String text) {
        writeWith(ink);
        if (!isFree((int) Math.round(x(x)), (int) Math.round(y(y)), letterHeight(), enlarged ? gc.stringExtent(text).x : 0)) {
            return;
        }
        Transform before = new Transform(gc.getDevice());
        Transform turned = new Transform(gc.getDevice());
        try {
            gc.getTransform(before);
            gc.getTransform(turned);
            turned.translate((float) x(x), (float) y(y));
            turned.rotate(90);
            gc.setTransform(turned);
            gc.drawString(text, 0, -rise(), true);
            gc.setTransform(before);
        } finally {
            turned.dispose();
            before.dispose();
        }
    }

    private void writeWith(Ink ink) {
        flush();
        gc.setForeground(resources.colour(palette.rgb(ink)));
        gc.setAlpha(MOST_ALPHA);
    }

    /** From the upper edge of a text to its base line. */
    private int rise() {
        return gc.getFontMetrics().getLeading() + gc.getFontMetrics().getAscent();
    }

    @Override
    public double width(String text) {
        return gc.stringExtent(text).x / scale;
    }

    private void flush() {
        if (pixels != null) {
            pixels.flush(gc);
        }
    }

    @Override
    public void close() {
        flush();
        gc.setAlpha(MOST_ALPHA);
    }
}
