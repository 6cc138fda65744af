package org.stillpoint.transport.internal.gaussian;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.problem.transport.QuadraticPotential;

/**
 * The plan between two normal distributions. With e = 2 sigma^2, t = gamma / (gamma + e) and potentials f(x) = f0 + 2 p'u + u'F u,
 * g(y) = g0 + 2 q'v + v'G v, u = x - a, v = y - b, d = b - a, the conditions f = t softmin(C - g), g = t softmin(C - f) read
 *
 * <pre>
 *   F = t (I - S),  S = (I - G + sigma^2 B^-1)^-1,   p = t (S (d - q) - d),
 *   G = t (I - R),  R = (I - F + sigma^2 A^-1)^-1,   q = t (d - R (p + d)),
 * </pre>
 *
 * S and R the slopes of the conditional means of y given x and of x given y. With A' = (A^-1 + I / l)^-1, l = sigma^2 + gamma / 2, and B'
 * likewise they come down to S + (t / sigma^2) S (A' / sigma^2) S = B' / sigma^2, so that
 *
 * <pre>
 *   S = B'^(1/2) phi(B'^(1/2) A' B'^(1/2)) B'^(1/2),   phi(x) = 2 / (sigma^2 + sqrt(sigma^4 + 4 t x)),
 *   p = -(gamma / 2 + F A) X^-1 d,   q = (gamma / 2 + G B) X^-1 d,   X = A + B + l I.
 * </pre>
 *
 * No step divides by sigma. The marginals have the covariances (A^-1 + 2 F / gamma)^-1 and means a - (2 / gamma) cov p; what remains, the
 * constants and the mass, maximises the dual value, which is concave in them.
 */
final class ClosedForm {

    private final GaussianTransportProblem problem;
    private final Blas blas;
    private final int order;
    private final double sigma2;
    private final double gamma;
    private final SymmetricMatrix a;
    private final SymmetricMatrix b;
    private final double[] shift;

    ClosedForm(GaussianTransportProblem problem, Blas blas) throws SolverException {
        this.problem = problem;
        this.blas = blas;
        order = problem.source().dimension();
        sigma2 = problem.sigma() * problem.sigma();
        gamma = problem.gamma();
        a = SymmetricMatrix.covariance("source", problem.source().covariance(), blas);
        b = SymmetricMatrix.covariance("target", problem.target().covariance(), blas);
        shift = new double[order];
        for (int i = 0; i < order; i++) {
            shift[i] = problem.target().mean()[i] - problem.source().mean()[i];
        }
    }

    /** The slope of the conditional mean of points of the second measure given those of the first. */
    private double[] slope(SymmetricMatrix first, SymmetricMatrix second) throws SolverException {
        double[] root = second.map(value -> Math.sqrt(damped(value)));
        double[] inner = SymmetricMatrix.congruence(root, first.map(this::damped), order, blas);
        double damping = problem.balanced() ? 1 : gamma / (gamma + 2 * sigma2);
        double[] factor = new SymmetricMatrix(inner, order, blas)
                .map(value -> 2 / (sigma2 + Math.sqrt(sigma2 * sigma2 + 4 * damping * Math.max(value, Double.MIN_NORMAL))));
        return SymmetricMatrix.congruence(root, factor, order, blas);
    }

    /** Eigenvalues of (A^-1 + I / (sigma^2 + gamma / 2))^-1. */
    private double damped(double eigenvalue) {
        return problem.balanced() ? eigenvalue : eigenvalue / (1 + eigenvalue / (sigma2 + gamma / 2));
    }

    /** The quadratic part t (I - S) of a potential. */
    private double[] curvature(double[] slope) {
        double damping = problem.balanced() ? 1 : gamma / (gamma + 2 * sigma2);
        double[] result = new double[order * order];
        for (int i = 0; i < result.length; i++) {
            result[i] = damping * ((i % (order + 1) == 0 ? 1 : 0) - slope[i]);
        }
        return result;
    }

