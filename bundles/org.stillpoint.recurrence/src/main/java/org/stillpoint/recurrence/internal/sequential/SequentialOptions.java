package org.stillpoint.recurrence.internal.sequential;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.OptionTexts;
import org.stillpoint.recurrence.internal.run.Precision;

/** Options of {@link SequentialSolver}. */
@ObjectClassDefinition(name = "Recurrences step after step")
public @interface SequentialOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = OptionTexts.RESIDUAL_BY_PRECISION + ", measured in double precision on a sample of the steps")
    double tolerance() default 1e-10;

    /** The precision of the steps. */
    @AttributeDefinition(name = "Precision", description = OptionTexts.PRECISION)
    Precision precision() default Precision.DOUBLE;
}
