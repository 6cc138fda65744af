package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;

/** The units of a gated recurrent unit, gates r, z, m: h' = (1 - z) m + z h, m = tanh(u + r v), v what comes from the state. */
final class GruUnits implements UnitFunction {

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public int apart() {
        return 1;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        int units = next.rows;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int r = sums.row(unit);
            int z = sums.row(units + unit);
            int m = sums.row(2 * units + unit);
            int v = apart.row(unit);
            int h = state.row(unit);
            int to = next.row(unit);
            int lanes = next.lanes;
            VectorKernels.sigmoid(s, r, s, r, lanes);
            VectorKernels.sigmoid(s, z, s, z, lanes);
            for (int i = 0; i < lanes; i++) {
                s[m + i] += s[r + i] * apart.values[v + i];
            }
            VectorKernels.tanh(s, m, s, m, lanes);
            for (int i = 0; i < lanes; i++) {
                next.values[to + i] = (1 - s[z + i]) * s[m + i] + s[z + i] * state.values[h + i];
            }
        }
    }

    @Override
    public void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent,
            Panel stateCotangent, double[] ownGradient) {
        int units = next.rows;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int r = sums.row(unit);
            int z = sums.row(units + unit);
            int m = sums.row(2 * units + unit);
            int v = apart.row(unit);
            int h = state.row(unit);
            int from = cotangent.row(unit);
            int to = stateCotangent.row(unit);
            for (int i = 0; i < next.lanes; i++) {
                double reset = s[r + i];
                double keep = s[z + i];
                double memory = s[m + i];
                double lambda = cotangent.values[from + i];
                double ofMemory = lambda * (1 - keep) * (1 - memory * memory);
                stateCotangent.values[to + i] = lambda * keep;
                s[r + i] = ofMemory * apart.values[v + i] * reset * (1 - reset);
                s[z + i] = lambda * (state.values[h + i] - memory) * keep * (1 - keep);
                s[m + i] = ofMemory;
                apart.values[v + i] = ofMemory * reset;
            }
        }
    }
}
