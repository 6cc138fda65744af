package org.stillpoint.halpern.internal.linearprogram;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link LinearProgramSolver}. */
@ObjectClassDefinition(name = "Linear programs by restarted Halpern iterations with a Newton finish")
public @interface LinearProgramOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-12", max = "0.1", description = "Largest relative error of a solution: "
            + "the 2-norms of the primal and the dual violation over one plus the norm of the data, and the duality gap over one plus "
            + "the sizes of both objectives")
    double tolerance() default 1e-6;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = "Most iterations, Newton steps included")
    long maxIterations() default 1_000_000;

    /** Whether to finish by Newton steps. */
    @AttributeDefinition(name = "Newton finish",
            description = "Whether proximal Newton steps finish what the Halpern iterations began; off leaves the first-order method alone")
    boolean newton() default true;

    /** Whether to presolve. */
    @AttributeDefinition(name = "Presolve", description = "Whether the program is simplified before it is solved")
    boolean presolve() default true;

    /** The work of one factorisation beyond which Newton steps are left out. */
    @AttributeDefinition(name = "Factorisation limit", min = "0", max = "1000000", description = "Most work of one factorisation of "
            + "the Newton finish, in Halpern iterations; where a factorisation is predicted to be dearer, the finish is left out")
    double factorisationLimit() default 500;
}
