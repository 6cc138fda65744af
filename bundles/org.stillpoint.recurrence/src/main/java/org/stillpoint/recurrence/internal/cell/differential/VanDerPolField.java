package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;

/** The oscillator of van der Pol, x' = y, y' = mu (1 - x^2) y - x. */
record VanDerPolField(double mu) implements Field, Field.Evaluator {

    private static final int SIZE = 2;
    private static final double OPERATIONS = 6;

    @Override
    public int dimension() {
        return SIZE;
    }

    @Override
    public int inputSize() {
        return 0;
    }

    @Override
    public double operations() {
        return OPERATIONS;
    }

    @Override
    public Evaluator evaluator() {
        return this;
    }

    @Override
    public void derivative(double[] state, int stateOffset, double[] input, int inputOffset, int lanes, double[] derivative,
            int derivativeOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            double x = state[stateOffset + lane];
            double y = state[stateOffset + lanes + lane];
            derivative[derivativeOffset + lane] = y;
            derivative[derivativeOffset + lanes + lane] = mu * (1 - x * x) * y - x;
        }
    }

    @Override
    public void jacobian(double[] state, int stateOffset, double[] input, int inputOffset, int lanes, double[] jacobian,
            int jacobianOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            double x = state[stateOffset + lane];
            double y = state[stateOffset + lanes + lane];
            int entry = jacobianOffset + lane;
            jacobian[entry] = 0;
            jacobian[entry + lanes] = 1;
            jacobian[entry + 2 * lanes] = -2 * mu * x * y - 1;
            jacobian[entry + 3 * lanes] = mu * (1 - x * x);
        }
    }

    @Override
    public void secondDerivatives(double[] y, double[] input, double[] second) {
        Arrays.fill(second, 0);
        second[SIZE * SIZE] = -2 * mu * y[1];
        second[SIZE * SIZE + 1] = -2 * mu * y[0];
        second[SIZE * SIZE + SIZE] = -2 * mu * y[0];
    }
}
