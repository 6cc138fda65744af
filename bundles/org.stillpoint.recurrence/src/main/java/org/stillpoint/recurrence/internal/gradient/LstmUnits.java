package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;

/** The units of a long short-term memory, gates i, f, g, o: c' = f c + i g, h' = o tanh(c'). */
final class LstmUnits implements UnitFunction {

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public int parts() {
        return 2;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        int units = next.rows / 2;
        double[] s = sums.values;
        for (int unit = 0; unit < units; unit++) {
            int in = sums.row(unit);
            int forget = sums.row(units + unit);
            int g = sums.row(2 * units + unit);
            int out = sums.row(3 * units + unit);
            int c = state.row(units + unit);
            int nextH = next.row(unit);
            int nextC = next.row(units + unit);
            int lanes = next.lanes;
            VectorKernels.sigmoid(s, in, s, in, lanes);
            VectorKernels.sigmoid(s, forget, s, forget, lanes);
            VectorKernels.tanh(s, g, s, g, lanes);
            VectorKernels.sigmoid(s, out, s, out, lanes);
            for (int i = 0; i < lanes; i++) {
                next.values[nextC + i] = s[forget + i] * state.values[c + i] + s[in + i] * s[g + i];
            }
            VectorKernels.tanh(next.values, nextC, next.values, nextH, lanes);
            for (int i = 0; i < lanes; i++) {
                next.values[nextH + i] *= s[out + i];
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
            int in = sums.row(unit);
            int forget = sums.row(units + unit);
            int g = sums.row(2 * units + unit);
            int out = sums.row(3 * units + unit);
            int c = state.row(units + unit);
            int ofH = cotangent.row(unit);
            int ofC = cotangent.row(units + unit);
            int toH = stateCotangent.row(unit);
            int toC = stateCotangent.row(units + unit);
            VectorKernels.tanh(next.values, next.row(units + unit), stateCotangent.values, toH, lanes);
            for (int i = 0; i < lanes; i++) {
                double bounded = stateCotangent.values[toH + i];
                double o = s[out + i];
                double f = s[forget + i];
                double enter = s[in + i];
                double memory = s[g + i];
                double lambda = cotangent.values[ofH + i];
                double ofMemory = cotangent.values[ofC + i] + lambda * o * (1 - bounded * bounded);
                s[out + i] = lambda * bounded * o * (1 - o);
                s[forget + i] = ofMemory * state.values[c + i] * f * (1 - f);
                s[in + i] = ofMemory * memory * enter * (1 - enter);
                s[g + i] = ofMemory * enter * (1 - memory * memory);
                stateCotangent.values[toC + i] = ofMemory * f;
                stateCotangent.values[toH + i] = 0;
            }
        }
    }
}
