package org.stillpoint.equilibrium.internal.newton;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link RegularizedNewtonSolver}. */
@ObjectClassDefinition(name = "Equilibria by regularised Newton steps with a prior")
public @interface RegularizedNewtonOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = OptionTexts.LIMIT + ", products with derivatives not counted")
    long maxIterations() default 10_000;

    /** The weight of the prior. */
    @AttributeDefinition(name = "Prior weight", min = "0", max = "1000000",
            description = "How much half the mean square of the distance to the start counts beside the root mean square of f(z) - z")
    double priorWeight() default 1;

    /** The regularisation of derivatives. */
    @AttributeDefinition(name = "Regularisation", min = "0.000001", max = "10",
            description = "What derivatives by single components are held away from 0 by, as a part of the largest one")
    double regularisation() default .1;

    /** The steps with the prior. */
    @AttributeDefinition(name = "Warm-up", min = "0", max = "1000000",
            description = "Most regularised steps with the prior, before Newton's method finishes without it")
    int warmUp() default 10;

    /** The memory. */
    @AttributeDefinition(name = "Memory", min = "1", max = "1000",
            description = "Most products with the derivative for one step of the finish; no more than a state has components")
    int memory() default 40;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
