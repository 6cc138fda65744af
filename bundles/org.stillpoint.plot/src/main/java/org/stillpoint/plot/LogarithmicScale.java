package org.stillpoint.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale in proportion to the logarithm of the value, marked at powers of ten, between them where the scale is short, and
 * at any rounded values where it is very short.
 *
 * @param from the decimal logarithm at the start
 * @param to the decimal logarithm at the end, greater
 */
record LogarithmicScale(double from, double to) implements Scale {

    private static final double[] DIGITS = {1, 2, 5, 10};
    private static final int FEW_DECADES = 2;
    private static final double ROUNDING = 1e-9;

    /** From one power of ten to another. */
    static LogarithmicScale decades(double least, double greatest) {
        double from = Math.floor(Math.log10(least));
        return new LogarithmicScale(from, Math.max(from + 1, Math.ceil(Math.log10(greatest))));
    }

    /** From a value to another, both positive. */
    static LogarithmicScale between(double least, double greatest) {
        return new LogarithmicScale(Math.log10(least), Math.log10(greatest));
    }

    /** From one of 1, 2, 5, 10, 20, 50, ... to another. */
    static LogarithmicScale close(double least, double greatest) {
        double from = log(Math.floor(Math.log10(least)), 0);
        double power = Math.floor(Math.log10(least));
        for (int i = 0; i < DIGITS.length && log(power, i) <= Math.log10(least) + ROUNDING; i++) {
            from = log(power, i);
        }
        power = Math.floor(Math.log10(greatest));
        int digit = 0;
        while (log(power, digit) < Math.log10(greatest) - ROUNDING || log(power, digit) <= from + ROUNDING) {
            if (++digit == DIGITS.length) {
                digit = 1;
                power++;
            }
        }
        return new LogarithmicScale(from, log(power, digit));
    }

    private static double log(double power, int digit) {
        return power + Math.log10(DIGITS[digit]);
    }

    @Override
    public double position(double value) {
        return (Math.log10(value) - from) / (to - from);
    }

    @Override
    public double value(double position) {
        return Math.pow(10, from + position * (to - from));
    }

    @Override
    public List<Double> ticks(int most) {
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.ceil(from - ROUNDING);
        int last = (int) Math.floor(to + ROUNDING);
        if (last - first >= FEW_DECADES) {
            int step = 1 + (last - first) / most;
            for (int decade = first; decade <= last; decade += step) {
                ticks.add(Math.pow(10, decade));
            }
            return ticks;
        }
        for (int decade = first - 1; decade <= last; decade++) {
            for (int digit = 0; digit < DIGITS.length - 1; digit++) {
                double value = log(decade, digit);
                if (value >= from - ROUNDING && value <= to + ROUNDING) {
                    ticks.add(Math.pow(10, decade) * DIGITS[digit]);
                }
            }
        }
        return ticks.size() > 1 ? ticks : new RangeScale(Math.pow(10, from), Math.pow(10, to)).ticks(most);
    }
}
