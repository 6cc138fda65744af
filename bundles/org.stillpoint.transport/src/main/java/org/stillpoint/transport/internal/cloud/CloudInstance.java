package org.stillpoint.transport.internal.cloud;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.CostUnits;
import org.stillpoint.transport.internal.instance.UsablePoints;
import org.stillpoint.transport.internal.kernel.MarginalSteps;
import org.stillpoint.transport.internal.kernel.SinkhornSweeps;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * A transport problem between clouds of points as iterations without a matrix need it: usable points in an order of space, the factor that
 * scales costs, epsilon in the unit of the scaled costs.
 */
public final class CloudInstance {

    private final UsablePoints source;
    private final UsablePoints target;
    private final PointCloud sourceCloud;
    private final PointCloud targetCloud;
    private final PairCost cost;
    private final double costFactor;
    private final double largestCost;
    private final double epsilon;

    /**
     * Prepares a problem.
     *
     * @param team threads that help where all pairs have to be visited to find the unit of costs
     * @param proceed asked by the calling thread again and again whether to go on, also after it has said no; if it did,
     *     {@link #isComplete} says so
     * @throws SolverException if the costs are given as a matrix or on a grid, cannot be computed, or are not finite
     */
    public CloudInstance(TransportProblem problem, Functions functions, ThreadTeam team, BooleanSupplier proceed) throws SolverException {
        if (!supports(problem)) {
            throw new SolverException("the costs are not those of points; expected a distance, the cosine cost or a named one");
        }
        source = UsablePoints.of(problem.source(), problem.sourceRule(), problem.regulariser());
        target = UsablePoints.of(problem.target(), problem.targetRule(), problem.regulariser());
        cost = pairCost(problem.cost(), functions);
        PointCloud allSources = cloud(problem.source(), problem.cost(), null, "source");
        proceed.getAsBoolean();
        PointCloud allTargets = cloud(problem.target(), problem.cost(), null, "target");
        boolean mean = problem.costScale() == CostScale.MEAN || problem.epsilonUnit() == CostScale.MEAN;
        CostUnits units = CostRange.of(allSources, allTargets, cost, mean, team, proceed);
        boolean complete = !Double.isNaN(units.largest());
        costFactor = complete ? 1 / units.of(problem.costScale()) : Double.NaN;
        largestCost = units.largest() * costFactor;
        epsilon = complete ? problem.epsilon() * units.dividedBy(1 / costFactor).of(problem.epsilonUnit()) : Double.NaN;
        sourceCloud = source.size() == source.all() ? allSources : cloud(problem.source(), problem.cost(), source.indices(), "source");
        targetCloud = target.size() == target.all() ? allTargets : cloud(problem.target(), problem.cost(), target.indices(), "target");
    }

    /** Whether the costs of a problem are those of points. */
    public static boolean supports(TransportProblem problem) {
        GroundCost cost = problem.cost();
        return cost instanceof GroundCost.Distance || cost instanceof GroundCost.Cosine || cost instanceof GroundCost.Named;
    }

    private static PairCost pairCost(GroundCost cost, Functions functions) throws SolverException {
        if (cost instanceof GroundCost.Distance distance) {
            return new DistanceCost(distance);
        }
        if (cost instanceof GroundCost.Named named) {
            return new NamedCost(functions.function(CostFunction.class, named.function(), named.parameters()), false);
        }
        return new CosineCost();
    }

    private static PointCloud cloud(Measure measure, GroundCost cost, int[] indices, String side) throws SolverException {
        DMatrixRMaj points = measure.points();
        int dimension = points.numCols;
        int size = indices == null ? points.numRows : indices.length;
        double[] used = indices == null ? points.data : new double[size * dimension];
        for (int i = 0; indices != null && i < size; i++) {
            System.arraycopy(points.data, indices[i] * dimension, used, i * dimension, dimension);
        }
        if (cost instanceof GroundCost.Cosine) {
            used = directions(used, dimension, size, indices, side);
        }
        return new PointCloud(used, dimension, size);
    }

    private static double[] directions(double[] points, int dimension, int size, int[] indices, String side) throws SolverException {
        double[] directions = Arrays.copyOf(points, size * dimension);
        for (int i = 0; i < size; i++) {
            double norm = VectorKernels.norm2(points, i * dimension, dimension);
            if (norm == 0) {
                throw new SolverException(side + " point " + (indices == null ? i : indices[i])
                        + " is the origin, which makes no angle; the cosine cost cannot take it");
            }
            for (int k = i * dimension; k < (i + 1) * dimension; k++) {
                directions[k] /= norm;
            }
        }
        return directions;
    }

    /** Whether the preparation came to its end. */
    public boolean isComplete() {
        return !Double.isNaN(epsilon);
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

    /**
     * Sweeps over the points, without corrections over long distances, which ask whether to go on every few milliseconds.
     *
     * @param sourceSteps the rule for the usable source points
     * @param targetSteps the rule for the usable target points
     * @param mass the mass of the plan; NaN where it has none
     */
    public SinkhornSweeps sweeps(MarginalSteps sourceSteps, MarginalSteps targetSteps, double mass, ThreadTeam team, Watch watch) {
        return new CloudSweeps(Level.of(this), sourceSteps, targetSteps, mass, false, team, watch);
    }

    /** The usable source points in an order of space. */
    PointCloud sourceCloud() {
        return sourceCloud;
    }

    /** The usable target points in an order of space. */
    PointCloud targetCloud() {
        return targetCloud;
    }

    /** The costs before they are scaled. */
    PairCost cost() {
        return cost;
    }

    /** What costs are multiplied by. */
    double costFactor() {
        return costFactor;
    }
}
