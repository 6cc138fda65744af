package org.stillpoint.transport.internal.instance;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;

/**
 * What a problem measures its costs and epsilon in, over all points.
 *
 * @param largest the largest magnitude of a cost
 * @param mean the mean of all costs
 */
public record CostUnits(double largest, double mean) {

    /**
     * The number that a scale stands for.
     *
     * @throws SolverException if it is not positive
     */
    public double of(CostScale scale) throws SolverException {
        double unit = switch (scale) {
            case NONE -> 1;
            case MAX -> largest;
            case MEAN -> mean;
        };
        if (!(unit > 0)) {
            throw new SolverException("the " + (scale == CostScale.MAX ? "largest" : "mean") + " cost is " + unit
                    + "; it cannot serve as a unit");
        }
        return unit;
    }

    /** The same units for costs that were divided by a number. */
    public CostUnits dividedBy(double scale) {
        return new CostUnits(largest / scale, mean / scale);
    }
}
