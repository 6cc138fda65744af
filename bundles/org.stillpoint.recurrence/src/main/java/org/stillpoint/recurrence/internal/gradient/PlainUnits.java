package org.stillpoint.recurrence.internal.gradient;

import org.stillpoint.numerics.VectorKernels;

/** Units that make their next state of a single sum: its hyperbolic tangent, its positive part, or the sum itself. */
enum PlainUnits implements UnitFunction {
    TANH, RELU, IDENTITY;

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public void apply(Panel sums, Panel apart, Panel state, double[] own, int ownOffset, Panel next) {
        for (int row = 0; row < next.rows; row++) {
            int from = sums.row(row);
            int to = next.row(row);
            if (this == TANH) {
                VectorKernels.tanh(sums.values, from, next.values, to, next.lanes);
            } else {
                for (int i = 0; i < next.lanes; i++) {
                    double sum = sums.values[from + i];
                    next.values[to + i] = this == RELU ? Math.max(0, sum) : sum;
                }
            }
        }
    }

    @Override
    public void pullBack(Panel sums, Panel apart, Panel state, Panel next, double[] own, int ownOffset, Panel cotangent,
            Panel stateCotangent, double[] ownGradient) {
        stateCotangent.fill(0);
        for (int row = 0; row < next.rows; row++) {
            int to = sums.row(row);
            int at = next.row(row);
            int from = cotangent.row(row);
            for (int i = 0; i < next.lanes; i++) {
                double value = next.values[at + i];
                double slope = this == TANH ? 1 - value * value : this == IDENTITY || value > 0 || Double.isNaN(value) ? 1 : 0;
                sums.values[to + i] = cotangent.values[from + i] * slope;
            }
        }
    }
}
