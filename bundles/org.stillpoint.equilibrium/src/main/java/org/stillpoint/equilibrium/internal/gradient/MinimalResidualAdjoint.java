package org.stillpoint.equilibrium.internal.gradient;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.newton.NewtonSystems;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/**
 * Solves adjoints (I - J') u = v by GMRES, restarted from the defect that the last cycle left; a sample of which a cycle does not halve the
 * residual ends as stagnated. On request each sample begins with Picard iterations and goes over to GMRES, for good, once the rate at which
 * its residual fell in the last two shows that many more are needed.
 *
 * @param plainFirst whether to begin with Picard iterations
 */
record MinimalResidualAdjoint(boolean plainFirst) implements EquilibriumMethod {

    /** The most products of a cycle. */
    private static final int MEMORY = 60;
    /** By so much the norm that a cycle aims at is below what the tolerance asks for. */
    private static final double MARGIN = .3;
    /** The iterations after which rates are looked at first, and then each time. */
    private static final int FIRST_LOOK = 4;
    private static final int LOOK = 8;
    /** So many Picard iterations cost about as much as the products of GMRES and of its basis that replace them. */
    private static final double MOST_PLAIN = 100;

    @Override
    public void solve(ActiveSamples samples) {
        new Run(samples, plainFirst).run();
    }

    private static final class Run {

        private final ActiveSamples samples;
        private final int size;
        private final double[] last;
        private final double[] secondLast;
        /** 1 for samples that GMRES solves. */
        private final double[] slow;
        private final double[] enough;
        private double[] correction;
        private double[] defect;
        private NewtonSystems systems;

        Run(ActiveSamples samples, boolean plainFirst) {
            this.samples = samples;
            size = samples.size();
            last = samples.panel(1);
            secondLast = samples.panel(1);
            slow = samples.panel(1);
            enough = new double[samples.capacity()];
            Arrays.fill(last, Double.POSITIVE_INFINITY);
            Arrays.fill(slow, plainFirst ? 0 : 1);
        }

        void run() {
            for (int iteration = 1; samples.evaluate(); iteration++) {
                boolean look = iteration == FIRST_LOOK || iteration % LOOK == 0;
                boolean cycle = false;
                for (int lane = 0; lane < samples.lanes(); lane++) {
                    judge(lane, look);
                    cycle |= slow[lane] == 1;
                }
                if (cycle) {
                    correct();
                } else {
                    System.arraycopy(samples.images(), 0, samples.states(), 0, size * samples.lanes());
                }
            }
        }

        private void judge(int lane, boolean look) {
            double residual = samples.residuals()[lane];
            if (slow[lane] == 1) {
                if (!(residual <= last[lane] / 2)) {
                    samples.retire(lane, Status.STAGNATED);
                }
            } else if (look) {
                double rate = Math.sqrt(residual / secondLast[lane]);
                double left = Math.log(samples.session().tolerance() / residual) / Math.log(rate);
                slow[lane] = rate < 1 && left <= MOST_PLAIN ? 0 : 1;
            }
            secondLast[lane] = last[lane];
            last[lane] = residual;
        }

        /** Adds corrections of GMRES to the samples that are slow, and takes a Picard step with the others. */
        private void correct() {
            if (systems == null) {
                systems = new NewtonSystems(samples, MEMORY);
                Arrays.fill(systems.factors(), 1);
                correction = new double[size * samples.capacity()];
                defect = new double[size * samples.capacity()];
            }
            int lanes = samples.lanes();
            // The linearisation of an affine layer is a part of its drive.
            System.arraycopy(samples.drives(), 0, systems.tangents(), 0, samples.layer.tangentSize() * lanes);
            aim(lanes);
            systems.solve(defect, enough, correction);
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int at = k * lanes + lane;
                    samples.states()[at] += slow[lane] == 1 ? correction[at] : defect[at];
                }
            }
        }

        /** The defects J'u + v - u, and for each lane the Euclidean norm that meets the tolerance, which bounds the largest component. */
        private void aim(int lanes) {
            Arrays.fill(enough, 0, lanes, 0);
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int at = k * lanes + lane;
                    defect[at] = samples.images()[at] - samples.states()[at];
                    enough[lane] = Math.max(enough[lane], Math.abs(samples.images()[at]));
                }
            }
            for (int lane = 0; lane < lanes; lane++) {
                enough[lane] = slow[lane] == 1 ? enough[lane] * MARGIN * samples.session().tolerance() : Double.POSITIVE_INFINITY;
            }
        }
    }
}
