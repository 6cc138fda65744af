package org.stillpoint.recurrence.internal.run;

import org.stillpoint.recurrence.internal.cell.Cell;

/**
 * A stretch of steps of one direction of one layer: what a method is given to solve. Its steps are in the order in which the recurrence
 * runs. Values of a step t (from 0) of a sequence b are at {@code (b * steps + t) * size}.
 */
public final class Stretch {

    /** The cell. */
    public final Cell cell;
    /** The number of sequences. */
    public final int batch;
    /** The number of steps. */
    public final int steps;
    /** The inputs: batch x steps x components of the input. */
    public final double[] input;
    /** The states before the first step: batch x components of the state. */
    public final double[] initial;
    /** The states after each step, batch x steps x components: a guess where {@link #guessed} says so, in the end the solution. */
    public final double[] states;
    /** Whether {@link #states} holds a guess at the beginning. */
    public final boolean guessed;

    /** A stretch of arrays that the caller has. */
    public Stretch(Cell cell, int batch, int steps, double[] input, double[] initial, double[] states, boolean guessed) {
        this.cell = cell;
        this.batch = batch;
        this.steps = steps;
        this.input = input;
        this.initial = initial;
        this.states = states;
        this.guessed = guessed;
    }

    /** A stretch without a guess. */
    public static Stretch of(Cell cell, int batch, int steps, double[] input, double[] initial) {
        return new Stretch(cell, batch, steps, input, initial, new double[Math.multiplyExact(batch * steps, cell.shape().state())], false);
    }

    /** The number of components of the state. */
    public int size() {
        return cell.shape().state();
    }

    /** The number of components of the input. */
    public int inputSize() {
        return cell.shape().input();
    }

    /** Where the state after a step of a sequence begins. */
    public int stateOffset(int sequence, int step) {
        return (sequence * steps + step) * cell.shape().state();
    }

    /** The array with the states before a step: the initial ones, or those after the step before. */
    public double[] before(int step) {
        return step == 0 ? initial : states;
    }

    /** Where in {@link #before} the state of a sequence before a step begins. */
    public int beforeOffset(int sequence, int step) {
        return step == 0 ? sequence * cell.shape().state() : stateOffset(sequence, step - 1);
    }

    /** Copies the states of a sequence before some steps into a panel with a lane for each step. */
    public void gatherBefore(int sequence, int from, int count, double[] panel) {
        int size = size();
        for (int lane = 0; lane < count; lane++) {
            double[] source = before(from + lane);
            int offset = beforeOffset(sequence, from + lane);
            for (int k = 0; k < size; k++) {
                panel[k * count + lane] = source[offset + k];
            }
        }
    }

    /** Where the input of a step of a sequence begins. */
    public int inputOffset(int sequence, int step) {
        return (sequence * steps + step) * cell.shape().input();
    }
}
