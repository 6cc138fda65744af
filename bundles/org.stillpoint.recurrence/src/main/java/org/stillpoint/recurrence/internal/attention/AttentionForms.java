package org.stillpoint.recurrence.internal.attention;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.scan.ParallelLoop;

/**
 * Causal linear attention in three forms that agree but for rounding. With the features f = phi(q), g = phi(k):
 *
 * <pre>
 *   recurrent   S_i = S_{i-1} + g_i v_i',  z_i = z_{i-1} + g_i,  y_i = S_i'f_i / z_i'f_i
 *   parallel    y_i = sum over j &lt;= i of (f_i'g_j) v_j / sum over j &lt;= i of f_i'g_j
 *   chunked     the sums over j in the chunk of i as in the parallel form, those before as in the recurrent one
 * </pre>
 *
 * Each row has its denominator as one more component while it is summed: v is followed by 1.
 */
final class AttentionForms {

    private final LinearAttention problem;
    private final ThreadTeam team;
    private final BooleanSupplier proceed;
    private final int batch;
    private final int steps;
    private final int features;
    private final int outputs;
    /** The components of the output and the denominator. */
    private final int width;
    private final double[] queries;
    private final double[] keys;
    private final double[] values;
    private final double[] sums;

    AttentionForms(LinearAttention problem, ThreadTeam team, BooleanSupplier proceed) {
        this.problem = problem;
        this.team = team;
        this.proceed = proceed;
        batch = problem.queries().batch();
        steps = problem.queries().steps();
        features = problem.queries().size();
        outputs = problem.values().size();
        width = outputs + 1;
        queries = mapped(problem.queries());
        keys = mapped(problem.keys());
        values = new double[Math.multiplyExact(batch * steps, width)];
        sums = new double[values.length];
        for (int row = 0; row < batch * steps; row++) {
            System.arraycopy(problem.values().values(), row * outputs, values, row * width, outputs);
            values[row * width + outputs] = 1;
        }
    }

    private double[] mapped(Sequences sequences) {
        double[] mapped = new double[sequences.values().length];
        for (int k = 0; k < mapped.length; k++) {
            mapped[k] = problem.featureMap().apply(sequences.values()[k]);
        }
        return mapped;
    }

    /** Step after step; sequences side by side. */
    boolean recurrent() {
        double[] states = new double[Math.multiplyExact(batch, features * width)];
        int round = (int) Math.max(1, ParallelLoop.ROUND / (4.0 * features * width * batch));
        for (int first = 0; first < steps; first += round) {
            int from = first;
            int to = Math.min(steps, first + round);
            boolean done = ParallelLoop.run(batch, 4.0 * features * width * (to - from), team, proceed, b -> {
                int state = b * features * width;
                for (int row = b * steps + from; row < b * steps + to; row++) {
                    addKey(row, states, state);
                    addState(row, states, state);
                }
            });
            if (!done) {
                return false;
            }
        }
        return true;
    }

    /** Every row by itself. */
    boolean parallel() {
        return ParallelLoop.run(batch * steps, 2.0 * (features + width) * steps, team, proceed, row -> addPairs(row, row / steps * steps));
    }

    /** In chunks: the keys of each are summed, then the sums of all before it, then rows follow. */
    boolean chunked(int length) {
        int each = (steps + length - 1) / length;
        int chunks = batch * each;
        int size = features * width;
        double[] states = new double[Math.multiplyExact(chunks, size)];
        boolean done = ParallelLoop.run(chunks, 2.0 * length * size, team, proceed, chunk -> {
            int end = end(chunk, each, length);
            for (int row = start(chunk, each, length); row < end; row++) {
                addKey(row, states, chunk * size);
            }
        });
        if (!done) {
            return false;
        }
        // From the sums of the chunks to those of all chunks before each.
        for (int b = 0; b < batch; b++) {
            for (int chunk = (b + 1) * each - 1; chunk > b * each; chunk--) {
                System.arraycopy(states, (chunk - 1) * size, states, chunk * size, size);
            }
            Arrays.fill(states, b * each * size, (b * each + 1) * size, 0);
            for (int chunk = b * each + 1; chunk < (b + 1) * each; chunk++) {
                VectorKernels.axpy(1, states, (chunk - 1) * size, states, chunk * size, size);
            }
        }
        return ParallelLoop.run(chunks, 2.0 * length * (size + length * (features + width)), team, proceed, chunk -> {
            int start = start(chunk, each, length);
            int end = end(chunk, each, length);
            for (int row = start; row < end; row++) {
                addState(row, states, chunk * size);
                addPairs(row, start);
            }
        });
    }

    private int start(int chunk, int each, int length) {
        return chunk / each * steps + chunk % each * length;
    }

    private int end(int chunk, int each, int length) {
        return Math.min(start(chunk, each, length) + length, (chunk / each + 1) * steps);
    }

    /** S = S + g v'. */
    private void addKey(int row, double[] states, int state) {
        for (int k = 0; k < features; k++) {
            VectorKernels.axpy(keys[row * features + k], values, row * width, states, state + k * width, width);
        }
    }

    /** y = y + S'f. */
    private void addState(int row, double[] states, int state) {
        for (int k = 0; k < features; k++) {
            VectorKernels.axpy(queries[row * features + k], states, state + k * width, sums, row * width, width);
        }
    }

    /** y_i = y_i + the sum over j from a row to i. */
    private void addPairs(int row, int from) {
        addPairs(row, from, sums, row * width);
    }

    private void addPairs(int row, int from, double[] target, int targetOffset) {
        for (int j = from; j <= row; j++) {
            double weight = VectorKernels.dot(queries, row * features, keys, j * features, features);
            VectorKernels.axpy(weight, values, j * width, target, targetOffset, width);
        }
    }

    /** The output: the sums, divided by their denominators where attention is normalised. */
    double[] output() {
        double[] output = new double[batch * steps * outputs];
        for (int row = 0; row < batch * steps; row++) {
            double scale = problem.normalised() ? sums[row * width + outputs] : 1;
            for (int k = 0; k < outputs; k++) {
                output[row * outputs + k] = sums[row * width + k] / scale;
            }
        }
        return output;
    }

    /**
     * The largest difference of an output from the definition, on up to so many rows of each sequence, the last one included, relative to
     * the largest output, or to 1; NaN if an output is no finite number.
     */
    double residual(double[] output, int rows) {
        double largest = VectorKernels.maxAbs(output, 0, output.length);
        if (!Double.isFinite(largest)) {
            return Double.NaN;
        }
        double difference = 0;
        double[] direct = new double[width];
        int count = Math.min(rows, steps);
        for (int b = 0; b < batch; b++) {
            for (int i = 1; i <= count; i++) {
                if (!proceed.getAsBoolean()) {
                    return Double.NaN;
                }
                int row = b * steps + (int) ((long) steps * i / count) - 1;
                Arrays.fill(direct, 0);
                addPairs(row, b * steps, direct, 0);
                for (int k = 0; k < outputs; k++) {
                    difference = Math.max(difference,
                            Math.abs(direct[k] / (problem.normalised() ? direct[outputs] : 1) - output[row * outputs + k]));
                }
            }
        }
        return difference / Math.max(1, largest);
    }
}
