package org.stillpoint.ui.internal.paint;

/**
 * A place of a drawing that tells something when the mouse is over it.
 *
 * @param x its centre from the left, in pixels
 * @param y its centre from above
 * @param radius its extent
 * @param title what it tells
 */
record Spot(double x, double y, double radius, String title) {

    private static final double REACH = 3;

    /** Whether somebody who points at a place means this. */
    boolean isAt(int pointX, int pointY) {
        return Math.hypot(pointX - x, pointY - y) <= radius + REACH;
    }
}
