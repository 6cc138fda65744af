package org.stillpoint.transport.internal.routing;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.numerics.VectorKernels;

/**
 * Routing by entropic transport: of the plan of scores S with row sums k and the targets t as column sums, each token takes the experts of
 * its k largest entries, and these as gates. A sweep is
 *
 * <pre>
 *   P_i = k softmax((S_i + g) / epsilon),   g_j &lt;- g_j + epsilon log(t_j / sum over i of P_ij),
 * </pre>
 *
 * so that the potentials g are prices. After every sweep the tokens are routed, and the progress shows the load imbalance; few sweeps make
 * the most of it. The plan need not be balanced where it is rounded to k experts, so the imbalance does not fall to 0 in general.
 */
@Component
@Designate(ocd = RoutingSinkhornOptions.class)
@SolverInfo(id = "transport.routing-sinkhorn", family = "transport", problem = RoutingProblem.TYPE,
        title = "Routing to experts: Sinkhorn sweeps", paper = "Selective Sinkhorn routing for improved sparse mixture of experts, 2025; "
                + "Clark et al.: Unified scaling laws for routed language models, ICML 2022, arXiv:2202.01169")
public final class RoutingSinkhornSolver implements Solver<RoutingProblem, Routing> {

    @Override
    public Solution<Routing> solve(RoutingProblem problem, SolveContext context) throws SolverException {
        RoutingSinkhornOptions options = context.options(RoutingSinkhornOptions.class);
        TopExperts top = new TopExperts(problem);
        double epsilon = options.epsilon() * top.deviation();
        double[] prices = new double[top.experts];
        double[] entries = new double[top.experts];
        double[] sums = new double[top.experts];
        for (long sweep = 0;; sweep++) {
            double imbalance = top.route(prices, sweep, context);
            boolean goOn = !Double.isNaN(imbalance) && context.proceed(sweep, imbalance);
            Status status = imbalance <= options.tolerance() ? Status.CONVERGED : !goOn ? context.interruption()
                    : sweep >= options.maxIterations() ? Status.ITERATION_LIMIT : null;
            if (status != null) {
                return top.solution(status, options.tolerance(), sweep, epsilon, true);
            }
            Arrays.fill(sums, 0);
            for (int token = 0; token < top.tokens; token++) {
                for (int j = 0; j < top.experts; j++) {
                    entries[j] = (top.scores[token * top.experts + j] + prices[j]) / epsilon;
                }
                VectorKernels.softmax(entries, 0, entries, 0, top.experts);
                VectorKernels.axpy(problem.expertsPerToken(), entries, sums);
            }
            for (int j = 0; j < top.experts; j++) {
                prices[j] += epsilon * Math.log(top.targets[j] / Math.max(sums[j], Double.MIN_NORMAL));
            }
        }
    }

    /** Four tokens that all like the first expert best. */
    @Override
    public RoutingProblem selfCheck() {
        return fourTokens();
    }

    static RoutingProblem fourTokens() {
        return new RoutingProblem(new DMatrixRMaj(new double[][] {{3, 0}, {2, 0.5}, {1, 0.75}, {0.5, 0}}), 1);
    }

    /** Some ten sweeps. */
    @Override
    public double expectedSeconds(RoutingProblem problem) {
        return 1e-5 + 3e-8 * problem.scores().getNumElements();
    }
}
