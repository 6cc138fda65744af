package org.stillpoint.equilibrium.internal.gradient;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.newton.NewtonSystems;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/**
 * Solves adjoints (I - J') u = v by GMRES, restarted from the defect that the last cycle left; a sample of which a cycle does not halve the
 * residual ends as stagnated.
 */
final class MinimalResidualAdjoint implements EquilibriumMethod {

    /** The most products of a cycle. */
    private static final int MEMORY = 60;
    /** By so much the norm that a cycle aims at is below what the tolerance asks for. */
    private static final double MARGIN = .3;

    @Override
    public void solve(ActiveSamples samples) {
        int size = samples.size();
        NewtonSystems systems = new NewtonSystems(samples, MEMORY);
        Arrays.fill(systems.factors(), 1);
        double[] before = samples.panel(1);
        double[] correction = new double[size * samples.capacity()];
        double[] defect = new double[size * samples.capacity()];
        double[] enough = new double[samples.capacity()];
        boolean first = true;
        while (samples.linearise(systems.tangents())) {
            int lanes = samples.lanes();
            for (int lane = 0; lane < lanes; lane++) {
                if (!first && !(samples.residuals()[lane] <= before[lane] / 2)) {
                    samples.retire(lane, Status.STAGNATED);
                }
                before[lane] = samples.residuals()[lane];
            }
            first = false;
            aim(samples, defect, enough);
            systems.solve(defect, enough, correction);
            for (int i = 0; i < size * lanes; i++) {
                samples.states()[i] += correction[i];
            }
        }
    }

    /** The defects J'u + v - u, and for each lane the Euclidean norm that meets the tolerance, which bounds the largest component. */
    private static void aim(ActiveSamples samples, double[] defect, double[] enough) {
        int lanes = samples.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            enough[lane] = 0;
        }
        for (int k = 0; k < samples.size(); k++) {
            for (int lane = 0; lane < lanes; lane++) {
                int at = k * lanes + lane;
                defect[at] = samples.images()[at] - samples.states()[at];
                enough[lane] = Math.max(enough[lane], Math.abs(samples.images()[at]));
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            enough[lane] *= MARGIN * samples.session().tolerance();
        }
    }
}
