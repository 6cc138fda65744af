package org.stillpoint.verify.internal;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * What two potentials prove of entropic transport against the product of the weights, with marginals that are exact or held by
 * Kullback-Leibler penalties: their dual value D(f, g), the marginal error of the plan a b exp((f + g - C) / epsilon), and how much larger
 * the optimum can be.
 *
 * <p>D is concave and its derivatives are the marginals' deviations, so that the optimum exceeds it by no more than their 1-norm times the
 * distance of the optimal potentials in the maximum norm. With exact marginals optimal potentials vary no more than the costs to any one
 * point do, and soft minima bring no two potentials further apart; with penalties a half step contracts by rho / (rho + epsilon).
 */
final class EntropicDual {

    private final double marginalError;
    private final double value;
    private final double gap;
    private final double size;

    /**
     * Measures potentials.
     *
     * @throws SolverException if the function of a named cost is missing
     */
    EntropicDual(TransportProblem problem, double[] f, double[] g, Functions functions) throws SolverException {
        TransportCosts costs = new TransportCosts(problem, functions);
        double epsilon = costs.epsilon();
        MarginalRule rule = problem.sourceRule();
        boolean exact = rule.kind() == MarginalRule.Kind.EXACT;
        double rho = rule.weight();
        double[] a = problem.source().weights();
        double[] b = problem.target().weights();
        PreciseSum[] rows = PreciseSum.array(a.length);
        PreciseSum[] columns = PreciseSum.array(b.length);
        PreciseSum excess = new PreciseSum();
        double[] column = new double[a.length];
        double variation = 0;
        for (int j = 0; j < b.length; j++) {
            costs.columns(j, j + 1, column);
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < a.length; i++) {
                double part = a[i] == 0 || b[j] == 0 ? 0 : a[i] * b[j] * Math.exp((f[i] + g[j] - column[i]) / epsilon);
                rows[i].add(part);
                columns[j].add(part);
                excess.add(part);
                excess.addProduct(-a[i], b[j]);
                least = a[i] > 0 ? Math.min(least, column[i]) : least;
                most = a[i] > 0 ? Math.max(most, column[i]) : most;
            }
            variation = Math.max(variation, most - least);
        }
        Side source = new Side(a, f, rows, exact ? Double.POSITIVE_INFINITY : rho, epsilon);
        Side target = new Side(b, g, columns, exact ? Double.POSITIVE_INFINITY : rho, epsilon);
        marginalError = source.error + target.error;
        value = source.value.value() + target.value.value() - epsilon * excess.value();
        size = source.size + target.size + epsilon * (Math.abs(excess.value()) + 1);
        double step = Math.max(source.step, target.step);
        double reach = exact ? (variation + source.range) / 2 + step : step * (rho + epsilon) / epsilon;
        gap = marginalError * reach;
    }

    /** One marginal. */
    private static final class Side {

        private final PreciseSum value = new PreciseSum();
        private double error;
        private double size;
        /** How far a half step moves a potential, at most. */
        private double step;
        /** How much the potentials of points with weight vary. */
        private final double range;

        Side(double[] weights, double[] potentials, PreciseSum[] marginal, double rho, double epsilon) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < weights.length; i++) {
                double w = weights[i];
                if (w == 0) {
                    continue;
                }
                boolean exact = Double.isInfinite(rho);
                double potential = potentials[i];
                double attained = exact ? w : w * Math.exp(-potential / rho);
                error += Math.abs(marginal[i].value() - attained);
                value.add(exact ? w * potential : -rho * w * Math.expm1(-potential / rho));
                size += w * Math.abs(potential);
                double soft = potential - epsilon * Math.log(marginal[i].value() / w);
                step = Math.max(step, Math.abs(potential - (exact ? soft : rho / (rho + epsilon) * soft)));
                least = Math.min(least, potential);
                most = Math.max(most, potential);
            }
            range = most - least;
        }
    }

    /** Both marginals' deviations in the 1-norm. */
    double marginalError() {
        return marginalError;
    }

    /** The dual value. */
    double value() {
        return value;
    }

    /** What the optimum can exceed the dual value by. */
    double gap() {
        return gap;
    }

    /** The magnitude of what the dual value is made of. */
    double size() {
        return size;
    }
}
