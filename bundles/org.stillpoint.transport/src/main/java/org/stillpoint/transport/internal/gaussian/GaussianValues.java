package org.stillpoint.transport.internal.gaussian;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.problem.transport.QuadraticPotential;

/** The value of a normal plan, and the dual value of quadratic potentials, from their definitions as integrals. */
final class GaussianValues {

    private final GaussianTransportProblem problem;
    private final Blas blas;
    private final int order;
    private final double epsilon;
    private final double[] inverseSource;
    private final double[] inverseTarget;
    private final double logSource;
    private final double logTarget;
    private final double[] shift;

    GaussianValues(GaussianTransportProblem problem, Blas blas) throws SolverException {
        this.problem = problem;
        this.blas = blas;
        order = problem.source().dimension();
        epsilon = 2 * problem.sigma() * problem.sigma();
        SymmetricMatrix source = SymmetricMatrix.covariance("source", problem.source().covariance(), blas);
        SymmetricMatrix target = SymmetricMatrix.covariance("target", problem.target().covariance(), blas);
        inverseSource = source.map(value -> 1 / value);
        inverseTarget = target.map(value -> 1 / value);
        logSource = source.logDeterminant();
        logTarget = target.logDeterminant();
        shift = difference(problem.target().mean(), problem.source().mean());
    }

    private static double[] difference(double[] x, double[] y) {
        double[] result = new double[x.length];
        Arrays.setAll(result, i -> x[i] - y[i]);
        return result;
    }

    /** What the problem minimises. */
    double primal(GaussianPlan plan) throws SolverException {
        double mass = plan.source().mass();
        double[] between = difference(plan.target().mean(), plan.source().mean());
        double cost = 0;
        for (int i = 0; i < order; i++) {
            cost += between[i] * between[i] + plan.source().covariance().get(i, i) + plan.target().covariance().get(i, i)
                    - 2 * plan.crossCovariance().get(i, i);
        }
        double value = mass * cost;
        double[] fromSource = difference(plan.source().mean(), problem.source().mean());
        double[] fromTarget = difference(plan.target().mean(), problem.target().mean());
        double sourcePart = distance(inverseSource, plan.source(), fromSource);
        double targetPart = distance(inverseTarget, plan.target(), fromTarget);
        if (epsilon > 0) {
            double joint = new SymmetricMatrix(joint(plan), 2 * order, blas).logDeterminant();
            value += epsilon * divergence(mass, problem.source().mass() * problem.target().mass(),
                    (sourcePart + targetPart + logSource + logTarget - joint) / 2);
        }
        if (!problem.balanced()) {
            double ofSource = (sourcePart + logSource - logDeterminant(plan.source())) / 2;
            double ofTarget = (targetPart + logTarget - logDeterminant(plan.target())) / 2;
            value += problem.gamma() * (divergence(mass, problem.source().mass(), ofSource)
                    + divergence(mass, problem.target().mass(), ofTarget));
        }
        return value;
    }

    /** The trace of V^-1 H less the order, plus m'V^-1 m, for the covariance H and the mean m of a marginal relative to the measure's. */
    private double distance(double[] inverse, Gaussian marginal, double[] offset) {
        return SymmetricMatrix.traceOfProduct(inverse, marginal.covariance().data) - order
                + SymmetricMatrix.traceOfProduct(offset, SymmetricMatrix.product(inverse, offset, blas));
    }

    private double logDeterminant(Gaussian marginal) throws SolverException {
        return new SymmetricMatrix(marginal.covariance().data, order, blas).logDeterminant();
    }

    /** KL of a distribution times a mass from another, where KL of the distributions is given. */
    private static double divergence(double mass, double reference, double ofDistributions) {
        return mass * (Math.log(mass / reference) + ofDistributions) - mass + reference;
    }

