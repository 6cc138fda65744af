package org.stillpoint.verify.internal.equilibrium;

/**
 * The correlation of an image with a kernel, zeros beyond the border: output channel o at (p, q) gets the sum over input channels i and
 * offsets r, t of W_o,i,r,t z_i(p + r - (k-1)/2, q + t - (k-1)/2).
 */
final class Correlation {

    private final int to;
    private final int from;
    private final int extent;
    private final double[] kernel;
    private final int height;
    private final int width;

    Correlation(int[] shape, double[] kernel, int height, int width) {
        to = shape[0];
        from = shape[1];
        extent = shape[2];
        this.kernel = kernel;
        this.height = height;
        this.width = width;
    }

    /** Adds the correlation with the image that starts at an offset. */
    void add(double[] image, int offset, double[] result, int resultOffset) {
        int entry = 0;
        int half = (extent - 1) / 2;
        for (int o = 0; o < to; o++) {
            for (int i = 0; i < from; i++) {
                for (int r = -half; r <= half; r++) {
                    for (int t = -half; t <= half; t++) {
                        addShifted(kernel[entry++], r, t, image, offset + i * height * width, result, resultOffset + o * height * width);
                    }
                }
            }
        }
    }

    /** Adds the product of the transpose: each output goes back to where it came from. */
    void addTransposed(double[] output, double[] result) {
        int entry = 0;
        int half = (extent - 1) / 2;
        for (int o = 0; o < to; o++) {
            for (int i = 0; i < from; i++) {
                for (int r = -half; r <= half; r++) {
                    for (int t = -half; t <= half; t++) {
                        addShifted(kernel[entry++], -r, -t, output, o * height * width, result, i * height * width);
                    }
                }
            }
        }
    }

    private void addShifted(double factor, int r, int t, double[] image, int offset, double[] result, int resultOffset) {
        for (int p = Math.max(0, -r); p < Math.min(height, height - r); p++) {
            int source = offset + (p + r) * width + t;
            int target = resultOffset + p * width;
            for (int q = Math.max(0, -t); q < Math.min(width, width - t); q++) {
                result[target + q] += factor * image[source + q];
            }
        }
    }
}
