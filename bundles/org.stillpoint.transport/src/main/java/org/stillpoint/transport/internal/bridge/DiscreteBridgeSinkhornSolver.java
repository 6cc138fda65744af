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
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * Iterative proportional fitting of the end potential of a Schroedinger bridge on finitely many states, by logarithms. With K = Q_0 Q_1 ...
 * Q_{N-1}, the start p and the end q,
 *
 * <pre>
 *   h_0(x) = sum over y of K(x, y) exp(g(y)),
 *   g(y) &lt;- g(y) + log q(y) - log(exp(g(y)) sum over x of p(x) K(x, y) / h_0(x)).
 * </pre>
 *
 * Each update makes the last marginal right before the first is made right again; the bridge is the transform of the reference by h. Where
 * the error falls by less than half in an update, Newton steps with a line search on the concave dual finish; after one that fails,
 * updates go on for as many iterations as there were so far.
 */
@Component
@Designate(ocd = DiscreteBridgeSinkhornOptions.class)
@SolverInfo(id = "transport.discrete-bridge-sinkhorn", family = "transport", problem = DiscreteBridgeProblem.TYPE,
        title = "Discrete Schr\u00f6dinger bridge: Sinkhorn iterations and Newton steps on the end potential",
        paper = "Fortet: R\u00e9solution d'un syst\u00e8me d'\u00e9quations de M. Schr\u00f6dinger, J. Math. Pures Appl. 19, 1940; "
                + "Georgiou and Pavon: Positive contraction mappings for classical and quantum Schr\u00f6dinger systems, 2015, "
                + "arXiv:1405.6650")
public final class DiscreteBridgeSinkhornSolver implements Solver<DiscreteBridgeProblem, BridgeChain> {

    /** The iterations before the first Newton step. */
    private static final long FIRST_NEWTON = 10;
    /** An update that leaves more than this part of the error is a slow one. */
    private static final double FALL = 0.5;

    @Override
    public Solution<BridgeChain> solve(DiscreteBridgeProblem problem, SolveContext context) throws SolverException {
        DiscreteBridgeSinkhornOptions options = context.options(DiscreteBridgeSinkhornOptions.class);
        ReferenceChain reference = new ReferenceChain(problem, context.blas());
        int states = problem.states();
        double[] potential = start(problem, context);
        if (reference.disconnected()) {
            return Solution.of(Status.INFEASIBLE, reference.chain(problem.transitions(), potential))
                    .residual(Double.NaN, options.tolerance()).build();
        }
        EndPotential end = new EndPotential(problem, Arrays.copyOf(reference.toEnd(), states * states), potential);
        StoppingRule rule = new StoppingRule(context, options.tolerance(), options.maxIterations(), 0);
        double[] best = potential.clone();
        double least = Double.NaN;
        double before = Double.POSITIVE_INFINITY;
        long newtonSteps = 0;
        long nextNewton = FIRST_NEWTON;
        boolean fromNewton = false;
        for (long iteration = 0;; iteration++) {
            double residual = end.residual();
            if (!(least <= residual)) {
                least = residual;
                System.arraycopy(end.potential(), 0, best, 0, states);
            }
            BridgeChain chain = null;
            if (residual <= rule.goal()) {
                chain = reference.chain(end.potential());
                residual = reference.residual(chain);
            }
            Status status = rule.check(iteration, residual);
            if (status != null) {
                chain = status == Status.CONVERGED ? chain : reference.chain(best);
                return Solution.of(status, chain).residual(reference.residual(chain), options.tolerance())
                        .count(Counter.ITERATIONS, iteration).count(Counter.WARM_UP, iteration - newtonSteps)
                        .count(Counter.FINISH, newtonSteps).build();
            }
            boolean slow = residual > FALL * before;
            before = residual;
            boolean due = options.newton() && (fromNewton || slow) && iteration >= nextNewton;
            fromNewton = due && end.newton(context.blas());
            if (fromNewton) {
                newtonSteps++;
            } else {
                nextNewton = due ? 2 * iteration : nextNewton;
                end.update();
            }
        }
    }

    private static double[] start(DiscreteBridgeProblem problem, SolveContext context) throws SolverException {
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
    public DiscreteBridgeProblem selfCheck() {
        return walk();
    }

    static DiscreteBridgeProblem walk() {
        double[] step = {0.75, 0.25, 0, 0.25, 0.5, 0.25, 0, 0.25, 0.75};
        double[] transitions = new double[4 * step.length];
        for (int i = 0; i < transitions.length; i++) {
            transitions[i] = step[i % step.length];
        }
        return new DiscreteBridgeProblem(3, transitions, new double[] {0.5, 0.25, 0.25}, new double[] {0.25, 0.25, 0.5});
    }

    /** Some hundred updates, each of which reads the matrix of the whole time twice, after a product for each step. */
    @Override
    public double expectedSeconds(DiscreteBridgeProblem problem) {
        double square = (double) problem.states() * problem.states();
        return 1e-5 + 3e-7 * square + 2e-10 * square * problem.states() * problem.steps();
    }
}
