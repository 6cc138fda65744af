package org.stillpoint.transport.internal.dictionary;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link WassersteinDictionarySolver}. */
@ObjectClassDefinition(name = "Wasserstein dictionary by block coordinate descent")
public @interface DictionaryOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-12", max = "1",
            description = "Sum of the first-order gaps of all columns and rows, relative to the largest cost")
    double tolerance() default 1e-4;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most passes over all blocks")
    long maxIterations() default 10_000;

    /** The weight of the cost against the proximal terms, in units of the entropy's. */
    @AttributeDefinition(name = "Proximity", min = "1e-3", max = "1e6", description = "How far a step may go: the weight of the transport "
            + "costs against the divergence from the dictionary before, in units of the inverse of epsilon")
    double proximity() default 1;
}
