package org.stillpoint.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale from 0 in proportion to the value, marked at integers.
 *
 * @param greatest the value at the end, positive
 */
record LinearScale(double greatest) implements Scale {

    @Override
    public double position(double value) {
        return value / greatest;
    }

    @Override
    public double value(double position) {
        return position * greatest;
    }

    @Override
    public List<Double> ticks(int most) {
        List<Double> ticks = new ArrayList<>();
        double step = roundedStep(greatest / most);
        for (double value = 0; value <= greatest * (1 + 1e-9); value += step) {
            ticks.add(value);
        }
        return ticks;
    }

    /** The least of 1, 2, 5, 10, 20, 50, ... that is not below a length. */
    static double roundedStep(double length) {
        return RangeScale.roundedStep(Math.max(1, length));
    }
}
