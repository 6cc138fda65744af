package org.stillpoint.recurrence.internal.attention;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link LinearAttentionSolver}. */
@ObjectClassDefinition(name = "Linear attention")
public @interface LinearAttentionOptions {

    /** In which form attention is evaluated. */
    enum Algorithm {
        /** Step after step with the state S. */
        RECURRENT,
        /** Every row by itself, as a sum over all earlier keys. */
        PARALLEL,
        /** Sums over pairs within chunks, the state between them. */
        CHUNKED
    }

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest difference of a component from the "
            + "definition on rows spread over each sequence, relative to the largest component or 1 if that is larger")
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000", description = "Most evaluations; there is a closed form, which "
            + "takes one")
    long maxIterations() default 1;

    /** The form. */
    @AttributeDefinition(name = "Algorithm", description = "recurrent: step after step with a state, linear in the number of steps; "
            + "parallel: a sum over pairs, quadratic, all rows at once; chunked: pairs within chunks and the state between them")
    Algorithm algorithm() default Algorithm.CHUNKED;

    /** The length of chunks. */
    @AttributeDefinition(name = "Chunk length", min = "1", max = "65536", description = "Steps of a chunk")
    int chunkLength() default 64;
}
