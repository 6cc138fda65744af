package org.stillpoint.equilibrium.internal.propagation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.gradient.ForwardMethod;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link PropagationSolver}. */
@ObjectClassDefinition(name = "Derivatives of equilibria by equilibrium propagation")
public @interface PropagationOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** How states are found. */
    @AttributeDefinition(name = "Method", description = "How the free and the nudged states are found: picard, anderson, broyden, "
            + "newton_krylov, or peaceman_rachford for monotone layers, whose nudged states are found by newton_krylov then")
    ForwardMethod forward() default ForwardMethod.ANDERSON;

    /** The points. */
    @AttributeDefinition(name = "Points", min = "0", max = "256", description = "The nudges N, on a circle of the complex plane; 2 are the "
            + "real nudges beta and -beta, and more need an analytic activation: identity, tanh or sigmoid. 0 for 16 where that is, and 2 "
            + "elsewhere")
    int points() default 0;

    /** The nudge. */
    @AttributeDefinition(name = "Nudge", min = "0", max = "100", description = "The largest component of a nudge, beta; the error falls by "
            + "its power N. 0 for 0.1, and for 0.0001 with two points")
    double nudge() default 0;

    /** The tolerance of nudged states. */
    @AttributeDefinition(name = "Nudged tolerance", min = "0", max = "1", description = "Bound of the residual of nudged states, as the "
            + "problem measures it; divided by beta it is an error of the derivatives")
    double nudgedTolerance() default 1e-12;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
