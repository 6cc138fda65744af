package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies an entropic barycentre by the conditions of optimality: every plan that its potentials determine has the barycentre and a
 * histogram for marginals, and the weighted potentials on the barycentre's side add up to nothing, or for the debiased barycentre to the
 * potential of its own plan. The conditions are sufficient for the plain barycentre, whose problem is convex, and necessary for the
 * debiased one, whose problem is convex where exp(-C / epsilon) is positive definite. Without entropy see {@link ExactBarycenter}.
 */
@Component
@VerifierInfo(problem = BarycenterProblem.TYPE)
public final class BarycenterVerifier implements Verifier<BarycenterProblem, Barycenter> {

    @Override
    public Certificate verify(BarycenterProblem problem, Solution<Barycenter> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no barycentre", 0, 1);
            draft.note("There always is a barycentre, so the claim " + status + " is not certified.");
        }
        Barycenter value = solution.value();
        if (value.f().numRows != problem.count()) {
            draft.atLeast("number of histograms with potentials", Math.min(value.f().numRows, problem.count()), problem.count() + 1);
        } else if (draft.usable("barycentre", value.weights(), problem.size()) & draft.usable("h", value.h(), problem.size())) {
            if (problem.epsilon() == 0) {
                new ExactBarycenter(problem, value, context).check(context.tolerance(), draft);
            } else {
                check(problem, value, context, draft);
            }
        }
        return draft.certificate(context.verifier());
    }

    private static void check(BarycenterProblem problem, Barycenter value, VerificationContext context, CertificateDraft draft)
            throws SolverException {
        TransportProblem everywhere = problem.everywhere();
        TransportCosts costs = new TransportCosts(everywhere, context);
        double epsilon = costs.epsilon();
        double[] q = value.weights();
        double[] h = value.h();
        PreciseSum error = new PreciseSum();
        PreciseSum dual = new PreciseSum();
        for (int k = 0; k < problem.count(); k++) {
            double[] f = row(value.f().data, k, q.length);
            double[] g = row(value.g().data, k, q.length);
            double[] a = problem.histogram(k);
            Marginals plan = new Marginals(everywhere, costs, f, g);
            double part = distance(plan.rows, q) + distance(plan.columns, a);
            error.addProduct(problem.weights()[k], part);
            for (int j = 0; j < q.length; j++) {
                dual.addProduct(problem.weights()[k], a[j] == 0 ? 0 : a[j] * g[j]);
                dual.addProduct(problem.weights()[k], -epsilon * plan.columns[j]);
            }
        }
        PreciseSum sum = new PreciseSum();
        double least = 0;
        for (int i = 0; i < q.length; i++) {
            sum.reset();
            sum.add(h[i]);
            for (int k = 0; k < problem.count(); k++) {
                sum.addProduct(-problem.weights()[k], value.f().get(k, i));
            }
            error.add(q[i] == 0 ? 0 : Math.abs(q[i] * Math.expm1(sum.value() / epsilon)));
            least = Math.min(least, q[i]);
        }
        double largest = 0;
        for (double entry : h) {
            largest = Math.max(largest, Math.abs(entry));
        }
        draft.atLeast("least entry of the barycentre", least, 0);
        if (problem.debiased()) {
            error.add(distance(new Marginals(everywhere, costs, h, h).rows, q));
        } else {
            draft.atMost("potential h of a barycentre that is not debiased", largest, 0);
        }
        draft.atMost("marginal error", error.value(), context.tolerance());
        if (!problem.debiased()) {
            draft.quantity(Certificate.DUAL_OBJECTIVE, dual.value());
        }
    }

    private static double[] row(double[] values, int row, int length) {
        double[] result = new double[length];
        System.arraycopy(values, row * length, result, 0, length);
        return result;
    }

    private static double distance(double[] marginal, double[] weights) {
        PreciseSum distance = new PreciseSum();
        for (int i = 0; i < weights.length; i++) {
            distance.add(Math.abs(marginal[i] - weights[i]));
        }
        return distance.value();
    }

    /** The marginals of the plan exp((f + g - C) / epsilon). */
    private static final class Marginals {

        private final double[] rows;
        private final double[] columns;

        Marginals(TransportProblem everywhere, TransportCosts costs, double[] f, double[] g) {
            if (everywhere.cost() instanceof GroundCost.Grid) {
                GridSums sums = new GridSums(everywhere, new TransportPlan(f, g), costs);
                rows = sums.rowSums();
                columns = sums.columnSums();
                return;
            }
            PreciseSum[] ofRows = PreciseSum.array(f.length);
            PreciseSum[] ofColumns = PreciseSum.array(g.length);
            for (int i = 0; i < f.length; i++) {
                for (int j = 0; j < g.length; j++) {
                    double entry = Math.exp((f[i] + g[j] - costs.at(i, j)) / costs.epsilon());
                    ofRows[i].add(entry);
                    ofColumns[j].add(entry);
                }
            }
            rows = Arrays.stream(ofRows).mapToDouble(PreciseSum::value).toArray();
            columns = Arrays.stream(ofColumns).mapToDouble(PreciseSum::value).toArray();
        }
    }
}
