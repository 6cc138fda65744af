package org.stillpoint.recurrence.internal.cell.dense;

import java.util.Random;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** Dense cells with random weights, and their definitions as plain loops over {@link Math}. */
public final class DenseCells {

    private DenseCells() {
    }

    /** Weights as PyTorch draws them at first, uniform within 1 / sqrt(units). */
    public static Weights random(StandardCell cell, int units, int inputs, Random random) {
        int rows = gates(cell) * units;
        double bound = 1 / Math.sqrt(units);
        return new Weights(cell, units, inputs, random.doubles((long) rows * inputs, -bound, bound).toArray(),
                random.doubles((long) rows * units, -bound, bound).toArray(), random.doubles(rows, -bound, bound).toArray(),
                random.doubles(rows, -bound, bound).toArray());
    }

    private static int gates(StandardCell cell) {
        return cell == StandardCell.LSTM ? 4 : cell == StandardCell.GRU ? 3 : 1;
    }

    /** The weights of a cell. */
    public record Weights(StandardCell standard, int units, int inputs, double[] input, double[] hidden, double[] inputBias,
            double[] hiddenBias) {

        /** The parameters. */
        public DataRecord parameters() {
            int rows = gates(standard) * units;
            return DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(input, rows, inputs))
                    .array("weight_hh", new NamedArray(hidden, rows, units)).doubles("bias_ih", inputBias).doubles("bias_hh", hiddenBias)
                    .build();
        }

        /** The cell. */
        public DenseCell cell() {
            return switch (standard) {
                case GRU -> new GruCell(parameters());
                case LSTM -> new LstmCell(parameters());
                default -> new ElmanCell(standard, parameters());
            };
        }

        /** The next state. */
        public double[] step(double[] state, double[] x) {
            double[] next = new double[state.length];
            for (int k = 0; k < units; k++) {
                double[] u = new double[gates(standard)];
                double[] v = new double[u.length];
                for (int gate = 0; gate < u.length; gate++) {
                    int row = gate * units + k;
                    u[gate] = inputBias[row];
                    v[gate] = hiddenBias[row];
                    for (int j = 0; j < inputs; j++) {
                        u[gate] += input[row * inputs + j] * x[j];
                    }
                    for (int j = 0; j < units; j++) {
                        v[gate] += hidden[row * units + j] * state[j];
                    }
                }
                switch (standard) {
                    case GRU -> {
                        double z = sigmoid(u[1] + v[1]);
                        next[k] = (1 - z) * Math.tanh(u[2] + sigmoid(u[0] + v[0]) * v[2]) + z * state[k];
                    }
                    case LSTM -> {
                        next[units + k] = sigmoid(u[1] + v[1]) * state[units + k] + sigmoid(u[0] + v[0]) * Math.tanh(u[2] + v[2]);
                        next[k] = sigmoid(u[3] + v[3]) * Math.tanh(next[units + k]);
                    }
                    default -> next[k] = standard == StandardCell.ELMAN ? Math.tanh(u[0] + v[0]) : Math.max(0, u[0] + v[0]);
                }
            }
            return next;
        }

        private static double sigmoid(double x) {
            return 1 / (1 + Math.exp(-x));
        }
    }
}
