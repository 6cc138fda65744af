package org.stillpoint.transport.internal.newton;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link NewtonSolver}. */
@ObjectClassDefinition(name = "Entropic transport by Newton's method")
public @interface NewtonOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Marginal error to reach: the distance of both marginals of the plan from the weights in the 1-norm, "
                    + "added up, in parts of the mass")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most Newton steps and Sinkhorn iterations together, each of which passes over all costs")
    long maxIterations() default 10_000;

    /** The largest plan to return. */
    @AttributeDefinition(name = "Entries of the plan", min = "0", max = "1000000000",
            description = "The plan itself is returned if it has at most so many entries; otherwise it is given by the potentials")
    long planEntries() default 4_000_000;
}
