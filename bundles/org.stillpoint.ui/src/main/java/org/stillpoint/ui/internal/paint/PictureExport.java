package org.stillpoint.ui.internal.paint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.SvgDrawing;

/** Pictures as files: complete, or not at all. */
public final class PictureExport {

    private static final int PIXELS_PER_UNIT = 2;

    private PictureExport() {
    }

    /** A picture on a light ground, two pixels for each of its units; on the UI thread. */
    public static ImageData pixels(Device device, Picture picture) {
        Image image = new Image(device, PIXELS_PER_UNIT * picture.width(), PIXELS_PER_UNIT * picture.height());
        GC gc = new GC(image);
        try (PaintResources resources = new PaintResources(device)) {
            SwtPainter.paint(gc, resources, Palette.LIGHT, picture, image.getBounds().width, image.getBounds().height);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** Writes pixels as PNG; on any thread. */
    public static void writePng(ImageData pixels, Path file) throws IOException {
        write(file, png(pixels));
    }

    /** Pixels as PNG, written on any thread. */
    public static Content png(ImageData pixels) {
        return out -> {
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {pixels};
            try {
                loader.save(out, SWT.IMAGE_PNG);
            } catch (SWTException failed) {
                throw new IOException(failed.getMessage(), failed);
            }
        };
    }

    /** A picture on a light ground as SVG, written on any thread. */
    public static Content svg(Picture picture) {
        return out -> out.write(SvgDrawing.of(picture, Palette.LIGHT).getBytes(StandardCharsets.UTF_8));
    }

    /** What writes a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file beside its place, then puts it there. */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
