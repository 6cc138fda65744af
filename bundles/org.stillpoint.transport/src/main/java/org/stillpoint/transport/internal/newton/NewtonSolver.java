package org.stillpoint.transport.internal.newton;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.cloud.SpatialOrder;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.instance.UsablePoints;
import org.stillpoint.transport.internal.iteration.RelativeTolerance;
import org.stillpoint.transport.internal.kernel.DenseRows;

/**
 * Sparse Newton iterations for entropic transport with exact marginals. f is eliminated from the dual problem, what remains is the concave
 * semi-dual function of g,
 *
 * <pre>
 *   s(g) = sum of a_i f_i(g) + sum of b_j g_j,   P = exp((f(g) + g - C) / epsilon), P 1 = a,
 *   (diag(P'1) - P' diag(a)^-1 P) d = epsilon (b - P'1),   g &lt;- g + t d,
 * </pre>
 *
 * with the small entries of P left out of the matrix, as of Sinkhorn-Newton-Sparse (Tang, Shavlovsky, Rahmanian, Tardini, Thekumparampil,
 * Xiao, Ying 2024), but here out of its diagonal as well, so that it stays a Laplacian. Segments of rows whose least cost shows that they
 * hold nothing of the plan are passed over. It starts near the solution: {@link EpsilonPath} follows the solution from large epsilon on,
 * first on a sample of the points.
 */
@Component
@Designate(ocd = NewtonOptions.class)
@SolverInfo(id = "transport.newton", family = "transport", problem = TransportProblem.TYPE,
        title = "Entropic transport: Sinkhorn-Newton-Sparse with an epsilon path",
        paper = "Tang, Shavlovsky, Rahmanian, Tardini, Thekumparampil, Xiao, Ying: Accelerating Sinkhorn algorithm with sparse Newton "
                + "iterations, ICLR 2024, arXiv:2401.12253; Brauer, Clason, Lorenz, Wirth: A Sinkhorn-Newton method for entropic optimal "
                + "transport, 2017, arXiv:1710.06635")
public final class NewtonSolver implements Solver<TransportProblem, TransportPlan> {

