package org.stillpoint.transport.internal.gap;

import org.ejml.data.DMatrix;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Reduction;
import org.stillpoint.api.ReductionInfo;
import org.stillpoint.api.problem.transport.MongeGap;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * The Monge gap (Uscidda and Cuturi, The Monge gap: A regularizer to learn all transport maps, ICML 2023, arXiv:2302.04953) by whatever
 * solves transport problems: exactly without epsilon, or entropic. Each point's cost to its image and that of its part of the plan are
 * subtracted before they are added up, so that the gap of an optimal map is 0 and no difference of large sums.
 */
@Component
@ReductionInfo(from = MongeGapProblem.TYPE, to = TransportProblem.TYPE)
public final class MongeGapAsTransport implements Reduction<MongeGapProblem, MongeGap, TransportProblem, TransportPlan> {

    @Override
    public TransportProblem reduce(MongeGapProblem problem) {
        return problem.transport();
    }

    @Override
    public MongeGap restore(MongeGapProblem problem, TransportPlan plan) {
        int points = problem.source().size();
        if (plan.f().length != points || plan.g().length != points) {
            return new MongeGap(Double.NaN, plan);
        }
        ImageCosts costs = new ImageCosts(problem);
        double[] weights = problem.source().weights();
        double gap = 0;
        double[] differences = new double[points];
        for (int i = 0; i < points; i++) {
            differences[i] = weights[i] == 0 ? 0 : weights[i] * costs.at(i, i);
        }
        if (problem.epsilon() == 0 && plan.explicit()) {
            subtract(plan.plan(), costs, differences);
        } else {
            gap = -entropicPart(problem, plan, costs);
            for (int i = 0; i < points; i++) {
                differences[i] -= weights[i] == 0 ? 0 : weights[i] * (plan.f()[i] + plan.g()[i]);
            }
        }
        for (double difference : differences) {
            gap += difference;
        }
        return new MongeGap(gap, plan);
    }

    private static void subtract(DMatrix plan, ImageCosts costs, double[] differences) {
        if (plan instanceof DMatrixSparseCSC sparse) {
            for (int j = 0; j < sparse.numCols; j++) {
                for (int entry = sparse.col_idx[j]; entry < sparse.col_idx[j + 1]; entry++) {
                    differences[sparse.nz_rows[entry]] -= sparse.nz_values[entry] * costs.at(sparse.nz_rows[entry], j);
                }
            }
            return;
        }
        double[] entries = ((DMatrixRMaj) plan).data;
        for (int k = 0; k < entries.length; k++) {
            int i = k / differences.length;
            differences[i] -= entries[k] == 0 ? 0 : entries[k] * costs.at(i, k % differences.length);
        }
    }

    /** What the dual value has beside the potentials: epsilon times the mass of the product less that of the plan. */
    private static double entropicPart(MongeGapProblem problem, TransportPlan plan, ImageCosts costs) {
        double[] weights = problem.source().weights();
        double sum = 0;
        for (int i = 0; i < weights.length && problem.epsilon() > 0; i++) {
            for (int j = 0; j < weights.length && weights[i] > 0; j++) {
                double exponent = (plan.f()[i] + plan.g()[j] - costs.at(i, j)) / problem.epsilon();
                sum += weights[j] == 0 ? 0 : weights[i] * weights[j] * -Math.expm1(exponent);
            }
        }
        return problem.epsilon() * sum;
    }
}
