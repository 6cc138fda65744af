package org.stillpoint.recurrence.internal.linear;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link DiagonalisationSolver}. */
@ObjectClassDefinition(name = "Diagonalisation after a perturbation")
public @interface DiagonalisationOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest of |A + E - V L V^-1| / |A| and "
            + "|V V^-1 - I|: what rounding leaves, about 1e-16 times the condition of V")
    double tolerance() default 1e-6;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000", description = "Most QR steps for one eigenvalue")
    long maxIterations() default 100;
}
