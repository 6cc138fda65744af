package org.stillpoint.transport.internal.flow;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link RectifiedFlowSolver}. */
@ObjectClassDefinition(name = "Rectified flow")
public @interface RectifiedFlowOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-12", max = "1",
            description = "Change of the cost in the last round, relative to the first cost")
    double tolerance() default 1e-2;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000", description = "Most rounds")
    long maxIterations() default 20;

    /** The time bins. */
    @AttributeDefinition(name = "Time bins", min = "1", max = "1000",
            description = "Parts of the time, in each of which the potential is linear in the time")
    int bins() default 10;

    /** The degree of the polynomials. */
    @AttributeDefinition(name = "Degree", min = "1", max = "10", description = "Total degree of the polynomials among the features")
    int degree() default 3;

    /** The number of radial functions. */
    @AttributeDefinition(name = "Centres", min = "0", max = "1000",
            description = "Most Gaussian bumps among the features, centred where the points are; at most one for each eight pairs")
    int centres() default 30;

    /** The steps of the integration within a bin. */
    @AttributeDefinition(name = "Substeps", min = "1", max = "1000", description = "Runge-Kutta steps in each time bin")
    int substeps() default 4;

    /** The ridge. */
    @AttributeDefinition(name = "Ridge", min = "1e-15", max = "1", description = "What is added to the diagonal of the systems of the fit, "
            + "relative to its mean")
    double ridge() default 1e-5;

    /** The ridge of the first round. */
    @AttributeDefinition(name = "Noise", min = "0", max = "1000", description = "The ridge of the first round, if it is the larger one, "
            + "times the number of pairs: displacements of lines that cross are noise; 0 where the given pairs do not cross")
    double noise() default 0.2;
}
