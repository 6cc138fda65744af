package org.stillpoint.io.internal.number;

import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers in bytes: {@code 1}, {@code -.5}, {@code 1.e-3}, {@code 1D5} (Fortran), {@code inf}. Correctly rounded.
 */
public final class DecimalNumber {

    /** What {@link #parse} answers for bytes that are no number. The word {@code nan} is none. */
    public static final double NONE = Double.NaN;

    private static final double[] POWERS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final int LARGEST_EXPONENT = 100_000;

    private DecimalNumber() {
    }

    /**
     * The number that fills a range of bytes.
     *
     * @return the number, never -0, or {@link #NONE} (test with {@link Double#isNaN})
     */
    public static double parse(byte[] bytes, int start, int end) {
        int at = start;
        boolean negative = at < end && bytes[at] == '-';
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        long mantissa = 0;
        int significant = 0;
        int scale = 0;
        boolean digits = false;
        boolean point = false;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = true;
                significant += significant > 0 || digit > 0 ? 1 : 0;
                if (significant <= 18) {
                    mantissa = 10 * mantissa + digit;
                }
                scale -= point ? 1 : 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!digits) {
            return point ? NONE : infinity(bytes, at, end, negative);
        }
        int exponent = at == end ? 0 : exponent(bytes, at, end);
        if (exponent == Integer.MAX_VALUE) {
            return NONE;
        }
        double magnitude = significant == 0 ? 0 : magnitude(mantissa, significant, (long) scale + exponent, bytes, start, end);
        return negative && magnitude != 0 ? -magnitude : magnitude;
    }

    /**
     * The number that a text is.
     *
     * @return the number, never -0, or {@link #NONE} (test with {@link Double#isNaN})
     */
    public static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return parse(bytes, 0, bytes.length);
    }

    private static double magnitude(long mantissa, int significant, long power, byte[] bytes, int start, int end) {
        // Both factors are exact doubles, so the one multiplication or division rounds correctly.
        if (significant <= 18 && mantissa <= 1L << 53 && power >= -22 && power <= 22) {
            return power < 0 ? mantissa / POWERS[(int) -power] : mantissa * POWERS[(int) power];
        }
        if (significant <= 18 && power >= DecimalScaling.LEAST_POWER && power <= DecimalScaling.LARGEST_POWER) {
            double nearest = DecimalScaling.nearest(mantissa, (int) power);
            if (!Double.isNaN(nearest)) {
                return nearest;
            }
        }
        String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1).replace('d', 'e').replace('D', 'e');
        return Math.abs(Double.parseDouble(text));
    }

    /** The exponent that fills the rest, or Integer.MAX_VALUE if that is none. */
    private static int exponent(byte[] bytes, int start, int end) {
        int letter = bytes[start] | 0x20;
        int at = start + 1;
        if (letter != 'e' && letter != 'd') {
            return Integer.MAX_VALUE;
        }
        boolean negative = at < end && bytes[at] == '-';
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        if (at == end) {
            return Integer.MAX_VALUE;
        }
        int value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MAX_VALUE;
            }
            value = Math.min(LARGEST_EXPONENT, 10 * value + digit);
        }
        return negative ? -value : value;
    }

    private static double infinity(byte[] bytes, int start, int end, boolean negative) {
        if (matches(bytes, start, end, "inf") || matches(bytes, start, end, "infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return NONE;
    }

    private static boolean matches(byte[] bytes, int start, int end, String lowerCase) {
        if (end - start != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if ((bytes[start + i] | 0x20) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
