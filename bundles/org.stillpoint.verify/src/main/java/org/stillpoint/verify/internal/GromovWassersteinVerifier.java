package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GromovWasserstein;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a stationary plan of Gromov-Wasserstein transport: its marginals, its value, computed again, and that it is optimal for the
 * linear problem of its own gradient. Without entropy the potentials, lowered by what they exceed the gradient by, bound that problem from
 * below; with entropy they give the plan. Whether other plans have smaller values is not decided.
 */
@Component
@VerifierInfo(problem = GromovWassersteinProblem.TYPE)
public final class GromovWassersteinVerifier implements Verifier<GromovWassersteinProblem, GromovWasserstein> {

    /** What rounding may make of the difference of two sums, in parts of their magnitudes. */
    private static final double ROUNDING = 1e-13;

    @Override
    public Certificate verify(GromovWassersteinProblem problem, Solution<GromovWasserstein> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        TransportPlan value = solution.value().transport();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no best plan", 0, 1);
            draft.note("There always is a best plan, so the claim " + solution.status() + " is not certified.");
        } else if (value.f().length != problem.source().length || value.g().length != problem.target().length) {
            draft.atMost("lengths of potentials that do not fit", 1, 0);
        } else {
            check(problem, solution.value(), context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(GromovWassersteinProblem problem, GromovWasserstein value, double tolerance, CertificateDraft draft) {
        double[][] plan = rows(value.transport());
        double least = 0;
        for (double[] row : plan) {
            for (double entry : row) {
                least = Math.min(least, entry);
            }
        }
        draft.atLeast("least entry of the plan", least, 0);
        Distortion distortion = new Distortion(problem, plan);
        Side source = new Side(problem.source(), value.transport().f(), distortion.rowSums);
        Side target = new Side(problem.target(), value.transport().g(), distortion.columnSums);
        double mass = distortion.mass;
        boolean entropic = problem.epsilon() > 0;
        double excess = problem.partial() ? Math.abs(mass - problem.mass()) : 0;
        double mismatch = problem.partial() ? 0 : Math.abs(source.sum() - target.sum());
        boolean chosen = problem.partial() && entropic;
        draft.atMost("marginal error (1-norm)", source.error(problem.partial(), chosen) + target.error(problem.partial(), chosen) + excess,
                tolerance + mismatch);
        double unit = distortion.magnitude > 0 ? distortion.magnitude : 1;
        draft.atMost("distance of the value from that of the plan (relative)", Math.abs(value.value() - distortion.value) / unit,
                Math.max(ROUNDING, tolerance));
        if (entropic) {
            ofPotentials(problem, value.transport(), plan, distortion, tolerance, draft);
        } else {
            gap(problem, value.transport(), distortion, source, target, tolerance, draft);
        }
        draft.quantity("distortion", distortion.value);
        draft.quantity("mass", mass);
        draft.note("The plan is a stationary point, proved to first order; the problem is not convex, and that no other plan has a smaller "
                + "value is not proved.");
    }

    private static double[][] rows(TransportPlan value) {
        double[][] plan = new double[value.f().length][value.g().length];
        for (int i = 0; i < plan.length; i++) {
            for (int j = 0; j < plan[i].length; j++) {
                plan[i][j] = value.plan().get(i, j);
            }
        }
        return plan;
    }

    /** What plans of least linear cost can gain, by weak duality; the potentials count as lowered by their largest violation. */
    private static void gap(GromovWassersteinProblem problem, TransportPlan value, Distortion distortion, Side source, Side target,
            double tolerance, CertificateDraft draft) {
        double lambda = value.massPotential();
        double violation = 0;
        for (int i = 0; i < source.weights.length; i++) {
            for (int j = 0; j < target.weights.length; j++) {
                if (source.weights[i] > 0 && target.weights[j] > 0) {
                    double slack = value.f()[i] + value.g()[j] + lambda - distortion.gradient[i][j];
                    violation = Double.isNaN(slack) ? slack : Math.max(violation, slack);
                }
            }
        }
        double moved = problem.partial() ? problem.mass() : Math.max(source.sum(), target.sum());
        PreciseSum dual = new PreciseSum();
        source.addDual(problem.partial(), dual);
        target.addDual(problem.partial(), dual);
        dual.addProduct(problem.partial() ? lambda : 0, moved);
        dual.addProduct(-violation, moved);
        double unit = distortion.magnitude > 0 ? 2 * distortion.magnitude : 1;
        double rounding = ROUNDING * (source.magnitude() + target.magnitude() + Math.abs(lambda) * moved) / unit;
        draft.atMost("first-order gap (relative)", (distortion.linear - dual.value()) / unit,
                tolerance + Math.min(ROUNDING + rounding, tolerance));
        draft.quantity(Certificate.OBJECTIVE, distortion.value);
    }

    private static void ofPotentials(GromovWassersteinProblem problem, TransportPlan value, double[][] plan, Distortion distortion,
            double tolerance, CertificateDraft draft) {
        double epsilon = problem.epsilon();
        PreciseSum distance = new PreciseSum();
        PreciseSum rounding = new PreciseSum();
        PreciseSum entropy = new PreciseSum();
        for (int i = 0; i < plan.length; i++) {
            for (int j = 0; j < plan[i].length; j++) {
                double p = plan[i][j];
                double fitting = 0;
                if (problem.source()[i] > 0 && problem.target()[j] > 0) {
                    double sum = value.f()[i] + value.g()[j] + value.massPotential();
                    fitting = Math.exp((sum - distortion.gradient[i][j]) / epsilon);
                    rounding.add(fitting * 0x1p-50 * (Math.abs(value.f()[i]) + Math.abs(value.g()[j]) + Math.abs(value.massPotential())
                            + distortion.largest) / epsilon);
                }
                distance.add(Math.abs(p - fitting));
                entropy.add(p > 0 ? p * (Math.log(p) - 1) : 0);
            }
        }
        draft.atMost("distance of the plan from that of the potentials (1-norm)", distance.value(),
                tolerance + Math.min(rounding.value(), tolerance));
        draft.quantity(Certificate.OBJECTIVE, distortion.value + epsilon * entropy.value());
    }

    /** One marginal against its weights. */
    private record Side(double[] weights, double[] potentials, double[] marginal) {

        double sum() {
            PreciseSum sum = new PreciseSum();
            for (double weight : weights) {
                sum.add(weight);
            }
            return sum.value();
        }

        /** The distance from the nearest marginal that the rule allows, or where it is chosen by potentials, that these choose. */
        double error(boolean atMost, boolean chosen) {
            PreciseSum error = new PreciseSum();
            for (int k = 0; k < weights.length; k++) {
                double excess = marginal[k] - weights[k];
                if (chosen && potentials[k] > 0) {
                    error.add(Math.abs(marginal[k]));
                } else {
                    error.add(atMost && !(chosen && potentials[k] < 0) ? Math.max(excess, 0) : Math.abs(excess));
                }
            }
            return error.value();
        }

        void addDual(boolean atMost, PreciseSum dual) {
            for (int k = 0; k < weights.length; k++) {
                if (weights[k] > 0) {
                    dual.addProduct(weights[k], atMost ? Math.min(potentials[k], 0) : potentials[k]);
                }
            }
        }

        double magnitude() {
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] > 0 ? weights[k] * Math.abs(potentials[k]) : 0;
            }
            return sum;
        }
    }

