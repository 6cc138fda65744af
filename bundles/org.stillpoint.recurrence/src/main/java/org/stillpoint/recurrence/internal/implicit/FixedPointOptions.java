package org.stillpoint.recurrence.internal.implicit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link FixedPointSolver}. */
@ObjectClassDefinition(name = "Dense linear recurrence as a fixed point of diagonal ones")
public @interface FixedPointOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest |Q_t (h_t - b_t) - L_t h_{t-1}|, relative to the largest |h_t| or 1 if that is larger")
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most scans over the sequences")
    long maxIterations() default 10_000;
}
