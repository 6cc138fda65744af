package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportGradient;
import org.stillpoint.api.problem.transport.TransportGradient.Derivatives;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies derivatives of entropic transport: the plan of the potentials and its marginals, the adjoint equations, what the definitions
 * make of plan and multipliers, and, where the problem is small, all of it along one direction by differences between own solutions.
 */
@Component
@VerifierInfo(problem = TransportGradientProblem.TYPE)
public final class TransportGradientVerifier implements Verifier<TransportGradientProblem, TransportGradient> {

    /** To what part formulas have to agree, and differences, whose own error is some 1e-9 and more where the plan is sharp. */
    private static final double AGREEMENT = 1e-11;
    private static final double DIFFERENCES = 1e-6;
    private static final int LARGEST_DIFFERENCED = 2500;
    private static final double ROUNDING = 8;

    @Override
    public Certificate verify(TransportGradientProblem problem, Solution<TransportGradient> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no plan", 0, 1);
            draft.note("Derivatives cannot prove that there is none, so the claim " + status + " is not certified.");
        }
        TransportProblem transport = problem.transport();
        int sources = transport.source().size();
        int targets = transport.target().size();
        TransportGradient value = solution.value();
        boolean fits = value.plan().f().length == sources && value.plan().g().length == targets
                && value.plan().plan() instanceof DMatrixRMaj plan && plan.numRows == sources
                && shaped(value.ofValue(), transport) && (!problem.ofPlan() || shaped(value.ofPlan(), transport)
                        && value.rowMultipliers().length == sources);
        if (!fits) {
            draft.atLeast("parts of the solution that have the sizes of the problem", 0, 1);
            return draft.certificate(context.verifier());
        }
        new Measurement(problem, value, new TransportCosts(transport, context), context.tolerance(), draft).run();
        return draft.certificate(context.verifier());
    }

    private static boolean shaped(Derivatives derivatives, TransportProblem problem) {
        boolean points = problem.cost() instanceof GroundCost.Distance;
        return derivatives.costs().numRows == problem.source().size() && derivatives.costs().numCols == problem.target().size()
                && derivatives.sourceWeights().length == problem.source().size()
                && derivatives.targetWeights().length == problem.target().size()
                && (!points || derivatives.sourcePoints().getNumElements() == problem.source().points().getNumElements()
                        && derivatives.targetPoints().getNumElements() == problem.target().points().getNumElements());
    }

    /** One verification. */
    private static final class Measurement {

        private final TransportGradientProblem given;
        private final TransportProblem problem;
        private final TransportGradient value;
        private final double tolerance;
        private final CertificateDraft draft;
        private final int sources;
        private final int targets;
        private final double[] a;
        private final double[] b;
        private final double[] f;
        private final double[] g;
        private final double[] plan;
        private final double[] costs;
        private final double epsilon;
        private final boolean relative;

        Measurement(TransportGradientProblem given, TransportGradient value, TransportCosts transportCosts, double tolerance,
                CertificateDraft draft) {
            this.given = given;
            this.value = value;
            this.tolerance = tolerance;
            this.draft = draft;
            problem = given.transport();
            a = problem.source().weights();
            b = problem.target().weights();
            sources = a.length;
            targets = b.length;
            f = value.plan().f();
            g = value.plan().g();
            plan = ((DMatrixRMaj) value.plan().plan()).data;
            epsilon = problem.epsilon();
            relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
            costs = new double[sources * targets];
            for (int k = 0; k < costs.length; k++) {
                costs[k] = transportCosts.at(k / targets, k % targets);
            }
        }

        void run() {
            checkPlan();
            checkValue();
            if (given.ofPlan()) {
                checkAdjoint();
            }
            if (costs.length <= LARGEST_DIFFERENCED) {
                checkDifferences();
            } else {
                draft.note("The problem is too large for differences between solutions; formulas and equations alone were checked.");
            }
        }

        private double attained(MarginalRule rule, double weight, double potential) {
            return weight == 0 || rule.equals(MarginalRule.EXACT) ? weight : weight * Math.exp(-potential / rule.weight());
        }

        private double slack(int i, int j) {
            return (f[i] + g[j] - costs[i * targets + j]) / epsilon;
        }

        private void checkPlan() {
            double furthest = 0;
            PreciseSum error = new PreciseSum();
            PreciseSum[] columns = PreciseSum.array(targets);
            for (int i = 0; i < sources; i++) {
                PreciseSum row = new PreciseSum();
                for (int j = 0; j < targets; j++) {
                    double entry = plan[i * targets + j];
                    row.add(entry);
                    columns[j].add(entry);
                    boolean used = a[i] > 0 && b[j] > 0;
                    double exponent = used ? slack(i, j) + (relative ? Math.log(a[i]) + Math.log(b[j]) : 0) : Double.NEGATIVE_INFINITY;
                    double uncertainty = used
                            ? ROUNDING * (Math.ulp(f[i]) + Math.ulp(g[j]) + Math.ulp(costs[i * targets + j])) / epsilon + 1e-14 : 0;
                    furthest = largest(furthest, Math.exp(exponent - uncertainty) - entry, entry - Math.exp(exponent + uncertainty));
                }
                row.add(-attained(problem.sourceRule(), a[i], f[i]));
                error.add(Math.abs(row.value()));
            }
            for (int j = 0; j < targets; j++) {
                columns[j].add(-attained(problem.targetRule(), b[j], g[j]));
                error.add(Math.abs(columns[j].value()));
            }
            draft.atMost("distance of an entry of the plan from that of the potentials", furthest, tolerance);
            draft.atMost("marginal error", error.value(), tolerance);
        }

        private static double largest(double known, double first, double second) {
            double larger = Math.max(first, second);
            return Double.isNaN(larger) || larger > known ? larger : known;
        }

        private void checkValue() {
            PreciseSum dual = new PreciseSum();
            double constant = relative ? problem.source().mass() * problem.target().mass() : 1;
            dual.add(epsilon * constant);
            PreciseSum byEpsilon = new PreciseSum();
            byEpsilon.add(constant);
            double magnitude = epsilon * constant;
            double entropy = constant;
            for (int i = 0; i < sources; i++) {
                double part = a[i] == 0 ? 0 : PlanDifferences.dual(problem.sourceRule(), a[i], f[i]);
                dual.add(part);
                magnitude += Math.abs(part);
                for (int j = 0; j < targets; j++) {
                    double entry = plan[i * targets + j];
                    dual.add(-epsilon * entry);
                    if (entry > 0) {
                        byEpsilon.add(entry * (slack(i, j) - 1));
                        entropy += entry * (Math.abs(f[i]) + Math.abs(g[j]) + Math.abs(costs[i * targets + j])) / epsilon;
                    }
                }
            }
            for (int j = 0; j < targets; j++) {
                double part = b[j] == 0 ? 0 : PlanDifferences.dual(problem.targetRule(), b[j], g[j]);
                dual.add(part);
                magnitude += Math.abs(part);
            }
            agree("value", new double[] {value.value()}, new double[] {dual.value()}, magnitude);
            Derivatives derivatives = value.ofValue();
            agree("derivatives of the value by costs", derivatives.costs().data, plan, Products.largest(plan));
            agree("derivative of the value by epsilon", new double[] {derivatives.epsilon()}, new double[] {byEpsilon.value()}, entropy);
            agreeOnWeights(derivatives.sourceWeights(), a, f, problem.sourceRule(), problem.target().mass());
            agreeOnWeights(derivatives.targetWeights(), b, g, problem.targetRule(), problem.source().mass());
            checkPoints("value", derivatives);
            draft.quantity(Certificate.OBJECTIVE, dual.value());
        }

        /** Where there is weight: the others are judged by nothing but the differences at their neighbours. */
        private void agreeOnWeights(double[] reported, double[] weights, double[] potentials, MarginalRule rule, double otherMass) {
            double[] expected = reported.clone();
            double magnitude = 0;
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] > 0) {
                    double ratio = attained(rule, 1, potentials[i]);
                    expected[i] = PlanDifferences.dual(rule, 1, potentials[i]) + (relative ? epsilon * (otherMass - ratio) : 0);
                    magnitude = Math.max(magnitude, Math.abs(expected[i]) + epsilon * (otherMass + ratio));
                }
            }
            agree("derivatives of the value by weights", reported, expected, magnitude);
        }

        private void checkAdjoint() {
            double[] u = value.rowMultipliers();
            double[] v = value.columnMultipliers();
            double[] w = given.cotangent().data;
            double[] byCosts = new double[costs.length];
            PreciseSum byEpsilon = new PreciseSum();
            PreciseSum residual = new PreciseSum();
            PreciseSum[] columns = PreciseSum.array(targets);
            double size = Double.MIN_NORMAL;
            double magnitude = 0;
            double entropy = 0;
            for (int i = 0; i < sources; i++) {
                PreciseSum row = new PreciseSum();
                for (int j = 0; j < targets; j++) {
                    int k = i * targets + j;
                    size = Math.max(size, Math.abs(w[k]));
                    if (plan[k] == 0) {
                        continue;
                    }
                    double rest = w[k] - u[i] - v[j];
                    row.addProduct(plan[k], rest);
                    columns[j].addProduct(plan[k], rest);
                    byCosts[k] = -plan[k] * rest / epsilon;
                    byEpsilon.addProduct(byCosts[k], slack(i, j));
                    double part = plan[k] * (Math.abs(w[k]) + Math.abs(u[i]) + Math.abs(v[j])) / epsilon;
                    magnitude = Math.max(magnitude, part);
                    entropy += part * (Math.abs(f[i]) + Math.abs(g[j]) + Math.abs(costs[k])) / epsilon;
                }
                row.add(-tie(problem.sourceRule(), a[i], f[i]) * u[i]);
                residual.add(Math.abs(row.value()));
            }
            for (int j = 0; j < targets; j++) {
                columns[j].add(-tie(problem.targetRule(), b[j], g[j]) * v[j]);
                residual.add(Math.abs(columns[j].value()));
            }
            draft.atMost("residual of the adjoint equations (relative to the cotangent)", residual.value() / size, tolerance);
            Derivatives derivatives = value.ofPlan();
            agree("derivatives of the plan by costs", derivatives.costs().data, byCosts, magnitude);
            agree("derivative of the plan by epsilon", new double[] {derivatives.epsilon()}, new double[] {byEpsilon.value()}, entropy);
            agree("derivatives of the plan by weights", derivatives.sourceWeights(), scaled(u, a, f, problem.sourceRule(),
                    derivatives.sourceWeights()), Products.largest(u));
            agree("derivatives of the plan by weights", derivatives.targetWeights(), scaled(v, b, g, problem.targetRule(),
                    derivatives.targetWeights()), Products.largest(v));
            checkPoints("plan", derivatives);
        }

        private double tie(MarginalRule rule, double weight, double potential) {
            return weight == 0 || rule.equals(MarginalRule.EXACT) ? 0 : epsilon / rule.weight() * attained(rule, weight, potential);
        }

        private double[] scaled(double[] multipliers, double[] weights, double[] potentials, MarginalRule rule, double[] reported) {
            double[] expected = multipliers.clone();
            for (int i = 0; i < expected.length; i++) {
                if (weights[i] == 0) {
                    expected[i] = reported[i];
                } else if (!rule.equals(MarginalRule.EXACT)) {
                    expected[i] *= attained(rule, 1, potentials[i]) * (relative ? 1 + epsilon / rule.weight() : 1);
                }
            }
            return expected;
        }

        private void checkPoints(String of, Derivatives derivatives) {
            if (problem.cost() instanceof GroundCost.Distance distance) {
                double[][] expected = PlanDifferences.byPoints(problem, distance.p(), distance.exponent(), derivatives.costs());
                double magnitude = Math.max(Products.largest(expected[0]), Products.largest(expected[1]))
                        + Products.largest(derivatives.costs().data);
                agree("derivatives of the " + of + " by points", derivatives.sourcePoints().data, expected[0], magnitude);
                agree("derivatives of the " + of + " by points", derivatives.targetPoints().data, expected[1], magnitude);
            }
        }

        private void agree(String name, double[] reported, double[] expected, double magnitude) {
            double furthest = 0;
            for (int k = 0; k < expected.length; k++) {
                if (reported[k] != expected[k]) {
                    furthest = largest(furthest, Math.abs(reported[k] - expected[k]), 0);
                }
            }
            draft.atMost(name + ": distance from the definition (relative)", furthest / Math.max(magnitude, Double.MIN_NORMAL),
                    Math.max(AGREEMENT, tolerance));
        }

        private void checkDifferences() {
            PlanDifferences differences = new PlanDifferences(given, costs, f, g);
            if (!differences.converged()) {
                draft.note("Sinkhorn's iteration was too slow for differences between solutions; formulas and equations alone were "
                        + "checked.");
                return;
            }
            double[] along = differences.along(value.ofValue());
            draft.atMost("derivatives of the value: distance from differences (relative)",
                    Math.abs(along[0] - differences.ofValue()) / Math.max(along[1], Double.MIN_NORMAL), DIFFERENCES + tolerance);
            if (given.ofPlan()) {
                double[] alongPlan = differences.along(value.ofPlan());
                double scale = Math.max(alongPlan[1], Products.largest(given.cotangent().data) * problem.source().mass());
                draft.atMost("derivatives of the plan: distance from differences (relative)",
                        Math.abs(alongPlan[0] - differences.ofPlan()) / Math.max(scale, Double.MIN_NORMAL), DIFFERENCES + tolerance);
            }
        }
    }
}
