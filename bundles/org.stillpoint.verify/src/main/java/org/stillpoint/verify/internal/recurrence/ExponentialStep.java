package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;

/**
 * The cell midpoint-exponential: from h the solution of v' = G v + z over a step, where G and z are the means of the Jacobian matrix J and
 * of f - J y at both ends of the step. The solution is h plus that of u' = G u + w from 0, with w = z + G h.
 */
final class ExponentialStep extends StepEquation implements StepMap {

    /** The part of the states by which they are moved for differences. */
    private static final double DIFFERENCE = 0x1p-17;
    private static final double USUAL_CORRECTIONS = 3;

    private final Field field;
    private final double step;
    private final CellShape shape;
    private final LinearFlow flow;
    private final double[] h;
    private final double[] x;
    private final double[] y;
    private final double[] slope;
    private final double[] jacobian;
    private final double[] endSlope;
    private final double[] endJacobian;
    private final double[] mean;
    private final double[] source;
    private final double[] moved;
    private final double[] above;
    private final double[] below;
    private double[] propagator;

    ExponentialStep(DataRecord parameters, Field field) {
        super(field.dimension());
        this.field = field;
        step = parameters.number("step");
        int size = field.dimension();
        shape = new CellShape(size, size, field.inputs());
        flow = new LinearFlow(size);
        h = new double[size];
        x = new double[field.inputs()];
        y = new double[size];
        slope = new double[size];
        jacobian = new double[size * size];
        endSlope = new double[size];
        endJacobian = new double[size * size];
        mean = new double[size * size];
        source = new double[size];
        moved = new double[size];
        above = new double[size];
        below = new double[size];
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        double size = shape.state();
        return field.linear() ? field.operations() + size * size
                : USUAL_CORRECTIONS * (2 + 2 * size) * (2 * field.operations() + flow.operations());
    }

    @Override
    public boolean implicit() {
        return !field.linear();
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states, stateOffset + row * h.length, h, 0, h.length);
            System.arraycopy(inputs, inputOffset + row * inputStride, x, 0, x.length);
            int to = nextOffset + row * h.length;
            field.derivative(h, x, slope);
            if (field.linear()) {
                propagate();
            } else {
                System.arraycopy(next, to, y, 0, y.length);
                field.jacobian(h, x, jacobian);
                if (Arrays.equals(y, h)) {
                    guess();
                }
                solve(y);
            }
            System.arraycopy(y, 0, next, to, y.length);
        }
    }

    /** y = h plus the solution of u' = A u + f(h), for which the flow of each axis is computed once. */
    private void propagate() {
        if (propagator == null) {
            propagator = new double[jacobian.length];
            field.jacobian(h, x, jacobian);
            for (int k = 0; k < h.length; k++) {
                source[k] = 1;
                flow.fromZero(jacobian, source, step, moved);
                source[k] = 0;
                for (int i = 0; i < h.length; i++) {
                    propagator[i * h.length + k] = moved[i];
                }
            }
        }
        for (int i = 0; i < h.length; i++) {
            double sum = 0;
            for (int k = 0; k < h.length; k++) {
                sum += propagator[i * h.length + k] * slope[k];
            }
            y[i] = h[i] + sum;
        }
    }

    /** The field linearised at the start alone. */
    private void guess() {
        flow.fromZero(jacobian, slope, step, y);
        for (int k = 0; k < y.length; k++) {
            y[k] += h[k];
        }
    }

    @Override
    void defect(double[] end, double[] defect) {
        field.derivative(end, x, endSlope);
        field.jacobian(end, x, endJacobian);
        for (int k = 0; k < mean.length; k++) {
            mean[k] = (jacobian[k] + endJacobian[k]) / 2;
        }
        for (int i = 0; i < h.length; i++) {
            double sum = slope[i] + endSlope[i];
            for (int k = 0; k < h.length; k++) {
                sum -= endJacobian[i * h.length + k] * (end[k] - h[k]);
            }
            source[i] = sum / 2;
        }
        flow.fromZero(mean, source, step, defect);
        for (int i = 0; i < h.length; i++) {
            defect[i] = end[i] - h[i] - defect[i];
        }
    }

    @Override
    void matrix(double[] end, double[] matrix) {
        System.arraycopy(end, 0, moved, 0, moved.length);
        for (int k = 0; k < moved.length; k++) {
            double difference = DIFFERENCE * Math.max(1, Math.abs(end[k]));
            moved[k] = end[k] + difference;
            defect(moved, above);
            double high = moved[k];
            moved[k] = end[k] - difference;
            defect(moved, below);
            for (int i = 0; i < moved.length; i++) {
                matrix[i * moved.length + k] = (above[i] - below[i]) / (high - moved[k]);
            }
            moved[k] = end[k];
        }
    }

    @Override
    boolean constant() {
        return false;
    }
}
