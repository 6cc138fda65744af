package org.stillpoint.host.internal.run;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How many runs the host takes on. */
@ObjectClassDefinition(name = "Runs")
@interface RunConfiguration {

    @AttributeDefinition(description = "runs at a time; 0 for as many as there are cores", min = "0", max = "1024")
    int workers() default 0;

    @AttributeDefinition(description = "runs that may wait; more are refused", min = "1")
    int queueLength() default 1000;

    @AttributeDefinition(description = "seconds after which a solver that was asked to stop is given up", min = "0.001")
    double graceSeconds() default 10;

    @AttributeDefinition(description = "seconds that a verifier has at least; it has as long as the run's time limit where that is "
            + "more, and as long as it takes in a run without one that was not cancelled", min = "0.001")
    double verificationSeconds() default 60;
}
