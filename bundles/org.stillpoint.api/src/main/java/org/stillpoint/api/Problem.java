package org.stillpoint.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.data.Recordable;

/**
 * Immutable data that says what is to be solved.
 *
 * <p>A problem holds no code. Where it needs the user's own function it names a service of the user's bundle, which a
 * solver obtains by {@link SolveContext#function}. Arrays handed out by a problem are shared, not copied: nobody may write
 * to them, and a host compares a problem's content before and after a run.
 */
@ConsumerType
public interface Problem extends Recordable {

    /** The name of the problem's {@link ProblemType}, for example {@code linear-program}. */
    String type();
}
