package org.stillpoint.io.internal.image;

import java.util.Arrays;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.transport.Measure;

/**
 * A picture as a measure of mass 1. As darkness or brightness the weights are one minus the luma over white, or the luma over black, of
 * blocks of pixels; the points are the centres of the blocks, the first coordinate from left to right, the second from below upwards, the
 * longer side of the picture of length 1. As colours the points are the colours of pixels, all of the same weight.
 */
public final class ImageMeasure {

    private static final double VISIBLE = 0.5;

    private final Image image;
    private final int columns;
    private final int rows;

    /**
     * Divides a picture into blocks of nearly the same size, as square as can be.
     *
     * @param points the most blocks
     */
    public ImageMeasure(Image image, long points) {
        this.image = image;
        double shrink = Math.min(1, Math.sqrt(points / ((double) image.width() * image.height())));
        int most = (int) Math.min(points, Integer.MAX_VALUE);
        int across = Math.max(1, Math.min((int) Math.floor(image.width() * shrink + 1e-9), most));
        columns = across;
        rows = Math.max(1, Math.min((int) Math.floor(image.height() * shrink + 1e-9), most / across));
    }

    /** The mean darkness of each block, row after row from above; that of shape rows by columns. */
    public NamedArray darkness() {
        return weights(1, -1);
    }

    /** The mean brightness of each block. */
    public NamedArray brightness() {
        return weights(0, 1);
    }

    private NamedArray weights(double background, int sign) {
        double[] weights = new double[rows * columns];
        double[] colour = new double[3];
        double total = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                int top = start(row, rows, image.height());
                int left = start(column, columns, image.width());
                int bottom = start(row + 1, rows, image.height());
                int right = start(column + 1, columns, image.width());
                for (int y = top; y < bottom; y++) {
                    for (int x = left; x < right; x++) {
                        double luma = image.luma(x, y, background, colour);
                        sum += Math.max(sign > 0 ? luma : 1 - luma, 0);
                    }
                }
                // White is three bytes of 255, whose luma the rounding of the three weights keeps from being 1.
                weights[row * columns + column] = sum < 1e-12 ? 0 : sum;
                total += weights[row * columns + column];
            }
        }
        if (total == 0) {
            throw new DataException("the picture has no " + (sign > 0 ? "brightness" : "darkness") + " anywhere; no weights can be made of "
                    + "it");
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= total;
        }
        return new NamedArray(weights, rows, columns);
    }

    private static int start(int block, int blocks, int length) {
        return (int) ((long) block * length / blocks);
    }

    /** The blocks that have weight, at their centres. */
    public DataRecord cloud(NamedArray weightsOfBlocks) {
        double[] weights = (double[]) weightsOfBlocks.values();
        double longer = Math.max(image.width(), image.height());
        double[] kept = new double[weights.length];
        double[] points = new double[2 * weights.length];
        int count = 0;
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] > 0) {
                double x = (k % columns + 0.5) / columns * image.width();
                double y = (k / columns + 0.5) / rows * image.height();
                points[2 * count] = x / longer;
                points[2 * count + 1] = (image.height() - y) / longer;
                kept[count++] = weights[k];
            }
        }
        return DataRecord.of(Measure.TYPE, 1).doubles("weights", Arrays.copyOf(kept, count))
                .array("points", new NamedArray(Arrays.copyOf(points, 2 * count), count, 2)).build();
    }

    /** The colours of the pixels in the middle of each block, where they can be seen. */
    public DataRecord colours() {
        double[] colours = new double[3 * rows * columns];
        double[] colour = new double[3];
        int count = 0;
        for (int k = 0; k < rows * columns; k++) {
            int x = (start(k % columns, columns, image.width()) + start(k % columns + 1, columns, image.width()) - 1) / 2;
            int y = (start(k / columns, rows, image.height()) + start(k / columns + 1, rows, image.height()) - 1) / 2;
            if (image.opacity(x, y) >= VISIBLE) {
                image.colour(x, y, 0, colour);
                System.arraycopy(colour, 0, colours, 3 * count++, 3);
            }
        }
        if (count == 0) {
            throw new DataException("the picture is transparent; no colours can be taken from it");
        }
        DataRecord.Builder record = DataRecord.of(Measure.TYPE, 1)
                .array("points", new NamedArray(Arrays.copyOf(colours, 3 * count), count, 3));
        return (count == rows * columns ? record.integer("pictureWidth", columns) : record).build();
    }
}
