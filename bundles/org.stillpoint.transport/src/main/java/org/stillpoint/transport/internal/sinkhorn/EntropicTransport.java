package org.stillpoint.transport.internal.sinkhorn;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.MarginalRule.Kind;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.cloud.CloudInstance;
import org.stillpoint.transport.internal.instance.EntropicProblems;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.instance.UsablePoints;
import org.stillpoint.transport.internal.kernel.DenseRows;
import org.stillpoint.transport.internal.kernel.DenseSweeps;
import org.stillpoint.transport.internal.kernel.MarginalSteps;
import org.stillpoint.transport.internal.kernel.SinkhornSweeps;
import org.stillpoint.transport.internal.kernel.Watch;

/** An entropic transport problem as sweeps over its usable points, with the way from their potentials back to a plan of all points. */
final class EntropicTransport implements AutoCloseable {

    private static final double CENTRE_ROUNDING = 1e-8;

    private final TransportProblem problem;
    private final ThreadTeam team;
    private final UsablePoints sourcePoints;
    private final UsablePoints targetPoints;
    private final MarginalSteps source;
    private final MarginalSteps target;
    private final double epsilon;
    private final double largestCost;
    private final SinkhornSweeps sweeps;
    /** Null where costs are computed online. */
    private final DenseRows rows;

    /**
     * Prepares a problem.
     *
     * @throws SolverException if it is not entropic, or if its costs cannot be computed
     */
    EntropicTransport(TransportProblem problem, SolveContext context, boolean online, Watch watch) throws SolverException {
        EntropicProblems.check(problem);
        this.problem = problem;
        team = new ThreadTeam(context.executor(), context.parallelism());
        sourcePoints = UsablePoints.of(problem.source(), problem.sourceRule(), problem.regulariser());
        targetPoints = UsablePoints.of(problem.target(), problem.targetRule(), problem.regulariser());
        boolean relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
        source = new MarginalSteps(problem.sourceRule(), sourcePoints.weights(), relative);
        target = new MarginalSteps(problem.targetRule(), targetPoints.weights(), relative);
        if (online) {
            CloudInstance instance = new CloudInstance(problem, context, team, watch::goOn);
            rows = null;
            epsilon = instance.epsilon();
            largestCost = instance.largestCost();
            sweeps = instance.sweeps(source, target, problem.mass(), team, watch);
        } else {
            TransportInstance instance = new TransportInstance(problem, context, team);
            epsilon = instance.epsilon();
            largestCost = instance.largestCost();
            rows = new DenseRows(instance.costs(), instance.sources(), instance.targets(), team, watch);
            sweeps = new DenseSweeps(rows, source, target, problem.mass());
        }
        EntropicProblems.check(epsilon);
    }

    /** Whether a matrix of all costs fits into an array. */
    static boolean fitsMatrix(TransportProblem problem) {
        return (long) problem.source().size() * problem.target().size() <= Integer.MAX_VALUE - 8;
    }

    @Override
    public void close() {
        team.close();
    }

    SinkhornSweeps sweeps() {
        return sweeps;
    }

    /** The rows of costs; null where these are computed online. */
    DenseRows rows() {
        return rows;
    }

    /** The weights of the usable source points. */
    double[] sourceWeights() {
        return source.weights();
    }

    /** The weights of the usable target points. */
    double[] targetWeights() {
        return target.weights();
    }

    /** Makes the potentials those of given kernel potentials, at the epsilon of the problem. */
    void place(double[] kernelF, double[] kernelG) {
        source.epsilon(epsilon);
        target.epsilon(epsilon);
        for (int i = 0; i < kernelF.length; i++) {
            kernelF[i] -= source.offset(i);
        }
        for (int j = 0; j < kernelG.length; j++) {
            kernelG[j] -= target.offset(j);
        }
        sweeps.place(epsilon, kernelF, kernelG, 0);
    }

    /** The weight of the entropy, in the unit of the scaled costs; NaN if the preparation was interrupted. */
    double epsilon() {
        return epsilon;
    }

