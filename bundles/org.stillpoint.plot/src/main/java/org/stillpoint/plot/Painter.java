package org.stillpoint.plot;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What a {@link Picture} is painted with: shapes in units of the picture, x to the right and y downwards from its upper left corner.
 * Lines have round joints, and round ends unless they are broken. Texts are of a size of about {@value #TEXT_SIZE} units. What is painted
 * later lies above. Every number is finite, but for the gaps of a polyline. Not thread-safe.
 */
@ProviderType
public interface Painter {

    /** The size of texts. */
    int TEXT_SIZE = 12;

    /** Where a text lies relative to its point. */
    enum Anchor {
        /** To the right of the point. */
        START,
        /** Centred on the point. */
        MIDDLE,
        /** To the left of the point. */
        END
    }

    /** A straight line. */
    void line(Stroke stroke, double x1, double y1, double x2, double y2);

    /**
     * Straight lines from point to point, as far as two neighbours are finite.
     *
     * @param x the places of the points; NaN interrupts the line
     * @param y as many, downwards
     */
    void polyline(Stroke stroke, double[] x, double[] y);

    /** A curve that leaves one point vertically and reaches the other one vertically: a cubic with both controls at half the height. */
    void ribbon(Stroke stroke, double x1, double y1, double x2, double y2);

    /** A filled polygon. */
    void polygon(Ink ink, double opacity, double[] x, double[] y);

    /** A filled rectangle. */
    void rectangle(Ink ink, double opacity, double x, double y, double width, double height);

    /** A filled rectangle of a colour of its own without smoothed edges; red, green and blue from 0 to 1. */
    void pixel(double red, double green, double blue, double x, double y, double width, double height);

    /** A filled circle; what it stands for is told where the medium can show it on demand, unless it is empty. */
    void circle(Ink ink, double opacity, double x, double y, double radius, String title);

    /** A text whose base line begins, is centred or ends at a point. */
    void text(Ink ink, Anchor anchor, double x, double y, String text);

    /** A text that reads from above, beginning at a point. */
    void upright(Ink ink, double x, double y, String text);

    /** The width of a text in units of the picture; an estimate where the medium does not know its fonts. */
    double width(String text);
}
