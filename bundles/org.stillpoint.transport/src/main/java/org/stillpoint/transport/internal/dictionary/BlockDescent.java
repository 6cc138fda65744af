package org.stillpoint.transport.internal.dictionary;

import org.stillpoint.api.SolveContext;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.iterative.LimitedMemoryDirection;

/**
 * Block coordinate descent with proximal regularisation for the mean F of the transport costs between N given distributions and the
 * mixtures y_n of a dictionary: for each block of distributions p_1, p_2, ... in turn, with m_k the mass through p_k before,
 *
 * <pre>
 *   p &lt;- the least of F(p) + sum over k of m_k / tau KL(p_k | p_k before).
 * </pre>
 *
 * Mixtures are linear in each block, and the conjugates W* of transport costs are smooth, so that the block is found in the dual, as the
 * largest over potentials g_1, ..., g_N of
 *
 * <pre>
 *   - 1/N sum over n of W*(x_n, g_n) - sum over k of m_k / tau log(sum over i of p_ki exp(-tau V_ki / m_k)),
 * </pre>
 *
 * V the derivatives that the potentials give for the block, by the L-BFGS method in units of the curvature of W*. Its gradient is, over N,
 * how far the mixtures are from the marginals of the plans; at the end the two agree, and the potentials are the derivatives of F.
 */
final class BlockDescent {

    private static final int MEMORY = 20;
    private static final int MOST_STEPS = 2000;
    private static final double SUFFICIENT = 1e-4;
    private static final double SHORTEST_STEP = 0x1p-40;
    /** What rounding may add to the dual value, relative to the sizes of its parts. */
    private static final double ROUNDING = 0x1p-46;
    /** Distributions stay positive, as the derivatives of F at 0 are infinite. */
    private static final double LEAST = 1e-100;

    private final ProductDictionary dictionary;
    private final ConjugateLosses losses;
    private final SolveContext context;
    private final int mixtures;
    private final int size;
    private final double tau;
    private final double[] mixed;
    private final double[] marginals;
    private final double[][] potentials;
    private final double[] units;
    private final double[] point;
    private final double[] trial;
    private final double[] gradient;
    private final double[] trialGradient;
    private final double[] direction;
    private final LimitedMemoryDirection directions;
    private final double[][] derivatives;
    private final double[] before;
    private double disagreement;
    private long evaluations;
    private boolean interrupted;

    /**
     * Prepares a descent.
     *
     * @param tau the weight of F against the proximal terms, in units of the inverse cost
     */
    BlockDescent(ProductDictionary dictionary, ConjugateLosses losses, int mixtures, int size, double tau, SolveContext context) {
        this.dictionary = dictionary;
        this.losses = losses;
        this.context = context;
        this.mixtures = mixtures;
        this.size = size;
        this.tau = tau;
        int variables = mixtures * size;
        mixed = new double[variables];
        marginals = new double[variables];
        potentials = new double[mixtures][size];
        units = new double[variables];
        point = new double[variables];
        trial = new double[variables];
        gradient = new double[variables];
        trialGradient = new double[variables];
        direction = new double[variables];
        directions = new LimitedMemoryDirection(MEMORY, variables);
        derivatives = new double[dictionary.blocks()][];
        int longest = 0;
        for (int block = 0; block < derivatives.length; block++) {
            derivatives[block] = new double[dictionary.block(block).length];
            longest = Math.max(longest, derivatives[block].length);
        }
        before = new double[longest];
    }

    /** The evaluations of all conjugates so far. */
    long evaluations() {
        return evaluations;
    }

    /** Whether the run was cancelled or ran out of time. */
    boolean interrupted() {
        return interrupted;
    }

    /** How far mixtures were from the marginals of their plans after the last block, in the 1-norm, the mean over all. */
    double disagreement() {
        return disagreement;
    }

    /** The sum of the first-order gaps of all distributions, by the potentials of the last block. */
    double gap() {
        double gap = 0;
        for (int block = 0; block < derivatives.length; block++) {
            dictionary.differentiate(block, potentials, derivatives[block]);
            double[] distributions = dictionary.block(block);
            int length = dictionary.length(block);
            for (int from = 0; from < distributions.length; from += length) {
                double smallest = Double.POSITIVE_INFINITY;
                double mean = 0;
                for (int i = from; i < from + length; i++) {
                    smallest = Math.min(smallest, derivatives[block][i]);
                    mean += distributions[i] * derivatives[block][i];
                }
                gap += Math.max(mean - smallest, 0);
            }
        }
        return gap;
    }

