package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;

/**
 * The system of Lorenz, x' = sigma (y - x), y' = x (rho - z) - y, z' = x y - beta z. Where it observes, the input stands in the place of
 * y on the right.
 */
record LorenzField(double sigma, double rho, double beta, boolean observes) implements Field, Field.Evaluator {

    private static final int SIZE = 3;
    private static final double OPERATIONS = 9;

    @Override
    public int dimension() {
        return SIZE;
    }

    @Override
    public int inputSize() {
        return observes ? 1 : 0;
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
        double[] ys = observes ? input : state;
        int yOffset = observes ? inputOffset : stateOffset + lanes;
        for (int lane = 0; lane < lanes; lane++) {
            double x = state[stateOffset + lane];
            double y = ys[yOffset + lane];
            double z = state[stateOffset + 2 * lanes + lane];
            derivative[derivativeOffset + lane] = sigma * (y - x);
            derivative[derivativeOffset + lanes + lane] = x * (rho - z) - y;
            derivative[derivativeOffset + 2 * lanes + lane] = x * y - beta * z;
        }
    }

    @Override
    public void jacobian(double[] state, int stateOffset, double[] input, int inputOffset, int lanes, double[] jacobian,
            int jacobianOffset) {
        double[] ys = observes ? input : state;
        int yOffset = observes ? inputOffset : stateOffset + lanes;
        double coupling = observes ? 0 : 1;
        for (int lane = 0; lane < lanes; lane++) {
            double x = state[stateOffset + lane];
            double z = state[stateOffset + 2 * lanes + lane];
            int entry = jacobianOffset + lane;
            jacobian[entry] = -sigma;
            jacobian[entry + lanes] = sigma * coupling;
            jacobian[entry + 2 * lanes] = 0;
            jacobian[entry + 3 * lanes] = rho - z;
            jacobian[entry + 4 * lanes] = -coupling;
            jacobian[entry + 5 * lanes] = -x;
            jacobian[entry + 6 * lanes] = ys[yOffset + lane];
            jacobian[entry + 7 * lanes] = x * coupling;
            jacobian[entry + 8 * lanes] = -beta;
        }
    }

    @Override
    public void secondDerivatives(double[] y, double[] input, double[] second) {
        Arrays.fill(second, 0);
        second[SIZE * SIZE + 2] = -1;
        second[SIZE * SIZE + 2 * SIZE] = -1;
        if (!observes) {
            second[2 * SIZE * SIZE + 1] = 1;
            second[2 * SIZE * SIZE + SIZE] = 1;
        }
    }
}
