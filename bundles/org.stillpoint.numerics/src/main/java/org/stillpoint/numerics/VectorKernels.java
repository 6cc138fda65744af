package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.KernelSelection;
import org.stillpoint.numerics.internal.KernelSet;

/**
 * Element-wise functions and reductions over ranges of arrays.
 *
 * <p>A range is an array, the index of its first element and, for all ranges of a call together, a length of at least 0. Results may be
 * written over an argument if both ranges are the same; ranges that overlap in part give undefined values. A range that leaves its array is
 * refused with {@link IndexOutOfBoundsException} before anything is written.
 *
 * <p>There are two implementations, on vector registers if the module {@code jdk.incubator.vector} is readable (start the virtual machine
 * with {@code --add-modules jdk.incubator.vector}), and as plain loops otherwise or if the system property
 * {@code org.stillpoint.numerics.kernels} is {@code scalar}. They give the same bits on every processor that has a fused multiply-add. Each
 * vector kernel takes over from its plain loop after some work, when it has been compiled: before that, vector code is slower by a factor
 * of a hundred.
 *
 * <p>exp and log are within 1 ulp of the exact value, the logistic function within 2, tanh and softplus within 3. Not-a-number, infinities, signed
 * zeros, overflow and gradual underflow behave as in {@link Math}.
 *
 * <p>Reductions are repeatable: the result depends on the elements and the length alone, bit for bit, wherever the range starts. All
 * methods are safe for concurrent use and allocate nothing.
 */
public final class VectorKernels {

    private static final KernelSet KERNELS = KernelSelection.KERNELS;

    /** Sums of squares below this may have lost accuracy to underflow. */
    private static final double SAFE_SQUARE_MIN = 0x1p-900;

    private VectorKernels() {
    }

    /** The implementation in use, for people: {@code scalar}, or {@code vector} with the width of the registers. */
    public static String implementation() {
        return KERNELS.description();
    }

