package org.stillpoint.recurrence.internal.sequential;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link SequentialSolver}. */
@ObjectClassDefinition(name = "Recurrences step after step")
public @interface SequentialOptions {

    /** The tolerance; 0 for the one that suits the precision. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1",
            description = "Largest |h_t - f(h_(t-1), x_t)| of a solution, relative to the largest |h_t| or 1, measured in double "
                    + "precision; 0 for 1e-10, and 1e-5 in single precision")
    double tolerance() default 0;

    /** The precision of the steps. */
    @AttributeDefinition(name = "Precision", description = "DOUBLE, or SINGLE for cells elman, elman-relu, gru and lstm, which halves the "
            + "time of wide ones")
    Precision precision() default Precision.DOUBLE;

    /** The precision of the steps. */
    enum Precision {
        /** 53 bits. */
        DOUBLE,
        /** 24 bits. */
        SINGLE
    }
}
