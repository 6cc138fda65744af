package org.stillpoint.host.internal.registry.sample;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of every kind. */
@ObjectClassDefinition
@interface SampleOptions {

    /** A choice. */
    enum Ordering {
        NATURAL, FILL_REDUCING
    }

    @AttributeDefinition(description = "residual to reach", min = "1e-15", max = "0.1")
    double tolerance() default 1e-6;

    @AttributeDefinition(min = "0")
    int maxIterations() default 10_000;

    long budget() default -5;

    boolean newton() default true;

    Ordering ordering() default Ordering.FILL_REDUCING;

    String comment() default "a, b \\ c";
}
