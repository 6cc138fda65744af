package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.LowRankPlan;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a plan of low rank: the four marginals of its factors, and by their potentials that no direction within the set of such factors
 * lowers the objective, to first order, by more than the tolerance allows. That the plan is the best of its rank is not shown.
 */
@Component
@VerifierInfo(problem = LowRankProblem.TYPE)
public final class LowRankVerifier implements Verifier<LowRankProblem, LowRankPlan> {

    @Override
    public Certificate verify(LowRankProblem problem, Solution<LowRankPlan> solution, VerificationContext context) throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no plan", 0, 1);
            draft.note("There always is a plan of any rank, so the claim " + status + " is not certified.");
        }
        LowRankPlan plan = solution.value();
        int rank = problem.rank();
        if (draft.usable("g", plan.g(), rank) & draft.usable("mu", plan.mu(), rank) & draft.usable("nu", plan.nu(), rank)
                & draft.usable("q", plan.q().data, problem.source().size() * rank)
                & draft.usable("r", plan.r().data, problem.target().size() * rank)) {
            check(problem, plan, context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(LowRankProblem problem, LowRankPlan plan, VerificationContext context, CertificateDraft draft)
            throws SolverException {
        double least = 0;
        for (double[] values : new double[][] {plan.q().data, plan.r().data, plan.g()}) {
            for (double value : values) {
                least = Math.min(least, value);
            }
        }
        draft.atLeast("least entry of the factors", least, 0);
        draft.atMost("marginal error", marginalError(plan.q(), problem.source().weights(), plan.g())
                + marginalError(plan.r(), problem.target().weights(), plan.g()), context.tolerance());
        double scale;
        double[][] byTarget;
        double[][] bySource;
        double[][] ofTarget = divided(plan.r(), plan.g());
        double[][] ofSource = divided(plan.q(), plan.g());
        if (problem.squaredEuclidean()) {
            SquaredDistanceMeans means = new SquaredDistanceMeans(problem.source().points(), problem.target().points());
            byTarget = means.fromSources(ofTarget);
            bySource = means.fromTargets(ofSource);
            scale = means.meanCost(problem.source().weights(), problem.target().weights());
        } else {
            TransportCosts costs = new TransportCosts(problem.unrestricted(), context);
            byTarget = new double[problem.source().size()][problem.rank()];
            bySource = new double[problem.target().size()][problem.rank()];
            PreciseSum sum = new PreciseSum();
            for (int i = 0; i < byTarget.length; i++) {
                for (int j = 0; j < bySource.length; j++) {
                    double cost = costs.at(i, j);
                    sum.addProduct(problem.source().weights()[i] * problem.target().weights()[j], Math.abs(cost));
                    for (int k = 0; k < problem.rank(); k++) {
                        byTarget[i][k] += cost * ofTarget[j][k];
                        bySource[j][k] += cost * ofSource[i][k];
                    }
                }
            }
            scale = sum.value();
        }
        PreciseSum cost = new PreciseSum();
        double[] massGradient = new double[problem.rank()];
        for (int i = 0; i < byTarget.length; i++) {
            for (int k = 0; k < problem.rank(); k++) {
                cost.addProduct(plan.q().get(i, k), byTarget[i][k]);
                massGradient[k] -= ofSource[i][k] * byTarget[i][k];
            }
        }
        double epsilon = problem.epsilon();
        double gap = gap(plan.q(), byTarget, problem.source().weights(), plan.mu(), epsilon)
                + gap(plan.r(), bySource, problem.target().weights(), plan.nu(), epsilon);
        double lowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < problem.rank(); k++) {
            double gradient = massGradient[k] + (epsilon == 0 ? 0 : epsilon * Math.log(plan.g()[k]));
            gap += plan.g()[k] == 0 ? 0 : plan.g()[k] * gradient;
            lowest = Math.min(lowest, gradient + plan.mu()[k] + plan.nu()[k]);
        }
        draft.atMost("stationarity gap (relative)", (gap - lowest) / Math.max(scale, Double.MIN_NORMAL), context.tolerance());
        draft.quantity(Certificate.OBJECTIVE, cost.value());
        draft.quantity("cost of the product plan", scale);
    }

    private static double marginalError(DMatrixRMaj factor, double[] weights, double[] masses) {
        double error = 0;
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < weights.length; i++) {
            sum.reset();
            sum.add(-weights[i]);
            for (int k = 0; k < masses.length; k++) {
                sum.add(factor.get(i, k));
            }
            error += Math.abs(sum.value());
        }
        for (int k = 0; k < masses.length; k++) {
            sum.reset();
            sum.add(-masses[k]);
            for (int i = 0; i < weights.length; i++) {
                sum.add(factor.get(i, k));
            }
            error += Math.abs(sum.value());
        }
        return error;
    }

    private static double[][] divided(DMatrixRMaj factor, double[] masses) {
        double[][] result = new double[factor.numRows][masses.length];
        for (int i = 0; i < factor.numRows; i++) {
            for (int k = 0; k < masses.length; k++) {
                result[i][k] = masses[k] == 0 ? 0 : factor.get(i, k) / masses[k];
            }
        }
        return result;
    }

    /** The gradient times the factor less the least that is possible with these potentials. */
    private static double gap(DMatrixRMaj factor, double[][] costs, double[] weights, double[] potentials, double epsilon) {
        PreciseSum gap = new PreciseSum();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < potentials.length; k++) {
                double entry = factor.get(i, k);
                double gradient = costs[i][k] + (epsilon == 0 ? 0 : epsilon * Math.log(entry));
                least = Math.min(least, gradient - potentials[k]);
                if (entry > 0) {
                    gap.addProduct(entry, gradient);
                }
            }
            gap.addProduct(-weights[i], least);
        }
        return gap.value();
    }

    /** Weighted sums of squared distances, by the moments of the weights. */
    private static final class SquaredDistanceMeans {

        private final double[][] x;
        private final double[][] y;

        SquaredDistanceMeans(DMatrixRMaj source, DMatrixRMaj target) {
            double[] middle = new double[source.numCols];
            for (int i = 0; i < source.numRows; i++) {
                for (int d = 0; d < middle.length; d++) {
                    middle[d] += source.get(i, d) / source.numRows;
                }
            }
            x = moved(source, middle);
            y = moved(target, middle);
        }

        private static double[][] moved(DMatrixRMaj points, double[] middle) {
            double[][] result = new double[points.numRows][middle.length];
            for (int i = 0; i < points.numRows; i++) {
                for (int d = 0; d < middle.length; d++) {
                    result[i][d] = points.get(i, d) - middle[d];
                }
            }
            return result;
        }

        /** From each source point the sum over the targets, weighted by each column. */
        double[][] fromSources(double[][] columns) {
            return sums(x, y, columns);
        }

        /** From each target point the sum over the sources, weighted by each column. */
        double[][] fromTargets(double[][] columns) {
            return sums(y, x, columns);
        }

        double meanCost(double[] a, double[] b) {
            double[][] column = new double[b.length][1];
            for (int j = 0; j < b.length; j++) {
                column[j][0] = b[j];
            }
            double[][] sums = fromSources(column);
            PreciseSum mean = new PreciseSum();
            for (int i = 0; i < a.length; i++) {
                mean.addProduct(a[i], sums[i][0]);
            }
            return mean.value();
        }

        private static double[][] sums(double[][] own, double[][] other, double[][] columns) {
            int width = columns[0].length;
            int dimension = own[0].length;
            double[][] result = new double[own.length][width];
            double[] first = new double[dimension];
            PreciseSum mass = new PreciseSum();
            PreciseSum second = new PreciseSum();
            for (int k = 0; k < width; k++) {
                mass.reset();
                second.reset();
                for (int j = 0; j < other.length; j++) {
                    mass.add(columns[j][k]);
                    for (double coordinate : other[j]) {
                        second.addProduct(columns[j][k] * coordinate, coordinate);
                    }
                }
                for (int d = 0; d < dimension; d++) {
                    PreciseSum sum = new PreciseSum();
                    for (int j = 0; j < other.length; j++) {
                        sum.addProduct(columns[j][k], other[j][d]);
                    }
                    first[d] = sum.value();
                }
                for (int i = 0; i < own.length; i++) {
                    double value = second.value();
                    for (int d = 0; d < dimension; d++) {
                        value += own[i][d] * (own[i][d] * mass.value() - 2 * first[d]);
                    }
                    result[i][k] = value;
                }
            }
            return result;
        }
    }
}
