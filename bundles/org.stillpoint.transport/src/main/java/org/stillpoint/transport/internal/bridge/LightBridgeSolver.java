package org.stillpoint.transport.internal.bridge;

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
import org.stillpoint.api.problem.transport.BridgePlan;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * The light Schroedinger bridge: the potential is a mixture of Gaussians, and the loss
 *
 * <pre>
 *   E over p0 of log c(x) - E over p1 of log v(y)
 * </pre>
 *
 * is minimised over (log alpha, r, log S) without simulation of the process (Korotin, Gushchin and Burnaev 2024). Adam on batches, its step
 * falling, leads into a basin, as in the paper; L-BFGS with a line search on all samples then finishes. The first centres are target
 * samples drawn far from each other; the first spreads are those of the Gaussian bridge between the variances, S = 2 B / (1 + sqrt(1 + 4 A
 * B)), which with one component is the solution.
 */
@Component
@Designate(ocd = LightBridgeOptions.class)
@SolverInfo(id = "transport.light-bridge", family = "transport", problem = SchroedingerBridgeProblem.TYPE,
        title = "Light Schr\u00f6dinger bridge: Gaussian mixture potential by Adam and L-BFGS",
        paper = "Korotin, Gushchin and Burnaev: Light Schr\u00f6dinger bridge, 2024, arXiv:2310.01174")
public final class LightBridgeSolver implements Solver<SchroedingerBridgeProblem, BridgePlan> {

    @Override
    public Solution<BridgePlan> solve(SchroedingerBridgeProblem problem, SolveContext context) throws SolverException {
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return solve(problem, context, team);
        }
    }

    private static Solution<BridgePlan> solve(SchroedingerBridgeProblem problem, SolveContext context, ThreadTeam team)
            throws SolverException {
        LightBridgeOptions options = context.options(LightBridgeOptions.class);
        BridgeLoss loss = new BridgeLoss(problem);
        BridgeStart start = new BridgeStart(loss, context.seed());
        BridgePlan given = context.start(BridgePlan.class).orElse(null);
        if (given != null) {
            checkStart(given, loss);
        }
        double[] parameters = given == null ? start.parameters() : loss.parametersOf(given);
        BridgeDescent descent = new BridgeDescent(loss, team, context, options.tolerance(), options.maxIterations());
        Status status = descent.begin(parameters, 0);
        long warmUp = 0;
        if (status == null && given == null) {
            BridgeWarmUp adam = new BridgeWarmUp(loss, options, context.seed());
            warmUp = Math.min(options.warmUp(), options.maxIterations());
            status = adam.run(parameters, warmUp, context);
            warmUp = adam.iterations();
            if (status == null) {
                status = descent.begin(parameters, warmUp);
            }
        }
        if (status == null) {
            status = descent.run();
        }
        Solution.Builder<BridgePlan> solution = Solution.of(status, loss.plan(descent.parameters()))
                .residual(descent.residual(), options.tolerance()).count(Counter.ITERATIONS, warmUp + descent.iterations())
                .count(Counter.WARM_UP, warmUp).count(Counter.FINISH, descent.iterations())
                .count(Counter.OPERATOR_EVALUATIONS, descent.evaluations());
        if (status == Status.DIVERGED) {
            solution.warn("A component has shrunk to a point, where the loss has no bound: take fewer components or more samples.");
        }
        return solution.build();
    }

    private static void checkStart(BridgePlan plan, BridgeLoss loss) throws SolverException {
        if (plan.components() != loss.components || plan.dimension() != loss.dimension) {
            throw new SolverException("the plan to start from has " + plan.components() + " components in " + plan.dimension()
                    + " dimensions; expected " + loss.components + " in " + loss.dimension);
        }
        for (int k = 0; k < plan.components(); k++) {
            boolean usable = Double.isFinite(plan.logWeights()[k]);
            for (int j = 0; j < plan.dimension(); j++) {
                double spread = plan.spreads().get(k, j);
                usable &= spread > 0 && spread < Double.POSITIVE_INFINITY && Double.isFinite(plan.centres().get(k, j));
            }
            if (!usable) {
                throw new SolverException("component " + k + " of the plan to start from has a spread that is not positive, or a value "
                        + "that is not finite");
            }
        }
    }

    /** From two points on the line to three. */
    @Override
    public SchroedingerBridgeProblem selfCheck() {
        return new SchroedingerBridgeProblem(Measure.uniform(new DMatrixRMaj(new double[][] {{-1}, {1}})),
                Measure.uniform(new DMatrixRMaj(new double[][] {{1}, {2}, {5}})), 1, 1);
    }

    /** Some hundred evaluations, each of which takes an exponential for each sample and component. */
    @Override
    public double expectedSeconds(SchroedingerBridgeProblem problem) {
        return 1e-3 + 3e-7 * (problem.source().size() + problem.target().size()) * problem.components() * problem.dimension();
    }
}
