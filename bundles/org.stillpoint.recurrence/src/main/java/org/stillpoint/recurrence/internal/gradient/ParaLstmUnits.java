package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;

/**
 * The units of ParaLSTM, gates f, g, o with own parameters a of these gates and p of f, o: f = s(u_f + a_f h + p_f c),
 * g = tanh(u_g + a_g h), c' = f c + (1 - f) g, o = s(u_o + a_o h + p_o c'), h' = o tanh(c').
 */
final class ParaLstmUnits implements UnitFunction {

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public int parts() {
        return 2;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        int units = next.rows / 2;
        int lanes = next.lanes;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int f = sums.row(unit);
            int g = sums.row(units + unit);
            int o = sums.row(2 * units + unit);
            int h = state.row(unit);
            int c = state.row(units + unit);
            int nextH = next.row(unit);
            int nextC = next.row(units + unit);
            int a = ownOffset + unit;
            for (int i = 0; i < lanes; i++) {
                s[f + i] += own[a] * state.values[h + i] + own[a + 3 * units] * state.values[c + i];
                s[g + i] += own[a + units] * state.values[h + i];
            }
            VectorKernels.sigmoid(s, f, s, f, lanes);
            VectorKernels.tanh(s, g, s, g, lanes);
            for (int i = 0; i < lanes; i++) {
                double memory = s[f + i] * state.values[c + i] + (1 - s[f + i]) * s[g + i];
                next.values[nextC + i] = memory;
                s[o + i] += own[a + 2 * units] * state.values[h + i] + own[a + 4 * units] * memory;
            }
            VectorKernels.sigmoid(s, o, s, o, lanes);
            VectorKernels.tanh(next.values, nextC, next.values, nextH, lanes);
            for (int i = 0; i < lanes; i++) {
                next.values[nextH + i] *= s[o + i];
            }
        }
    }

    @Override
    public void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent,
            Panel stateCotangent, double[] ownGradient) {
        int units = next.rows / 2;
        int lanes = next.lanes;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int f = sums.row(unit);
            int g = sums.row(units + unit);
            int o = sums.row(2 * units + unit);
            int h = state.row(unit);
            int c = state.row(units + unit);
            int nextC = next.row(units + unit);
            int ofH = cotangent.row(unit);
            int ofC = cotangent.row(units + unit);
            int toH = stateCotangent.row(unit);
            int toC = stateCotangent.row(units + unit);
            int a = ownOffset + unit;
            double byForget = 0;
            double byMemory = 0;
            double byOut = 0;
            double byForgetPeephole = 0;
            double byOutPeephole = 0;
            VectorKernels.tanh(next.values, nextC, stateCotangent.values, toH, lanes);
            for (int i = 0; i < lanes; i++) {
                double bounded = stateCotangent.values[toH + i];
                double forget = s[f + i];
                double memory = s[g + i];
                double out = s[o + i];
                double hidden = state.values[h + i];
                double old = state.values[c + i];
                double lambda = cotangent.values[ofH + i];
                double deltaOut = lambda * bounded * out * (1 - out);
                double ofNext = cotangent.values[ofC + i] + lambda * out * (1 - bounded * bounded) + deltaOut * own[a + 4 * units];
                double deltaForget = ofNext * (old - memory) * forget * (1 - forget);
                double deltaMemory = ofNext * (1 - forget) * (1 - memory * memory);
                byForget += deltaForget * hidden;
                byMemory += deltaMemory * hidden;
                byOut += deltaOut * hidden;
                byForgetPeephole += deltaForget * old;
                byOutPeephole += deltaOut * next.values[nextC + i];
                stateCotangent.values[toH + i] = deltaForget * own[a] + deltaMemory * own[a + units] + deltaOut * own[a + 2 * units];
                stateCotangent.values[toC + i] = ofNext * forget + deltaForget * own[a + 3 * units];
                s[f + i] = deltaForget;
                s[g + i] = deltaMemory;
                s[o + i] = deltaOut;
            }
            ownGradient[a] += byForget;
            ownGradient[a + units] += byMemory;
            ownGradient[a + 2 * units] += byOut;
            ownGradient[a + 3 * units] += byForgetPeephole;
            ownGradient[a + 4 * units] += byOutPeephole;
        }
    }
}
