package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;

/**
 * The units of minGRU, gates z, m: h' = (1 - s(u_z)) h + s(u_z) u_m, and of minLSTM, gates f, i, m:
 * h' = (s(u_f) h + s(u_i) u_m) / (s(u_f) + s(u_i)).
 */
enum MinUnits implements UnitFunction {
    GRU(2), LSTM(3);

    private final int gates;

    MinUnits(int gates) {
        this.gates = gates;
    }

    @Override
    public int gates() {
        return gates;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        int units = next.rows;
        int lanes = next.lanes;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int keep = sums.row(unit);
            int enter = sums.row((gates - 2) * units + unit);
            int memory = sums.row((gates - 1) * units + unit);
            int h = state.row(unit);
            int to = next.row(unit);
            VectorKernels.sigmoid(s, keep, s, keep, lanes);
            if (this == LSTM) {
                VectorKernels.sigmoid(s, enter, s, enter, lanes);
            }
            for (int i = 0; i < lanes; i++) {
                double old = state.values[h + i];
                next.values[to + i] = this == GRU ? (1 - s[keep + i]) * old + s[keep + i] * s[memory + i]
                        : (s[keep + i] * old + s[enter + i] * s[memory + i]) / (s[keep + i] + s[enter + i]);
            }
        }
    }

    @Override
    public void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent,
            Panel stateCotangent, double[] ownGradient) {
        int units = next.rows;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int keep = sums.row(unit);
            int enter = sums.row((gates - 2) * units + unit);
            int memory = sums.row((gates - 1) * units + unit);
            int h = state.row(unit);
            int at = next.row(unit);
            int from = cotangent.row(unit);
            int to = stateCotangent.row(unit);
            for (int i = 0; i < next.lanes; i++) {
                double lambda = cotangent.values[from + i];
                double old = state.values[h + i];
                double first = s[keep + i];
                double second = s[enter + i];
                double candidate = s[memory + i];
                if (this == GRU) {
                    s[keep + i] = lambda * (candidate - old) * first * (1 - first);
                    s[memory + i] = lambda * first;
                    stateCotangent.values[to + i] = lambda * (1 - first);
                } else {
                    double share = lambda / (first + second);
                    s[keep + i] = share * (old - next.values[at + i]) * first * (1 - first);
                    s[enter + i] = share * (candidate - next.values[at + i]) * second * (1 - second);
                    s[memory + i] = share * second;
                    stateCotangent.values[to + i] = share * first;
                }
            }
        }
    }
}
