package org.stillpoint.equilibrium.internal.layer.convolutional;

import java.util.Arrays;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.numerics.VectorKernels;

/**
 * The correlation of images with kernels, zeros beyond the border,
 *
 * <pre>
 *   y_o(p, q) = sum over i, r, t of W_o,i,r,t z_i(p + r - (k - 1) / 2, q + t - (k - 1) / 2),
 * </pre>
 *
 * for panels of images whose lanes stand beside each other: a row of an image by one weight is then one long vector. Each value is summed
 * over i, r and t in that order, so its bits depend neither on its place in a row nor on the lanes.
 */
final class Correlation {

    private final NamedArray array;
    private final double[] weight;
    private final double[] transposed;
    private final int to;
    private final int from;
    private final int extent;
    private final int height;
    private final int width;

    /** The correlation with an array of (to, from, k, k) weights. */
    Correlation(NamedArray array, double[] weight, int height, int width) {
        this.array = array;
        this.weight = weight;
        this.height = height;
        this.width = width;
        to = array.shape()[0];
        from = array.shape()[1];
        extent = array.shape()[2];
        transposed = transposed();
    }

    /** The transpose of the correlation is one with the kernels turned by half a circle. */
    private double[] transposed() {
        int kernel = extent * extent;
        double[] result = new double[weight.length];
        for (int o = 0; o < to; o++) {
            for (int i = 0; i < from; i++) {
                for (int tap = 0; tap < kernel; tap++) {
                    result[(i * to + o) * kernel + kernel - 1 - tap] = weight[(o * from + i) * kernel + tap];
                }
            }
        }
        return result;
    }

    /** The weights as they were given. */
    NamedArray array() {
        return array;
    }

    /** The floating-point operations for one image. */
    double operations() {
        return 2.0 * weight.length * height * width;
    }

    /** y = y + W (*) z. */
    void add(double[] z, int lanes, double[] y) {
        add(weight, to, from, z, lanes, y);
    }

    /** z = z + the transposed map of y. */
    void addTransposed(double[] y, int lanes, double[] z) {
        add(transposed, from, to, y, lanes, z);
    }

    private void add(double[] kernels, int results, int arguments, double[] z, int lanes, double[] y) {
        for (int o = 0; o < results; o++) {
            for (int p = 0; p < height; p++) {
                for (int i = 0; i < arguments; i++) {
                    for (int r = firstTap(p); r < endTap(p); r++) {
                        addRow(kernels, ((o * arguments + i) * extent + r) * extent, z, row(i, p + r - extent / 2), lanes, y, row(o, p));
                    }
                }
            }
        }
    }

    /** Adds what one row of an image gives to another by one row of a kernel. */
    private void addRow(double[] kernels, int taps, double[] z, int zRow, int lanes, double[] y, int yRow) {
        for (int t = 0; t < extent; t++) {
            int shift = t - extent / 2;
            int count = width - Math.abs(shift);
            if (count > 0) {
                VectorKernels.axpy(kernels[taps + t], z, (zRow + Math.max(0, shift)) * lanes, y, (yRow + Math.max(0, -shift)) * lanes,
                        count * lanes);
            }
        }
    }

    /**
     * Adds the products by the weights of cotangents u of W (*) z, lane after lane: pixels that stand in one column are summed first.
     *
     * @param room room for a row of an image for each lane
     */
    void addProducts(double[] u, double[] z, int lanes, double[] room, double[] sums) {
        for (int o = 0; o < to; o++) {
            for (int i = 0; i < from; i++) {
                for (int tap = 0; tap < extent * extent; tap++) {
                    int down = tap / extent - extent / 2;
                    int right = tap % extent - extent / 2;
                    int length = Math.max(0, width - Math.abs(right)) * lanes;
                    Arrays.fill(room, 0, length, 0);
                    for (int p = Math.max(0, -down); p < Math.min(height, height - down); p++) {
                        int uRow = row(o, p) + Math.max(0, -right);
                        int zRow = row(i, p + down) + Math.max(0, right);
                        addProducts(u, uRow * lanes, z, zRow * lanes, room, length);
                    }
                    int at = (o * from + i) * extent * extent + tap;
                    for (int lane = 0; lane < lanes; lane++) {
                        double sum = 0;
                        for (int k = lane; k < length; k += lanes) {
                            sum += room[k];
                        }
                        sums[at] += sum;
                    }
                }
            }
        }
    }

    private static void addProducts(double[] u, int uOffset, double[] z, int zOffset, double[] room, int length) {
        for (int k = 0; k < length; k++) {
            room[k] += u[uOffset + k] * z[zOffset + k];
        }
    }

    /** The component at the start of a row of an image. */
    private int row(int channel, int p) {
        return (channel * height + p) * width;
    }

    /** The first row of kernels that meets the image, from row p. */
    private int firstTap(int p) {
        return Math.max(0, extent / 2 - p);
    }

    /** The row of kernels after the last one that meets the image, from row p. */
    private int endTap(int p) {
        return Math.min(extent, height + extent / 2 - p);
    }
}
