package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.problem.transport.BridgeChain;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * Iterative Markovian fitting in discrete time, both projections exact. A coupling pi of the ends makes a mixture of bridges of the
 * reference (reciprocal projection), whose transitions from each time to the next make a Markov chain (Markovian projection), whose ends
 * have the next coupling. With the transition probabilities Q_{s:t} of the reference from time s to time t and R = pi / Q_{0:N} entry by
 * entry,
 *
 * <pre>
 *   J_t = Q_t o (Q_{0:t}' R Q_{t+1:N}'),   P_t(x, y) = J_t(x, y) / sum over z of J_t(x, z),   pi &lt;- diag(start) P_0 P_1 ... P_{N-1},
 * </pre>
 *
 * o being the product entry by entry. All marginals of the ends stay right on the way, and the relative entropy to the bridge falls. At the
 * bridge R(x, y) = f(x) exp(g(y)); the potential g is read off the means of log R.
 */
@Component
@Designate(ocd = DiscreteBridgeFittingOptions.class)
@SolverInfo(id = "transport.discrete-bridge-fitting", family = "transport", problem = DiscreteBridgeProblem.TYPE,
        title = "Discrete Schr\u00f6dinger bridge: iterative Markovian fitting",
        paper = "Gushchin, Selikhanovych, Kholkin, Burnaev and Korotin: Adversarial Schr\u00f6dinger bridge matching, 2024, "
                + "arXiv:2405.14449; Shi, De Bortoli, Campbell and Doucet: Diffusion Schr\u00f6dinger bridge matching, 2023, "
                + "arXiv:2303.16852")
public final class DiscreteBridgeFittingSolver implements Solver<DiscreteBridgeProblem, BridgeChain> {

    @Override
    public Solution<BridgeChain> solve(DiscreteBridgeProblem problem, SolveContext context) throws SolverException {
        DiscreteBridgeFittingOptions options = context.options(DiscreteBridgeFittingOptions.class);
        ReferenceChain reference = new ReferenceChain(problem, context.blas());
        if (reference.disconnected()) {
            return Solution.of(Status.INFEASIBLE, reference.chain(problem.transitions(), new double[problem.states()]))
                    .residual(Double.NaN, options.tolerance()).build();
        }
        if (problem.steps() < 2) {
            throw new SolverException("a bridge of one step has no time between its ends, so that every coupling stays as it is; "
                    + "take transport.discrete-bridge-sinkhorn");
        }
        Projections projections = new Projections(problem, reference, context.blas());
        StoppingRule rule = new StoppingRule(context, options.tolerance(), options.maxIterations(), 0);
        BridgeChain best = null;
        double least = Double.NaN;
        for (long iteration = 1;; iteration++) {
            long done = iteration - 1;
            double reported = least;
            BooleanSupplier proceed = () -> context.proceed(done, reported);
            double[] transitions = projections.markovian(proceed);
            if (transitions == null || !projections.reciprocal(transitions, proceed)) {
                BridgeChain value = best == null ? reference.chain(problem.transitions(), new double[problem.states()]) : best;
                return Solution.of(context.interruption(), value).residual(least, options.tolerance()).count(Counter.ITERATIONS, done)
                        .build();
            }
            BridgeChain chain = reference.chain(transitions, projections.potential());
            double residual = reference.residual(chain);
            if (best == null || residual < least) {
                best = chain;
                least = residual;
            }
            Status status = rule.check(iteration, residual);
            if (status != null) {
                return Solution.of(status, best).residual(least, options.tolerance()).count(Counter.ITERATIONS, iteration).build();
            }
        }
    }

    /** The two projections, on a coupling kept as R. */
    private static final class Projections {

        private final DiscreteBridgeProblem problem;
        private final ReferenceChain reference;
        private final Blas blas;
        private final int states;
        private final int square;
        private final double[] forward;
        private final double[] backward;
        private final double[] ratio;
        private final double[] half;
        private final double[] between;
        private final double[] products;

