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

    /** In double precision. */
    public ShootingSettings(int lanes, double mergeTolerance, boolean transfer, long maxIterations) {
        this(lanes, mergeTolerance, transfer, maxIterations, false);
    }
}
