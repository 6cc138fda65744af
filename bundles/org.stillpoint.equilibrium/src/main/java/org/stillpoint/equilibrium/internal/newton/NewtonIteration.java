package org.stillpoint.equilibrium.internal.newton;

import org.stillpoint.equilibrium.internal.run.ActiveSamples;

/**
 * Newton's method for g(z) = f(z) - z = 0 with directions s of inexact equations (I - J) s = g, |g - (I - J) s| &lt;= e |g|, and the merit
 * |g|^2 / 2. The forcing e follows the second choice of Eisenstat and Walker 1996, e = 0.9 (|g| / |g_last|)^2, at most 0.5, kept above
 * 0.9 e_last^2 where that exceeds 0.1, and is never less than the tolerance asks for.
 */
class NewtonIteration extends LineSearchIteration {

    private static final double FORCING_SCALE = .9;
    private static final double LARGEST_FORCING = .5;
    private static final double FIRST_FORCING = .1;
    private static final double SAFEGUARD = .1;
    /** The part of what the tolerance allows that the equations may leave. */
    private static final double MARGIN = .3;
    /** The longest step, as a multiple of the largest component of the state and the defect. */
    private static final double LONGEST = 100;
    /** The largest part of the right side that equations may leave whose solution is used. */
    private static final double SOLVED = .5;

    private final double[] lastNorms;
    private final double[] forcings;
    private final double[] enough;
    private final double[] solutions;

    NewtonIteration(ActiveSamples samples, int memory) {
        super(samples, memory);
        lastNorms = samples.panel(1);
        forcings = samples.panel(1);
        enough = new double[samples.capacity()];
        solutions = new double[size * samples.capacity()];
    }

    @Override
    double merit(int lane) {
        return norms[lane] * norms[lane] / 2;
    }

    @Override
    boolean prefersPlainSteps() {
        return true;
    }

    @Override
    boolean endsWarmUp(int lane) {
        return false;
    }

    @Override
    void findDirections(boolean[] asked) {
        int lanes = samples.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            enough[lane] = Double.POSITIVE_INFINITY;
            systems.factors()[lane] = 1;
            if (asked[lane]) {
                double allowed = samples.session().tolerance() / samples.residuals()[lane];
                enough[lane] = norms[lane] * Math.max(forcing(lane), MARGIN * allowed);
            }
        }
        systems.solve(defects, enough, solutions);
        for (int k = 0; k < size; k++) {
            int row = k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                directions[row + lane] = asked[lane] ? solutions[row + lane] : directions[row + lane];
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            if (asked[lane]) {
                // With (I - J) s = g - r the merit falls by g'(g - r), at least |g| (|g| - |r|).
                slopes[lane] = -norms[lane] * (norms[lane] - systems.residualNorms()[lane]);
                if (systems.residualNorms()[lane] <= SOLVED * norms[lane]) {
                    limit(lane, lanes);
                } else {
                    takePlainStep(lane, lanes);
                }
            }
        }
    }

    /** Shortens a step that is far longer than the state and the defect: I - J is then nearly singular. */
    private void limit(int lane, int lanes) {
        double length = 0;
        double largest = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            length = Math.max(length, Math.abs(directions[at]));
            largest = Math.max(largest, Math.max(Math.abs(samples.states()[at]), Math.abs(defects[at])));
        }
        double factor = LONGEST * largest / length;
        if (factor < 1) {
            slopes[lane] *= factor;
            for (int at = lane; at < size * lanes; at += lanes) {
                directions[at] *= factor;
            }
        }
    }

    /** Where the equations have hardly a solution that is better than none. */
    private void takePlainStep(int lane, int lanes) {
        slopes[lane] = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            directions[at] = defects[at];
        }
    }

    private double forcing(int lane) {
        double ratio = norms[lane] / lastNorms[lane];
        double forcing = lastNorms[lane] == 0 ? FIRST_FORCING : FORCING_SCALE * ratio * ratio;
        double before = FORCING_SCALE * forcings[lane] * forcings[lane];
        forcing = Math.min(LARGEST_FORCING, before > SAFEGUARD ? Math.max(forcing, before) : forcing);
        forcings[lane] = forcing;
        lastNorms[lane] = norms[lane];
        return forcing;
    }
}