    GaussianPlan plan() throws SolverException {
        double[] slope = slope(a, b);
        double[] backward = slope(b, a);
        double[] f = curvature(slope);
        double[] g = curvature(backward);
        Side source = new Side(problem.source(), a, f, linear(f, problem.source(), -1));
        Side target = new Side(problem.target(), b, g, linear(g, problem.target(), 1));
        double product = Math.log(problem.source().mass()) + Math.log(problem.target().mass());
        double epsilon = 2 * sigma2;
        double exponent = exponent(source, target, slope);
        double logMass;
        double f0;
        double g0;
        if (problem.balanced()) {
            logMass = product / 2;
            f0 = (epsilon * (logMass - product) - exponent) / 2;
            g0 = f0;
        } else {
            logMass = (epsilon * product + exponent + gamma * (product + source.logRatio + target.logRatio)) / (epsilon + 2 * gamma);
            f0 = gamma * (Math.log(problem.source().mass()) + source.logRatio - logMass);
            g0 = gamma * (Math.log(problem.target().mass()) + target.logRatio - logMass);
        }
        double mass = problem.balanced() ? problem.source().mass() : Math.exp(logMass);
        if (!(mass > 0) || Double.isInfinite(mass)) {
            throw new SolverException("the mass of the plan, exp(" + logMass + "), lies beyond the range of numbers");
        }
        return new GaussianPlan(source.marginal(mass), target.marginal(mass),
                matrix(SymmetricMatrix.product(source.covariance, slope, order, blas)), matrix(slope), source.potential(f0),
                target.potential(g0), Double.NaN, Double.NaN);
    }

    /** Half the gradient of a potential at the mean. */
    private double[] linear(double[] curvature, Gaussian measure, int sign) throws SolverException {
        double[] result = shift.clone();
        if (!problem.balanced()) {
            double[] sum = new double[order * order];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = problem.source().covariance().data[i] + problem.target().covariance().data[i]
                        + (i % (order + 1) == 0 ? sigma2 + gamma / 2 : 0);
            }
            double[] inverse = new SymmetricMatrix(sum, order, blas).map(value -> 1 / value);
            double[] solved = SymmetricMatrix.product(inverse, shift, blas);
            double[] moved = SymmetricMatrix.product(curvature, SymmetricMatrix.product(measure.covariance().data, solved, blas), blas);
            for (int i = 0; i < order; i++) {
                result[i] = gamma / 2 * solved[i] + moved[i];
            }
        }
        for (int i = 0; i < order; i++) {
            result[i] *= sign;
        }
        return result;
    }

    /**
     * e times the logarithm of the integral of exp((f + g - C) / e) over the product of the normal distributions, without f0 and g0: by the
     * determinants of the plan's covariance and of those of the measures, and by the exponent at the plan's mean.
     */
    private double exponent(Side source, Side target, double[] slope) throws SolverException {
        double sum = 0;
        for (int i = 0; i < order; i++) {
            sum += (source.half[i] + shift[i]) * source.offset[i] + (target.half[i] - shift[i]) * target.offset[i] - shift[i] * shift[i];
        }
        if (sigma2 == 0) {
            return sum;
        }
        double conditional = order * Math.log(sigma2) + new SymmetricMatrix(slope, order, blas).logDeterminant();
        return sum + sigma2 * (source.logCovariance + conditional - a.logDeterminant() - b.logDeterminant());
    }

    private DMatrixRMaj matrix(double[] entries) {
        return DMatrixRMaj.wrap(order, order, entries);
    }

    /** One side: its potential without the constant and its marginal. */
    private final class Side {

        private final Gaussian measure;
        private final double[] curvature;
        private final double[] half;
        private final double[] covariance;
        private final double[] offset;
        private final double logCovariance;
        /** The logarithm of the integral of exp(-f / gamma) over the normal distribution, without f0. */
        private final double logRatio;

        Side(Gaussian measure, SymmetricMatrix factors, double[] curvature, double[] half) throws SolverException {
            this.measure = measure;
            this.curvature = curvature;
            this.half = half;
            if (problem.balanced()) {
                covariance = measure.covariance().data;
                offset = new double[order];
                logCovariance = factors.logDeterminant();
                logRatio = 0;
                return;
            }
            double[] precision = factors.map(value -> 1 / value);
            for (int i = 0; i < precision.length; i++) {
                precision[i] += 2 * curvature[i] / gamma;
            }
            SymmetricMatrix marginal = new SymmetricMatrix(precision, order, blas);
            covariance = marginal.map(value -> 1 / value);
            offset = SymmetricMatrix.product(covariance, half, blas);
            double square = 0;
            for (int i = 0; i < order; i++) {
                square += half[i] * offset[i];
                offset[i] *= -2 / gamma;
            }
            logCovariance = -marginal.logDeterminant();
            logRatio = (logCovariance - factors.logDeterminant()) / 2 + 2 * square / (gamma * gamma);
        }

        private Gaussian marginal(double mass) {
            double[] mean = measure.mean().clone();
            for (int i = 0; i < order; i++) {
                mean[i] += offset[i];
            }
            return new Gaussian(mean, matrix(covariance), mass);
        }

        private QuadraticPotential potential(double constant) {
            double[] gradient = half.clone();
            for (int i = 0; i < order; i++) {
                gradient[i] *= 2;
            }
            return new QuadraticPotential(constant, gradient, matrix(curvature));
        }
    }
}
