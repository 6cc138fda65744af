package org.stillpoint.transport.internal.cloud;

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
import org.stillpoint.transport.internal.instance.EntropicProblems;
import org.stillpoint.transport.internal.iteration.RelativeTolerance;

/**
 * Entropic transport between clouds of points whose matrix of costs is never formed: Sinkhorn's iteration
 *
 * <pre>
 *   f_i = epsilon log a_i - epsilon log(sum over j of exp((g_j - C_ij) / epsilon)),
 *   g_j = epsilon log b_j - epsilon log(sum over i of exp((f_i - C_ij) / epsilon))
 * </pre>
 *
 * (with the entropy and exact marginals; {@link org.stillpoint.transport.internal.kernel.MarginalSteps} has the other rules), each cost
 * computed when it is needed. The potentials begin at cells of neighbouring points and large epsilons ({@link MultilevelSinkhorn}); tiles
 * of points between which provably nothing moves are left out ({@link HalfStep}); and each sweep corrects over long distances what sweeps
 * are slow to correct ({@link Aggregation}). The plan is given by its potentials.
 */
@Component
@Designate(ocd = OnlineOptions.class)
@SolverInfo(id = "transport.online", family = "transport", problem = TransportProblem.TYPE,
        title = "Entropic transport between large clouds: multilevel Sinkhorn without a matrix",
        paper = "Cuturi: Sinkhorn distances, 2013, arXiv:1306.0895; Schmitzer: Stabilized sparse scaling algorithms for entropy "
                + "regularized transport problems, 2019, arXiv:1610.06519; Koury, McAllister and Stewart: Iterative methods for "
                + "computing stationary distributions of nearly completely decomposable Markov chains, 1984, doi:10.1137/0605019")
public final class OnlineSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        EntropicProblems.check(problem);
        OnlineOptions options = context.options(OnlineOptions.class);
        if (EntropicProblems.isInfeasible(problem)) {
            return EntropicProblems.infeasible(problem, options.tolerance());
        }
        return new MultilevelSinkhorn(problem, context, options).run();
    }

    /** Three points on a line to three others. */
    @Override
    public TransportProblem selfCheck() {
        return TransportProblem.of(new Measure(new double[] {0.2, 0.5, 0.3}, new DMatrixRMaj(new double[][] {{0}, {1}, {2}})),
                new Measure(new double[] {0.3, 0.3, 0.4}, new DMatrixRMaj(new double[][] {{0.5}, {1.5}, {3}})),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.ENTROPY, 1).build();
    }

    /** A few dozen sweeps, each of which takes an exponential for every pair. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        return EntropicProblems.isEntropic(problem) && CloudInstance.supports(problem)
                ? 2 + 2e-8 * problem.source().size() * problem.target().size() : Double.POSITIVE_INFINITY;
    }
}
