package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.BridgeChain;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies Schroedinger bridges on finitely many states: rows that are distributions, the residual that the problem defines (the last
 * marginal, and the transform of the reference by the end potential, which makes the law of the paths Markov and gives it the bridges of
 * the reference), and by duality that the relative entropy to the reference is the least,
 *
 * <pre>
 *   sum over t, x, y of p_t(x) P_t(x, y) log(P_t(x, y) / Q_t(x, y)) &gt;= sum over y of end(y) g(y) - sum over x of start(x) log h_0(x).
 * </pre>
 *
 * That no law exists is certified where a state of one end distribution is joined to the other by no path.
 */
@Component
@VerifierInfo(problem = DiscreteBridgeProblem.TYPE)
public final class DiscreteBridgeVerifier implements Verifier<DiscreteBridgeProblem, BridgeChain> {

    /** How far the probabilities of a row may sum from 1, and marginals differ from those recomputed, by rounding. */
    private static final double ROUNDING = 1e-9;

    @Override
    public Certificate verify(DiscreteBridgeProblem problem, Solution<BridgeChain> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        BridgeChain chain = solution.value();
        if (solution.status() == Status.INFEASIBLE) {
            draft.atLeast("states that no path joins to the other distribution", separated(problem), 1);
            return draft.certificate(context.verifier());
        }
        if (solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that the relative entropy is unbounded", 0, 1);
            draft.note("A relative entropy is at least 0, so the claim UNBOUNDED is wrong.");
        }
        int states = problem.states();
        boolean usable = draft.usable("transitions", chain.transitions(), problem.transitions().length);
        usable &= draft.usable("marginals", chain.marginals(), (problem.steps() + 1) * states);
        double[] potential = chain.potential().clone();
        for (int y = 0; y < Math.min(potential.length, states); y++) {
            // Not visited at the end: any potential there would do, and only this one says so.
            potential[y] = problem.end()[y] == 0 && potential[y] == Double.NEGATIVE_INFINITY ? 0 : potential[y];
        }
        if (draft.usable("potential", potential, states) && usable
                && draft.atMost("deviation of the transitions from distributions", deviation(problem, chain.transitions()), ROUNDING)) {
            check(problem, chain, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static double deviation(DiscreteBridgeProblem problem, double[] transitions) {
        double deviation = 0;
        PreciseSum sum = new PreciseSum();
        for (int from = 0; from < transitions.length; from += problem.states()) {
            sum.reset();
            for (int entry = from; entry < from + problem.states(); entry++) {
                sum.add(transitions[entry]);
                deviation = Math.max(deviation, -transitions[entry]);
                if (problem.transitions()[entry] == 0) {
                    deviation = Math.max(deviation, Math.abs(transitions[entry]));
                }
            }
            deviation = Math.max(deviation, Math.abs(sum.value() - 1));
        }
        return deviation;
    }

    private static void check(DiscreteBridgeProblem problem, BridgeChain chain, double tolerance, CertificateDraft draft) {
        int states = problem.states();
        int steps = problem.steps();
        double[] logs = backward(problem, chain.potential());
        double[] marginals = new double[(steps + 1) * states];
        System.arraycopy(problem.start(), 0, marginals, 0, states);
        PreciseSum residual = new PreciseSum();
        PreciseSum entropy = new PreciseSum();
        for (int t = 0; t < steps; t++) {
            for (int y = 0; y < states; y++) {
                PreciseSum mass = new PreciseSum();
                for (int x = 0; x < states; x++) {
                    double from = marginals[t * states + x];
                    int entry = (t * states + x) * states + y;
                    double probability = chain.transitions()[entry];
                    mass.addProduct(from, probability);
                    if (from > 0) {
                        double reference = problem.transitions()[entry];
                        double transformed = reference == 0 ? 0
                                : reference * Math.exp(logs[(t + 1) * states + y] - logs[t * states + x]);
                        residual.addProduct(from, Math.abs(probability - transformed));
                        entropy.addProduct(from, probability > 0 ? probability * Math.log(probability / reference) : 0);
                    }
                }
                marginals[(t + 1) * states + y] = mass.value();
            }
        }
        double difference = 0;
        for (int i = 0; i < marginals.length; i++) {
            difference = Math.max(difference, Math.abs(marginals[i] - chain.marginals()[i]));
        }
        draft.atMost("difference of the marginals from those of the transitions", difference, ROUNDING);
        PreciseSum end = new PreciseSum();
        PreciseSum dual = new PreciseSum();
        for (int y = 0; y < states; y++) {
            end.add(Math.abs(marginals[steps * states + y] - problem.end()[y]));
            dual.addProduct(problem.end()[y], problem.end()[y] == 0 ? 0 : chain.potential()[y]);
            dual.addProduct(-problem.start()[y], problem.start()[y] == 0 ? 0 : logs[y]);
        }
        draft.quantity("endMarginalError", end.value());
        residual.add(end.value());
        draft.atMost("error of the last marginal and of the transform by the end potential (L1)", residual.value(), tolerance);
        draft.quantity(Certificate.OBJECTIVE, entropy.value());
        draft.quantity(Certificate.DUAL_OBJECTIVE, dual.value());
    }

    /** log h_t at all times. */
    private static double[] backward(DiscreteBridgeProblem problem, double[] potential) {
        int states = problem.states();
        double[] logs = new double[(problem.steps() + 1) * states];
        double[] terms = new double[states];
        System.arraycopy(potential, 0, logs, problem.steps() * states, states);
        for (int from = problem.steps() * states - 1; from >= 0; from--) {
            int next = (from / states + 1) * states;
            for (int y = 0; y < states; y++) {
                terms[y] = Math.log(problem.transitions()[from * states + y]) + logs[next + y];
            }
            logs[from] = LogSum.of(terms);
        }
        return logs;
    }

    /** The states of either end distribution that no path joins to the other one. */
    private static int separated(DiscreteBridgeProblem problem) {
        int states = problem.states();
        boolean[] reached = new boolean[(problem.steps() + 1) * states];
        boolean[] reaching = new boolean[reached.length];
        for (int x = 0; x < states; x++) {
            reached[x] = problem.start()[x] > 0;
            reaching[problem.steps() * states + x] = problem.end()[x] > 0;
        }
        for (int from = 0; from < problem.steps() * states; from++) {
            for (int y = 0; y < states; y++) {
                reached[(from / states + 1) * states + y] |= reached[from] && problem.transitions()[from * states + y] > 0;
            }
        }
        for (int from = problem.steps() * states - 1; from >= 0; from--) {
            for (int y = 0; y < states; y++) {
                reaching[from] |= reaching[(from / states + 1) * states + y] && problem.transitions()[from * states + y] > 0;
            }
        }
        int separated = 0;
        for (int x = 0; x < states; x++) {
            separated += problem.start()[x] > 0 && !reaching[x] ? 1 : 0;
            separated += problem.end()[x] > 0 && !reached[problem.steps() * states + x] ? 1 : 0;
        }
        return separated;
    }
}