    /** The largest magnitude of a scaled cost. */
    double largestCost() {
        return largestCost;
    }

    /** The mass that can at most be moved from one side. */
    double mass() {
        return Math.max(problem.source().mass(), problem.target().mass());
    }

    /** Whether both marginals have to be exact, so that a constant may be moved from one potential to the other. */
    boolean isBalanced() {
        return source.kind() == Kind.EXACT && target.kind() == Kind.EXACT;
    }

    /** Whether the plan has a given mass. */
    boolean isPartial() {
        return !Double.isNaN(problem.mass());
    }

    /**
     * Starts from the potentials that the caller gave.
     *
     * @return whether there were any
     * @throws SolverException if they do not fit
     */
    boolean warmStart(Optional<TransportPlan> given) throws SolverException {
        if (given.isEmpty()) {
            return false;
        }
        double[] f = picked(given.get().f(), sourcePoints, "f");
        double[] g = picked(given.get().g(), targetPoints, "g");
        sweeps.start(epsilon, f, g, isPartial() ? given.get().massPotential() : 0);
        return true;
    }

    private static double[] picked(double[] potentials, UsablePoints points, String name) throws SolverException {
        if (potentials.length != points.all()) {
            throw new SolverException("the start has " + potentials.length + " potentials " + name + "; expected " + points.all());
        }
        double[] picked = new double[points.size()];
        for (int k = 0; k < picked.length; k++) {
            picked[k] = potentials[points.indices()[k]];
            if (!Double.isFinite(picked[k])) {
                throw new SolverException("potential " + points.indices()[k] + " of " + name + " of the start is " + picked[k]
                        + "; expected a finite number where there may be mass");
            }
        }
        return picked;
    }

    /**
     * Where a constant may be moved from one potential to the other, makes their means over the mass equal, unless that would round the
     * potentials to more than before and to more than a small part of epsilon.
     */
    void centre() {
        if (!isBalanced()) {
            return;
        }
        double t = (mean(sweeps.g(), target.weights()) - mean(sweeps.f(), source.weights())) / 2;
        double before = rounding(sweeps.f(), source.weights(), 0) + rounding(sweeps.g(), target.weights(), 0);
        double after = rounding(sweeps.f(), source.weights(), t) + rounding(sweeps.g(), target.weights(), -t);
        if (after <= before || Math.ulp(t) <= CENTRE_ROUNDING * epsilon) {
            sweeps.translate(t);
        }
    }

    /** The weighted sum of the units in the last place of moved potentials. */
    private static double rounding(double[] potentials, double[] weights, double t) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * Math.ulp(potentials[k] + t);
        }
        return sum;
    }

    /** The number of pairs of points. */
    long entries() {
        return (long) problem.source().size() * problem.target().size();
    }

    private static double mean(double[] potentials, double[] weights) {
        double sum = 0;
        double mass = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * potentials[k];
            mass += weights[k];
        }
        return sum / mass;
    }

    /** The present potentials for all points, with the plan if it has at most so many entries and costs are in a matrix. */
    TransportPlan plan(long planEntries) {
        double[] f = sourcePoints.spread(sweeps.f());
        double[] g = targetPoints.spread(sweeps.g());
        if (rows == null || (long) f.length * g.length > planEntries) {
            TransportPlan implicit = new TransportPlan(f, g);
            return new TransportPlan(f, g, sweeps.massPotential(), implicit.plan());
        }
        DMatrixRMaj plan = new DMatrixRMaj(f.length, g.length);
        boolean all = sourcePoints.size() == f.length && targetPoints.size() == g.length;
        double[] used = all ? plan.data : new double[sourcePoints.size() * targetPoints.size()];
        rows.marginals(sweeps.kernelF(), sweeps.kernelG(), epsilon, new double[sourcePoints.size()], new double[targetPoints.size()], used);
        for (int k = 0; !all && k < used.length; k++) {
            plan.set(sourcePoints.indices()[k / targetPoints.size()], targetPoints.indices()[k % targetPoints.size()], used[k]);
        }
        return new TransportPlan(f, g, sweeps.massPotential(), plan);
    }
}