    /** Further attempts at an error that was below the tolerance by the sums of columns, but not when it was measured. */
    private static final int ATTEMPTS = 4;
    /** What is left between the error claimed and the tolerance, for who computes it again with other roundings. */
    private static final double MARGIN = 0.95;
    /** The error at which a given start is taken to be one for this problem. */
    private static final double GOOD_START = 0.5;

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        if (!takes(problem)) {
            throw new SolverException("transport.newton takes problems with an entropy as regulariser and exact marginals; this one has "
                    + problem.regulariser() + " with " + problem.sourceRule().kind() + " and " + problem.targetRule().kind()
                    + ": use transport.auto or transport.sinkhorn");
        }
        NewtonOptions options = context.options(NewtonOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            TransportInstance instance = new TransportInstance(problem, context, team, points(problem, problem.source()),
                    points(problem, problem.target()));
            return solve(instance, context, options, team);
        }
    }

    private static Solution<TransportPlan> solve(TransportInstance instance, SolveContext context, NewtonOptions options,
            ThreadTeam team) {
        Effort effort = new Effort(context, options.maxIterations());
        DenseRows costs = new DenseRows(instance.costs(), instance.sources(), instance.targets(), team, effort);
        SemiDual dual = new SemiDual(costs, instance.source(), instance.target(), effort);
        NewtonIteration newton = new NewtonIteration(dual, team, effort, true);
        dual.epsilon = instance.epsilon();
        boolean near = StartingPotentials.take(instance, dual, context) && newton.sweep() && newton.error() <= GOOD_START * dual.mass
                || new EpsilonPath(team, effort, context.seed(), instance.largestCost()).approach(dual, newton, instance.epsilon());
        Status status = near ? finish(dual, newton, effort, options.tolerance()) : null;
        effort.close();
        costs.resume();
        if (status == null) {
            status = effort.interrupted() ? effort.interruption() : effort.exhausted() ? Status.ITERATION_LIMIT : Status.NONFINITE;
            dual.pass(1);
            effort.residual = dual.measure();
        }
        Solution.Builder<TransportPlan> solution = Solution.of(status, plan(instance, dual, options.planEntries()))
                .residual(effort.residual, options.tolerance()).count(Counter.ITERATIONS, effort.iterations())
                .count(Counter.WARM_UP, effort.sweeps).count(Counter.FINISH, effort.newtonSteps)
                .count("sampleSteps", effort.sampleSteps).count("systemSteps", newton.systemSteps())
                .count(Counter.OPERATOR_EVALUATIONS, dual.passes);
        if (newton.fallbacks() > 0) {
            solution.warn(newton.fallbacks() + " steps are Sinkhorn's because Newton's would not have raised the dual value.");
        }
        if (status == Status.NONFINITE) {
            solution.warn(String.format(Locale.ROOT, "Epsilon was to fall from the largest cost, %.1e, to %.1e, and the plan stopped being "
                    + "finite on the way: transport.sinkhorn may go further.", instance.largestCost(), instance.epsilon()));
        }
        if (status == Status.STAGNATED && effort.residual < newton.noise()) {
            solution.warn(String.format(Locale.ROOT, "The marginal error is as small as the rounding of the exponents, with a mass of "
                    + "%.3g and epsilon at %.1e of the largest cost, lets it be.", dual.mass, dual.epsilon / instance.largestCost()));
        }
        return solution.build();
    }

    /** The points with weight; those of a cloud in an order of space, so that the large entries of a row of the plan stand together. */
    private static UsablePoints points(TransportProblem problem, Measure measure) {
        UsablePoints usable = UsablePoints.of(measure, MarginalRule.EXACT, problem.regulariser());
        return problem.cost() instanceof GroundCost.Distance
                ? usable.ordered(SpatialOrder.of(measure.points().data, measure.points().numCols, measure.size())) : usable;
    }

    private static boolean takes(TransportProblem problem) {
        return (problem.regulariser() == Regulariser.ENTROPY || problem.regulariser() == Regulariser.RELATIVE_ENTROPY)
                && problem.sourceRule().equals(MarginalRule.EXACT) && problem.targetRule().equals(MarginalRule.EXACT);
    }

    /** Newton steps until the error, measured on the plan of the potentials as they are, is at the tolerance. */
    private static Status finish(SemiDual dual, NewtonIteration newton, Effort effort, double tolerance) {
        double goal = MARGIN * tolerance;
        Status status = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            NewtonIteration.Outcome outcome = newton.run(goal, true);
            if (outcome == NewtonIteration.Outcome.INTERRUPTED) {
                return null;
            }
            double measured = dual.measure();
            effort.residual = measured;
            if (measured <= MARGIN * tolerance) {
                return Status.CONVERGED;
            }
            status = switch (outcome) {
                case LIMIT -> Status.ITERATION_LIMIT;
                case NOT_FINITE -> Status.NONFINITE;
                default -> Status.STAGNATED;
            };
            if (outcome != NewtonIteration.Outcome.REACHED) {
                break;
            }
            goal /= 2;
        }
        return status;
    }

    /** The plan of the potentials, which are centred so that their means over the mass are equal. */
    private static TransportPlan plan(TransportInstance instance, SemiDual dual, long planEntries) {
        int sources = instance.problem().source().size();
        int targets = instance.problem().target().size();
        DMatrixRMaj plan = null;
        if ((long) sources * targets <= planEntries) {
            plan = new DMatrixRMaj(sources, targets);
            double[] used = new double[dual.a.length * dual.b.length];
            dual.costs.marginals(dual.f, dual.g, dual.epsilon, new double[dual.a.length], new double[dual.b.length], used);
            for (int k = 0; k < used.length; k++) {
                plan.set(instance.sourcePoints()[k / dual.b.length], instance.targetPoints()[k % dual.b.length], used[k]);
            }
        }
        double shift = (VectorKernels.dot(dual.b, dual.g) - VectorKernels.dot(dual.a, dual.f)) / (2 * dual.mass);
        boolean relative = instance.problem().regulariser() == Regulariser.RELATIVE_ENTROPY;
        double[] f = new double[dual.f.length];
        double[] g = new double[dual.g.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = dual.f[i] + shift - (relative ? dual.epsilon * Math.log(dual.a[i]) : 0);
        }
        for (int j = 0; j < g.length; j++) {
            g[j] = dual.g[j] - shift - (relative ? dual.epsilon * Math.log(dual.b[j]) : 0);
        }
        double[] allF = instance.allSources(f);
        double[] allG = instance.allTargets(g);
        return plan == null ? new TransportPlan(allF, allG) : new TransportPlan(allF, allG, plan);
    }

    /** Three points on a line to three others. */
    @Override
    public TransportProblem selfCheck() {
        return TransportProblem.of(Measure.of(0.2, 0.5, 0.3), Measure.of(0.3, 0.3, 0.4),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0.25, 2.25, 9}, {0.25, 0.25, 4}, {2.25, 0.25, 1}})))
                .regulariser(Regulariser.ENTROPY, 0.1).build();
    }

    /** Some twenty passes over the costs, and products with a sparse matrix. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        return takes(problem) ? 1e-4 + 4e-8 * problem.source().size() * problem.target().size() : Double.POSITIVE_INFINITY;
    }
}
