package org.stillpoint.transport.internal.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link SnapshotBridgeSolver}. */
@ObjectClassDefinition(name = "Bridge through snapshots by iterative reference refinement")
public @interface SnapshotBridgeOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "Largest error of the marginals of a plan, and derivative of the likelihood by a parameter in its natural unit")
    double tolerance() default 1e-7;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most refinements of the reference")
    long maxIterations() default 1000;

    /** The most Sinkhorn sweeps for each plan in a refinement. */
    @AttributeDefinition(name = "Sweeps", min = "1", max = "1000000000", description = "Most Sinkhorn sweeps for each plan in a refinement")
    int sweeps() default 1000;
}
