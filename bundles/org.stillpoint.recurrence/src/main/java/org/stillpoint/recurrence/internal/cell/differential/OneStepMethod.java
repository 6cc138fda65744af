package org.stillpoint.recurrence.internal.cell.differential;

import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/** The methods that step along vector fields. */
enum OneStepMethod {

    EULER {
        @Override
        double operations(Field field) {
            return field.operations() + 2.0 * field.dimension();
        }

        @Override
        CellKernel kernel(Field field, double step, int lanes) {
            return new Euler(field, step);
        }
    };

    /** About how many floating-point operations a step takes. */
    abstract double operations(Field field);

    /** A kernel for one thread. */
    abstract CellKernel kernel(Field field, double step, int lanes);

    static OneStepMethod of(StandardCell cell) {
        return switch (cell) {
            case EULER -> EULER;
            default -> throw new IllegalArgumentException(cell.label() + " does not step along a vector field");
        };
    }
}
