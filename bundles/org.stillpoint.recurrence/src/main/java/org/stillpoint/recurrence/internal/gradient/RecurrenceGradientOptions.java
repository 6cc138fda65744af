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

    /** How the trajectory is found. */
    @AttributeDefinition(name = "Trajectory", description = "How the states are found: step by step (sequential), by Newton's method, or "
            + "by multiple shooting; under teacher forcing always step by step")
    Forward forward() default Forward.SEQUENTIAL;

    /** How the trajectory is found. */
    enum Forward {
        /** Step by step. */
        SEQUENTIAL,
        /** By Newton's method in blocks. */
        NEWTON,
        /** By multiple shooting. */
        SHOOTING
    }

    /** How adjoint states are found. */
    @AttributeDefinition(name = "Adjoint states", description = "jacobians: by a scan over Jacobian matrices that are computed for many "
            + "steps at once; steps: step after step backwards by products with the weights; automatic: by steps where the matrices are "
            + "dense and the cell is one with weights")
    Adjoint adjoint() default Adjoint.AUTOMATIC;

    /** How adjoint states are found. */
    enum Adjoint {
        /** By what suits the cell. */
        AUTOMATIC,
        /** By a scan over Jacobian matrices. */
        JACOBIANS,
        /** By products with the weights. */
        STEPS
    }

    /** The memory for Jacobian matrices. */
    @AttributeDefinition(name = "Memory", min = "1", max = "8192", description = "Megabytes for Jacobian matrices; those of more steps are "
            + "computed part after part, from the last step backwards")
    int memory() default 32;
}
