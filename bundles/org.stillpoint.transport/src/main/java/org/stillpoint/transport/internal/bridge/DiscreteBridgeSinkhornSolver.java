package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.BridgeChain;
import org.stillpoint.api.problem.transport.DiscreteBridge;
import org.stillpoint.numerics.VectorKernels;

/**
 * Iterative proportional fitting of the end potential of a Schroedinger bridge on finitely many states, by logarithms. With K = Q_0 Q_1 ...
 * Q_{N-1}, the start p and the end q,
 *
 * <pre>
 *   h_0(x) = sum over y of K(x, y) exp(g(y)),
 *   g(y) &lt;- g(y) + log q(y) - log(exp(g(y)) sum over x of p(x) K(x, y) / h_0(x)).
 * </pre>
 *
 * Each update makes the last marginal right before the first is made right again; the bridge is the transform of the reference by h.
 */
@Component
@Designate(ocd = DiscreteBridgeSinkhornOptions.class)
@SolverInfo(id = "transport.discrete-bridge-sinkhorn", family = "transport", problem = DiscreteBridge.TYPE,
        title = "Discrete Schr\u00f6dinger bridge: Sinkhorn iterations on the end potential",
        paper = "Fortet: R\u00e9solution d'un syst\u00e8me d'\u00e9quations de M. Schr\u00f6dinger, J. Math. Pures Appl. 19, 1940; "
                + "Georgiou and Pavon: Positive contraction mappings for classical and quantum Schr\u00f6dinger systems, 2015, "
                + "arXiv:1405.6650")
public final class DiscreteBridgeSinkhornSolver implements Solver<DiscreteBridge, BridgeChain> {

    @Override
    public Solution<BridgeChain> solve(DiscreteBridge problem, SolveContext context) throws SolverException {
        DiscreteBridgeSinkhornOptions options = context.options(DiscreteBridgeSinkhornOptions.class);
        ReferenceChain reference = new ReferenceChain(problem, context.blas());
        int states = problem.states();
        double[] potential = start(problem, context);
        if (reference.disconnected()) {
            return Solution.of(Status.INFEASIBLE, reference.chain(problem.transitions(), potential))
                    .residual(Double.NaN, options.tolerance()).build();
        }
        EndPotential end = new EndPotential(problem, Arrays.copyOf(reference.toEnd(), states * states), potential);
        BridgeStoppingRule rule = new BridgeStoppingRule(context, options.tolerance(), options.maxIterations());
        double[] best = potential.clone();
        double least = Double.NaN;
        for (long iteration = 0;; iteration++) {
            double residual = end.residual();
            if (!(least <= residual)) {
                least = residual;
                System.arraycopy(end.potential(), 0, best, 0, states);
            }
            if (rule.small(residual)) {
                BridgeChain chain = reference.chain(end.potential());
                residual = reference.residual(chain);
                if (rule.small(residual)) {
                    return Solution.of(Status.CONVERGED, chain).residual(residual, options.tolerance())
                            .count(Counter.ITERATIONS, iteration).build();
                }
            }
            Status status = rule.check(iteration, residual);
            if (status != null) {
                BridgeChain chain = reference.chain(best);
                return Solution.of(status, chain).residual(reference.residual(chain), options.tolerance())
                        .count(Counter.ITERATIONS, iteration).build();
            }
            end.update();
        }
    }

    private static double[] start(DiscreteBridge problem, SolveContext context) throws SolverException {
        BridgeChain given = context.start(BridgeChain.class).orElse(null);
        if (given != null && given.potential().length != problem.states()) {
            throw new SolverException("the chain to start from has a potential on " + given.potential().length + " states; expected "
                    + problem.states());
        }
        double[] potential = new double[problem.states()];
        VectorKernels.log(problem.end(), 0, potential, 0, potential.length);
        for (int y = 0; given != null && y < potential.length; y++) {
            if (problem.end()[y] > 0 && Double.isFinite(given.potential()[y])) {
                potential[y] = given.potential()[y];
            }
        }
        return potential;
    }

    /** A walk on three states, from one end to the other. */
    @Override
    public DiscreteBridge selfCheck() {
        return walk();
    }

    static DiscreteBridge walk() {
        double[] step = {0.75, 0.25, 0, 0.25, 0.5, 0.25, 0, 0.25, 0.75};
        double[] transitions = new double[4 * step.length];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = step[i % step.length];
        }
        return new DiscreteBridge(3, transitions, new double[] {0.5, 0.25, 0.25}, new double[] {0.25, 0.25, 0.5});
    }

    /** Some hundred updates, each of which reads the matrix of the whole time twice, after a product for each step. */
    @Override
    public double expectedSeconds(DiscreteBridge problem) {
        double square = (double) problem.states() * problem.states();
        return 1e-5 + 3e-7 * square + 2e-10 * square * problem.states() * problem.steps();
    }
}
