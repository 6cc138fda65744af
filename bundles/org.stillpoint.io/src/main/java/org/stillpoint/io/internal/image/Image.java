package org.stillpoint.io.internal.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;

/** A picture: red, green, blue and opacity of each pixel, from 0 to 1, in the encoding of the file (sRGB where it says nothing else). */
public final class Image {

    /** The ends of the names of picture files. */
    public static final Set<String> EXTENSIONS = Set.of(".png", ".jpg", ".jpeg");

    private static final long LARGEST = 100_000_000;

    private final BufferedImage pixels;
    /** Whether there is one sample for all three colours; taken as it stands, where Java would take it for linear in the light. */
    private final boolean grey;
    private final double largestSample;

    private Image(BufferedImage pixels) {
        this.pixels = pixels;
        grey = pixels.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && !(pixels.getColorModel() instanceof IndexColorModel);
        largestSample = Math.pow(2, pixels.getColorModel().getComponentSize(0)) - 1;
    }

    /** Whether a name ends like that of a picture. */
    public static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(lower::endsWith);
    }

    /**
     * Reads a picture.
     *
     * @throws ProblemFormatException if it is none that this Java can read, or too large
     */
    public static Image read(ProblemSource source) throws IOException {
        try (InputStream in = source.open(); MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(in)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw new ProblemFormatException(source.name(), 0, "this is no picture; expected one of " + new TreeSet<>(EXTENSIONS));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                long size = (long) reader.getWidth(0) * reader.getHeight(0);
                if (size > LARGEST) {
                    throw new ProblemFormatException(source.name(), 0, "the picture has " + size + " pixels; expected at most " + LARGEST);
                }
                return new Image(reader.read(0));
            } finally {
                reader.dispose();
            }
        } catch (ProblemFormatException refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw new ProblemFormatException(source.name(), 0, "the picture is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /** The number of pixels in a row. */
    public int width() {
        return pixels.getWidth();
    }

    /** The number of rows. */
    public int height() {
        return pixels.getHeight();
    }

    /** Red, green and blue, composed over a background by the opacity. */
    public void colour(int column, int row, double background, double[] colour) {
        int value = pixels.getRGB(column, row);
        double opacity = (value >>> 24) / 255.0;
        for (int part = 0; part < 3; part++) {
            double sample = grey ? pixels.getRaster().getSample(column, row, 0) / largestSample : (value >> 16 - 8 * part & 0xFF) / 255.0;
            colour[part] = opacity * sample + (1 - opacity) * background;
        }
    }

    /** The opacity of a pixel. */
    public double opacity(int column, int row) {
        return (pixels.getRGB(column, row) >>> 24) / 255.0;
    }

    /** The luma of a pixel by the weights of Rec. 709, over a background. */
    public double luma(int column, int row, double background, double[] colour) {
        colour(column, row, background, colour);
        return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
    }
}
