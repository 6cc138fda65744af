package org.stillpoint.equilibrium.internal.picard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.chord.Precision;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link PicardSolver}. */
@ObjectClassDefinition(name = "Equilibria by Picard iteration")
public @interface PicardOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** The damping. */
    @AttributeDefinition(name = "Damping", min = "0.000001", max = "1",
            description = "The part t of the way to f(z) that an iteration goes: z + t (f(z) - z); 1 is the plain iteration")
    double damping() default 1;

    /** The precision. */
    @AttributeDefinition(name = "Precision", description = Precision.TEXT + ". MIXED is for dense and monotone layers, without damping")
    Precision precision() default Precision.DOUBLE;
}
