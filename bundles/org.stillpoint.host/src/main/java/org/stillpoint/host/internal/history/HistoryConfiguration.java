package org.stillpoint.host.internal.history;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How much of the past is kept. */
@ObjectClassDefinition(name = "Run history")
@interface HistoryConfiguration {

    @AttributeDefinition(description = "the number of runs that are kept, the newest ones", min = "1")
    int runsKept() default 5000;
}
