package org.stillpoint.recurrence.internal.cell;

import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.DifferentiableCell;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.RecurrentCell;

/** A user's cell, evaluated lane by lane; where it brings no Jacobian matrix, by central differences. */
final class ServiceCell implements Cell {

    /** The step of central differences relative to the size of the component: the cube root of the rounding unit. */
    private static final double DIFFERENCE = Math.cbrt(Math.ulp(1.0));
    /** What is assumed of a user's cell for each entry of its dense Jacobian matrix, and for each component. */
    private static final double OPERATIONS_PER_COMPONENT = 50;

    private final RecurrentCell cell;
    private final CellShape shape;
    private final JacobianStructure structure;

    ServiceCell(RecurrentCell cell) {
        this.cell = cell;
        shape = new CellShape(cell.stateSize(), cell.hiddenSize(), cell.inputSize());
        structure = cell instanceof DifferentiableCell differentiable ? differentiable.jacobianStructure()
                : JacobianStructure.dense(shape.state());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.input();
    }

    @Override
    public JacobianStructure jacobianStructure() {
        return structure;
    }

    @Override
    public boolean exactJacobian() {
        return cell instanceof DifferentiableCell;
    }

    @Override
    public double operations() {
        return OPERATIONS_PER_COMPONENT * shape.state();
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel();
    }

    private final class Kernel implements CellKernel {

        private final double[] state = new double[shape.state()];
        private final double[] input = new double[shape.input()];
        private final double[] next = new double[shape.state()];
        private final double[] below = new double[shape.state()];
        private final double[] entries = new double[structure.entries(shape.state())];

        @Override
        public void drive(double[] inputs, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            for (int lane = 0; lane < lanes; lane++) {
                for (int j = 0; j < input.length; j++) {
                    drive[driveOffset + j * lanes + lane] = inputs[inputOffset + lane * inputStride + j];
                }
            }
        }

        @Override
        public void step(double[] states, int stateOffset, double[] drive, int driveOffset, int lanes, double[] nexts, int nextOffset) {
            for (int lane = 0; lane < lanes; lane++) {
                gather(states, stateOffset + lane, lanes, state);
                gather(drive, driveOffset + lane, lanes, input);
                cell.step(state, input, next);
                scatter(next, nexts, nextOffset + lane, lanes);
            }
        }

        @Override
        public void linearise(double[] states, int stateOffset, double[] drive, int driveOffset, int lanes, double[] nexts, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(states, stateOffset, drive, driveOffset, lanes, nexts, nextOffset);
            for (int lane = 0; lane < lanes; lane++) {
                gather(states, stateOffset + lane, lanes, state);
                gather(drive, driveOffset + lane, lanes, input);
                if (cell instanceof DifferentiableCell differentiable) {
                    differentiable.jacobian(state, input, entries);
                } else {
                    differences();
                }
                scatter(entries, jacobian, jacobianOffset + lane, lanes);
            }
        }

        private void differences() {
            int size = shape.state();
            for (int j = 0; j < size; j++) {
                double value = state[j];
                double step = DIFFERENCE * Math.max(1, Math.abs(value));
                state[j] = value + step;
                cell.step(state, input, next);
                double above = state[j];
                state[j] = value - step;
                cell.step(state, input, below);
                double width = above - state[j];
                state[j] = value;
                for (int i = 0; i < size; i++) {
                    entries[i * size + j] = (next[i] - below[i]) / width;
                }
            }
        }

        private static void gather(double[] panel, int offset, int stride, double[] vector) {
            for (int k = 0; k < vector.length; k++) {
                vector[k] = panel[offset + k * stride];
            }
        }

        private static void scatter(double[] vector, double[] panel, int offset, int stride) {
            for (int k = 0; k < vector.length; k++) {
                panel[offset + k * stride] = vector[k];
            }
        }
    }
}
