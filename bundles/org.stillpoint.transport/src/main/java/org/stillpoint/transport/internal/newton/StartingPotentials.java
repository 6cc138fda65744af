package org.stillpoint.transport.internal.newton;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.transport.internal.instance.TransportInstance;

/** The potentials that a caller gives to start from. */
final class StartingPotentials {

    private StartingPotentials() {
    }

    /** Takes them over if there are any that fit and are finite where there is mass; answers whether it did. */
    static boolean take(TransportInstance instance, SemiDual dual, SolveContext context) {
        TransportPlan given = context.start(TransportPlan.class).orElse(null);
        if (given == null || given.f().length != instance.problem().source().size()
                || given.g().length != instance.problem().target().size()) {
            return false;
        }
        double epsilon = instance.problem().regulariser() == Regulariser.RELATIVE_ENTROPY ? instance.epsilon() : 0;
        double[] f = picked(given.f(), instance.sourcePoints(), dual.a, epsilon);
        double[] g = picked(given.g(), instance.targetPoints(), dual.b, epsilon);
        boolean usable = f != null && g != null;
        if (usable) {
            System.arraycopy(f, 0, dual.f, 0, f.length);
            System.arraycopy(g, 0, dual.g, 0, g.length);
        }
        return usable;
    }

    private static double[] picked(double[] potentials, int[] places, double[] weights, double epsilon) {
        double[] picked = new double[places.length];
        for (int k = 0; k < picked.length; k++) {
            picked[k] = potentials[places[k]] + (epsilon == 0 ? 0 : epsilon * Math.log(weights[k]));
            if (!Double.isFinite(picked[k])) {
                return null;
            }
        }
        return picked;
    }
}
