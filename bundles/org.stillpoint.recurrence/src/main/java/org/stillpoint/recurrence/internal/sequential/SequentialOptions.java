package org.stillpoint.recurrence.internal.sequential;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.Precision;

/** Options of {@link SequentialSolver}. */
@ObjectClassDefinition(name = "Recurrences step after step")
public @interface SequentialOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest |h_t - f(h_(t-1), x_t)| of a solution, relative to the largest |h_t| or 1, measured in double "
                    + "precision; single precision reaches 1e-7 to 1e-6")
    double tolerance() default 1e-10;

    /** The precision of the steps. */
    @AttributeDefinition(name = "Precision", description = "DOUBLE, or SINGLE for cells elman, elman-relu, gru and lstm, which halves the "
            + "time of wide ones")
    Precision precision() default Precision.DOUBLE;
}
