package org.stillpoint.ui.internal.paint;

import java.util.Arrays;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Rectangle;

/** Collects rectangles without smoothed edges, of which a picture can have a hundred thousand, to be drawn as one image. */
final class PixelBuffer {

    private static final int OPAQUE = 0xff000000;

    private final Rectangle bounds;
    private final int[] pixels;
    private int left;
    private int top;
    private int right;
    private int bottom;

    /** A buffer for a part of a drawing. */
    PixelBuffer(Rectangle bounds) {
        this.bounds = bounds;
        pixels = new int[bounds.width * bounds.height];
        forget();
    }

    private void forget() {
        left = bounds.width;
        top = bounds.height;
        right = 0;
        bottom = 0;
    }

    /** Fills a rectangle, as far as it is inside; at least one pixel each way. */
    void fill(int rgb, double x, double y, double width, double height) {
        int fromX = (int) Math.max(0, Math.round(x) - bounds.x);
        int fromY = (int) Math.max(0, Math.round(y) - bounds.y);
        int toX = (int) Math.min(bounds.width, Math.max(Math.round(x) + 1, Math.round(x + width)) - bounds.x);
        int toY = (int) Math.min(bounds.height, Math.max(Math.round(y) + 1, Math.round(y + height)) - bounds.y);
        if (fromX >= toX || fromY >= toY) {
            return;
        }
        for (int row = fromY; row < toY; row++) {
            Arrays.fill(pixels, row * bounds.width + fromX, row * bounds.width + toX, rgb | OPAQUE);
        }
        left = Math.min(left, fromX);
        top = Math.min(top, fromY);
        right = Math.max(right, toX);
        bottom = Math.max(bottom, toY);
    }

    /** Draws what was filled since the last time. */
    void flush(GC gc) {
        if (right <= left) {
            return;
        }
        ImageData data = new ImageData(right - left, bottom - top, 32, new PaletteData(0xff0000, 0xff00, 0xff));
        data.alphaData = new byte[data.width * data.height];
        for (int row = 0; row < data.height; row++) {
            int start = (top + row) * bounds.width + left;
            data.setPixels(0, row, data.width, pixels, start);
            for (int column = 0; column < data.width; column++) {
                data.alphaData[row * data.width + column] = (byte) (pixels[start + column] >>> 24);
            }
            Arrays.fill(pixels, start, start + data.width, 0);
        }
        Image image = new Image(gc.getDevice(), data);
        try {
            gc.setAlpha(255);
            gc.setInterpolation(SWT.NONE);
            gc.drawImage(image, bounds.x + left, bounds.y + top);
        } finally {
            image.dispose();
        }
        forget();
    }
}
