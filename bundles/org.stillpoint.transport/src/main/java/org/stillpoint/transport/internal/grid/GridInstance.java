package org.stillpoint.transport.internal.grid;

import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.CostUnits;
import org.stillpoint.transport.internal.instance.UsablePoints;

/** A transport problem on a grid as iterations without a matrix need it: the usable points, the factor that scales costs, epsilon. */
public final class GridInstance {

    private final UsablePoints source;
    private final UsablePoints target;
    private final GroundCost.Grid grid;
    private final double costFactor;
    private final double largestCost;
    private final double epsilon;

    /**
     * Prepares a problem.
     *
     * @throws SolverException if its costs are not those of a grid, or not finite
     */
    public GridInstance(TransportProblem problem) throws SolverException {
        if (!(problem.cost() instanceof GroundCost.Grid cost)) {
            throw new SolverException("the costs are not those of a grid");
        }
        grid = cost;
        source = UsablePoints.of(problem.source(), problem.sourceRule(), problem.regulariser());
        target = UsablePoints.of(problem.target(), problem.targetRule(), problem.regulariser());
        boolean mean = problem.costScale() == CostScale.MEAN || problem.epsilonUnit() == CostScale.MEAN;
        CostUnits units = units(grid.axes(), grid.exponent(), mean);
        if (!(units.largest() < Double.POSITIVE_INFINITY)) {
            throw new SolverException("the largest cost of the grid is " + units.largest() + "; expected a finite number");
        }
        double scale = units.of(problem.costScale());
        costFactor = 1 / scale;
        largestCost = units.largest() / scale;
        epsilon = problem.epsilon() * units.dividedBy(scale).of(problem.epsilonUnit());
    }

    /** The costs of the axes add up, so their largest ones and their means do. */
    private static CostUnits units(List<double[]> axes, double exponent, boolean withMean) {
        double largest = 0;
        double mean = withMean ? 0 : Double.NaN;
        for (double[] axis : axes) {
            double low = axis[0];
            double high = axis[0];
            for (double place : axis) {
                low = Math.min(low, place);
                high = Math.max(high, place);
            }
            largest += Math.pow(high - low, exponent);
            for (int i = 0; withMean && i < axis.length; i++) {
                double sum = 0;
                for (double place : axis) {
                    sum += Math.pow(Math.abs(axis[i] - place), exponent);
                }
                mean += sum / axis.length / axis.length;
            }
        }
        return new CostUnits(largest, mean);
    }

    /** The usable source points. */
    public UsablePoints source() {
        return source;
    }

    /** The usable target points. */
    public UsablePoints target() {
        return target;
    }

    /** The largest magnitude of a scaled cost, of all points. */
    public double largestCost() {
        return largestCost;
    }

    /** The weight of the regulariser in the unit of the scaled costs. */
    public double epsilon() {
        return epsilon;
    }

    /** The grid. */
    GroundCost.Grid grid() {
        return grid;
    }

    /** What costs are multiplied by. */
    double costFactor() {
        return costFactor;
    }
}
