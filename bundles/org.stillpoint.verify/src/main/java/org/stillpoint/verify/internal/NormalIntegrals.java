package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.problem.transport.QuadraticPotential;

/** The integrals over normal distributions that a {@link GaussianTransportProblem} is made of; NaN where one of them diverges. */
final class NormalIntegrals {

    private final GaussianTransportProblem problem;
    private final int order;
    private final CholeskyFactor source;
    private final CholeskyFactor target;
    private final double[] shift;

    NormalIntegrals(GaussianTransportProblem problem) {
        this.problem = problem;
        order = problem.source().dimension();
        source = new CholeskyFactor(rows(problem.source().covariance()));
        target = new CholeskyFactor(rows(problem.target().covariance()));
        shift = Products.difference(problem.target().mean(), problem.source().mean());
    }

    static double[][] rows(DMatrixRMaj matrix) {
        double[][] rows = new double[matrix.numRows][matrix.numCols];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                rows[i][j] = matrix.get(i, j);
            }
        }
        return rows;
    }

    boolean definite() {
        return source.positiveDefinite() && target.positiveDefinite();
    }

    /** The covariance of both points of a pair together. */
    static double[][] joint(GaussianPlan plan) {
        return blocks(rows(plan.source().covariance()), rows(plan.crossCovariance()), rows(plan.target().covariance()));
    }

    private static double[][] blocks(double[][] first, double[][] between, double[][] second) {
        int order = first.length;
        double[][] all = new double[2 * order][2 * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                all[i][j] = first[i][j];
                all[i][order + j] = between[i][j];
                all[order + j][i] = between[i][j];
                all[order + i][order + j] = second[i][j];
            }
        }
        return all;
    }

    /** What the plan's value is, by the definition of the problem. */
    double primal(GaussianPlan plan) {
        double mass = plan.source().mass();
        PreciseSum cost = new PreciseSum();
        for (int i = 0; i < order; i++) {
            double difference = plan.source().mean()[i] - plan.target().mean()[i];
            cost.addProduct(difference, difference);
            cost.add(plan.source().covariance().get(i, i));
            cost.add(plan.target().covariance().get(i, i));
            cost.add(-2 * plan.crossCovariance().get(i, i));
        }
        double value = mass * cost.value();
        double[] offsets = new double[2 * order];
        for (int i = 0; i < order; i++) {
            offsets[i] = plan.source().mean()[i] - problem.source().mean()[i];
            offsets[order + i] = plan.target().mean()[i] - problem.target().mean()[i];
        }
        if (problem.sigma() > 0) {
            double[][] product = blocks(rows(problem.source().covariance()), new double[order][order],
                    rows(problem.target().covariance()));
            value += 2 * problem.sigma() * problem.sigma()
                    * divergence(mass, joint(plan), offsets, problem.source().mass() * problem.target().mass(), product);
        }
        if (!problem.balanced()) {
            value += problem.gamma() * (marginalDivergence(plan.source(), problem.source())
                    + marginalDivergence(plan.target(), problem.target()));
        }
        return value;
    }

    private static double marginalDivergence(Gaussian marginal, Gaussian measure) {
        return divergence(marginal.mass(), rows(marginal.covariance()), Products.difference(marginal.mean(), measure.mean()),
                measure.mass(), rows(measure.covariance()));
    }

    /** KL(p | q) of normal distributions times masses, the means apart by an offset. */
    private static double divergence(double mass, double[][] covariance, double[] offset, double reference, double[][] of) {
        CholeskyFactor own = new CholeskyFactor(covariance);
        CholeskyFactor other = new CholeskyFactor(of);
        if (!own.positiveDefinite() || !other.positiveDefinite()) {
            return Double.NaN;
        }
        double[][] ratio = other.solve(covariance);
        double trace = 0;
        for (int i = 0; i < ratio.length; i++) {
            trace += ratio[i][i] - 1;
        }
        double ofDistributions = (trace + other.square(offset) - own.logDeterminant() + other.logDeterminant()) / 2;
        return mass * (Math.log(mass / reference) + ofDistributions) - mass + reference;
    }

    /** The lower bound of two potentials; with sigma 0 only for those whose sum nowhere exceeds the cost. */
    double dual(QuadraticPotential f, QuadraticPotential g) {
        double bound = own(f, problem.source(), source) + own(g, problem.target(), target);
        if (problem.sigma() == 0) {
            return bound;
        }
        double epsilon = 2 * problem.sigma() * problem.sigma();
        double[][] precision = blocks(source.inverse(), new double[order][order], target.inverse());
        double[] slope = new double[2 * order];
        PreciseSum exponent = new PreciseSum();
        exponent.add(f.constant());
        exponent.add(g.constant());
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                double one = i == j ? 2 / epsilon : 0;
                precision[i][j] += one - 2 * f.quadratic().get(i, j) / epsilon;
                precision[order + i][order + j] += one - 2 * g.quadratic().get(i, j) / epsilon;
                precision[i][order + j] -= one;
                precision[order + i][j] -= one;
            }
            slope[i] = (f.linear()[i] + 2 * shift[i]) / epsilon;
            slope[order + i] = (g.linear()[i] - 2 * shift[i]) / epsilon;
            exponent.addProduct(-shift[i], shift[i]);
        }
        double logarithm = logIntegral(precision, slope, exponent.value() / epsilon, source.logDeterminant() + target.logDeterminant());
        return bound - epsilon * problem.source().mass() * problem.target().mass() * Math.expm1(logarithm);
    }

    private double own(QuadraticPotential potential, Gaussian measure, CholeskyFactor factor) {
        PreciseSum mean = new PreciseSum();
        mean.add(potential.constant());
        double[][] precision = factor.inverse();
        double[] slope = new double[order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                mean.addProduct(potential.quadratic().get(i, j), measure.covariance().get(i, j));
                precision[i][j] += 2 * potential.quadratic().get(i, j) / problem.gamma();
            }
            slope[i] = -potential.linear()[i] / problem.gamma();
        }
        if (problem.balanced()) {
            return measure.mass() * mean.value();
        }
        return -problem.gamma() * measure.mass()
                * Math.expm1(logIntegral(precision, slope, -potential.constant() / problem.gamma(), factor.logDeterminant()));
    }

    /** The logarithm of the integral of exp(c + h'z - z'P z / 2) divided by that of a normal density's exponential. */
    private static double logIntegral(double[][] precision, double[] slope, double constant, double logCovariance) {
        CholeskyFactor factor = new CholeskyFactor(precision);
        return factor.positiveDefinite() ? constant + factor.square(slope) / 2 - (factor.logDeterminant() + logCovariance) / 2 : Double.NaN;
    }

    /** The largest g that f allows where f(x) + g(y) must not exceed |x - y|^2; NaN where it allows none. */
    QuadraticPotential conjugate(QuadraticPotential f) {
        double[][] remaining = rows(f.quadratic());
        double[] centre = new double[order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                remaining[i][j] = (i == j ? 1 : 0) - remaining[i][j];
            }
            centre[i] = shift[i] + f.linear()[i] / 2;
        }
        CholeskyFactor factor = new CholeskyFactor(remaining);
        if (!factor.positiveDefinite()) {
            return new QuadraticPotential(Double.NaN, new double[order], new DMatrixRMaj(order, order));
        }
        double[][] inverse = factor.inverse();
        double[] moved = factor.solve(centre);
        DMatrixRMaj quadratic = new DMatrixRMaj(order, order);
        double[] linear = new double[order];
        double constant = -f.constant() - factor.square(centre);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                quadratic.set(i, j, (i == j ? 1 : 0) - inverse[i][j]);
            }
            linear[i] = 2 * (shift[i] - moved[i]);
            constant += shift[i] * shift[i];
        }
        return new QuadraticPotential(constant, linear, quadratic);
    }
}
