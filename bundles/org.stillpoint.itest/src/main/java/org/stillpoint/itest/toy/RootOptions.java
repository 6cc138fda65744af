package org.stillpoint.itest.toy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of the toy solvers. */
@ObjectClassDefinition(name = "Root finding")
@interface RootOptions {

    @AttributeDefinition(description = "Largest absolute value of the polynomial at the root", min = "1e-15", max = "1")
    double tolerance() default 1e-10;

    @AttributeDefinition(description = "Newton steps at most", min = "1", max = "1000")
    int maxIterations() default 100;

    @AttributeDefinition(description = "Where to start")
    Start start() default Start.ONE;

    /** Where to start. */
    enum Start {
        ZERO, ONE
    }
}
