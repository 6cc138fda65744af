package org.stillpoint.plot;

/**
 * How a line is drawn.
 *
 * @param ink what it stands for
 * @param width its width in units of the picture
 * @param opacity from 0, not to be seen, to 1
 * @param dash how it is broken
 */
public record Stroke(Ink ink, double width, double opacity, Dash dash) {

    /** A solid opaque line of a width. */
    public static Stroke of(Ink ink, double width) {
        return new Stroke(ink, width, 1, Dash.SOLID);
    }

    /** The same with another opacity. */
    public Stroke opacity(double other) {
        return new Stroke(ink, width, other, dash);
    }

    /** The same with other dashes. */
    public Stroke dash(Dash other) {
        return new Stroke(ink, width, opacity, other);
    }
}
