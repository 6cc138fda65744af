package org.stillpoint.recurrence.internal.automatic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.OptionTexts;
import org.stillpoint.recurrence.internal.run.Precision;

/** Options of {@link AutomaticSolver}. */
@ObjectClassDefinition(name = "Recurrences by the method that suits them")
public @interface AutomaticOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = OptionTexts.RESIDUAL_BY_PRECISION)
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most iterations of the method that is chosen")
    int maxIterations() default 1000;

    /** The steps to look at. */
    @AttributeDefinition(name = "Prefix", min = "16", max = "1000000", description = "How many of the first steps are looked at, at most, "
            + "before a method is chosen; never more than one of 32 of all steps, of dense cells one of 64")
    int prefix() default 512;

    /** The precision of the steps. */
    @AttributeDefinition(name = "Precision", description = OptionTexts.PRECISION)
    Precision precision() default Precision.DOUBLE;

    /** Whether to tell about other machines. */
    @AttributeDefinition(name = "Outlook", description = "Whether to say what a machine with more processors would gain")
    boolean outlook() default true;
}
