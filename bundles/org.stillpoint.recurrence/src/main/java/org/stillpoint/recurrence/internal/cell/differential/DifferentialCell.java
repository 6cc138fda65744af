package org.stillpoint.recurrence.internal.cell.differential;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.DifferentiableVectorField;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/** A step of a one-step method along a vector field. */
public final class DifferentialCell implements Cell {

    private final CellShape shape;
    private final Field field;
    private final double step;
    private final OneStepMethod method;

    /**
     * The cell with its parameters.
     *
     * @param cell {@link StandardCell#EULER}, {@link StandardCell#RUNGE_KUTTA}, {@link StandardCell#IMPLICIT_EULER} or
     *         {@link StandardCell#MIDPOINT_EXPONENTIAL}
     * @throws SolverException if a user's field is not there, if it has other sizes than the parameters say, or if it brings no Jacobian
     *         matrix where the method is made of one
     */
    public DifferentialCell(StandardCell cell, DataRecord parameters, Functions functions) throws SolverException {
        shape = cell.shape(parameters);
        field = FieldSelection.of(parameters, shape, functions);
        step = parameters.number("step");
        method = OneStepMethod.of(cell);
        if (method == OneStepMethod.MIDPOINT_EXPONENTIAL && !field.exactJacobian()) {
            throw new SolverException("the cell " + cell.label() + " is made of the Jacobian matrices of its vector field; "
                    + parameters.text("field") + " brings none: it is no " + DifferentiableVectorField.class.getSimpleName());
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
        return JacobianStructure.dense(shape.state());
    }

    @Override
    public boolean exactJacobian() {
        return field.exactJacobian() && (method != OneStepMethod.MIDPOINT_EXPONENTIAL || field.exactSecondDerivatives());
    }

    @Override
    public double operations() {
        return method.operations(field);
    }

    @Override
    public CellKernel kernel(int lanes) {
        return method.kernel(field, step, lanes);
    }
}
