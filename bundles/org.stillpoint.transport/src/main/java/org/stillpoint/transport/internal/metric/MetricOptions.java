package org.stillpoint.transport.internal.metric;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of the solvers that project and forget. */
@ObjectClassDefinition(name = "Project and forget")
public @interface MetricOptions {

    /** The residual at which to stop. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Stop once no triangle inequality is violated, and none of positive multiplier is "
            + "loose, by more than this part of the largest dissimilarity")
    double tolerance() default 1e-9;

    /** The most rounds. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Rounds at most, each with one search for shortest paths")
    long maxIterations() default 10_000;

    /** The projections onto all remembered inequalities after each search. */
    @AttributeDefinition(name = "Sweeps", min = "1", max = "10000",
            description = "How often each round projects onto every remembered inequality")
    int sweeps() default 20;
}
