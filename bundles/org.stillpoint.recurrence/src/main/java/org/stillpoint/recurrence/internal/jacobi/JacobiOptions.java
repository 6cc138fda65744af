package org.stillpoint.recurrence.internal.jacobi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.recurrence.internal.run.OptionTexts;
import org.stillpoint.recurrence.internal.run.Safeguards;

/** Options of {@link JacobiSolver}. */
@ObjectClassDefinition(name = "Recurrences by Jacobi and Gauss-Seidel sweeps")
public @interface JacobiOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1",
            description = OptionTexts.RESIDUAL_OR_BITS)
    double tolerance() default 1e-10;

    /** The most sweeps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = "Most sweeps over a sequence, or a block")
    long maxIterations() default 1_000_000_000;

    /** What is swept at once. */
    @AttributeDefinition(name = "Scheme", description = "jacobi: all steps at once; gauss_seidel: block after block, all steps of a block "
            + "at once until it is solved; block_jacobi: all blocks at once, each from its first step to its last")
    Scheme scheme() default Scheme.JACOBI;

    /** The steps of a block. */
    @AttributeDefinition(name = "Block size", min = "1", max = "100000000",
            description = "Steps of a block; for block_jacobi more where there would be more than 256 blocks")
    int blockSize() default 256;

    /** What guards against overflow and sweeps that do not pay. */
    @AttributeDefinition(name = "Safeguards", description = OptionTexts.SAFEGUARDS)
    Safeguards safeguards() default Safeguards.ALL;

    /** The evaluations of each step that pay. */
    @AttributeDefinition(name = "Paying sweeps", min = "0", max = "1e9", description = OptionTexts.PAYING_SWEEPS)
    double payingSweeps() default 64;

    /** What is swept at once. */
    enum Scheme {
        /** All steps. */
        JACOBI,
        /** Block after block, the steps of a block at once. */
        GAUSS_SEIDEL,
        /** All blocks at once, the steps of a block one after the other. */
        BLOCK_JACOBI
    }
}
