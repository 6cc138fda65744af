package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;

/**
 * The units of ParaGRU, gates z, r, m with own parameters a: z = s(u_z + a_z h), r = s(u_r + a_r h), m = tanh(u_m + a_m h r),
 * h' = z m + (1 - z) h.
 */
final class ParaGruUnits implements UnitFunction {

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        int units = next.rows;
        int lanes = next.lanes;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int z = sums.row(unit);
            int r = sums.row(units + unit);
            int m = sums.row(2 * units + unit);
            int h = state.row(unit);
            int to = next.row(unit);
            double ofUpdate = own[ownOffset + unit];
            double ofReset = own[ownOffset + units + unit];
            double ofMemory = own[ownOffset + 2 * units + unit];
            for (int i = 0; i < lanes; i++) {
                s[z + i] += ofUpdate * state.values[h + i];
                s[r + i] += ofReset * state.values[h + i];
            }
            VectorKernels.sigmoid(s, z, s, z, lanes);
            VectorKernels.sigmoid(s, r, s, r, lanes);
            for (int i = 0; i < lanes; i++) {
                s[m + i] += ofMemory * state.values[h + i] * s[r + i];
            }
            VectorKernels.tanh(s, m, s, m, lanes);
            for (int i = 0; i < lanes; i++) {
                next.values[to + i] = s[z + i] * s[m + i] + (1 - s[z + i]) * state.values[h + i];
            }
        }
    }

    @Override
    public void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent,
            Panel stateCotangent, double[] ownGradient) {
        int units = next.rows;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int z = sums.row(unit);
            int r = sums.row(units + unit);
            int m = sums.row(2 * units + unit);
            int h = state.row(unit);
            int from = cotangent.row(unit);
            int to = stateCotangent.row(unit);
            double ofUpdate = own[ownOffset + unit];
            double ofReset = own[ownOffset + units + unit];
            double ofMemory = own[ownOffset + 2 * units + unit];
            double byUpdate = 0;
            double byReset = 0;
            double byMemory = 0;
            for (int i = 0; i < next.lanes; i++) {
                double update = s[z + i];
                double reset = s[r + i];
                double memory = s[m + i];
                double value = state.values[h + i];
                double lambda = cotangent.values[from + i];
                double deltaMemory = lambda * update * (1 - memory * memory);
                double deltaReset = deltaMemory * ofMemory * value * reset * (1 - reset);
                double deltaUpdate = lambda * (memory - value) * update * (1 - update);
                byUpdate += deltaUpdate * value;
                byReset += deltaReset * value;
                byMemory += deltaMemory * value * reset;
                stateCotangent.values[to + i] = lambda * (1 - update) + deltaMemory * ofMemory * reset + deltaReset * ofReset
                        + deltaUpdate * ofUpdate;
                s[z + i] = deltaUpdate;
                s[r + i] = deltaReset;
                s[m + i] = deltaMemory;
            }
            ownGradient[ownOffset + unit] += byUpdate;
            ownGradient[ownOffset + units + unit] += byReset;
            ownGradient[ownOffset + 2 * units + unit] += byMemory;
        }
    }
}
