package org.stillpoint.transport.internal.sinkhorn;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link GreenkhornSolver}. */
@ObjectClassDefinition(name = "Entropic transport by greedy scaling")
public @interface GreenkhornOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1e6",
            description = "Largest marginal error of a solution, in the 1-norm over both sides and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most steps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = "Most steps, each of a single point")
    long maxIterations() default 1_000_000_000;

    /** Where epsilon starts. */
    @AttributeDefinition(name = "Start of epsilon", min = "0", max = "1000000",
            description = "The first epsilon in units of the largest cost, if it is larger than that of the problem; 0 for that of the "
                    + "problem alone")
    double scalingStart() default 0.25;

    /** The ratio of epsilons. */
    @AttributeDefinition(name = "Ratio of epsilons", min = "0.001", max = "0.999", description = "By what epsilon is multiplied at most")
    double scalingFactor() default 0.25;

    /** The error of a level. */
    @AttributeDefinition(name = "Error of a level", min = "0.001", max = "2",
            description = "The marginal error, as a part of the mass, at which the next epsilon follows")
    double scalingError() default 0.05;

    /** The largest explicit plan. */
    @AttributeDefinition(name = "Largest plan", min = "0", max = "2147483639", description = "Most entries of a plan that is given as a "
            + "matrix; a larger one is given by its potentials")
    long planEntries() default 4_000_000;
}