        Projections(DiscreteBridgeProblem problem, ReferenceChain reference, Blas blas) throws SolverException {
            this.problem = problem;
            this.reference = reference;
            this.blas = blas;
            states = problem.states();
            square = states * states;
            forward = reference.fromStart();
            backward = reference.toEnd();
            ratio = new double[square];
            half = new double[square];
            between = new double[square];
            products = new double[2 * square];
            for (int entry = 0; entry < square; entry++) {
                double mass = problem.start()[entry / states] * problem.end()[entry % states];
                if (mass > 0 && !(backward[entry] > 0)) {
                    throw new SolverException("the reference does not lead from state " + entry / states + " to state " + entry % states
                            + ", so that the ends cannot be independent at first; take transport.discrete-bridge-sinkhorn");
                }
                ratio[entry] = mass > 0 ? mass / backward[entry] : 0;
            }
        }

        /** The transitions of the Markovian projection; null if it was told to stop. */
        double[] markovian(BooleanSupplier proceed) {
            double[] transitions = new double[problem.transitions().length];
            for (int t = 0; t < reference.steps; t++) {
                blas.dgemm(Transpose.NO, Transpose.YES, states, states, states, 1, ratio, 0, states, backward, (t + 1) * square, states, 0,
                        half, 0, states);
                blas.dgemm(Transpose.YES, Transpose.NO, states, states, states, 1, forward, t * square, states, half, 0, states, 0,
                        between, 0, states);
                for (int x = 0; x < states; x++) {
                    normalise(t, x, transitions);
                }
                if (!proceed.getAsBoolean()) {
                    return null;
                }
            }
            return transitions;
        }

        private void normalise(int t, int x, double[] transitions) {
            int from = t * square + x * states;
            double sum = 0;
            for (int y = 0; y < states; y++) {
                transitions[from + y] = problem.transitions()[from + y] * between[x * states + y];
                sum += transitions[from + y];
            }
            if (sum == 0) {
                System.arraycopy(problem.transitions(), from, transitions, from, states);
                return;
            }
            for (int y = 0; y < states; y++) {
                transitions[from + y] /= sum;
            }
        }

        /** Takes the coupling of the ends of a chain; returns whether to go on. */
        boolean reciprocal(double[] transitions, BooleanSupplier proceed) {
            System.arraycopy(transitions, 0, products, 0, square);
            int place = 0;
            for (int t = 1; t < reference.steps; t++) {
                reference.multiply(products, place, transitions, t, products, 1 - place);
                place = 1 - place;
                if (!proceed.getAsBoolean()) {
                    return false;
                }
            }
            for (int entry = 0; entry < square; entry++) {
                boolean used = ratio[entry] > 0;
                ratio[entry] = used ? problem.start()[entry / states] * products[place * square + entry] / backward[entry] : 0;
            }
            return true;
        }

        /** g(y) = the mean over x, by the start, of log R(x, y) less the mean over z, by the end, of log R(x, z). */
        double[] potential() {
            double[] potential = new double[states];
            Arrays.fill(potential, Double.NEGATIVE_INFINITY);
            double[] start = problem.start();
            double[] end = problem.end();
            for (int y = 0; y < states; y++) {
                if (end[y] > 0) {
                    potential[y] = 0;
                }
            }
            for (int x = 0; x < states; x++) {
                if (start[x] > 0) {
                    double mean = 0;
                    for (int z = 0; z < states; z++) {
                        mean += end[z] > 0 ? end[z] * Math.log(ratio[x * states + z]) : 0;
                    }
                    for (int y = 0; y < states; y++) {
                        potential[y] += end[y] > 0 ? start[x] * (Math.log(ratio[x * states + y]) - mean) : 0;
                    }
                }
            }
            return potential;
        }
    }

    /** A walk on three states, from one end to the other. */
    @Override
    public DiscreteBridgeProblem selfCheck() {
        return DiscreteBridgeSinkhornSolver.walk();
    }

    /** Some fifty iterations of three products for each step; none for a single step. */
    @Override
    public double expectedSeconds(DiscreteBridgeProblem problem) {
        double cube = Math.pow(problem.states(), 3);
        return problem.steps() < 2 ? Double.POSITIVE_INFINITY : 1e-4 + 2e-8 * cube * problem.steps();
    }
}
