package org.stillpoint.equilibrium.internal.training;

import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.anderson.AndersonMethod;
import org.stillpoint.equilibrium.internal.gradient.BackwardMethod;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.Session;

/** How fixed points and adjoints are found in training, and how many were not. */
final class LayerMethods {

    private final EquilibriumMethod forward = new AndersonMethod(5, 1);
    private long states;
    private long lostStates;
    private long adjoints;
    private long lostAdjoints;

    EquilibriumMethod forward() {
        return forward;
    }

    EquilibriumMethod backward() {
        return BackwardMethod.GMRES.method();
    }

    void countStates(EquilibriumStates found) {
        states += found.statuses().size();
        lostStates += lost(found);
    }

    void countAdjoints(EquilibriumStates found) {
        adjoints += found.statuses().size();
        lostAdjoints += lost(found);
    }

    private static long lost(EquilibriumStates found) {
        return found.statuses().stream().filter(status -> status != Status.CONVERGED).count();
    }

    /** Warns of fixed points and adjoints that were used although they had not converged. */
    void warn(Session session) {
        if (lostStates > 0) {
            session.warn(lostStates + " of " + states + " fixed points were not found to the training tolerance; gradients were taken at "
                    + "the best states met");
        }
        if (lostAdjoints > 0) {
            session.warn(lostAdjoints + " of " + adjoints + " adjoints were not found to the training tolerance; gradients are of the best "
                    + "ones met");
        }
    }
}
