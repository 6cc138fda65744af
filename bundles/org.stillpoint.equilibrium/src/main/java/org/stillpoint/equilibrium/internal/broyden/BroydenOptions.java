package org.stillpoint.equilibrium.internal.broyden;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link BroydenSolver}. */
@ObjectClassDefinition(name = "Equilibria by Broyden's method")
public @interface BroydenOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** The memory. */
    @AttributeDefinition(name = "Memory", min = "1", max = "1000",
            description = "How many updates are remembered before the method starts anew from where it is")
    int memory() default 50;

    /** The line search. */
    @AttributeDefinition(name = "Line search",
            description = "Shorten steps, to a hundredth at most, until the Euclidean norm of f(z) - z falls (Armijo)")
    boolean lineSearch() default false;
}
