package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a routing: different experts for each token, those of largest score + price, gates with sum 1, and the load imbalance. The sum
 * of scores stands beside the dual bound, the most that any routing with these targets as loads can reach.
 */
@Component
@VerifierInfo(problem = RoutingProblem.TYPE)
public final class RoutingVerifier implements Verifier<RoutingProblem, Routing> {

    private static final double SUM_TOLERANCE = 1e-12;

    @Override
    public Certificate verify(RoutingProblem problem, Solution<Routing> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no routing", 0, 1);
            draft.note("There always is one, so the claim " + status + " is wrong.");
        }
        Routing routing = solution.value();
        int entries = problem.tokens() * problem.expertsPerToken();
        if (draft.usable("gates", routing.gates(), entries) & draft.usable("prices", routing.prices(), problem.experts())) {
            check(problem, routing, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(RoutingProblem problem, Routing routing, double tolerance, CertificateDraft draft) {
        int each = problem.expertsPerToken();
        double[] prices = routing.prices();
        long[] loads = new long[problem.experts()];
        int wrong = 0;
        double gates = 0;
        double least = Double.POSITIVE_INFINITY;
        double missed = 0;
        PreciseSum scores = new PreciseSum();
        PreciseSum bound = new PreciseSum();
        for (int token = 0; token < problem.tokens(); token++) {
            boolean[] taken = new boolean[problem.experts()];
            PreciseSum sum = new PreciseSum();
            sum.add(-1);
            double lowest = Double.POSITIVE_INFINITY;
            for (int k = token * each; k < (token + 1) * each; k++) {
                sum.add(routing.gates()[k]);
                least = Math.min(least, routing.gates()[k]);
                int expert = routing.experts()[k];
                if (expert < 0 || expert >= taken.length || taken[expert]) {
                    wrong++;
                    continue;
                }
                taken[expert] = true;
                loads[expert]++;
                double score = problem.scores().get(token, expert);
                scores.add(score);
                bound.add(score);
                bound.add(prices[expert]);
                lowest = Math.min(lowest, score + prices[expert]);
            }
            gates = Math.max(gates, Math.abs(sum.value()));
            for (int expert = 0; expert < taken.length; expert++) {
                double key = problem.scores().get(token, expert) + prices[expert];
                missed = taken[expert] ? missed : Math.max(missed, key - lowest);
            }
        }
        draft.atMost("experts that are not there or taken twice by a token", wrong, 0);
        draft.atLeast("least gate", least, Double.MIN_VALUE);
        draft.atMost("sum of the gates of a token less 1", gates, SUM_TOLERANCE);
        draft.atMost("score and price of an expert passed over, above those of one taken", missed, 0);
        double[] targets = problem.targets();
        double imbalance = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < targets.length; j++) {
            imbalance = Math.max(imbalance, loads[j] / targets[j] - 1);
            bound.addProduct(-prices[j], targets[j]);
        }
        draft.atMost("load imbalance", imbalance, tolerance);
        draft.quantity(Certificate.OBJECTIVE, scores.value());
        draft.quantity(Certificate.DUAL_OBJECTIVE, bound.value());
    }
}
