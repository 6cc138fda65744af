package org.stillpoint.recurrence.internal.cell;

import org.stillpoint.api.data.DataException;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.DifferentiableCell;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.RecurrentCell;

/** A user's cell, evaluated lane by lane; where it brings no Jacobian matrix, by central differences. */
final class ServiceCell implements Cell {

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
        if (shape.state() < 1 || shape.hidden() < 1 || shape.hidden() > shape.state() || shape.input() < 0) {
            throw new DataException("a user's cell has " + shape.state() + " components, of which " + shape.hidden() + " are output, and "
                    + shape.input() + " inputs; expected at least one component, at least one of them output, and no negative number");
        }
        if (shape.state() % structure.block() != 0) {
            throw new DataException("a user's cell of " + shape.state() + " components has a Jacobian matrix of " + structure.block()
                    + " parts; expected a divisor");
        }
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
        private final double[] entries = new double[structure.entries(shape.state())];
        private final CentralDifferences differences = new CentralDifferences(shape.state());
        private final CentralDifferences.VectorFunction function = (h, value) -> cell.step(h, input, value);

        @Override
        public void drive(double[] inputs, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            Lanes.transpose(inputs, inputOffset, inputStride, input.length, lanes, drive, driveOffset);
        }

        @Override
        public void step(double[] states, int stateOffset, double[] drive, int driveOffset, int lanes, double[] nexts, int nextOffset) {
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(states, stateOffset + lane, lanes, state);
                Lanes.gather(drive, driveOffset + lane, lanes, input);
                cell.step(state, input, next);
                Lanes.scatter(next, nexts, nextOffset + lane, lanes);
            }
        }

        @Override
        public void linearise(double[] states, int stateOffset, double[] drive, int driveOffset, int lanes, double[] nexts, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(states, stateOffset, drive, driveOffset, lanes, nexts, nextOffset);
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(states, stateOffset + lane, lanes, state);
                Lanes.gather(drive, driveOffset + lane, lanes, input);
                if (cell instanceof DifferentiableCell differentiable) {
                    differentiable.jacobian(state, input, entries);
                } else {
                    differences.jacobian(function, state, entries);
                }
                Lanes.scatter(entries, jacobian, jacobianOffset + lane, lanes);
            }
        }
    }
}
