package org.stillpoint.benchmarks;

import java.util.Locale;

/** Durations for people. */
final class Durations {

    private static final double THOUSAND = 1000;

    private Durations() {
    }

    /** Three figures in nanoseconds, microseconds or milliseconds. */
    static String ofNanoseconds(double nanoseconds) {
        String[] units = {"ns", "us", "ms", "s"};
        double value = nanoseconds;
        int unit = 0;
        while (value >= THOUSAND && unit < units.length - 1) {
            value /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
