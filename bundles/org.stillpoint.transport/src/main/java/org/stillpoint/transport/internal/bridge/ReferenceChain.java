package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.problem.transport.BridgeChain;
import org.stillpoint.api.problem.transport.DiscreteBridgeProblem;
import org.stillpoint.numerics.VectorKernels;

/**
 * The reference of a {@link DiscreteBridgeProblem}: its transitions over several steps, its transforms by end potentials, and
 * residuals.
 */
final class ReferenceChain {

    final int states;
    final int steps;
    private final DiscreteBridgeProblem problem;
    private final Blas blas;
    /** log h_t at the times 0 to N. */
    private final double[] logs;
    private final double[] row;

    ReferenceChain(DiscreteBridgeProblem problem, Blas blas) {
        this.problem = problem;
        this.blas = blas;
        states = problem.states();
        steps = problem.steps();
        logs = new double[(steps + 1) * states];
        row = new double[states];
    }

    /** The probabilities of the transitions from time 0 to each of the times 0 to N, one matrix after the other. */
    double[] fromStart() {
        double[] forward = new double[(steps + 1) * states * states];
        identity(forward, 0);
        for (int t = 0; t < steps; t++) {
            multiply(forward, t, problem.transitions(), t, forward, t + 1);
        }
        return forward;
    }

    /** The probabilities of the transitions from each of the times 0 to N to time N, one matrix after the other. */
    double[] toEnd() {
        double[] backward = new double[(steps + 1) * states * states];
        identity(backward, steps);
        for (int t = steps - 1; t >= 0; t--) {
            multiply(problem.transitions(), t, backward, t + 1, backward, t);
        }
        return backward;
    }

    private void identity(double[] matrices, int place) {
        for (int i = 0; i < states; i++) {
            matrices[place * states * states + i * (states + 1)] = 1;
        }
    }

    /** Writes the product of two matrices that stand at places of arrays of them. */
    void multiply(double[] left, int leftPlace, double[] right, int rightPlace, double[] result, int resultPlace) {
        int square = states * states;
        blas.dgemm(Transpose.NO, Transpose.NO, states, states, states, 1, left, leftPlace * square, states, right, rightPlace * square,
                states, 0, result, resultPlace * square, states);
    }

    /** Whether no path of the reference joins some state of the start, or of the end, to the other distribution. */
    boolean disconnected() {
        boolean[] reached = positive(problem.start());
        for (int t = 0; t < steps; t++) {
            boolean[] next = new boolean[states];
            for (int entry = 0; entry < states * states; entry++) {
                next[entry % states] |= reached[entry / states] && problem.transitions()[t * states * states + entry] > 0;
            }
            reached = next;
        }
        boolean[] reaching = positive(problem.end());
        for (int t = steps - 1; t >= 0; t--) {
            boolean[] before = new boolean[states];
            for (int entry = 0; entry < states * states; entry++) {
                before[entry / states] |= reaching[entry % states] && problem.transitions()[t * states * states + entry] > 0;
            }
            reaching = before;
        }
        boolean disconnected = false;
        for (int x = 0; x < states; x++) {
            disconnected |= problem.end()[x] > 0 && !reached[x] || problem.start()[x] > 0 && !reaching[x];
        }
        return disconnected;
    }

    private static boolean[] positive(double[] weights) {
        boolean[] positive = new boolean[weights.length];
        for (int i = 0; i < weights.length; i++) {
            positive[i] = weights[i] > 0;
        }
        return positive;
    }

    /** Computes log h_t for an end potential, at all times. */
    private void backward(double[] potential) {
        System.arraycopy(potential, 0, logs, steps * states, states);
        for (int t = steps - 1; t >= 0; t--) {
            for (int x = 0; x < states; x++) {
                VectorKernels.log(problem.transitions(), (t * states + x) * states, row, 0, states);
                VectorKernels.axpy(1, logs, (t + 1) * states, row, 0, states);
                logs[t * states + x] = VectorKernels.logSumExp(row, 0, states);
            }
        }
    }

    /** The transitions that the potential last computed with gives from a state at a time; those of the reference where h_t is 0. */
    private void transform(int t, int x, double[] result, int offset) {
        int from = (t * states + x) * states;
        double log = logs[t * states + x];
        if (log == Double.NEGATIVE_INFINITY) {
            System.arraycopy(problem.transitions(), from, result, offset, states);
            return;
        }
        for (int y = 0; y < states; y++) {
            result[offset + y] = logs[(t + 1) * states + y] - log;
        }
        VectorKernels.exp(result, offset, result, offset, states);
        for (int y = 0; y < states; y++) {
            double probability = problem.transitions()[from + y];
            result[offset + y] = probability == 0 ? 0 : probability * result[offset + y];
        }
    }

    /** The chain that an end potential gives. */
    BridgeChain chain(double[] potential) {
        backward(potential);
        double[] transitions = new double[problem.transitions().length];
        for (int t = 0; t < steps; t++) {
            for (int x = 0; x < states; x++) {
                transform(t, x, transitions, (t * states + x) * states);
            }
        }
        return chain(transitions, potential);
    }

    /** The chain of given transitions, with its marginals. */
    BridgeChain chain(double[] transitions, double[] potential) {
        double[] marginals = new double[(steps + 1) * states];
        System.arraycopy(problem.start(), 0, marginals, 0, states);
        for (int t = 0; t < steps; t++) {
            for (int x = 0; x < states; x++) {
                double mass = marginals[t * states + x];
                if (mass > 0) {
                    VectorKernels.axpy(mass, transitions, (t * states + x) * states, marginals, (t + 1) * states, states);
                }
            }
        }
        return new BridgeChain(transitions, potential, marginals);
    }

    /** The residual of a chain, as the problem defines it. */
    double residual(BridgeChain chain) {
        backward(chain.potential());
        double residual = 0;
        double[] rows = new double[states];
        for (int t = 0; t < steps; t++) {
            for (int x = 0; x < states; x++) {
                double mass = chain.marginals()[t * states + x];
                if (mass > 0) {
                    transform(t, x, rows, 0);
                    VectorKernels.axpy(-1, chain.transitions(), (t * states + x) * states, rows, 0, states);
                    residual += mass * VectorKernels.norm1(rows, 0, states);
                }
            }
        }
        double[] last = Arrays.copyOfRange(chain.marginals(), steps * states, (steps + 1) * states);
        VectorKernels.axpy(-1, problem.end(), last);
        return residual + VectorKernels.norm1(last, 0, states);
    }
}
