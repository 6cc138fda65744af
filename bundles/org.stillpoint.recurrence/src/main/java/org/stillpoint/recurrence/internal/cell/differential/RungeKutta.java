package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/**
 * The classical Runge-Kutta method y' = y + s (k_1 + 2 k_2 + 2 k_3 + k_4) / 6 with k_1 = f(y), k_2 = f(y + s k_1 / 2),
 * k_3 = f(y + s k_2 / 2) and k_4 = f(y + s k_3). By the chain rule the derivative D_i of k_i is J_i (I + s c_i D_(i-1)), where J_i is the
 * field's Jacobian matrix at the place of stage i and c_i its fraction of the step.
 */
final class RungeKutta implements CellKernel {

    private static final double[] FRACTIONS = {0, 0.5, 0.5, 1};
    private static final double[] WEIGHTS = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

    private final Field.Evaluator field;
    private final int dimension;
    private final int inputs;
    private final double step;
    private final int lanes;
    private final double[] place;
    private final double[] slope;
    private double[] stageJacobian;
    private double[] slopeJacobian;
    private double[] product;

    RungeKutta(Field field, double step, int lanes) {
        this.field = field.evaluator();
        this.step = step;
        this.lanes = lanes;
        dimension = field.dimension();
        inputs = field.inputSize();
        place = new double[dimension * lanes];
        slope = new double[dimension * lanes];
    }

    @Override
    public void drive(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset) {
        Lanes.transpose(input, inputOffset, inputStride, inputs, count, drive, driveOffset);
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int count, double[] next, int nextOffset) {
        System.arraycopy(state, stateOffset, next, nextOffset, dimension * count);
        for (int stage = 0; stage < FRACTIONS.length; stage++) {
            advance(stage, state, stateOffset, drive, driveOffset, count, next, nextOffset);
        }
    }

    /** Computes the slope of a stage and adds its part to the next state. */
    private void advance(int stage, double[] state, int stateOffset, double[] drive, int driveOffset, int count, double[] next,
            int nextOffset) {
        int length = dimension * count;
        double ahead = step * FRACTIONS[stage];
        if (stage == 0) {
            System.arraycopy(state, stateOffset, place, 0, length);
        } else {
            for (int i = 0; i < length; i++) {
                place[i] = state[stateOffset + i] + ahead * slope[i];
            }
        }
        field.derivative(place, 0, drive, driveOffset, count, slope, 0);
        double weight = step * WEIGHTS[stage];
        for (int i = 0; i < length; i++) {
            next[nextOffset + i] += weight * slope[i];
        }
    }

    @Override
    public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int count, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset) {
        int entries = dimension * dimension * count;
        reserve(dimension * dimension * lanes);
        System.arraycopy(state, stateOffset, next, nextOffset, dimension * count);
        Arrays.fill(jacobian, jacobianOffset, jacobianOffset + entries, 0);
        for (int k = 0; k < dimension; k++) {
            int diagonal = jacobianOffset + k * (dimension + 1) * count;
            Arrays.fill(jacobian, diagonal, diagonal + count, 1);
        }
        for (int stage = 0; stage < FRACTIONS.length; stage++) {
            advance(stage, state, stateOffset, drive, driveOffset, count, next, nextOffset);
            field.jacobian(place, 0, drive, driveOffset, count, stageJacobian, 0);
            chain(step * FRACTIONS[stage], count);
            double weight = step * WEIGHTS[stage];
            for (int i = 0; i < entries; i++) {
                jacobian[jacobianOffset + i] += weight * slopeJacobian[i];
            }
        }
    }

    private void reserve(int entries) {
        if (stageJacobian == null) {
            stageJacobian = new double[entries];
            slopeJacobian = new double[entries];
            product = new double[entries];
        }
    }

    /** D = J (I + ahead D) for all lanes. */
    private void chain(double ahead, int count) {
        int entries = dimension * dimension * count;
        System.arraycopy(stageJacobian, 0, product, 0, entries);
        if (ahead != 0) {
            for (int row = 0; row < dimension; row++) {
                for (int inner = 0; inner < dimension; inner++) {
                    int factor = (row * dimension + inner) * count;
                    for (int column = 0; column < dimension; column++) {
                        int from = (inner * dimension + column) * count;
                        int to = (row * dimension + column) * count;
                        for (int lane = 0; lane < count; lane++) {
                            product[to + lane] += ahead * stageJacobian[factor + lane] * slopeJacobian[from + lane];
                        }
                    }
                }
            }
        }
        System.arraycopy(product, 0, slopeJacobian, 0, entries);
    }
}
