package org.stillpoint.transport.internal.gromov;

import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.iteration.StoppingRule;
import org.stillpoint.transport.internal.newton.NewtonSolver;
import org.stillpoint.transport.internal.sinkhorn.SinkhornSolver;

/**
 * Projected mirror descent for the entropic problem: with G the gradient at P,
 *
 * <pre>
 *   D &lt;- D + theta (G - D),   P &lt;- the plan of least sum of D_ij P_ij + epsilon P_ij (log P_ij - 1),
 * </pre>
 *
 * which is the step theta / epsilon in the geometry of the relative entropy, for log P is (f + g + lambda - D) / epsilon (Peyre, Cuturi and
 * Solomon: Gromov-Wasserstein averaging of kernel and distance matrices, ICML 2016, with theta = 1). Theta is halved where the objective
 * would rise. At a fixed point P belongs to its own gradient.
 */
final class MirrorDescent {

    private static final double LEAST_STEP = 0x1p-20;
    /** How much more than asked for the inner solves are to leave in the marginals. */
    private static final double INNER_PART = 0.25;
    /** The most entries of a plan that inner solves give as a matrix. */
    private static final long MOST_ENTRIES = 1_000_000_000;
    /** What rounding may make of the objective, in parts of its magnitudes. */
    private static final double ROUNDING = 0x1p-46;

    private final GromovWassersteinProblem problem;
    private final SolveContext context;
    private final Distortion distortion;
    private final double tolerance;
    private final double epsilon;
    private final int columns;

    MirrorDescent(GromovWassersteinProblem problem, SolveContext context, Distortion distortion, double tolerance) {
        this.problem = problem;
        this.context = context;
        this.distortion = distortion;
        this.tolerance = tolerance;
        epsilon = problem.epsilon();
        columns = problem.target().length;
    }

    /**
     * Goes on from a plan.
     *
     * @param first the number of the first step
     */
    StationaryPlan run(double[] start, StoppingRule rule, long first) throws SolverException {
        int entries = distortion.entries();
        double[] quadratic = new double[entries];
        distortion.quadraticGradient(start, quadratic);
        double startValue = distortion.value(start, quadratic);
        double[] costs = quadratic.clone();
        distortion.addLinear(costs);
        TransportPlan startPlan = new TransportPlan(new double[problem.source().length], new double[columns],
                DMatrixRMaj.wrap(problem.source().length, columns, start.clone()));
        if (!Double.isFinite(VectorKernels.maxAbs(costs, 0, entries))) {
            return new StationaryPlan(Status.NONFINITE, startPlan, startValue, startValue, Double.NaN, first);
        }
        StationaryPlan current = new StationaryPlan(Status.ITERATION_LIMIT, startPlan, startValue, Double.POSITIVE_INFINITY, Double.NaN,
                first);
        double[] costsOfCurrent = costs.clone();
        double[] gradient = costs.clone();
        TransportPlan warm = null;
        double theta = 1;
        for (long step = first;; step++) {
            Solution<TransportPlan> inner = solve(costs, warm, rule);
            if (inner.status().isInterruption() || !inner.value().explicit()) {
                Status status = inner.value().explicit() || inner.status() != Status.CONVERGED ? inner.status() : Status.STAGNATED;
                return new StationaryPlan(status, current.plan(), current.value(), current.objective(), current.residual(), step);
            }
            warm = inner.value();
            double[] plan = ((DMatrixRMaj) warm.plan()).data;
            distortion.quadraticGradient(plan, quadratic);
            double value = distortion.value(plan, quadratic);
            double objective = value + epsilon * entropy(plan);
            double slack = ROUNDING * (distortion.magnitude(plan) + Math.abs(objective)) + tolerance * epsilon;
            Status status;
            if (objective > current.objective() + slack && theta > LEAST_STEP) {
                theta /= 2;
                status = rule.check(step, current.residual());
            } else {
                System.arraycopy(quadratic, 0, gradient, 0, entries);
                distortion.addLinear(gradient);
                System.arraycopy(costs, 0, costsOfCurrent, 0, entries);
                double residual = residual(warm, plan, gradient);
                current = new StationaryPlan(Status.ITERATION_LIMIT, warm, value, objective, residual, step);
                status = rule.check(step, residual);
            }
            if (status != null) {
                return new StationaryPlan(status, current.plan(), current.value(), current.objective(), current.residual(), step);
            }
            System.arraycopy(costsOfCurrent, 0, costs, 0, entries);
            VectorKernels.axpby(theta, gradient, 0, 1 - theta, costs, 0, entries);
        }
    }

    private Solution<TransportPlan> solve(double[] costs, TransportPlan warm, StoppingRule rule) throws SolverException {
        TransportProblem linear = problem.linear(DMatrixRMaj.wrap(problem.source().length, columns, costs.clone()));
        Solver<TransportProblem, TransportPlan> solver = problem.partial() ? new SinkhornSolver() : new NewtonSolver();
        return solver.solve(linear, new InnerContext(context,
                Map.of("tolerance", INNER_PART * tolerance, "planEntries", MOST_ENTRIES), warm, rule));
    }

    private static double entropy(double[] plan) {
        double sum = 0;
        for (double entry : plan) {
            sum += entry > 0 ? entry * (Math.log(entry) - 1) : 0;
        }
        return sum;
    }

    /** The distance of a plan from that of its potentials at its own gradient, with its marginal error. */
    private double residual(TransportPlan value, double[] plan, double[] gradient) {
        double[] ofColumns = new double[columns];
        double residual = 0;
        double mass = 0;
        for (int i = 0; i < problem.source().length; i++) {
            double row = 0;
            for (int j = 0; j < columns; j++) {
                int k = i * columns + j;
                double exponent = (value.f()[i] + value.g()[j] + value.massPotential() - gradient[k]) / epsilon;
                boolean used = problem.source()[i] > 0 && problem.target()[j] > 0;
                residual += Math.abs(plan[k] - (used ? Math.exp(exponent) : 0));
                row += plan[k];
                ofColumns[j] += plan[k];
            }
            residual += error(row, problem.source()[i], value.f()[i]);
            mass += row;
        }
        for (int j = 0; j < columns; j++) {
            residual += error(ofColumns[j], problem.target()[j], value.g()[j]);
        }
        double excess = problem.partial() ? Math.abs(mass - problem.mass())
                : -Math.abs(Arrays.stream(problem.source()).sum() - Arrays.stream(problem.target()).sum());
        return Math.min(Math.max(residual + excess, 0), Double.MAX_VALUE);
    }

    private double error(double marginal, double weight, double potential) {
        if (!problem.partial() || potential < 0) {
            return Math.abs(marginal - weight);
        }
        return potential > 0 ? marginal : Math.max(marginal - weight, 0);
    }
}
