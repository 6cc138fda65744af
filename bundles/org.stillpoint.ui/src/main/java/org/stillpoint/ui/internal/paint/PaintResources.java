package org.stillpoint.ui.internal.paint;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.RGB;
import org.stillpoint.plot.Palette;

/** Fonts and colours that are used again and again by the painters of one control; closed with it. On the UI thread. */
public final class PaintResources implements AutoCloseable {

    private static final double POINTS_PER_INCH = 72;
    private static final int LEAST_POINTS = 4;
    private static final int LUMINANCE_BETWEEN = 128;

    private final Device device;
    private final Map<Integer, Font> fonts = new HashMap<>();
    private final Map<Integer, Color> colours = new HashMap<>();

    /** Resources of a device. */
    public PaintResources(Device device) {
        this.device = device;
    }

    /** The palette for a ground that is as light or dark as a colour. */
    public static Palette palette(Color like) {
        RGB rgb = like.getRGB();
        return 0.299 * rgb.red + 0.587 * rgb.green + 0.114 * rgb.blue < LUMINANCE_BETWEEN ? Palette.DARK : Palette.LIGHT;
    }

    /** A colour; red in bits 16 to 23, green in bits 8 to 15, blue in bits 0 to 7. */
    public Color colour(int rgb) {
        return colours.computeIfAbsent(rgb, key -> new Color(device, key >> 16 & 0xff, key >> 8 & 0xff, key & 0xff));
    }

    /** The system's font in the greatest whole size of points that is not higher than so many pixels. */
    public Font font(double pixels) {
        int points = Math.max(LEAST_POINTS, (int) Math.floor(pixels * POINTS_PER_INCH / device.getDPI().y + 0.01));
        return fonts.computeIfAbsent(points, height -> {
            FontData[] data = device.getSystemFont().getFontData();
            for (FontData each : data) {
                each.setHeight(height);
            }
            return new Font(device, data);
        });
    }

    @Override
    public void close() {
        fonts.values().forEach(Font::dispose);
        fonts.clear();
        colours.clear();
    }
}
