package org.stillpoint.itest.sketch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The options that the sketches share. */
@ObjectClassDefinition
@interface IterationOptions {

    @AttributeDefinition(description = "residual to reach", min = "1e-15", max = "1")
    double tolerance() default 1e-10;

    @AttributeDefinition(description = "iterations at most", min = "0")
    int maxIterations() default 10_000;
}
