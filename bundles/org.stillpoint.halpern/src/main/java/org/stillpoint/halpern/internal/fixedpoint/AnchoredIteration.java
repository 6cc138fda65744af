package org.stillpoint.halpern.internal.fixedpoint;

import java.util.Locale;
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
 * squared errors of order 1 / N^2. There is said to be no fixed point when both agree, none is within the search radius, and T was
 * seen to be nonexpansive between all successive iterates.
 */
final class AnchoredIteration extends FixedPointIteration {

    /** The part of v by which its two estimates may differ. */
    private static final double AGREEMENT = 0.01;
    /** The part by which rounding may make a nonexpansive operator seem to expand. */
    private static final double ROUNDING = 1e-9;

    private final double growth;
    private final double searchRadius;
    private final double[] previousPoint;
    private final double[] previousImage;
    private double phi = 1;
    private boolean expands;
    private boolean displaced;
    private double displacement;
    private double excludedRadius;

    AnchoredIteration(FixedPointProblem problem, SolveContext context, HalpernOptions options) throws SolverException {
        super(problem, context, options.tolerance(), options.maxIterations(), options.patience());
        growth = 1 / (options.lipschitz() * options.lipschitz());
        searchRadius = options.searchRadius() * (1 + VectorKernels.norm2(startingPoint()));
        previousPoint = startingPoint().clone();
        previousImage = startingPoint().clone();
    }

    @Override
    void advance(long k, double[] x, double[] image) {
        phi = 1 + growth * phi;
        double anchorWeight = 1 / phi;
        double[] anchor = startingPoint();
        for (int i = 0; i < x.length; i++) {
            x[i] = image[i] + anchorWeight * (anchor[i] - image[i]);
        }
    }

    @Override
    boolean provesInfeasibility(long k, double[] x, double[] image, double residual) {
        if (growth != 1) {
            return false;
        }
        if (k > 0 && !expands) {
            double moved = distance(x, previousPoint);
            expands = distance(image, previousImage) > moved + ROUNDING * (moved + residual);
        }
        System.arraycopy(x, 0, previousPoint, 0, x.length);
        System.arraycopy(image, 0, previousImage, 0, x.length);
        if (k == 0 || expands) {
            displaced = false;
            return false;
        }
        displacement = residual;
        excludedRadius = (k + 1) * residual / 2;
        displaced = disagreement(k, x, image) <= AGREEMENT * residual;
        return displaced && excludedRadius >= searchRadius;
    }

    /** The distance between the residual and the normalised iterate. */
    private double disagreement(long k, double[] x, double[] image) {
        double[] anchor = startingPoint();
        double scale = -2.0 / k;
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
        if (status == Status.INFEASIBLE) {
            solution.warn(String.format(Locale.ROOT, "The operator displaces every point by at least about %.6g; if it is nonexpansive "
                    + "it has no fixed point within %.6g of the start.", displacement, excludedRadius));
        } else if (expands && status != Status.CONVERGED) {
            solution.warn("The operator moved two points apart, so it is not nonexpansive and Halpern iterations need not converge.");
        }
    }
}