    /** The value of a plan and the gradient there. */
    private static final class Distortion {

        private final double[][] gradient;
        private final double[] rowSums;
        private final double[] columnSums;
        private final double mass;
        /** The value, the sum of gradient times plan, and the sum of the magnitudes that make up the value. */
        private final double value;
        private final double linear;
        private final double magnitude;
        /** The largest magnitude that makes up an entry of the gradient. */
        private final double largest;

        Distortion(GromovWassersteinProblem problem, double[][] plan) {
            int n = problem.source().length;
            int m = problem.target().length;
            rowSums = new double[n];
            columnSums = new double[m];
            sums(plan);
            PreciseSum total = new PreciseSum();
            for (double sum : rowSums) {
                total.add(sum);
            }
            mass = total.value();
            double[] ofSource = squares(problem.sourceDistances(), rowSums);
            double[] ofTarget = squares(problem.targetDistances(), columnSums);
            double[][] crossed = crossed(problem, plan);
            gradient = new double[n][m];
            PreciseSum values = new PreciseSum();
            PreciseSum linears = new PreciseSum();
            PreciseSum magnitudes = new PreciseSum();
            double alpha = problem.alpha();
            double most = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    PreciseSum entry = new PreciseSum();
                    entry.add(ofSource[i]);
                    entry.add(ofTarget[j]);
                    entry.add(-2 * crossed[i][j]);
                    double quadratic = alpha * entry.value();
                    double cost = problem.fused() ? (1 - alpha) * problem.linearCost().get(i, j) : 0;
                    gradient[i][j] = 2 * quadratic + cost;
                    values.addProduct(plan[i][j], quadratic + cost);
                    linears.addProduct(plan[i][j], gradient[i][j]);
                    double size = alpha * (ofSource[i] + ofTarget[j]) + Math.abs(cost);
                    magnitudes.addProduct(Math.abs(plan[i][j]), size);
                    most = Math.max(most, 2 * size + 4 * alpha * Math.abs(crossed[i][j]));
                }
            }
            value = values.value();
            linear = linears.value();
            magnitude = magnitudes.value();
            largest = most;
        }

        private void sums(double[][] plan) {
            PreciseSum sum = new PreciseSum();
            for (int i = 0; i < rowSums.length; i++) {
                sum.reset();
                for (double entry : plan[i]) {
                    sum.add(entry);
                }
                rowSums[i] = sum.value();
            }
            for (int j = 0; j < columnSums.length; j++) {
                sum.reset();
                for (double[] row : plan) {
                    sum.add(row[j]);
                }
                columnSums[j] = sum.value();
            }
        }

        private static double[] squares(DMatrixRMaj distances, double[] weights) {
            double[] result = new double[weights.length];
            PreciseSum sum = new PreciseSum();
            for (int i = 0; i < weights.length; i++) {
                sum.reset();
                for (int k = 0; k < weights.length; k++) {
                    sum.addProduct(distances.get(i, k) * distances.get(i, k), weights[k]);
                }
                result[i] = sum.value();
            }
            return result;
        }

        /** C P D, the entries of P that are 0 left out. */
        private static double[][] crossed(GromovWassersteinProblem problem, double[][] plan) {
            int n = plan.length;
            int m = problem.target().length;
            double[][] half = new double[n][m];
            PreciseSum sum = new PreciseSum();
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < m; j++) {
                    sum.reset();
                    for (int l = 0; l < m; l++) {
                        if (plan[k][l] != 0) {
                            sum.addProduct(plan[k][l], problem.targetDistances().get(l, j));
                        }
                    }
                    half[k][j] = sum.value();
                }
            }
            double[][] result = new double[n][m];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    sum.reset();
                    for (int k = 0; k < n; k++) {
                        sum.addProduct(problem.sourceDistances().get(i, k), half[k][j]);
                    }
                    result[i][j] = sum.value();
                }
            }
            return result;
        }
    }
}
