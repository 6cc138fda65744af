package org.stillpoint.halpern.internal.presolve;

/**
 * A point of the original program with its duals.
 *
 * @param x the value of each column
 * @param y the dual of each row
 * @param reducedCosts c - A'y
 */
public record Point(double[] x, double[] y, double[] reducedCosts) {
}
