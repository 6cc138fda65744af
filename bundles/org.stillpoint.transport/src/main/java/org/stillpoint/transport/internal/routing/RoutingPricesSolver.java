package org.stillpoint.transport.internal.routing;

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

/**
 * Load balancing without an auxiliary loss, a primal-dual method with one step of each: tokens go to the experts of largest score + price,
 * and prices follow what is missing from the targets t,
 *
 * <pre>
 *   p_j &lt;- p_j + u_k (t_j - load_j) / t_j,   or with the sign of that,   u_k = u / k^decay.
 * </pre>
 *
 * It is the subgradient method for the dual bound, sum over tokens of the k largest S_ij + p_j, less sum of t_j p_j: where all loads meet
 * their targets, the routing has the largest sum of scores of all balanced ones. Gates are the softmax of the scores alone.
 */
@Component
@Designate(ocd = RoutingPricesOptions.class)
@SolverInfo(id = "transport.routing-prices", family = "transport", problem = RoutingProblem.TYPE,
        title = "Routing to experts: prices without auxiliary loss",
        paper = "Wang, Gao, Zhao, Sun and Dai: Auxiliary-loss-free load balancing strategy for mixture-of-experts, 2024, "
                + "arXiv:2408.15664; A theoretical framework for auxiliary-loss-free load balancing of sparse mixture-of-experts in "
                + "large-scale AI models, 2025")
public final class RoutingPricesSolver implements Solver<RoutingProblem, Routing> {

    @Override
    public Solution<Routing> solve(RoutingProblem problem, SolveContext context) throws SolverException {
        RoutingPricesOptions options = context.options(RoutingPricesOptions.class);
        TopExperts top = new TopExperts(problem);
        double unit = top.deviation();
        double[] prices = new double[top.experts];
        for (long step = 0;; step++) {
            double imbalance = top.route(prices, step, context);
            boolean goOn = !Double.isNaN(imbalance) && context.proceed(step, imbalance);
            Status status = imbalance <= options.tolerance() ? Status.CONVERGED : !goOn ? context.interruption()
                    : step >= options.maxIterations() ? Status.ITERATION_LIMIT : null;
            if (status != null) {
                return top.solution(status, options.tolerance(), step, unit, false);
            }
            double length = options.step() * unit / Math.pow(step + 1, options.decay());
            for (int j = 0; j < top.experts; j++) {
                double missing = 1 - top.loads[j] / top.targets[j];
                prices[j] += length * (options.sign() ? Math.signum(missing) : missing);
            }
        }
    }

    /** Four tokens that all like the first expert best. */
    @Override
    public RoutingProblem selfCheck() {
        return RoutingSinkhornSolver.fourTokens();
    }

    /** Some hundred routings. */
    @Override
    public double expectedSeconds(RoutingProblem problem) {
        return 1e-5 + 1e-7 * problem.scores().getNumElements();
    }
}
