package org.stillpoint.recurrence.internal.jacobi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link JacobiSolver}. */
@ObjectClassDefinition(name = "Recurrences by Jacobi and Gauss-Seidel sweeps")
public @interface JacobiOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1",
            description = "Largest |h_t - f(h_(t-1), x_t)| of a solution, relative to the largest |h_t| or 1; 0 for states that agree to "
                    + "the bit with a sequential run")
    double tolerance() default 1e-10;

    /** The most sweeps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = "Most sweeps over a sequence, or a block")
    long maxIterations() default 1_000_000_000;

    /** What is swept at once. */
    @AttributeDefinition(name = "Scheme", description = "JACOBI: all steps at once. GAUSS_SEIDEL: block after block, all steps of a block "
            + "at once until it is solved. BLOCK_JACOBI: all blocks at once, each from its first step to its last.")
    Scheme scheme() default Scheme.JACOBI;

    /** The steps of a block. */
    @AttributeDefinition(name = "Block size", min = "1", max = "100000000",
            description = "Steps of a block; for BLOCK_JACOBI more where there would be more than 256 blocks")
    int blockSize() default 256;

    /** Whether to guard against overflow and sweeps that do not pay. */
    @AttributeDefinition(name = "Safeguard", description = "Sets back iterates that overflow, and runs the rest step after step once "
            + "sweeps would not pay; without it the method ends where it overflows")
    boolean safeguard() default true;

    /** The evaluations of each step that pay. */
    @AttributeDefinition(name = "Paying sweeps", min = "0", max = "1e9", description = "With a safeguard: predicted evaluations of each "
            + "step above which the rest is run step after step; 0 for never")
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
