package org.stillpoint.api.run;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears of solvers that come and go. Called one event after the other; a listener returns quickly. */
@ConsumerType
public interface SolverListener {

    /** A solver can be called from now on. */
    void added(SolverDescriptor solver);

    /** A solver takes no new calls from now on. */
    void removed(SolverDescriptor solver);
}
