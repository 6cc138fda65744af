package org.stillpoint.halpern.internal.fixedpoint;

import java.util.Locale;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.numerics.VectorKernels;

/**
 * The Halpern iteration with optimal weights for an operator T with Lipschitz constant L &lt;= 1 (OC-Halpern; Park and Ryu 2022):
 *
 * <pre>
 *   phi_0 = 1,  phi_{k+1} = 1 + phi_k / L^2,  x_{k+1} = (1 - 1 / phi_{k+1}) T x_k + x_0 / phi_{k+1}.
 * </pre>
 *
 * For L = 1 this is x_{k+1} = x_0 / (k + 2) + (k + 1) / (k + 2) T x_k. Where T has a fixed point x*,
 *
 * <pre>
 *   ||x_N - T x_N|| &lt;= (1 + L) ||x_0 - x*|| / (sum of L^{-k}, k = 0 ... N),     for L = 1: 2 ||x_0 - x*|| / (N + 1),
 * </pre>
 *
 * and no iteration has a smaller bound. Read backwards, the bound for L = 1 tells where there is no fixed point: none is nearer to
 * x_0 than (N + 1) ||x_N - T x_N|| / 2. That is how a missing fixed point is detected (Park and Ryu 2023): both the residual
 * x_N - T x_N and the normalised iterate -2 (x_N - x_0) / N then tend to v, the shortest displacement that T makes anywhere, with
 * squared errors of order 1 / N^2 up to a logarithm: by Theorem 8 there, with x* any point that T displaces by v, and H_N = 1 + 1/2 +
 * ... + 1/N,
 *
 * <pre>
 *   ||x_N - T x_N - v||^2 &lt;= ((sqrt(H_N + 12) + 1) / (N + 1))^2 ||x_0 - x*||^2.
 * </pre>
 *
 * There is said to be no fixed point when both agree, none is within the search radius, and T was
 * seen to be nonexpansive between all successive iterates.
 *
 * <p>Optionally the iteration starts anew, from the iterate x_k in place of x_0, whenever the residual has fallen to a given part of
 * that at the last start. Where the residual grows with the distance to the fixed points, as for all affine operators, convergence
 * then becomes linear.
 */
final class AnchoredIteration extends FixedPointIteration {

    /** The part of v by which its two estimates may differ. */
    private static final double AGREEMENT = 0.01;
    /** The part by which rounding may make a nonexpansive operator seem to expand. */
    private static final double ROUNDING = 1e-9;

    private final double growth;
    private final double searchRadius;
    private final double restart;
    private final double[] anchor;
    private final double[] previousPoint;
    private final double[] previousImage;
    private double phi = 1;
    private double anchorResidual;
    private long anchorIteration;
    private long restarts;
    private boolean expands;
    private boolean displaced;
    private double displacement;
    private double excludedRadius;

    AnchoredIteration(FixedPointProblem problem, SolveContext context, HalpernOptions options) throws SolverException {
        super(problem, context, options.tolerance(), options.maxIterations(), options.patience());
        growth = 1 / (options.lipschitz() * options.lipschitz());
        restart = options.restart();
        anchor = startingPoint().clone();
        searchRadius = options.searchRadius() * (1 + VectorKernels.norm2(startingPoint()));
        previousPoint = startingPoint().clone();
        previousImage = startingPoint().clone();
    }

    @Override
    void advance(long k, double[] x, double[] image) {
        phi = 1 + growth * phi;
        double anchorWeight = 1 / phi;
        for (int i = 0; i < x.length; i++) {
            x[i] = image[i] + anchorWeight * (anchor[i] - image[i]);
        }
    }

    @Override
    boolean provesInfeasibility(long k, double[] x, double[] image, double residual) {
        boolean proves = growth == 1 && provesDisplacement(k, x, image, residual);
        if (k == 0) {
            anchorResidual = residual;
        } else if (residual <= restart * anchorResidual) {
            System.arraycopy(x, 0, anchor, 0, x.length);
            phi = 1;
            anchorResidual = residual;
            anchorIteration = k;
            restarts++;
        }
        return proves;
    }

    private boolean provesDisplacement(long k, double[] x, double[] image, double residual) {
        if (k > 0 && !expands) {
            double moved = distance(x, previousPoint);
            expands = distance(image, previousImage) > moved + ROUNDING * (moved + residual);
        }
        System.arraycopy(x, 0, previousPoint, 0, x.length);
        System.arraycopy(image, 0, previousImage, 0, x.length);
        long steps = k - anchorIteration;
        if (steps == 0 || expands) {
            displaced = false;
            return false;
        }
        displacement = residual;
        excludedRadius = (steps + 1) * residual / 2;
        displaced = disagreement(steps, x, image) <= AGREEMENT * residual;
        return displaced && excludedRadius >= searchRadius;
    }

    /** The distance between the residual and the normalised iterate. */
    private double disagreement(long steps, double[] x, double[] image) {
        double scale = -2.0 / steps;
        double squared = 0;
        for (int i = 0; i < x.length; i++) {
            double difference = x[i] - image[i] - scale * (x[i] - anchor[i]);
            squared += difference * difference;
        }
        return Math.sqrt(squared);
    }

    @Override
    boolean mayProveInfeasibility() {
        return displaced;
    }

    @Override
    void remark(Status status, Solution.Builder<FixedPoint> solution) {
        if (restart > 0) {
            solution.count(Counter.RESTARTS, restarts);
        }
        if (status == Status.INFEASIBLE) {
            solution.warn(String.format(Locale.ROOT, "The operator displaces every point by at least about %.6g; if it is nonexpansive "
                    + "it has no fixed point within %.6g of the start.", displacement, excludedRadius));
        } else if (expands && status != Status.CONVERGED) {
            solution.warn("The operator moved two points apart, so it is not nonexpansive and Halpern iterations need not converge.");
        }
    }
}
