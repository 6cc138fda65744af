package org.stillpoint.recurrence.internal.training;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link RecurrenceTrainingSolver}. */
@ObjectClassDefinition(name = "Training of a recurrence")
public @interface RecurrenceTrainingOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest validation loss, or training loss where "
            + "there is no validation, in parts of the goal of the problem")
    double tolerance() default 1;

    /** The most steps of the optimiser. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most steps of the optimiser")
    long maxIterations() default 1_000_000_000;

    /** How often losses are computed. */
    @AttributeDefinition(name = "Epochs between losses", min = "1", max = "1000000", description = "After how many epochs the losses over "
            + "all steps are computed, the weights kept if they are better, and the goal is looked at")
    int lossEvery() default 5;
}
