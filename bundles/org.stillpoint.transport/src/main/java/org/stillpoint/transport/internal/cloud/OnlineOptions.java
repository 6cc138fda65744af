package org.stillpoint.transport.internal.cloud;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link OnlineSolver}. */
@ObjectClassDefinition(name = "Entropic transport without a matrix")
public @interface OnlineOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1e6",
            description = "Largest marginal error of a solution, in the 1-norm over both sides and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most sweeps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most sweeps over the points themselves; those at coarser resolutions are not counted")
    long maxIterations() default 100_000;

    /** The size of the coarsest clouds. */
    @AttributeDefinition(name = "Coarsest size", min = "1", max = "1000000000",
            description = "Clouds of more points are solved at coarser resolutions first, a point for each cell of eight")
    int coarsestSize() default 2000;

    /** The error of a resolution. */
    @AttributeDefinition(name = "Error of a resolution", min = "1e-15", max = "2",
            description = "The marginal error, as a part of the mass, at which the next finer resolution follows")
    double levelError() default 1e-4;

    /** The ratio of epsilons. */
    @AttributeDefinition(name = "Ratio of epsilons", min = "0.001", max = "0.999",
            description = "By what epsilon is multiplied at most, on its way from the largest cost")
    double scalingFactor() default 0.3;

    /** Whether to correct over long distances. */
    @AttributeDefinition(name = "Aggregation", description = "Whether each sweep also solves the problem of the masses between groups of "
            + "neighbours, where both marginals are exact")
    boolean aggregation() default true;

    /** Whether to begin in single precision. */
    @AttributeDefinition(name = "Single precision first", description = "Whether the first sweeps over the points of large clouds are in "
            + "single precision, where costs are squared Euclidean distances and epsilon is large enough for that")
    boolean singlePrecision() default true;
}
