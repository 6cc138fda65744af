package org.stillpoint.recurrence.internal.scan;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link ScanSolver}. */
@ObjectClassDefinition(name = "Affine recurrences by scans")
public @interface ScanOptions {

    /** In which order a scan is evaluated. */
    enum Algorithm {
        /** Step after step, by one thread. */
        SEQUENTIAL,
        /** Chunks over threads, each with the composition of its maps. */
        CHUNKED,
        /** A tree of pairs. */
        TREE
    }

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest |h_t - J_t h_{t-1} - b_t|, relative to the largest |h_t| or 1 if that is larger")
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000",
            description = "Most scans: one finds the states, others correct what rounding left of it")
    long maxIterations() default 5;

    /** The order of evaluation. */
    @AttributeDefinition(name = "Algorithm", description = "sequential: step after step; chunked: chunks over threads, of which the maps "
            + "are composed first and a carry runs from one to the next; tree: neighbours are composed up a tree, the states follow down")
    Algorithm algorithm() default Algorithm.CHUNKED;

    /** The number of chunks. */
    @AttributeDefinition(name = "Chunks", min = "0", max = "32767", description = "Into how many chunks each sequence is cut; 0: one more "
            + "than there are threads where matrices are diagonal or made of few parts and sequences are fewer than threads, otherwise one")
    int chunks() default 0;
}
