package org.stillpoint.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale in proportion to the value between any two, marked at multiples of 1, 2 or 5 times a power of ten.
 *
 * @param least the value at the start
 * @param greatest the value at the end; where it is not greater, or so little that nothing could be told apart, one that is takes its place
 */
public record RangeScale(double least, double greatest) implements Scale {

    private static final double ROUNDING = 1e-9;
    private static final double MARGIN = 0.04;
    /** Values are the same where they differ by less than this part of them: marks between them could not be told apart. */
    private static final double SAME = 1e-9;
    /** Parts of shorter scales would be lost in rounding. */
    private static final double SHORTEST = 1e-12;
    /** Parts of still shorter scales would not be normal numbers. */
    private static final double LEAST_LENGTH = 1e-300;

    /** Gives the scale some length. */
    public RangeScale {
        double magnitude = Math.max(Math.abs(least), Math.abs(greatest));
        if (!(greatest - least > SHORTEST * magnitude)) {
            greatest = Math.min(least + (magnitude == 0 ? 1 : Math.max(SAME * magnitude, LEAST_LENGTH)), Double.MAX_VALUE);
        }
    }

    /** A scale with a little room on both sides of values; of some length where they are all the same. */
    public static RangeScale around(double least, double greatest) {
        double magnitude = Math.max(Math.abs(least), Math.abs(greatest));
        double margin = magnitude == 0 ? 1 : greatest - least > SAME * magnitude ? MARGIN * greatest - MARGIN * least
                : Math.max(magnitude / 10, LEAST_LENGTH);
        return new RangeScale(Math.max(least - margin, -Double.MAX_VALUE), Math.min(greatest + margin, Double.MAX_VALUE));
    }

    @Override
    public double position(double value) {
        // Halves, whose differences are finite.
        return (value / 2 - least / 2) / (greatest / 2 - least / 2);
    }

    @Override
    public double value(double position) {
        return least * (1 - position) + greatest * position;
    }

    /** The least of 1, 2 and 5 times powers of ten that is not below a length. */
    public static double roundedStep(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(length)));
        double digit = length / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    @Override
    public List<Double> ticks(int most) {
        double step = roundedStep(greatest / most - least / most);
        List<Double> ticks = new ArrayList<>();
        double first = Math.ceil(least / step - ROUNDING);
        for (int k = 0; (first + k - ROUNDING) * step <= greatest && k <= 2 * most; k++) {
            ticks.add(first + k == 0 ? 0 : (first + k) * step);
        }
        return ticks;
    }
}
