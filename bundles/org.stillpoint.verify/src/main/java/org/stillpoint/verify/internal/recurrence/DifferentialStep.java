package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** The cells that step along a vector field: euler, runge-kutta, implicit-euler. */
final class DifferentialStep implements StepMap {

    private static final int MOST_CORRECTIONS = 60;
    private static final int MOST_HALVINGS = 30;
    /** A correction of this part of the solution is lost in rounding. */
    private static final double ROUNDING = 0x1p-50;
    /** Corrections that no longer shrink end the iteration if they are this small. */
    private static final double SMALL = 1e-10;

    private final StandardCell cell;
    private final Field field;
    private final double step;
    private final CellShape shape;
    private final Elimination equations;
    private boolean factored;
    private final double[] h;
    private final double[] x;
    private final double[] y;
    private final double[] slope;
    private final double[] sum;
    private final double[] correction;

    DifferentialStep(StandardCell cell, DataRecord parameters, Field field) {
        this.cell = cell;
        this.field = field;
        step = parameters.number("step");
        shape = new CellShape(field.dimension(), field.dimension(), field.inputs());
        equations = cell == StandardCell.IMPLICIT_EULER ? new Elimination(field.dimension()) : null;
        h = new double[field.dimension()];
        x = new double[field.inputs()];
        y = new double[field.dimension()];
        slope = new double[field.dimension()];
        sum = new double[field.dimension()];
        correction = new double[field.dimension()];
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
                    implicitEuler();
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

    /** Newton's method on y - h - step f(y) = 0 from the guess in y; NaN where it finds no root. */
    private void implicitEuler() {
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_CORRECTIONS; i++) {
            double defect = defect();
            if (!field.linear() || !factored) {
                field.jacobian(y, x, equations.matrix());
                for (int k = 0; k < h.length * h.length; k++) {
                    equations.matrix()[k] = (k % (h.length + 1) == 0 ? 1 : 0) - step * equations.matrix()[k];
                }
                equations.factor();
                factored = true;
            }
            equations.solve(correction);
            double size = 0;
            double scale = 1;
            for (int k = 0; k < y.length; k++) {
                size = Math.max(size, Math.abs(correction[k]));
                scale = Math.max(scale, Math.abs(y[k]));
                y[k] -= correction[k];
            }
            if (!(size < Double.POSITIVE_INFINITY)) {
                break;
            }
            if (size <= ROUNDING * scale || size <= SMALL * scale && size >= before / 2) {
                return;
            }
            before = size;
            shorten(defect);
        }
        Arrays.fill(y, Double.NaN);
    }

    /** Takes half of the last correction back as long as the defect is larger than it was. */
    private void shorten(double defect) {
        System.arraycopy(correction, 0, sum, 0, sum.length);
        for (int i = 0; i < MOST_HALVINGS && !(defect() <= defect); i++) {
            for (int k = 0; k < y.length; k++) {
                sum[k] /= 2;
                y[k] += sum[k];
            }
        }
    }

    /** Leaves y - h - step f(y) in {@code correction} and answers its largest component. */
    private double defect() {
        field.derivative(y, x, slope);
        double largest = 0;
        for (int k = 0; k < y.length; k++) {
            correction[k] = y[k] - h[k] - step * slope[k];
            largest = Math.max(largest, Math.abs(correction[k]));
        }
        return largest;
    }
}
