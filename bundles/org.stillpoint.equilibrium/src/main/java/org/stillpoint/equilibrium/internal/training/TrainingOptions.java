package org.stillpoint.equilibrium.internal.training;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link EquilibriumTrainingSolver}. */
@ObjectClassDefinition(name = "Training of equilibrium layers")
public @interface TrainingOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1000000",
            description = "Bound of the criterion divided by the goal, or of the criterion itself where there is no goal")
    double tolerance() default 1;

    /** The most steps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = "Most steps of the optimiser, for each fold")
    long maxIterations() default 1_000_000_000;

    /** How well fixed points are found in training. */
    @AttributeDefinition(name = "Training tolerance", min = "1e-12", max = "0.01",
            description = "Bound of the residuals of fixed points, and of their adjoints, during training")
    double trainingTolerance() default 1e-6;

    /** How long fixed points are looked for. */
    @AttributeDefinition(name = "Evaluation limit", min = "1", max = "1000000",
            description = "Most evaluations of the layer for a fixed point, or of its adjoint")
    long maxEvaluations() default 2000;
}
