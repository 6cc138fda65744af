package org.stillpoint.plot;

/**
 * A rectangle of a picture.
 *
 * @param x its left side
 * @param y its upper side
 * @param width its extent to the right
 * @param height its extent downwards
 */
public record Area(double x, double y, double width, double height) {

    /** Its right side. */
    public double right() {
        return x + width;
    }

    /** Its lower side. */
    public double bottom() {
        return y + height;
    }

    /** Whether a point lies inside or on the border. */
    public boolean contains(double pointX, double pointY) {
        return pointX >= x && pointX <= right() && pointY >= y && pointY <= bottom();
    }

    /** What lies at a part from 0, the left side, to 1, the right side. */
    public double across(double part) {
        return x + part * width;
    }

    /** What lies at a part from 0, the lower side, to 1, the upper side. */
    public double up(double part) {
        return bottom() - part * height;
    }

    /** The part from the left side to the right side, from 0 to 1, at which a place lies. */
    public double partAcross(double pointX) {
        return (pointX - x) / width;
    }

    /** The part from the lower side to the upper side, from 0 to 1, at which a place lies. */
    public double partUp(double pointY) {
        return (bottom() - pointY) / height;
    }
}
