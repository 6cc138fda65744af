package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/**
 * The exponential midpoint method, with which DEER discretises differential equations: over a step the field is taken to be linear, with
 * the mean of its linearisations at both ends, f(v) = G v + z with G = (J + J') / 2 and z = (f - J y + f' - J' y') / 2, where a prime means
 * the end of the step. This equation is solved exactly, y' = e^(s G) y + s phi(s G) z with phi(A) = (e^A - I) A^-1. As
 * e^(s G) = I + s G phi(s G), that is y' = y + s phi(s G) w, w = (f + f' - J' (y' - y)) / 2: exact for linear fields, of order 2 for others.
 * Source: Lim et al. 2024 (arXiv:2309.12252), whose iterates over all steps have these y' as their limit.
 *
 * <p>Each lane's equation is solved by itself with Newton's method from y + s phi(s J) f. Where that does not lead to a solution the next
 * state is not-a-number; there is none where the field bends too much over the step, as in the jumps of stiff oscillators. With second
 * derivatives H and H' of the field at both ends, the right side changes by (I + U) dy + U' dy', where column k of U is
 * s G phi e_k + s^2 / 2 (dphi in the direction H e_k) w, and column k of U' is
 * s^2 / 2 (dphi in the direction H' e_k) w - s / 2 phi H' e_k (y' - y). The Jacobian matrix of a step is (I - U')^-1 (I + U).
 */
final class MidpointExponential implements CellKernel, DampedNewton.Equation {

    private final Field.Evaluator field;
    private final int dimension;
    private final int inputs;
    private final double step;
    private final DampedNewton newton;
    private final PhiFunction phi;
    private final double[] start;
    private final double[] input;
    private final double[] slope;
    private final double[] matrix;
    private final double[] solution;
    private final double[] endSlope;
    private final double[] endMatrix;
    private final double[] move;
    private final double[] mean;
    private final double[] column;
    private final double[] bent;
    private final double[] direction;
    private final double[] second;
    private final double[] growth;

    MidpointExponential(Field field, double step) {
        this.field = field.evaluator();
        this.step = step;
        dimension = field.dimension();
        inputs = field.inputSize();
        newton = new DampedNewton(dimension, this);
        phi = new PhiFunction(dimension);
        start = new double[dimension];
        input = new double[inputs];
        slope = new double[dimension];
        matrix = new double[dimension * dimension];
        solution = new double[dimension];
        endSlope = new double[dimension];
        endMatrix = new double[dimension * dimension];
        move = new double[dimension];
        mean = new double[dimension];
        column = new double[dimension];
        bent = new double[dimension];
        direction = new double[dimension * dimension];
        second = new double[dimension * dimension * dimension];
        growth = new double[dimension * dimension];
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
            if (regular) {
                growth();
            }
            for (int k = 0; k < dimension; k++) {
                if (regular) {
                    for (int i = 0; i < dimension; i++) {
                        column[i] = growth[i * dimension + k];
                    }
                    newton.divide(column);
                } else {
                    Arrays.fill(column, Double.NaN);
                }
                for (int i = 0; i < dimension; i++) {
                    jacobian[jacobianOffset + (i * dimension + k) * lanes + lane] = column[i];
                }
            }
        }
    }

    private void solveLane(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, int lane) {
        Lanes.gather(state, stateOffset + lane, lanes, start);
        Lanes.gather(drive, driveOffset + lane, lanes, input);
        field.derivative(start, 0, input, 0, 1, slope, 0);
        field.jacobian(start, 0, input, 0, 1, matrix, 0);
        for (int i = 0; i < matrix.length; i++) {
            phi.matrix()[i] = step * matrix[i];
        }
        phi.evaluate();
        phi.apply(phi.value(), slope, solution);
        for (int i = 0; i < dimension; i++) {
            solution[i] = start[i] + step * solution[i];
        }
        if (!newton.solve(solution)) {
            Arrays.fill(solution, Double.NaN);
        }
    }

    /** y' - y - s phi(s G) w. */
    @Override
    public void defect(double[] y, double[] defect) {
        field.derivative(y, 0, input, 0, 1, endSlope, 0);
        field.jacobian(y, 0, input, 0, 1, endMatrix, 0);
        for (int i = 0; i < dimension; i++) {
            move[i] = y[i] - start[i];
        }
        phi.apply(endMatrix, move, mean);
        for (int i = 0; i < dimension; i++) {
            mean[i] = (slope[i] + endSlope[i] - mean[i]) / 2;
        }
        for (int i = 0; i < matrix.length; i++) {
            phi.matrix()[i] = step * (matrix[i] + endMatrix[i]) / 2;
        }
        phi.evaluate();
        phi.apply(phi.value(), mean, defect);
        for (int i = 0; i < dimension; i++) {
            defect[i] = move[i] - step * defect[i];
        }
    }

    /** I - U'. */
    @Override
    public void jacobian(double[] y, double[] jacobian) {
        field.secondDerivatives(y, input, second);
        for (int k = 0; k < dimension; k++) {
            bend(k);
            phi.apply(direction, move, column);
            phi.apply(phi.value(), column, bent);
            phi.derivative(direction, mean, column);
            for (int i = 0; i < dimension; i++) {
                jacobian[i * dimension + k] = (i == k ? 1 : 0) - step / 2 * (step * column[i] - bent[i]);
            }
        }
    }

    /** I + U, at the place where the defect was computed last. */
    private void growth() {
        field.secondDerivatives(start, input, second);
        phi.multiply(phi.matrix(), phi.value(), growth);
        for (int k = 0; k < dimension; k++) {
            bend(k);
            phi.derivative(direction, mean, column);
            for (int i = 0; i < dimension; i++) {
                growth[i * dimension + k] += (i == k ? 1 : 0) + step / 2 * step * column[i];
            }
        }
    }

    /** The change of the field's Jacobian matrix along the axis k. */
    private void bend(int k) {
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(second, (i * dimension + k) * dimension, direction, i * dimension, dimension);
        }
    }
}
