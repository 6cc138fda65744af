package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.ejml.data.DMatrix;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;

/**
 * Checks a barycentre without entropy: its plans have the barycentre and the histograms for marginals, and what they cost is the dual value
 * of the potentials, lowered by what these violate f + g &lt;= C and sum of w f &gt;= 0 by, which is a bound for all histograms.
 */
final class ExactBarycenter {

    /** What rounding may make of sums, in parts of their magnitudes. */
    private static final double ROUNDING = 1e-13;

    private final BarycenterProblem problem;
    private final Barycenter value;
    private final TransportCosts costs;
    private final int size;
    private final PreciseSum error = new PreciseSum();
    private final PreciseSum primal = new PreciseSum();
    private final PreciseSum dual = new PreciseSum();
    private double mismatch;
    private double least;
    private double violation;

    ExactBarycenter(BarycenterProblem problem, Barycenter value, VerificationContext context) throws SolverException {
        this.problem = problem;
        this.value = value;
        costs = new TransportCosts(problem.everywhere(), context);
        size = problem.size();
    }

    void check(double tolerance, CertificateDraft draft) {
        if (!value.explicit()) {
            draft.atLeast("plans, where the potentials do not determine them", 0, 1);
            return;
        }
        double mass = sum(problem.histogram(0));
        for (double weight : value.weights()) {
            least = Math.min(least, weight);
        }
        for (int k = 0; k < problem.count(); k++) {
            double[] histogram = problem.histogram(k);
            mismatch += problem.weights()[k] * Math.abs(sum(histogram) - mass);
            plan(k, histogram);
            potentials(k, histogram);
        }
        double unbalanced = 0;
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < size; i++) {
            sum.reset();
            for (int k = 0; k < problem.count(); k++) {
                sum.addProduct(problem.weights()[k], value.f().get(k, i));
            }
            unbalanced = largest(unbalanced, -sum.value());
        }
        draft.atLeast("least entry of the barycentre and of the plans", least, 0);
        draft.atMost("marginal error", error.value(), tolerance + mismatch);
        dual.addProduct(-(violation + unbalanced), mass);
        double unit = Math.max(Math.max(Math.abs(primal.value()), Math.abs(dual.value())), leastCost() * mass);
        draft.atMost("duality gap (relative)", Math.abs(primal.value() - dual.value()) / (unit > 0 ? unit : 1),
                tolerance + Math.min(ROUNDING, tolerance));
        draft.quantity(Certificate.OBJECTIVE, primal.value());
        draft.quantity(Certificate.DUAL_OBJECTIVE, dual.value());
    }

    private void plan(int k, double[] histogram) {
        DMatrix plans = value.plans();
        double weight = problem.weights()[k];
        PreciseSum[] columns = new PreciseSum[size];
        Arrays.setAll(columns, j -> new PreciseSum());
        PreciseSum row = new PreciseSum();
        for (int i = 0; i < size; i++) {
            row.reset();
            for (int j = 0; j < size; j++) {
                double entry = plans.get(k * size + i, j);
                if (entry != 0) {
                    least = Math.min(least, entry);
                    row.add(entry);
                    columns[j].add(entry);
                    primal.addProduct(weight * entry, costs.at(i, j));
                }
            }
            error.addProduct(weight, Math.abs(row.value() - value.weights()[i]));
        }
        for (int j = 0; j < size; j++) {
            error.addProduct(weight, Math.abs(columns[j].value() - histogram[j]));
        }
    }

    private void potentials(int k, double[] histogram) {
        for (int j = 0; j < size; j++) {
            if (histogram[j] > 0) {
                dual.addProduct(problem.weights()[k] * histogram[j], value.g().get(k, j));
                for (int i = 0; i < size; i++) {
                    violation = largest(violation, value.f().get(k, i) + value.g().get(k, j) - costs.at(i, j));
                }
            }
        }
    }

    /** The larger one; NaN if the second is. */
    private static double largest(double one, double other) {
        return Double.isNaN(other) ? other : Math.max(one, other);
    }

    /** The largest, over the points, of the least magnitude of their costs that is not 0. */
    private double leastCost() {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double leastOfRow = Double.POSITIVE_INFINITY;
            for (int j = 0; j < size; j++) {
                double cost = Math.abs(costs.at(i, j));
                leastOfRow = cost > 0 ? Math.min(leastOfRow, cost) : leastOfRow;
            }
            largest = leastOfRow < Double.POSITIVE_INFINITY ? Math.max(largest, leastOfRow) : largest;
        }
        return largest;
    }

    private static double sum(double[] values) {
        PreciseSum sum = new PreciseSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }
}
