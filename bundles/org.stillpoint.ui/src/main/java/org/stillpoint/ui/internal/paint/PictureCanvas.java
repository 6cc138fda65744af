package org.stillpoint.ui.internal.paint;

import java.util.List;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.Picture;

/**
 * Shows a picture as large as it fits, in the colours of a light or dark theme, with tooltips of its circles. A picture that is slow to
 * paint is kept as an image, which is stretched while the size changes.
 */
public final class PictureCanvas extends Canvas {

    /** A picture that takes longer is kept as an image. */
    private static final long SLOW_NANOSECONDS = 12_000_000;
    /** How long the size must have stayed the same before a slow picture is painted anew. */
    private static final int REST_MILLISECONDS = 150;

    private final PaintResources resources;
    private final Runnable rendering = this::render;
    private Picture picture;
    private List<Spot> spots = List.of();
    private Image image;
    private Palette imagePalette;
    private boolean slow;

    /** Creates the canvas without a picture. */
    public PictureCanvas(Composite parent) {
        super(parent, SWT.DOUBLE_BUFFERED);
        resources = new PaintResources(getDisplay());
        addPaintListener(event -> paint(event.gc));
        addListener(SWT.MouseMove, event -> pointAt(event.x, event.y));
        addListener(SWT.MouseExit, event -> setToolTipText(null));
        addListener(SWT.FocusIn, event -> redraw());
        addListener(SWT.FocusOut, event -> redraw());
        addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN);
        addKeyListener(KeyListener.keyPressedAdapter(event -> { }));
        addDisposeListener(event -> release());
        getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent event) {
                event.result = text(Picture::title);
            }

            @Override
            public void getDescription(AccessibleEvent event) {
                event.result = text(Picture::description);
            }
        });
    }

    private String text(Function<Picture, String> part) {
        return picture == null ? "" : part.apply(picture);
    }

    /** Shows a picture; null to show none. */
    public void setPicture(Picture shown) {
        checkWidget();
        picture = shown;
        spots = List.of();
        slow = false;
        setToolTipText(null);
        forgetImage();
        redraw();
    }

    /** What is shown; null if there is none. */
    public Picture getPicture() {
        checkWidget();
        return picture;
    }

    @Override
    public Point computeSize(int widthHint, int heightHint, boolean changed) {
        checkWidget();
        int width = widthHint != SWT.DEFAULT ? widthHint : picture == null ? 64 : picture.width();
        int height = heightHint != SWT.DEFAULT ? heightHint
                : picture == null ? 64 : (int) Math.round((double) width * picture.height() / picture.width());
        return new Point(width, height);
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        Palette palette = PaintResources.palette(getBackground());
        if (area.isEmpty()) {
            return;
        }
        if (picture == null) {
            gc.setBackground(resources.colour(palette.ground()));
            gc.fillRectangle(area);
        } else if (!slow) {
            long start = System.nanoTime();
            spots = SwtPainter.paint(gc, resources, palette, picture, area.width, area.height);
            slow = System.nanoTime() - start > SLOW_NANOSECONDS;
        } else {
            paintImage(gc, area, palette);
        }
        if (isFocusControl()) {
            gc.drawFocus(0, 0, area.width, area.height);
        }
    }

    private void paintImage(GC gc, Rectangle area, Palette palette) {
        if (image == null || palette != imagePalette) {
            render();
        }
        Rectangle size = image.getBounds();
        gc.drawImage(image, 0, 0, size.width, size.height, 0, 0, area.width, area.height);
        if (size.width != area.width || size.height != area.height) {
            getDisplay().timerExec(REST_MILLISECONDS, rendering);
        }
    }

    private void render() {
        if (isDisposed() || picture == null || getClientArea().isEmpty()) {
            return;
        }
        forgetImage();
        Rectangle area = getClientArea();
        imagePalette = PaintResources.palette(getBackground());
        image = new Image(getDisplay(), area.width, area.height);
        GC gc = new GC(image);
        try {
            spots = SwtPainter.paint(gc, resources, imagePalette, picture, area.width, area.height);
        } finally {
            gc.dispose();
        }
        redraw();
    }

    private void pointAt(int x, int y) {
        String title = null;
        for (Spot spot : spots) {
            title = spot.isAt(x, y) ? spot.title() : title;
        }
        if (title == null ? getToolTipText() != null : !title.equals(getToolTipText())) {
            setToolTipText(title);
        }
    }

    private void forgetImage() {
        if (image != null) {
            image.dispose();
            image = null;
        }
    }

    private void release() {
        getDisplay().timerExec(-1, rendering);
        forgetImage();
        resources.close();
    }
}
