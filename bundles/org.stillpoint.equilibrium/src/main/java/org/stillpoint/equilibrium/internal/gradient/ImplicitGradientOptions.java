package org.stillpoint.equilibrium.internal.gradient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link ImplicitGradientSolver}. */
@ObjectClassDefinition(name = "Derivatives of equilibria by implicit differentiation")
public @interface ImplicitGradientOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** How the states are found. */
    @AttributeDefinition(name = "Forward method", description = ForwardMethod.DESCRIPTION)
    ForwardMethod forward() default ForwardMethod.ANDERSON;

    /** How the adjoints are found. */
    @AttributeDefinition(name = "Backward method", description = "How the adjoints are found: auto: Picard iteration for samples on which "
            + "it is fast, GMRES for the others; picard, anderson, broyden, gmres; direct: LU factors of a dense matrix for each sample")
    BackwardMethod backward() default BackwardMethod.AUTO;

    /** The tolerance of the adjoints. */
    @AttributeDefinition(name = "Backward tolerance", min = "0", max = "1", description = "Bound of the largest relative residual of an "
            + "adjoint; where the tolerance is less, that is the bound")
    double backwardTolerance() default 1e-10;

    /** The most iterations of an adjoint. */
    @AttributeDefinition(name = "Backward iteration limit", min = "1", max = "1000000000000",
            description = "Most iterations of the adjoint of a sample; a cycle of GMRES is one iteration")
    long backwardIterations() default 100_000;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
