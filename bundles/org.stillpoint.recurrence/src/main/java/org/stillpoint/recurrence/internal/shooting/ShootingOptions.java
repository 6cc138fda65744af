package org.stillpoint.recurrence.internal.shooting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.OptionTexts;
import org.stillpoint.recurrence.internal.run.Precision;

/** Options of {@link ShootingSolver}. */
@ObjectClassDefinition(name = "Recurrences by multiple shooting in lanes")
public @interface ShootingOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = OptionTexts.RESIDUAL_BY_PRECISION)
    double tolerance() default 1e-10;

    /** The most repairs. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most times that chunks are repaired")
    long maxIterations() default 1000;

    /** The number of lanes. */
    @AttributeDefinition(name = "Lanes", min = "0", max = "4096", description = "How many chunks run side by side, all sequences "
            + "together; 0 to choose by the width of the cell, the number of steps and how fast states are forgotten")
    int lanes() default 0;

    /** The tolerance of merging. */
    @AttributeDefinition(name = "Merge tolerance", min = "0", max = "1", description = "By which part of the tolerance a repaired state "
            + "may differ from the one that is there for the repair to end; 0 demands equal states: the result has the bits of a "
            + "sequential run")
    double mergeTolerance() default ShootingSettings.MERGING;

    /** Whether derivatives are used. */
    @AttributeDefinition(name = "Transfer derivatives", description = "Whether states at the seams are predicted by the derivatives of "
            + "the ends of chunks by their starts, which pays where states are never forgotten; for Jacobian matrices with blocks of at "
            + "most 32")
    boolean transfer() default false;

    /** The precision of the steps. */
    @AttributeDefinition(name = "Precision", description = OptionTexts.PRECISION + "; rounding errors are "
            + "measured in double precision, those of many units and steps by the units of the largest weights at the steps of the largest "
            + "states and inputs, with a margin of 4")
    Precision precision() default Precision.DOUBLE;
}