    /** result = exp(x). */
    public static void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.exp(x, xOffset, result, resultOffset, length);
    }

    /** result = exp(x). */
    public static void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.exp(x, xOffset, result, resultOffset, length);
    }

    /** result = log(x), the natural logarithm; not-a-number for negative arguments. */
    public static void log(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.log(x, xOffset, result, resultOffset, length);
    }

    /** result = tanh(x). */
    public static void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.tanh(x, xOffset, result, resultOffset, length);
    }

    /** result = tanh(x). */
    public static void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.tanh(x, xOffset, result, resultOffset, length);
    }

    /** result = 1 / (1 + exp(-x)), the logistic function, with full relative accuracy where it is small. */
    public static void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.sigmoid(x, xOffset, result, resultOffset, length);
    }

    /** result = 1 / (1 + exp(-x)), the logistic function, with full relative accuracy where it is small. */
    public static void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.sigmoid(x, xOffset, result, resultOffset, length);
    }

    /** result = log(1 + exp(x)), without overflow, with full relative accuracy where it is small. */
    public static void softplus(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.softplus(x, xOffset, result, resultOffset, length);
    }

    /** log(sum of exp(x)), without overflow; negative infinity for an empty range. */
    public static double logSumExp(double[] x, int xOffset, int length) {
        double largest = max(x, xOffset, length);
        if (Double.isInfinite(largest)) {
            return largest;
        }
        return largest + Math.log(KERNELS.sumOfExp(x, xOffset, largest, length));
    }

    /**
     * result = exp(x) / (sum of exp(x)), without overflow.
     *
     * @return log(sum of exp(x)); where that is infinite the result holds not-a-number
     */
    public static double softmax(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        double largest = KERNELS.max(x, xOffset, length);
        KERNELS.shift(-largest, x, xOffset, result, resultOffset, length);
        KERNELS.exp(result, resultOffset, result, resultOffset, length);
        double total = KERNELS.sum(result, resultOffset, length);
        KERNELS.scale(1 / total, result, resultOffset, result, resultOffset, length);
        return Double.isInfinite(largest) ? largest : largest + Math.log(total);
    }

    /** x'y. */
    public static double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        check(x, xOffset, y, yOffset, length);
        return KERNELS.dot(x, xOffset, y, yOffset, length);
    }

    /** x'y of two whole arrays of one length. */
    public static double dot(double[] x, double[] y) {
        return KERNELS.dot(x, 0, y, 0, sameLength(x, y));
    }

    /** x'y, summed in single precision. */
    public static float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        check(x, xOffset, y, yOffset, length);
        return KERNELS.dot(x, xOffset, y, yOffset, length);
    }

    /** The sum of the elements. */
    public static double sum(double[] x, int xOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        return KERNELS.sum(x, xOffset, length);
    }

    /** The sum of squares; overflows to infinity where it must. */
    public static double squaredNorm(double[] x, int xOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        return KERNELS.dot(x, xOffset, x, xOffset, length);
    }

    /** The sum of squares of x - y. */
    public static double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        check(x, xOffset, y, yOffset, length);
        return KERNELS.squaredDistance(x, xOffset, y, yOffset, length);
    }

    /** The Euclidean norm, correct also where the squares of the elements overflow or underflow. */
    public static double norm2(double[] x, int xOffset, int length) {
        double squares = squaredNorm(x, xOffset, length);
        if (squares > SAFE_SQUARE_MIN && squares <= Double.MAX_VALUE) {
            return Math.sqrt(squares);
        }
        double largest = KERNELS.maxAbs(x, xOffset, length);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        int exponent = Math.getExponent(largest);
        double total = 0;
        for (int i = 0; i < length; i++) {
            double scaled = Math.scalb(x[xOffset + i], -exponent);
            total += scaled * scaled;
        }
        return Math.scalb(Math.sqrt(total), exponent);
    }

    /** The Euclidean norm of a whole array. */
    public static double norm2(double[] x) {
        return norm2(x, 0, x.length);
    }

    /** The sum of absolute values. */
    public static double norm1(double[] x, int xOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        return KERNELS.norm1(x, xOffset, length);
    }

    /** Whether all elements are finite. */
    public static boolean isFinite(double[] x) {
        return maxAbs(x, 0, x.length) <= Double.MAX_VALUE;
    }

    /** The largest absolute value (the maximum norm); 0 for an empty range, not-a-number if an element is. */
    public static double maxAbs(double[] x, int xOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        return KERNELS.maxAbs(x, xOffset, length);
    }

    /** The largest element; negative infinity for an empty range, not-a-number if an element is. */
    public static double max(double[] x, int xOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        return KERNELS.max(x, xOffset, length);
    }

    /** The largest x_k - y_k; negative infinity for an empty range, not-a-number if a difference is. */
    public static double maxDifference(double[] x, int xOffset, double[] y, int yOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        Objects.checkFromIndexSize(yOffset, length, y.length);
        return KERNELS.maxDifference(x, xOffset, y, yOffset, length);
    }

    /** y = y + alpha x; the product is rounded before it is added. */
    public static void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        check(x, xOffset, y, yOffset, length);
        KERNELS.axpy(alpha, x, xOffset, y, yOffset, length);
    }

    /** y = y + alpha x over two whole arrays of one length. */
    public static void axpy(double alpha, double[] x, double[] y) {
        KERNELS.axpy(alpha, x, 0, y, 0, sameLength(x, y));
    }

    /** y = y + alpha x; the product is rounded before it is added. */
    public static void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        check(x, xOffset, y, yOffset, length);
        KERNELS.axpy(alpha, x, xOffset, y, yOffset, length);
    }

    /** y = alpha x + beta y; both products are rounded before they are added. */
    public static void axpby(double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
        check(x, xOffset, y, yOffset, length);
        KERNELS.axpby(alpha, x, xOffset, beta, y, yOffset, length);
    }

    /** result = alpha x. */
    public static void scale(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        KERNELS.scale(alpha, x, xOffset, result, resultOffset, length);
    }

    /** result = the point of the box lower <= result <= upper nearest to x, element by element; bounds may be infinite. */
    public static void clip(double[] x, int xOffset, double[] lower, int lowerOffset, double[] upper, int upperOffset,
            double[] result, int resultOffset, int length) {
        check(x, xOffset, result, resultOffset, length);
        check(lower, lowerOffset, upper, upperOffset, length);
        KERNELS.clip(x, xOffset, lower, lowerOffset, upper, upperOffset, result, resultOffset, length);
    }

    private static void check(double[] x, int xOffset, double[] y, int yOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        Objects.checkFromIndexSize(yOffset, length, y.length);
    }

    private static void check(float[] x, int xOffset, float[] y, int yOffset, int length) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        Objects.checkFromIndexSize(yOffset, length, y.length);
    }

    private static int sameLength(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("arrays of lengths " + x.length + " and " + y.length + ", expected equal lengths");
        }
        return x.length;
    }
}