    private double[] joint(GaussianPlan plan) {
        double[] joint = new double[4 * order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                joint[2 * i * order + j] = plan.source().covariance().get(i, j);
                joint[2 * i * order + order + j] = plan.crossCovariance().get(i, j);
                joint[2 * (order + j) * order + i] = plan.crossCovariance().get(i, j);
                joint[2 * (order + i) * order + order + j] = plan.target().covariance().get(i, j);
            }
        }
        return joint;
    }

    /** The lower bound that potentials give; where sigma is 0 with the largest g that f allows. */
    double dual(QuadraticPotential f, QuadraticPotential g) throws SolverException {
        if (epsilon == 0) {
            return side(problem.source(), f, inverseSource, logSource)
                    + side(problem.target(), conjugate(f), inverseTarget, logTarget);
        }
        double product = problem.source().mass() * problem.target().mass();
        return side(problem.source(), f, inverseSource, logSource) + side(problem.target(), g, inverseTarget, logTarget)
                - epsilon * product * (jointIntegral(f, g) - 1);
    }

    /** The largest potential g with f(x) + g(y) at most |x - y|^2 everywhere. */
    private QuadraticPotential conjugate(QuadraticPotential f) throws SolverException {
        double[] remaining = negated(f.quadratic());
        for (int i = 0; i < order; i++) {
            remaining[i * (order + 1)] += 1;
        }
        SymmetricMatrix curvature = new SymmetricMatrix(remaining, order, blas);
        if (!(curvature.least() > 0)) {
            return new QuadraticPotential(Double.NEGATIVE_INFINITY, new double[order], new DMatrixRMaj(order, order));
        }
        double[] inverse = curvature.map(value -> 1 / value);
        double[] centre = new double[order];
        Arrays.setAll(centre, i -> shift[i] + f.linear()[i] / 2);
        double[] moved = SymmetricMatrix.product(inverse, centre, blas);
        double[] linear = new double[order];
        Arrays.setAll(linear, i -> 2 * (shift[i] - moved[i]));
        double constant = SymmetricMatrix.traceOfProduct(shift, shift) - f.constant() - SymmetricMatrix.traceOfProduct(centre, moved);
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = (i % (order + 1) == 0 ? 1 : 0) - inverse[i];
        }
        return new QuadraticPotential(constant, linear, DMatrixRMaj.wrap(order, order, inverse));
    }

    private static double[] negated(DMatrixRMaj matrix) {
        double[] result = matrix.data.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = -result[i];
        }
        return result;
    }

    /** What a potential adds to the dual value on its own side. */
    private double side(Gaussian measure, QuadraticPotential potential, double[] inverse, double logDeterminant) throws SolverException {
        if (problem.balanced()) {
            return measure.mass() * (potential.constant()
                    + SymmetricMatrix.traceOfProduct(potential.quadratic().data, measure.covariance().data));
        }
        double gamma = problem.gamma();
        double[] precision = inverse.clone();
        for (int i = 0; i < precision.length; i++) {
            precision[i] += 2 * potential.quadratic().data[i] / gamma;
        }
        double[] slope = new double[order];
        Arrays.setAll(slope, i -> -potential.linear()[i] / gamma);
        return gamma * measure.mass() * (1 - integral(precision, slope, -potential.constant() / gamma, logDeterminant));
    }

    private double jointIntegral(QuadraticPotential f, QuadraticPotential g) throws SolverException {
        double[] precision = new double[4 * order * order];
        double[] slope = new double[2 * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                double one = i == j ? 1 : 0;
                precision[2 * i * order + j] = inverseSource[i * order + j] + 2 * (one - f.quadratic().get(i, j)) / epsilon;
                precision[2 * (order + i) * order + order + j] = inverseTarget[i * order + j]
                        + 2 * (one - g.quadratic().get(i, j)) / epsilon;
                precision[2 * i * order + order + j] = -2 * one / epsilon;
                precision[2 * (order + i) * order + j] = -2 * one / epsilon;
            }
            slope[i] = (f.linear()[i] + 2 * shift[i]) / epsilon;
            slope[order + i] = (g.linear()[i] - 2 * shift[i]) / epsilon;
        }
        double constant = (f.constant() + g.constant() - SymmetricMatrix.traceOfProduct(shift, shift)) / epsilon;
        return integral(precision, slope, constant, logSource + logTarget);
    }

    /** The integral of exp(c + h'z) N(z) relative to that of N, where -z'P z / 2 is the exponent of all together. */
    private double integral(double[] precision, double[] slope, double constant, double logCovariance) throws SolverException {
        SymmetricMatrix factors = new SymmetricMatrix(precision, slope.length, blas);
        if (!(factors.least() > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] moved = SymmetricMatrix.product(factors.map(value -> 1 / value), slope, blas);
        return Math.exp(constant + SymmetricMatrix.traceOfProduct(slope, moved) / 2 - (factors.logDeterminant() + logCovariance) / 2);
    }
}
