package org.stillpoint.recurrence.internal.prediction;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link PredictedGradientsSolver}. */
@ObjectClassDefinition(name = "First-order methods with predicted gradients")
public @interface PredictionOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1e6", description = "Largest norm of the gradient of a solution")
    double tolerance() default 1e-6;

    /** The most rounds. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = "Most rounds of gradients that are evaluated side by side")
    long maxIterations() default 1_000_000;

    /** The gradients of a round. */
    @AttributeDefinition(name = "Gradients a round", min = "1", max = "1024",
            description = "Gradients that are evaluated side by side, all but the first at predicted points; 1 for the plain method")
    int parallelSteps() default 4;

    /** The gradients that are kept. */
    @AttributeDefinition(name = "History", min = "2", max = "2048", description = "Gradients from which others are predicted")
    int history() default 40;

    /** The kernel. */
    @AttributeDefinition(name = "Kernel", description = "gaussian, or matern of smoothness 5/2")
    Kernel kernel() default Kernel.GAUSSIAN;

    /** The length scale. */
    @AttributeDefinition(name = "Length scale", min = "1e-3", max = "1e6", description = "In units of the median distance of the points")
    double lengthScale() default 5;

    /** The ridge. */
    @AttributeDefinition(name = "Ridge", min = "0", max = "1", description = "What is added to the diagonal of the matrix of covariances")
    double ridge() default 1e-10;

    /** Which point of a round to go on from. */
    @AttributeDefinition(name = "Selection", description = "Which point of a round to go on from. agreement: the last one that is reached "
            + "by predictions that were right within the given error; lowest_value: the one where the function is least; last: the "
            + "last one")
    Selection selection() default Selection.AGREEMENT;

    /** The error up to which a prediction is right. */
    @AttributeDefinition(name = "Agreement", min = "0", max = "10",
            description = "Relative error up to which a predicted gradient is right, for the selection agreement")
    double agreement() default 0.3;

    /** The rounds to wait for progress. */
    @AttributeDefinition(name = "Patience", min = "10", max = "1000000000000",
            description = "Rounds, and at least half of all, in which the norm of the gradient has to fall by 1% for the solver to go on")
    long patience() default 10_000;

    /** Whether to run the plain method as well. */
    @AttributeDefinition(name = "Compare", description = "Runs the plain method too, up to the same norm of the gradient, and counts the "
            + "rounds that prediction saves")
    boolean compare() default false;

    /** Which point of a round to go on from. */
    enum Selection {
        /** The last one that right predictions lead to. */
        AGREEMENT,
        /** The one with the least value. */
        LOWEST_VALUE,
        /** The last one. */
        LAST
    }
}
