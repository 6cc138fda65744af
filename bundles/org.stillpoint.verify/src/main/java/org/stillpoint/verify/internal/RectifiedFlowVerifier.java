package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.FlowCoupling;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies couplings by rectified flows: the first and the last cost, that costs do not rise, the change of the cost in the last round,
 * and the energy coefficient between the ends and the targets. On a line it compares the cost with that of the ends in order, the least
 * there is. How much the exchange of the ends of two pairs would save at most is told besides.
 */
@Component
@VerifierInfo(problem = RectifiedFlowProblem.TYPE)
public final class RectifiedFlowVerifier implements Verifier<RectifiedFlowProblem, FlowCoupling> {

    /** How far costs may be off by rounding, relative to the first one. */
    private static final double ROUNDING = 1e-9;

    @Override
    public Certificate verify(RectifiedFlowProblem problem, Solution<FlowCoupling> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no coupling", 0, 1);
            draft.note("The given pairs are a coupling, so the claim " + solution.status() + " is wrong.");
        }
        FlowCoupling coupling = solution.value();
        double[] costs = coupling.costs();
        boolean usable = draft.usable("costs", costs, Math.max(1, costs.length));
        if (draft.usable("ends", coupling.ends().data, problem.source().getNumElements()) && usable) {
            check(problem, coupling.ends().data, costs, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(RectifiedFlowProblem problem, double[] ends, double[] costs, double tolerance, CertificateDraft draft) {
        double[] source = Arrays.copyOf(problem.source().data, ends.length);
        double first = cost(problem, source, Arrays.copyOf(problem.target().data, ends.length));
        double last = cost(problem, source, ends);
        double scale = first > 0 ? first : 1;
        double wrong = Math.max(Math.abs(costs[0] - first), Math.abs(costs[costs.length - 1] - last)) / scale;
        draft.atMost("error of the first and the last cost (relative)", wrong, ROUNDING);
        double rise = 0;
        for (int round = 1; round < costs.length; round++) {
            rise = Math.max(rise, (costs[round] - costs[round - 1]) / scale);
        }
        draft.atMost("largest rise of the cost in a round (relative)", rise, 0);
        double change = costs.length > 1 ? Math.abs(costs[costs.length - 1] - costs[costs.length - 2]) / scale : first > 0 ? 1 : 0;
        draft.atMost("change of the cost in the last round (relative)", change, tolerance);
        draft.atMost("energy coefficient between the ends and the targets", coefficient(problem, ends), problem.marginalTolerance());
        if (problem.dimension() == 1) {
            double[] sortedSource = source.clone();
            double[] sortedEnds = ends.clone();
            Arrays.sort(sortedSource);
            Arrays.sort(sortedEnds);
            draft.atMost("excess over the least cost between the sources and the ends (relative)",
                    (last - cost(problem, sortedSource, sortedEnds)) / scale, tolerance);
        }
        draft.quantity(Certificate.OBJECTIVE, last);
        draft.quantity("largestGainByAnExchange", exchange(problem, source, ends));
    }

    private static double pair(RectifiedFlowProblem problem, double[] source, int i, double[] ends, int k) {
        double cost = 0;
        for (int j = 0; j < problem.dimension(); j++) {
            double length = Math.abs(ends[k * problem.dimension() + j] - source[i * problem.dimension() + j]);
            cost += Math.pow(length, problem.exponent()) / problem.exponent();
        }
        return cost;
    }

    private static double cost(RectifiedFlowProblem problem, double[] source, double[] ends) {
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < problem.pairs(); i++) {
            sum.add(pair(problem, source, i, ends, i));
        }
        return sum.value() / problem.pairs();
    }

    private static double exchange(RectifiedFlowProblem problem, double[] source, double[] ends) {
        double[] own = new double[problem.pairs()];
        for (int i = 0; i < own.length; i++) {
            own[i] = pair(problem, source, i, ends, i);
        }
        double largest = 0;
        for (int i = 0; i < own.length; i++) {
            for (int k = 0; k < i; k++) {
                double other = pair(problem, source, i, ends, k) + pair(problem, source, k, ends, i);
                largest = Math.max(largest, own[i] + own[k] - other);
            }
        }
        return largest;
    }

    private static double coefficient(RectifiedFlowProblem problem, double[] ends) {
        double between = distances(problem, ends, problem.target());
        DMatrixRMaj own = DMatrixRMaj.wrap(problem.pairs(), problem.dimension(), ends);
        double within = distances(problem, ends, own) + distances(problem, problem.target().data, problem.target());
        return between > 0 ? (2 * between - within) / (2 * between) : 0;
    }

    private static double distances(RectifiedFlowProblem problem, double[] first, DMatrixRMaj second) {
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < problem.pairs(); i++) {
            for (int k = 0; k < problem.pairs(); k++) {
                double squares = 0;
                for (int j = 0; j < problem.dimension(); j++) {
                    double difference = first[i * problem.dimension() + j] - second.get(k, j);
                    squares += difference * difference;
                }
                sum.add(Math.sqrt(squares));
            }
        }
        return sum.value();
    }
}
