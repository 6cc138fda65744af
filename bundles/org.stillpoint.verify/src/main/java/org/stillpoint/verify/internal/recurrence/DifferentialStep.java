package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** The cells that step along a vector field: euler, runge-kutta, implicit-euler. */
final class DifferentialStep implements StepMap {

    private final StandardCell cell;
    private final Field field;
    private final double step;
    private final CellShape shape;
    private final StepEquation equation;
    private final double[] h;
    private final double[] x;
    private final double[] y;
    private final double[] slope;
    private final double[] sum;

    DifferentialStep(StandardCell cell, DataRecord parameters, Field field) {
        this.cell = cell;
        this.field = field;
        step = parameters.number("step");
        shape = new CellShape(field.dimension(), field.dimension(), field.inputs());
        h = new double[field.dimension()];
        x = new double[field.inputs()];
        y = new double[field.dimension()];
        slope = new double[field.dimension()];
        sum = new double[field.dimension()];
        equation = cell == StandardCell.IMPLICIT_EULER ? new ImplicitEuler() : null;
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        double size = shape.state();
        return switch (cell) {
            case EULER -> field.operations();
            case RUNGE_KUTTA -> 4 * field.operations();
            default -> 8 * field.operations() + (field.linear() ? 4 * size * size : 2 * size * size * size);
        };
    }

    @Override
    public boolean implicit() {
        return cell == StandardCell.IMPLICIT_EULER;
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states, stateOffset + row * h.length, h, 0, h.length);
            System.arraycopy(inputs, inputOffset + row * inputStride, x, 0, x.length);
            int to = nextOffset + row * h.length;
            switch (cell) {
                case EULER -> euler();
                case RUNGE_KUTTA -> rungeKutta();
                default -> {
                    System.arraycopy(next, to, y, 0, y.length);
                    equation.solve(y);
                }
            }
            System.arraycopy(y, 0, next, to, y.length);
        }
    }

    private void euler() {
        field.derivative(h, x, slope);
        advance(step);
    }

    /** y = h + length slope. */
    private void advance(double length) {
        for (int k = 0; k < y.length; k++) {
            y[k] = h[k] + length * slope[k];
        }
    }

    private void rungeKutta() {
        field.derivative(h, x, slope);
        System.arraycopy(slope, 0, sum, 0, sum.length);
        advance(step / 2);
        addSlope(2);
        advance(step / 2);
        addSlope(2);
        advance(step);
        addSlope(1);
        for (int k = 0; k < y.length; k++) {
            y[k] = h[k] + step / 6 * sum[k];
        }
    }

    private void addSlope(double weight) {
        field.derivative(y, x, slope);
        for (int k = 0; k < sum.length; k++) {
            sum[k] += weight * slope[k];
        }
    }

    /** y - h - step f(y) = 0. */
    private final class ImplicitEuler extends StepEquation {

        ImplicitEuler() {
            super(h.length);
        }

        @Override
        void defect(double[] end, double[] defect) {
            field.derivative(end, x, defect);
            for (int k = 0; k < end.length; k++) {
                defect[k] = end[k] - h[k] - step * defect[k];
            }
        }

        @Override
        void matrix(double[] end, double[] matrix) {
            field.jacobian(end, x, matrix);
            for (int k = 0; k < matrix.length; k++) {
                matrix[k] = (k % (end.length + 1) == 0 ? 1 : 0) - step * matrix[k];
            }
        }

        @Override
        boolean constant() {
            return field.linear();
        }
    }
}
