package org.stillpoint.io.internal.number;

import java.math.BigInteger;

/**
 * The double nearest to w 10^q, from the product of w and a power of five in 128 bits (D. Lemire, Number parsing at a gigabyte
 * per second, Software: Practice and Experience 51, 2021, algorithm 1). Where that cannot decide the rounding it says so.
 */
final class DecimalScaling {

    /** The least power of ten that is tabulated. */
    static final int LEAST_POWER = -160;
    /** The largest power of ten that is tabulated. */
    static final int LARGEST_POWER = 160;

    private static final int BITS = 128;
    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = 1023;
    private static final int INFINITE_EXPONENT = 0x7FF;
    /** From this power down the table's reciprocals are truncated. */
    private static final int LEAST_EXACT_POWER = -27;
    /** From this power on the table's powers are truncated. */
    private static final int LARGEST_EXACT_POWER = 55;
    /** Only between these powers can a product lie exactly between two doubles. */
    private static final int LEAST_TIE_POWER = -4;
    private static final int LARGEST_TIE_POWER = 23;

    /** The upper and lower 64 bits of each power of five (below zero, of its reciprocal rounded up), its highest bit set. */
    private static final long[] FIVES = fives();

    private DecimalScaling() {
    }

    private static long[] fives() {
        long[] fives = new long[2 * (LARGEST_POWER - LEAST_POWER + 1)];
        for (int power = LEAST_POWER; power <= LARGEST_POWER; power++) {
            BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
            BigInteger bits = five;
            if (power < 0) {
                int shift = 2 * five.bitLength() + BITS;
                bits = BigInteger.ONE.shiftLeft(shift).divide(five);
                bits = bits.shiftRight(bits.bitLength() - BITS).add(BigInteger.ONE);
            }
            bits = bits.shiftLeft(Math.max(0, BITS - bits.bitLength())).shiftRight(Math.max(0, bits.bitLength() - BITS));
            int at = 2 * (power - LEAST_POWER);
            fives[at] = bits.shiftRight(Long.SIZE).longValue();
            fives[at + 1] = bits.longValue();
        }
        return fives;
    }

    /**
     * Rounds w 10^q to the nearest double.
     *
     * @param w a positive integer below 2^63
     * @param q a power from {@link #LEAST_POWER} to {@link #LARGEST_POWER}
     * @return the double, or NaN if 128 bits do not decide it
     */
    static double nearest(long w, int q) {
        int zeros = Long.numberOfLeadingZeros(w);
        long shifted = w << zeros;
        int at = 2 * (q - LEAST_POWER);
        long high = highProduct(shifted, FIVES[at]);
        long low = shifted * FIVES[at];
        if ((high & 0x1FF) == 0x1FF) {
            long carry = highProduct(shifted, FIVES[at + 1]);
            low += carry;
            if (Long.compareUnsigned(low, carry) < 0) {
                high++;
            }
        }
        if (low == -1 && (q < LEAST_EXACT_POWER || q > LARGEST_EXACT_POWER)) {
            return Double.NaN;
        }
        int top = (int) (high >>> 63);
        int shift = top + Long.SIZE - MANTISSA_BITS - 3;
        long mantissa = high >>> shift;
        // floor(q log2(10)) by a fixed-point product, exact for all q of doubles.
        int exponent = (217706 * q >> 16) + 63 + top - zeros + BIAS;
        if (exponent <= 0 || exponent >= INFINITE_EXPONENT - 1) {
            return Double.NaN;
        }
        boolean tie = Long.compareUnsigned(low, 1) <= 0 && q >= LEAST_TIE_POWER && q <= LARGEST_TIE_POWER && (mantissa & 3) == 1
                && mantissa << shift == high;
        mantissa = tie ? mantissa & ~1L : mantissa + (mantissa & 1);
        mantissa >>>= 1;
        if (mantissa == 1L << MANTISSA_BITS + 1) {
            mantissa = 1L << MANTISSA_BITS;
            exponent++;
        }
        return Double.longBitsToDouble(mantissa & ~(1L << MANTISSA_BITS) | (long) exponent << MANTISSA_BITS);
    }

    /** The upper 64 bits of the product of two unsigned numbers. */
    private static long highProduct(long left, long right) {
        return Math.multiplyHigh(left, right) + (left >> 63 & right) + (right >> 63 & left);
    }
}
