package org.stillpoint.transport.internal.gaussian;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link GaussianTransportSolver}. */
@ObjectClassDefinition(name = "Transport between normal distributions")
public @interface GaussianTransportOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest distance of the plan's value from the bound that the potentials prove, relative to the problem's scale")
    double tolerance() default 1e-9;
}
