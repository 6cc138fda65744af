package org.stillpoint.transport.internal.quadratic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link SparseSolver}. */
@ObjectClassDefinition(name = "Transport with few entries in each column")
public @interface SparseOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest marginal error, in the 1-norm, of both sides "
            + "together and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most steps, those for the problem without a limit on the entries included")
    long maxIterations() default 10_000;
}
