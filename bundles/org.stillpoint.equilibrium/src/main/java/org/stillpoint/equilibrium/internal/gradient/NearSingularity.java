package org.stillpoint.equilibrium.internal.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * Finds adjoints that an equation (I - J') u = v with a singular matrix, or nearly so, leads to. As their residuals are measured in
 * parts of |J'u + v|, every long enough vector that I - J' takes to nearly 0 meets a tolerance, whatever v is. So an adjoint is not taken
 * for one where the defect J'u + v - u is not small beside v.
 */
final class NearSingularity {

    /** The defect in parts of the cotangent that is small enough, or the root of the tolerance if that is larger. */
    private static final double SMALL = 1e-3;
    /** Adjoints that are longer than their cotangents by this factor have no more than half of all digits. */
    private static final double LONG = 1e8;

    private NearSingularity() {
    }

    /** The adjoints, stagnated where they solve no equation; warns of the longest one where it is very long. */
    static EquilibriumStates judge(EquilibriumStates adjoints, Samples cotangent, double tolerance, Session session) {
        double small = Math.max(SMALL, Math.sqrt(tolerance));
        List<Status> statuses = new ArrayList<>(adjoints.statuses());
        double longest = 0;
        int sample = 0;
        for (int i = 0; i < statuses.size(); i++) {
            double length = largest(adjoints.states(), i);
            double given = largest(cotangent, i);
            if (statuses.get(i) == Status.CONVERGED && adjoints.residuals()[i] * length > small * given) {
                statuses.set(i, Status.STAGNATED);
            }
            if (given > 0 && length / given > longest) {
                longest = length / given;
                sample = i;
            }
        }
        if (longest >= LONG) {
            session.warn(String.format(Locale.ROOT, "I - J is singular or nearly so in sample %d: its adjoint is %.1e times as long as the "
                    + "cotangent, and derivatives are as much less exact than states", sample, longest));
        }
        return new EquilibriumStates(adjoints.states(), adjoints.residuals(), adjoints.evaluations(), statuses);
    }

    private static double largest(Samples rows, int sample) {
        double largest = 0;
        for (int k = rows.offset(sample); k < rows.offset(sample) + rows.size(); k++) {
            largest = Math.max(largest, Math.abs(rows.values()[k]));
        }
        return largest;
    }
}
