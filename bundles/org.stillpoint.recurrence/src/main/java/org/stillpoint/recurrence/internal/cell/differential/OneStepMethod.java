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
    },

    RUNGE_KUTTA {
        @Override
        double operations(Field field) {
            return STAGES * (field.operations() + 4.0 * field.dimension());
        }

        @Override
        CellKernel kernel(Field field, double step, int lanes) {
            return new RungeKutta(field, step, lanes);
        }
    },

    IMPLICIT_EULER {
        @Override
        double operations(Field field) {
            double order = field.dimension();
            return NEWTON_STEPS * (2 * field.operations() + order * order * (2 + 2 * order / 3));
        }

        @Override
        CellKernel kernel(Field field, double step, int lanes) {
            return new ImplicitEuler(field, step);
        }
    },

    MIDPOINT_EXPONENTIAL {
        @Override
        double operations(Field field) {
            double order = field.dimension();
            if (field.linear()) {
                return field.operations() + 2 * order * order;
            }
            double product = 2 * order * order * order;
            return NEWTON_STEPS * (3 * field.operations() + product * (PRODUCTS + 2 * PRODUCTS * order));
        }

        @Override
        CellKernel kernel(Field field, double step, int lanes) {
            return field.linear() ? new LinearExponential(field, step, lanes) : new MidpointExponential(field, step);
        }
    };

    private static final double STAGES = 4;
    /** What solving the equation of a step takes as a rule. */
    private static final double NEWTON_STEPS = 4;
    /** What a phi function takes as a rule. */
    private static final double PRODUCTS = 18;

    /** About how many floating-point operations a step takes. */
    abstract double operations(Field field);

    /** A kernel for one thread. */
    abstract CellKernel kernel(Field field, double step, int lanes);

    static OneStepMethod of(StandardCell cell) {
        return switch (cell) {
            case EULER -> EULER;
            case RUNGE_KUTTA -> RUNGE_KUTTA;
            case IMPLICIT_EULER -> IMPLICIT_EULER;
            case MIDPOINT_EXPONENTIAL -> MIDPOINT_EXPONENTIAL;
            default -> throw new IllegalArgumentException(cell.label() + " does not step along a vector field");
        };
    }
}
