package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/**
 * The implicit Euler method y' = y + s f(y', x), with the Jacobian matrix (I - s df/dy(y'))^-1. Each lane's equation is solved by itself
 * with Newton's method. It starts from y; where a fold lies between y and the solution, as in the jumps of stiff oscillators, it starts
 * again ahead, from y + s f(y), y + 4 s f(y), y + 16 s f(y), ... Where all this does not lead to a solution the next state is
 * not-a-number.
 */
final class ImplicitEuler implements CellKernel, DampedNewton.Equation {

    private static final int MOST_DISTANCES = 8;

    private final Field.Evaluator field;
    private final int dimension;
    private final int inputs;
    private final double step;
    private final DampedNewton newton;
    private final double[] start;
    private final double[] input;
    private final double[] solution;
    private final double[] slope;
    private final double[] column;

    ImplicitEuler(Field field, double step) {
        this.field = field.evaluator();
        this.step = step;
        dimension = field.dimension();
        inputs = field.inputSize();
        newton = new DampedNewton(dimension, this);
        start = new double[dimension];
        input = new double[inputs];
        solution = new double[dimension];
        slope = new double[dimension];
        column = new double[dimension];
    }

    @Override
    public void drive(double[] source, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        Lanes.transpose(source, inputOffset, inputStride, inputs, lanes, drive, driveOffset);
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            solveLane(state, stateOffset, drive, driveOffset, lanes, lane);
            Lanes.scatter(solution, next, nextOffset + lane, lanes);
        }
    }

    @Override
    public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            solveLane(state, stateOffset, drive, driveOffset, lanes, lane);
            Lanes.scatter(solution, next, nextOffset + lane, lanes);
            boolean regular = newton.linearise(solution);
            for (int j = 0; j < dimension; j++) {
                if (regular) {
                    Arrays.fill(column, 0);
                    column[j] = 1;
                    newton.divide(column);
                } else {
                    Arrays.fill(column, Double.NaN);
                }
                for (int i = 0; i < dimension; i++) {
                    jacobian[jacobianOffset + (i * dimension + j) * lanes + lane] = column[i];
                }
            }
        }
    }

    private void solveLane(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, int lane) {
        Lanes.gather(state, stateOffset + lane, lanes, start);
        Lanes.gather(drive, driveOffset + lane, lanes, input);
        System.arraycopy(start, 0, solution, 0, dimension);
        boolean solved = newton.solve(solution);
        for (int attempt = 0; !solved && attempt < MOST_DISTANCES; attempt++) {
            field.derivative(start, 0, input, 0, 1, slope, 0);
            for (int i = 0; i < dimension; i++) {
                solution[i] = start[i] + Math.scalb(step, 2 * attempt) * slope[i];
            }
            solved = newton.solve(solution);
        }
        if (!solved) {
            Arrays.fill(solution, Double.NaN);
        }
    }

    /** y' - y - s f(y', x). */
    @Override
    public void defect(double[] y, double[] defect) {
        field.derivative(y, 0, input, 0, 1, defect, 0);
        for (int i = 0; i < dimension; i++) {
            defect[i] = y[i] - start[i] - step * defect[i];
        }
    }

    /** I - s df/dy(y', x). */
    @Override
    public void jacobian(double[] y, double[] jacobian) {
        field.jacobian(y, 0, input, 0, 1, jacobian, 0);
        for (int i = 0; i < jacobian.length; i++) {
            jacobian[i] *= -step;
        }
        for (int k = 0; k < dimension; k++) {
            jacobian[k * (dimension + 1)] += 1;
        }
    }
}
