package org.stillpoint.transport.internal.sinkhorn;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.cloud.CloudInstance;
import org.stillpoint.transport.internal.instance.EntropicProblems;
import org.stillpoint.transport.internal.iteration.RelativeTolerance;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Costs;

/**
 * Entropic transport by Sinkhorn's iteration: the potentials of one side, then of the other, are replaced by those of largest dual value.
 * With exact marginals and the entropy,
 *
 * <pre>
 *   f_i = epsilon log a_i - epsilon log(sum over j of exp((g_j - C_ij) / epsilon)),
 *   g_j = epsilon log b_j - epsilon log(sum over i of exp((f_i - C_ij) / epsilon)).
 * </pre>
 *
 * <p>Other marginal rules change these steps as {@link org.stillpoint.transport.internal.kernel.MarginalSteps} says. Epsilon is lowered to
 * that of the problem in steps; the last level is overrelaxed by a factor that {@link AdaptiveRelaxation} finds, or otherwise accelerated.
 * No step lowers the dual value, so the last iterate is the best one.
 */
@Component
@Designate(ocd = SinkhornOptions.class)
@SolverInfo(id = "transport.sinkhorn", family = "transport", problem = TransportProblem.TYPE,
        title = "Entropic transport: Sinkhorn's iteration",
        paper = "Cuturi: Sinkhorn distances, 2013, arXiv:1306.0895; Chizat, Peyre, Schmitzer and Vialard: Scaling algorithms for "
                + "unbalanced optimal transport problems, 2018, arXiv:1607.05816; Schmitzer: Stabilized sparse scaling algorithms for "
                + "entropy regularized transport problems, 2019, arXiv:1610.06519; Lehmann, von Renesse, Sambale and Uschmajew: A note on "
                + "overrelaxation in the Sinkhorn algorithm, 2022, arXiv:2012.12562")
public final class SinkhornSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        EntropicProblems.check(problem);
        SinkhornOptions options = context.options(SinkhornOptions.class);
        if (EntropicProblems.isInfeasible(problem)) {
            return EntropicProblems.infeasible(problem, options.tolerance());
        }
        Progress progress = new Progress(context);
        try (EntropicTransport transport = new EntropicTransport(problem, context, online(problem, options), progress)) {
            return new SinkhornIteration(transport, context, options, progress).run();
        }
    }

    private static boolean online(TransportProblem problem, SinkhornOptions options) throws SolverException {
        boolean points = CloudInstance.supports(problem);
        if (options.costs() == Costs.ONLINE && !points) {
            throw new SolverException("costs cannot be computed online from a " + (problem.cost() instanceof GroundCost.Matrix ? "matrix"
                    : "grid") + "; expected a cost of points");
        }
        boolean large = (long) problem.source().size() * problem.target().size() > options.matrixEntries();
        return options.costs() == Costs.ONLINE || options.costs() == Costs.AUTOMATIC && points && large;
    }

    /** Three points on a line to three others. */
    @Override
    public TransportProblem selfCheck() {
        return threePoints();
    }

    /** Some hundred sweeps, each of which reads a matrix of all pairs. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        boolean possible = EntropicProblems.isEntropic(problem)
                && (EntropicTransport.fitsMatrix(problem) || CloudInstance.supports(problem));
        return possible ? 1e-4 + 1e-7 * problem.source().size() * problem.target().size() : Double.POSITIVE_INFINITY;
    }

    static TransportProblem threePoints() {
        return TransportProblem.of(Measure.of(0.2, 0.5, 0.3), Measure.of(0.3, 0.3, 0.4),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0.25, 2.25, 9}, {0.25, 0.25, 4}, {2.25, 0.25, 1}})))
                .regulariser(Regulariser.ENTROPY, 1).build();
    }
}
