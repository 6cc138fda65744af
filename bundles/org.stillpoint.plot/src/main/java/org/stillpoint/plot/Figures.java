package org.stillpoint.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers and times are written for people. */
public final class Figures {

    private static final String RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private Figures() {
    }

    /** A residual or a bound: two digits, {@code 3.2e-07}. */
    public static String small(double value) {
        return Double.isNaN(value) ? "-" : value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    /** A value in ten significant digits without trailing zeros. */
    public static String value(double value) {
        return digits(value, 10);
    }

    /** A value in a number of significant digits without trailing zeros. */
    public static String digits(double value, int digits) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (value == 0 || exponent >= -4 && exponent < 12) {
            return rounded.toPlainString();
        }
        return String.format(Locale.ROOT, "%." + (rounded.precision() - 1) + "e", rounded);
    }

    /** A power with its exponent raised. */
    public static String power(int base, int exponent) {
        StringBuilder power = new StringBuilder().append(base);
        String.valueOf(exponent).chars().forEach(c -> power.append(c == '-' ? '\u207b' : RAISED.charAt(c - '0')));
        return power.toString();
    }

    /** A count with its thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A number of iterations: {@code 1 iteration}, {@code 2,000 iterations}. */
    public static String iterations(long count) {
        return count(count) + (count == 1 ? " iteration" : " iterations");
    }

    /** A time in the unit that suits it. */
    public static String seconds(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        if (seconds < 1e-3) {
            return String.format(Locale.ROOT, "%.0f us", seconds * 1e6);
        }
        if (seconds < 1) {
            return String.format(Locale.ROOT, seconds < 0.01 ? "%.2f ms" : seconds < 0.1 ? "%.1f ms" : "%.0f ms", seconds * 1e3);
        }
        if (seconds < 120) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** The name of a field as words: {@code dualObjective} becomes {@code dual objective}. */
    public static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** A moment in local time, to the minute. */
    public static String minute(Instant instant) {
        return time(instant).substring(0, "yyyy-MM-dd HH:mm".length());
    }

    /** A moment in local time. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }
}
