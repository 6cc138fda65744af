package org.stillpoint.equilibrium.internal.chord;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link ChordSolver}. */
@ObjectClassDefinition(name = "Equilibria by a chord method")
public @interface ChordOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** The precision. */
    @AttributeDefinition(name = "Precision", description = Precision.TEXT)
    Precision precision() default Precision.MIXED;
}
