package org.stillpoint.recurrence.internal.shooting;

/**
 * How to shoot.
 *
 * @param lanes the number of lanes; 0 to choose
 * @param mergeTolerance the largest difference between states that count as the same
 * @param transfer whether to predict states at the seams by derivatives
 * @param maxIterations the most repairs
 * @param single whether the steps are in single precision
 */
public record ShootingSettings(int lanes, double mergeTolerance, boolean transfer, long maxIterations, boolean single) {

    /** States that merge within this part of the tolerance leave room for rounding. */
    public static final double MERGING = 0.5;

    /** The usual settings for a tolerance. */
    public static ShootingSettings of(double tolerance, long maxIterations, boolean single) {
        return new ShootingSettings(0, MERGING * tolerance, false, maxIterations, single);
    }
}
