package org.stillpoint.recurrence.internal.gradient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link RecurrenceGradientSolver}. */
@ObjectClassDefinition(name = "Derivatives of a recurrence")
public @interface RecurrenceGradientOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest |h_t - f(h_{t-1}, x_t)|, relative to the "
            + "largest |h_t| or 1 if that is larger, and largest residual of the adjoint equations, relative to the largest adjoint state")
    double tolerance() default 1e-10;

    /** The memory for Jacobian matrices. */
    @AttributeDefinition(name = "Memory", min = "1", max = "8192", description = "Megabytes for Jacobian matrices; those of more steps are "
            + "computed part after part, from the last step backwards")
    int memory() default 32;
}