    /**
     * Moves a block.
     *
     * @param exactness how far the mixtures may be from the marginals at the end, in the 1-norm, the mean over all
     */
    void move(int block, double exactness, long iteration, double residual) {
        double[] distributions = dictionary.block(block);
        System.arraycopy(distributions, 0, before, 0, distributions.length);
        dictionary.mix(mixed);
        for (int k = 0; k < units.length; k++) {
            units[k] = 1 / Math.sqrt(Math.max(mixed[k], 1e-12));
            point[k] = potentials[k / size][k % size] / units[k];
        }
        directions.clear();
        double value = evaluate(block, point, gradient);
        for (int step = 0; step < MOST_STEPS && disagreement > exactness && !interrupted; step++) {
            directions.compute(gradient, direction);
            if (directions.isEmpty()) {
                VectorKernels.scale(1 / tau, direction, 0, direction, 0, direction.length);
            }
            value = search(block, value, iteration, residual);
            if (Double.isNaN(value)) {
                break;
            }
        }
        unpack(point);
    }

    /** Moves along the direction; answers the value there, not-a-number if none is lower. */
    private double search(int block, double value, long iteration, double residual) {
        double slope = VectorKernels.dot(gradient, direction);
        for (double step = 1; step >= SHORTEST_STEP && slope < 0; step /= 2) {
            System.arraycopy(point, 0, trial, 0, point.length);
            VectorKernels.axpy(step, direction, trial);
            double next = evaluate(block, trial, trialGradient);
            interrupted = !context.proceed(iteration, evaluations, residual);
            if (interrupted) {
                return Double.NaN;
            }
            if (next <= value + SUFFICIENT * step * slope + ROUNDING * (1 + Math.abs(value))) {
                directions.add(point, gradient, trial, trialGradient);
                System.arraycopy(trial, 0, point, 0, point.length);
                System.arraycopy(trialGradient, 0, gradient, 0, gradient.length);
                return next;
            }
        }
        return Double.NaN;
    }

    /** The negative of the dual value times N, and its gradient; leaves the block at the least point for these potentials. */
    private double evaluate(int block, double[] scaled, double[] result) {
        unpack(scaled);
        evaluations++;
        double value = 0;
        for (int n = 0; n < mixtures; n++) {
            value += losses.evaluate(n, potentials[n], marginals, n * size);
        }
        dictionary.differentiate(block, potentials, derivatives[block]);
        value += mixtures * respond(block);
        dictionary.mix(mixed);
        double difference = 0;
        for (int k = 0; k < result.length; k++) {
            double excess = marginals[k] - mixed[k];
            difference += Math.abs(excess);
            result[k] = excess * units[k];
        }
        disagreement = difference / mixtures;
        return value;
    }

    private void unpack(double[] scaled) {
        for (int k = 0; k < scaled.length; k++) {
            potentials[k / size][k % size] = scaled[k] * units[k];
        }
    }

    /** p &lt;- p before exp(-tau V / m), normalised; answers the sum of m / tau log of what they were divided by. */
    private double respond(int block) {
        double[] distributions = dictionary.block(block);
        int length = dictionary.length(block);
        double sum = 0;
        for (int from = 0, k = 0; from < distributions.length; from += length, k++) {
            double rate = tau / dictionary.mass(block, k);
            double smallest = Double.POSITIVE_INFINITY;
            for (int i = from; i < from + length; i++) {
                smallest = Math.min(smallest, derivatives[block][i]);
            }
            double total = 0;
            for (int i = from; i < from + length; i++) {
                distributions[i] = before[i] * Math.exp(-rate * (derivatives[block][i] - smallest));
                total += distributions[i];
            }
            sum += Math.log(total) / rate - smallest;
            for (int i = from; i < from + length; i++) {
                distributions[i] = Math.max(distributions[i] / total, LEAST);
            }
        }
        return sum;
    }
}
