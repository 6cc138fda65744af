package org.stillpoint.plot;

/** How a line is broken, so that series can be told apart without their colours. */
public enum Dash {
    /** Not broken. */
    SOLID,
    /** Long dashes. */
    DASHED,
    /** Dots. */
    DOTTED,
    /** Dashes and dots in turn. */
    DASH_DOTTED,
    /** Short dashes. */
    SHORT;

    /** The dash of a series by its number from 0. */
    public static Dash series(int number) {
        return values()[number % values().length];
    }

    /** Lengths of dashes and gaps in turn, in units of the picture; empty for a line that is not broken. */
    public double[] lengths() {
        return switch (this) {
            case SOLID -> new double[0];
            case DASHED -> new double[] {8, 4};
            case DOTTED -> new double[] {2, 3};
            case DASH_DOTTED -> new double[] {8, 3, 2, 3};
            case SHORT -> new double[] {4, 3};
        };
    }
}
