package org.stillpoint.transport.internal.multimarginal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link MultiMarginalSolver}. */
@ObjectClassDefinition(name = "Multi-marginal transport")
public @interface MultiMarginalOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest marginal error: the distances of all marginals in the 1-norm, added")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most sweeps over all marginals")
    long maxIterations() default 100_000;
}
