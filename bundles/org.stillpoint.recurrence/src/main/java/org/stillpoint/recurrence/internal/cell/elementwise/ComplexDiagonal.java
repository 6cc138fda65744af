package org.stillpoint.recurrence.internal.cell.elementwise;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.ProjectedCell;
import org.stillpoint.recurrence.internal.cell.ProjectedKernel;

/** The linear recurrence {@link StandardCell#COMPLEX_DIAGONAL}; its Jacobian matrix is [Re a, -Im a; Im a, Re a] for each unit. */
public final class ComplexDiagonal extends ProjectedCell {

    private static final int PARTS = 2;
    private static final double OPERATIONS_PER_UNIT = 8;

    private final double[] transition;
    private final int units;

    /** The recurrence with its parameters. */
    public ComplexDiagonal(DataRecord parameters) {
        this(parameters, StandardCell.COMPLEX_DIAGONAL.shape(parameters));
    }

    private ComplexDiagonal(DataRecord parameters, CellShape shape) {
        super(shape, new JacobianStructure(PARTS), new InputProjection(parameters, shape.state(), shape.input()),
                OPERATIONS_PER_UNIT * shape.state() / PARTS);
        transition = parameters.numbers("transition");
        units = shape.state() / PARTS;
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ProjectedKernel {

        Kernel(int lanes) {
            super(projection, lanes);
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int imaginary = units * lanes;
            for (int k = 0; k < units; k++) {
                double a = transition[k];
                double b = transition[units + k];
                for (int i = k * lanes; i < (k + 1) * lanes; i++) {
                    next[nextOffset + i] = a * state[stateOffset + i] - b * state[stateOffset + imaginary + i] + drive[driveOffset + i];
                }
                for (int i = k * lanes; i < (k + 1) * lanes; i++) {
                    next[nextOffset + imaginary + i] = b * state[stateOffset + i] + a * state[stateOffset + imaginary + i]
                            + drive[driveOffset + imaginary + i];
                }
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int part = units * lanes;
            for (int k = 0; k < units; k++) {
                double b = transition[units + k];
                fill(jacobian, jacobianOffset + k * lanes, lanes, transition[k]);
                fill(jacobian, jacobianOffset + part + k * lanes, lanes, -b);
                fill(jacobian, jacobianOffset + 2 * part + k * lanes, lanes, b);
                fill(jacobian, jacobianOffset + 3 * part + k * lanes, lanes, transition[k]);
            }
        }

        private static void fill(double[] row, int from, int lanes, double value) {
            Arrays.fill(row, from, from + lanes, value);
        }
    }
}
