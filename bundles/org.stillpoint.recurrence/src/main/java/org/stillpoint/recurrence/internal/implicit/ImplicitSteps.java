package org.stillpoint.recurrence.internal.implicit;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.numerics.VectorKernels;

/**
 * The equations of an implicit state space for single steps, what the input contributes to them computed before:
 * z = tanh(W h + (U x + c)), h = s(G z + g) * h' + B z + (C x + b). A row is a step of a sequence; rows of a sequence follow each other.
 */
final class ImplicitSteps {

    private final ImplicitStateSpace problem;
    private final int states;
    private final int equilibrium;
    private final int steps;
    /** C x + b and U x + c. */
    private final double[] drives;
    private final double[] feeds;
    private final double[] initial;

    ImplicitSteps(ImplicitStateSpace problem) {
        this.problem = problem;
        states = problem.states();
        equilibrium = problem.equilibriumSize();
        steps = problem.input().steps();
        initial = problem.start();
        int rows = problem.input().batch() * steps;
        int inputs = problem.input().size();
        drives = new double[Math.multiplyExact(rows, states)];
        feeds = new double[Math.multiplyExact(rows, equilibrium)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(problem.driveBias(), 0, drives, row * states, states);
            System.arraycopy(problem.mixerBias(), 0, feeds, row * equilibrium, equilibrium);
            add(problem.driveInput(), problem.input().values(), row * inputs, drives, row * states);
            add(problem.mixerInput(), problem.input().values(), row * inputs, feeds, row * equilibrium);
        }
    }

    /** About how many operations the equations of a step take. */
    double operations() {
        return 6.0 * states * equilibrium + 20.0 * (states + equilibrium);
    }

    int steps() {
        return steps;
    }

    double[] initial() {
        return initial;
    }

    /** gate = s(G z + g), drive = B z + C x + b. */
    void linear(int row, double[] z, int zOffset, double[] gate, int gateOffset, double[] drive, int driveOffset) {
        System.arraycopy(problem.gateBias(), 0, gate, gateOffset, states);
        add(problem.gateWeight(), z, zOffset, gate, gateOffset);
        for (int k = gateOffset; k < gateOffset + states; k++) {
            gate[k] = 1 / (1 + Math.exp(-gate[k]));
        }
        System.arraycopy(drives, row * states, drive, driveOffset, states);
        add(problem.driveWeight(), z, zOffset, drive, driveOffset);
    }

    /** z = tanh(W h + U x + c). */
    void equilibrium(int row, double[] state, int stateOffset, double[] z, int zOffset) {
        System.arraycopy(feeds, row * equilibrium, z, zOffset, equilibrium);
        add(problem.mixerState(), state, stateOffset, z, zOffset);
        for (int k = zOffset; k < zOffset + equilibrium; k++) {
            z[k] = Math.tanh(z[k]);
        }
    }

    /** y = y + M x. */
    private static void add(DMatrixRMaj matrix, double[] x, int xOffset, double[] y, int yOffset) {
        for (int i = 0; i < matrix.numRows; i++) {
            y[yOffset + i] += VectorKernels.dot(matrix.data, i * matrix.numCols, x, xOffset, matrix.numCols);
        }
    }
}
