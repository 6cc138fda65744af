package org.stillpoint.recurrence.internal.cell.differential;

/** y' = rate y (1 - y). */
record LogisticField(double rate) implements Field, Field.Evaluator {

    private static final double OPERATIONS = 3;

    @Override
    public int dimension() {
        return 1;
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
    public void derivative(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] derivative, int derivativeOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            double value = y[yOffset + lane];
            derivative[derivativeOffset + lane] = rate * value * (1 - value);
        }
    }

    @Override
    public void jacobian(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] jacobian, int jacobianOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            jacobian[jacobianOffset + lane] = rate * (1 - 2 * y[yOffset + lane]);
        }
    }

    @Override
    public void secondDerivatives(double[] y, double[] input, double[] second) {
        second[0] = -2 * rate;
    }
}
