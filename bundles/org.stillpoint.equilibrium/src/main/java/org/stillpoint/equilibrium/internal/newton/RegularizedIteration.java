package org.stillpoint.equilibrium.internal.newton;

import java.util.Arrays;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;

/**
 * Regularised Newton steps on a scalar merit with a prior, then Newton's method, see {@link RegularizedNewtonSolver}. With the root mean
 * squares |.| and D components,
 *
 * <pre>
 *   F(z) = |g(z)| + w |z - z_0|^2 / 2,  s_i = -F d_i / (D (d_i^2 + h^2)),  d = F'(z),  h = r max |d_i|.
 * </pre>
 *
 * Each component takes its share of F = 0 linearised: without h, d's = -F. With it s is still a direction of descent, as d's is negative.
 */
final class RegularizedIteration extends NewtonIteration {

    /** The part of the first residual at which the warm-up ends. */
    private static final double NEAR = .1;

    private final double priorWeight;
    private final double regularisation;
    private final double[] starts;
    private final double[] firstNorms;
    private final double[] weights;
    /** The steps that are left of the warm-up of a lane. */
    private final double[] warmUpLeft;
    private final double[] gradients;
    private final boolean[] warm;
    private final boolean[] finishing;
    private final int[] products;
    private long warmUpSteps;
    private long finishSteps;

    RegularizedIteration(ActiveSamples samples, int memory, double priorWeight, double regularisation, int warmUp) {
        super(samples, memory);
        this.priorWeight = priorWeight;
        this.regularisation = regularisation;
        starts = samples.panel(size);
        firstNorms = samples.panel(1);
        weights = samples.panel(1);
        warmUpLeft = samples.panel(1);
        gradients = new double[size * samples.capacity()];
        warm = new boolean[samples.capacity()];
        finishing = new boolean[samples.capacity()];
        products = new int[samples.capacity()];
        System.arraycopy(samples.states(), 0, starts, 0, size * samples.lanes());
        Arrays.fill(warmUpLeft, 0, samples.lanes(), warmUp);
    }

    long warmUpSteps() {
        return warmUpSteps;
    }

    long finishSteps() {
        return finishSteps;
    }

    /** Plain steps may lead to another solution. */
    @Override
    boolean prefersPlainSteps() {
        return false;
    }

    private boolean isWarmUp(int lane) {
        return warmUpLeft[lane] > 0;
    }

    @Override
    boolean endsWarmUp(int lane) {
        boolean ends = isWarmUp(lane);
        warmUpLeft[lane] = 0;
        return ends;
    }

    @Override
    double merit(int lane) {
        if (!isWarmUp(lane)) {
            return super.merit(lane);
        }
        int lanes = samples.lanes();
        double squares = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            double distance = samples.states()[at] - starts[at];
            squares += distance * distance;
        }
        return norms[lane] / Math.sqrt(size) + weights[lane] * squares / (2 * size);
    }

    @Override
    void findDirections(boolean[] asked) {
        int lanes = samples.lanes();
        boolean anyWarm = false;
        boolean anyFinishing = false;
        for (int lane = 0; lane < lanes; lane++) {
            if (asked[lane] && isWarmUp(lane)) {
                prepareWarmUp(lane);
            }
            warm[lane] = asked[lane] && isWarmUp(lane);
            finishing[lane] = asked[lane] && !isWarmUp(lane);
            products[lane] = warm[lane] ? 1 : 0;
            anyWarm |= warm[lane];
            anyFinishing |= finishing[lane];
            warmUpSteps += warm[lane] ? 1 : 0;
            finishSteps += finishing[lane] ? 1 : 0;
        }
        if (anyWarm) {
            samples.kernel.transposedProduct(systems.tangents(), defects, lanes, gradients);
            samples.proceed(products);
            for (int lane = 0; lane < lanes; lane++) {
                if (warm[lane]) {
                    findWarmUpDirection(lane, lanes);
                }
            }
        }
        if (anyFinishing) {
            super.findDirections(finishing);
        }
    }

    /** Ends the warm-up of a lane that is near a solution; else the prior fades as the residual falls. */
    private void prepareWarmUp(int lane) {
        if (firstNorms[lane] == 0) {
            firstNorms[lane] = norms[lane];
        }
        warmUpLeft[lane] = norms[lane] <= NEAR * firstNorms[lane] ? 0 : warmUpLeft[lane] - 1;
        weights[lane] = priorWeight * Math.min(1, norms[lane] / firstNorms[lane]);
    }

    private void findWarmUpDirection(int lane, int lanes) {
        double scale = 1 / (norms[lane] * Math.sqrt(size));
        double largest = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            gradients[at] = (gradients[at] - defects[at]) * scale + weights[lane] * (samples.states()[at] - starts[at]) / size;
            largest = Math.max(largest, Math.abs(gradients[at]));
        }
        double offset = regularisation * largest;
        double share = merit(lane) / size;
        double slope = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            double derivative = gradients[at];
            directions[at] = derivative == 0 ? 0 : -share * derivative / (derivative * derivative + offset * offset);
            slope += derivative * directions[at];
        }
        slopes[lane] = slope;
        if (!(slope < 0)) {
            // A stationary point of the merit: Newton's method goes on from it.
            warmUpLeft[lane] = 0;
        }
    }
}
