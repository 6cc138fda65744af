package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.RecurrentCell;

/** A user's cell. */
final class ServiceStep implements StepMap {

    /** What a step of an unknown function is taken to cost. */
    private static final double USUAL_OPERATIONS = 100;

    private final RecurrentCell cell;
    private final CellShape shape;
    private final double[] state;
    private final double[] input;
    private final double[] image;

    ServiceStep(RecurrentCell cell) {
        this.cell = cell;
        shape = new CellShape(cell.stateSize(), cell.hiddenSize(), cell.inputSize());
        state = new double[shape.state()];
        input = new double[shape.input()];
        image = new double[shape.state()];
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        return Math.max(USUAL_OPERATIONS, (double) shape.state() * shape.state());
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states, stateOffset + row * state.length, state, 0, state.length);
            System.arraycopy(inputs, inputOffset + row * inputStride, input, 0, input.length);
            cell.step(state, input, image);
            System.arraycopy(image, 0, next, nextOffset + row * state.length, state.length);
        }
    }
}
