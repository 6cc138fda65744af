package org.stillpoint.recurrence.internal.picard;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.OptionTexts;
import org.stillpoint.recurrence.internal.run.Safeguards;

/** Options of {@link PicardSolver}. */
@ObjectClassDefinition(name = "Recurrences by Picard sweeps in a window")
public @interface PicardOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1",
            description = OptionTexts.RESIDUAL_OR_BITS)
    double tolerance() default 1e-10;

    /** The most sweeps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = "Most sweeps over a sequence")
    long maxIterations() default 1_000_000_000;

    /** The steps that are swept at once. */
    @AttributeDefinition(name = "Window", min = "1", max = "1000000000",
            description = "Steps behind the solved ones that are swept at once; the window moves on with them")
    int window() default 256;

    /** What decides which steps are solved while warming up. */
    @AttributeDefinition(name = "Threshold", description = "fixed: the window moves over steps within the tolerance; adaptive: it first "
            + "moves over the sequence by a threshold that follows the largest defect, and the tolerance holds in a second pass from "
            + "there.")
    Kind threshold() default Kind.FIXED;

    /** How slowly the adaptive threshold follows. */
    @AttributeDefinition(name = "Decay", min = "0", max = "0.999999",
            description = "Weight of the adaptive threshold so far in the moving average with the largest defect of the window")
    double decay() default 0.9;

    /** Where the threshold of the first pass starts. */
    @AttributeDefinition(name = "First tolerance", min = "0", max = "1e6",
            description = "Relative defect up to which the first pass takes steps for solved, where there is one")
    double firstTolerance() default 1e-6;

    /** A cheaper cell. */
    @AttributeDefinition(name = "First cell", required = false,
            description = "Name of a cell of the same sizes, a cheap approximation, for the first pass; the cell itself ends the solve")
    String firstCell() default "";

    /** What guards against overflow and sweeps that do not pay. */
    @AttributeDefinition(name = "Safeguards", description = OptionTexts.SAFEGUARDS)
    Safeguards safeguards() default Safeguards.ALL;

    /** The evaluations of each step that pay. */
    @AttributeDefinition(name = "Paying sweeps", min = "0", max = "1e9", description = OptionTexts.PAYING_SWEEPS)
    double payingSweeps() default 64;

    /** What decides which steps are solved while warming up. */
    enum Kind {
        /** The tolerance. */
        FIXED,
        /** A moving average of the defects. */
        ADAPTIVE
    }
}
