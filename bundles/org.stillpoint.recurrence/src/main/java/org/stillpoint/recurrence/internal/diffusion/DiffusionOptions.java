package org.stillpoint.recurrence.internal.diffusion;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link DiffusionSolver}. */
@ObjectClassDefinition(name = "Sampling from diffusions by exponential integrators")
public @interface DiffusionOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "Largest estimated error of a component of a point, relative to the largest component at that time or 1")
    double tolerance() default 1e-8;

    /** The most steps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most steps of a path; refining ends before it would take more")
    int maxIterations() default 1_000_000;

    /** The integrator. */
    @AttributeDefinition(name = "Method", description = "The integrator: of order 1 (DDIM), 2 or 3 with as many evaluations of the score "
            + "in a step, or the multistep method of order 2 with one")
    IntegrationMethod method() default IntegrationMethod.SINGLESTEP_3;

    /** The steps of the first path. */
    @AttributeDefinition(name = "First steps", min = "1", max = "1000000", description = "Steps of the first path; each next one has "
            + "twice as many")
    int firstSteps() default 16;
}
