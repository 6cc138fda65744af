package org.stillpoint.transport.internal.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link LightBridgeSolver}. */
@ObjectClassDefinition(name = "Light Schroedinger bridge")
public @interface LightBridgeOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "Largest derivative of the loss with regard to log alpha, r / sqrt(epsilon) and log S")
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most iterations, those of the warm-up included")
    long maxIterations() default 5000;

    /** The iterations of the warm-up. */
    @AttributeDefinition(name = "Warm-up", min = "0", max = "1000000000", description = "Iterations of Adam before those of L-BFGS")
    long warmUp() default 200;

    /** The samples in a batch. */
    @AttributeDefinition(name = "Batch size", min = "1", max = "1000000000",
            description = "Samples of each distribution that an iteration of Adam draws; all of them are taken where there are fewer")
    int batchSize() default 128;

    /** The learning rate. */
    @AttributeDefinition(name = "Learning rate", min = "1e-9", max = "10", description = "Step length of Adam at the start, in units of "
            + "log alpha, log S, and of the deviation of the target for r; it falls to a tenth")
    double learningRate() default 0.02;
}
