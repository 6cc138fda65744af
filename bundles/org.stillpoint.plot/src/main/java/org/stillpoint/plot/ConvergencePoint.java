package org.stillpoint.plot;

/**
 * A point of one of the curves of a plot.
 *
 * @param curve the number of the curve, from 0
 * @param point the number of the point in the history of the curve
 * @param across what the run had taken there, in the unit of the abscissa
 * @param residual the residual there
 */
public record ConvergencePoint(int curve, int point, double across, double residual) {
}
