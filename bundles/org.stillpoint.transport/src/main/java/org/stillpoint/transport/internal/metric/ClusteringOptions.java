package org.stillpoint.transport.internal.metric;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link CorrelationClusteringSolver}. */
@ObjectClassDefinition(name = "Correlation clustering: project and forget")
public @interface ClusteringOptions {

    /** The relative gap of the relaxation at which to stop. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Stop once the relaxation is solved: its cost above the bound by no more than this "
            + "part of the sum of all magnitudes of opinions, and no triangle inequality violated by more than this")
    double tolerance() default 1e-6;

    /** The most rounds. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Rounds at most, each with one search for shortest paths")
    long maxIterations() default 10_000;

    /** The projections onto all remembered inequalities after each search. */
    @AttributeDefinition(name = "Sweeps", min = "1", max = "10000",
            description = "How often each round projects onto every remembered inequality")
    int sweeps() default 20;

    /** The orders of points from which clusters are rounded. */
    @AttributeDefinition(name = "Roundings", min = "1", max = "100000",
            description = "Random orders of the points in which clusters are made from the relaxation; "
            + "the best ones count")
    int roundings() default 50;
}
