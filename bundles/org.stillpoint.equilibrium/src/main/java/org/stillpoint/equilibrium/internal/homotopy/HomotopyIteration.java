package org.stillpoint.equilibrium.internal.homotopy;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.newton.NewtonSystems;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;

/**
 * Follows the paths of the homotopy, each sample with its own time and step length, see {@link HomotopySolver}. Every round linearises the
 * layer once and solves one system (I - t J) x = b for each sample: a stage of a Runge-Kutta step, with x a slope, or a correction.
 */
final class HomotopyIteration {

    /** Where a sample is: at a state to be corrected, or at one of the inner stages 1, 2, 3 of a step. */
    private static final double CORRECTION = 0;
    private static final int LAST_STAGE = 3;
    /** The corrections after a step: on the way, and at the end. */
    private static final int CORRECTIONS = 4;
    private static final int LAST_CORRECTIONS = 20;
    /** A state this near to the path, as a part of the first residual, is on it. */
    private static final double NEAR = 1e-3;
    private static final double SHORTEST_STEP = 1e-5;
    private static final double SLOPE_ACCURACY = 1e-4;
    private static final double CORRECTION_ACCURACY = 1e-2;

    private final ActiveSamples samples;
    private final NewtonSystems systems;
    private final int size;
    private final double[] starts;
    /** The states on the paths that steps begin at, the slopes there, and the weighted sums of the slopes of the stages so far. */
    private final double[] points;
    private final double[] firstSlopes;
    private final double[] slopeSums;
    private final double[] times;
    private final double[] stepLengths;
    private final double[] stages;
    private final double[] corrections;
    private final double[] distances;
    private final double[] scales;
    private final double[] rightSides;
    private final double[] norms;
    private final double[] enough;
    private final double[] solutions;
    private final boolean[] beginning;
    private long steps;
    private long rejected;

    HomotopyIteration(ActiveSamples samples, int memory, double firstStep) {
        this.samples = samples;
        systems = new NewtonSystems(samples, memory);
        size = samples.size();
        starts = samples.panel(size);
        points = samples.panel(size);
        firstSlopes = samples.panel(size);
        slopeSums = samples.panel(size);
        times = samples.panel(1);
        stepLengths = samples.panel(1);
        stages = samples.panel(1);
        corrections = samples.panel(1);
        distances = samples.panel(1);
        scales = samples.panel(1);
        rightSides = new double[size * samples.capacity()];
        norms = new double[samples.capacity()];
        enough = new double[samples.capacity()];
        solutions = new double[size * samples.capacity()];
        beginning = new boolean[samples.capacity()];
        System.arraycopy(samples.states(), 0, starts, 0, size * samples.lanes());
        System.arraycopy(samples.states(), 0, points, 0, size * samples.lanes());
        Arrays.fill(stepLengths, 0, samples.lanes(), firstStep);
    }

    long steps() {
        return steps;
    }

    long rejected() {
        return rejected;
    }

    void run() {
        while (samples.linearise(systems.tangents())) {
            int lanes = samples.lanes();
            findRightSides(lanes);
            for (int lane = 0; lane < lanes; lane++) {
                systems.factors()[lane] = time(lane);
                enough[lane] = ask(lane, lanes);
            }
            systems.solve(rightSides, enough, solutions);
            for (int lane = 0; lane < lanes; lane++) {
                if (enough[lane] < Double.POSITIVE_INFINITY) {
                    advance(lane, lanes);
                }
            }
        }
    }

    /** The time at the state of a lane. */
    private double time(int lane) {
        double stage = stages[lane];
        return stage == CORRECTION ? times[lane] : Math.min(1, times[lane] + stepLengths[lane] * (stage == LAST_STAGE ? 1 : .5));
    }

    /** Where a slope is asked for f(z) - z_0, where a correction -H(z, t); and the Euclidean norms of these. */
    private void findRightSides(int lanes) {
        Arrays.fill(norms, 0, lanes, 0);
        double[] states = samples.states();
        double[] images = samples.images();
        for (int k = 0; k < size; k++) {
            int row = k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                double rise = images[row + lane] - starts[row + lane];
                double right = stages[lane] == CORRECTION ? times[lane] * rise - (states[row + lane] - starts[row + lane]) : rise;
                rightSides[row + lane] = right;
                norms[lane] += right * right;
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            norms[lane] = Math.sqrt(norms[lane]);
        }
    }

