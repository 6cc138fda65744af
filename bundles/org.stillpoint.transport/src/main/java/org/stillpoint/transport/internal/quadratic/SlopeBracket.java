package org.stillpoint.transport.internal.quadratic;

/**
 * An interval of lengths at whose lower end a slope is positive and at whose upper end it is not, narrowed by false positions; an end that
 * stays more than once counts half each time (the Illinois method; Dowell and Jarratt: A modified regula falsi method for computing the
 * root of an equation, BIT 11, 1971).
 */
final class SlopeBracket {

    private double low;
    private double slopeLow;
    private double high;
    private double slopeHigh;
    /** How many times one end has stayed: the upper one if positive, the lower one if negative. */
    private int stays;

    SlopeBracket(double low, double slopeLow, double high, double slopeHigh) {
        this.low = low;
        this.slopeLow = slopeLow;
        this.high = high;
        this.slopeHigh = slopeHigh;
    }

    /** Whether the slopes have different signs. */
    boolean isProper() {
        return slopeLow > 0 && slopeHigh < 0;
    }

    /** The lower end. */
    double low() {
        return low;
    }

    /** The length to try next: the false position, or the middle where that does not lie between the ends. */
    double next() {
        double length = low + (high - low) * (slopeLow / (slopeLow - slopeHigh));
        return length > low && length < high ? length : low + (high - low) / 2;
    }

    /** Makes a length between the ends one of them. */
    void narrow(double length, double slope) {
        if (slope > 0) {
            low = length;
            slopeLow = slope;
            slopeHigh = stays > 0 ? slopeHigh / 2 : slopeHigh;
            stays = Math.max(stays, 0) + 1;
        } else {
            high = length;
            slopeHigh = slope;
            slopeLow = stays < 0 ? slopeLow / 2 : slopeLow;
            stays = Math.min(stays, 0) - 1;
        }
    }
}