    /** What the residual of the equations of a lane may be; infinity if it asks for nothing, as its step was rejected. */
    private double ask(int lane, int lanes) {
        beginning[lane] = false;
        if (stages[lane] != CORRECTION) {
            return norms[lane] <= Double.MAX_VALUE ? SLOPE_ACCURACY * norms[lane] : reject(lane, lanes);
        }
        if (times[lane] < 1 && norms[lane] <= NEAR * scales[lane] || times[lane] == 0) {
            return begin(lane, lanes);
        }
        int most = times[lane] < 1 ? CORRECTIONS : LAST_CORRECTIONS;
        if (!(norms[lane] <= distances[lane]) || corrections[lane] == most) {
            return reject(lane, lanes);
        }
        distances[lane] = norms[lane];
        corrections[lane]++;
        return CORRECTION_ACCURACY * norms[lane];
    }

    /** Begins a step from a state on the path: its first slope is asked for in place of a correction. */
    private double begin(int lane, int lanes) {
        beginning[lane] = true;
        steps++;
        if (times[lane] > 0 && corrections[lane] <= 1) {
            stepLengths[lane] *= 2;
        }
        stepLengths[lane] = Math.min(stepLengths[lane], 1 - times[lane]);
        double squares = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            points[at] = samples.states()[at];
            rightSides[at] = samples.images()[at] - starts[at];
            squares += rightSides[at] * rightSides[at];
        }
        double norm = Math.sqrt(squares);
        if (times[lane] == 0) {
            scales[lane] = norm;
        }
        return SLOPE_ACCURACY * norm;
    }

    /** Begins the step anew with half its length, with the first slope that is known already. */
    private double reject(int lane, int lanes) {
        rejected++;
        if (stages[lane] == CORRECTION) {
            times[lane] -= stepLengths[lane];
        }
        stepLengths[lane] /= 2;
        if (stepLengths[lane] < SHORTEST_STEP) {
            samples.retire(lane, Status.STAGNATED);
        }
        stages[lane] = 1;
        for (int at = lane; at < size * lanes; at += lanes) {
            slopeSums[at] = firstSlopes[at];
            samples.states()[at] = points[at] + stepLengths[lane] / 2 * firstSlopes[at];
        }
        samples.attempt(lane);
        return Double.POSITIVE_INFINITY;
    }

    /** Uses what a lane asked for: the next stage of Runge's and Kutta's method, its end, or a correction. */
    private void advance(int lane, int lanes) {
        double[] states = samples.states();
        samples.attempt(lane);
        if (beginning[lane]) {
            for (int at = lane; at < size * lanes; at += lanes) {
                firstSlopes[at] = solutions[at];
                slopeSums[at] = solutions[at];
                states[at] = points[at] + stepLengths[lane] / 2 * solutions[at];
            }
            stages[lane] = 1;
        } else if (stages[lane] == CORRECTION) {
            for (int at = lane; at < size * lanes; at += lanes) {
                states[at] += solutions[at];
            }
        } else if (stages[lane] < LAST_STAGE) {
            double length = stepLengths[lane] * (stages[lane] == 1 ? .5 : 1);
            for (int at = lane; at < size * lanes; at += lanes) {
                slopeSums[at] += 2 * solutions[at];
                states[at] = points[at] + length * solutions[at];
            }
            stages[lane]++;
        } else {
            for (int at = lane; at < size * lanes; at += lanes) {
                states[at] = points[at] + stepLengths[lane] / 6 * (slopeSums[at] + solutions[at]);
            }
            stages[lane] = CORRECTION;
            times[lane] = Math.min(1, times[lane] + stepLengths[lane]);
            corrections[lane] = 0;
            distances[lane] = Double.POSITIVE_INFINITY;
        }
    }
}
