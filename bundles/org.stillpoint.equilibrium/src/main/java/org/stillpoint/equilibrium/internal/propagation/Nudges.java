package org.stillpoint.equilibrium.internal.propagation;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.gradient.ForwardMethod;
import org.stillpoint.equilibrium.internal.gradient.GradientSolve;
import org.stillpoint.equilibrium.internal.gradient.SampleGroups;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;
import org.stillpoint.equilibrium.internal.run.BatchSolve;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;

/** Nudges free states and derives the adjoints from how they answer, see {@link PropagationSolver}. */
final class Nudges {

    /** Counter: the evaluations of the nudged state that took most. */
    static final String EVALUATIONS = "nudgedEvaluations";

    private static final int POINTS = 16;
    private static final double NUDGE = .1;
    private static final double REAL_NUDGE = 1e-4;

    private final GradientSolve solve;
    private final PropagationOptions options;
    private final Layer layer;
    private final boolean inside;
    private final int points;
    private final boolean complex;
    private final double beta;
    private final int size;
    private final int samples;
    private final SampleGroups groups;
    private List<Status> statuses;

    Nudges(GradientSolve solve, PropagationOptions options) throws SolverException {
        this.solve = solve;
        this.options = options;
        layer = solve.layer();
        inside = layer instanceof SplittableLayer;
        boolean analytic = ComplexLayer.isAnalytic(layer);
        points = options.points() > 0 ? options.points() : analytic ? POINTS : 2;
        complex = points != 2;
        if (points == 1 || complex && !analytic) {
            throw new SolverException(points + " points; expected 2" + (analytic ? " or more" : ", as more need a dense or monotone layer "
                    + "with the activation identity, tanh or sigmoid"));
        }
        beta = options.nudge() > 0 ? options.nudge() : complex ? NUDGE : REAL_NUDGE;
        size = layer.shape().state();
        samples = solve.inputs().count();
        groups = new SampleGroups(samples, SampleGroups.MOST_LANES, solve.session());
    }

    /** The adjoints, one row for each sample, for the free states. */
    double[] adjoints(EquilibriumStates free) throws SolverException {
        int nudges = points / 2 + 1;
        int width = complex ? 2 * size : size;
        Layer nudged = complex ? new ComplexLayer((ActivatedLayer) layer) : new DrivenLayer(layer, !inside);
        double[] inputs = inputs(nudged.shape().input(), nudges);
        double[] states = new double[Math.multiplyExact(samples * nudges, width)];
        for (int i = 0; i < samples * nudges; i++) {
            System.arraycopy(free.states().values(), i / nudges * size, states, i * width, size);
        }
        solve.session().limit(options.nudgedTolerance(), options.maxIterations());
        EquilibriumStates answers = BatchSolve.solve(nudged, new Samples(inputs, samples * nudges, nudged.shape().input()), states,
                solve.measure(), nudgedMethod().method(nudged, solve.session()), solve.session());
        statuses = new ArrayList<>();
        long longest = 0;
        for (int sample = 0; sample < samples; sample++) {
            statuses.add(EquilibriumSolve.worst(answers.statuses().subList(sample * nudges, (sample + 1) * nudges)));
        }
        for (long spent : answers.evaluations()) {
            longest = Math.max(longest, spent);
        }
        solve.session().count(EVALUATIONS, longest);
        double[] slopes = slopes(answers.states().values(), width, nudges);
        return inside ? combined(slopes) : slopes;
    }

    /** Splitting needs the layer itself, of which a nudged one has only the derivatives. */
    private ForwardMethod nudgedMethod() {
        return options.forward() == ForwardMethod.PEACEMAN_RACHFORD ? ForwardMethod.NEWTON_KRYLOV : options.forward();
    }

    /** How the nudged states of each sample ended. */
    List<Status> statuses() {
        return statuses;
    }

    /** The largest component of the cotangent of a sample. */
    private double scale(int sample) {
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, Math.abs(solve.cotangent().values()[sample * size + k]));
        }
        return largest;
    }

    /** The drives of all samples, nudged to all points: by e^{i phi} beta v / max |v|. */
    private double[] inputs(int stride, int nudges) {
        double[] drives = new double[samples * layer.driveSize()];
        groups.run((group, sums) -> {
            int lanes = groups.lanes(group);
            LayerKernel kernel = layer.kernel(lanes);
            double[] panel = new double[layer.driveSize() * lanes];
            kernel.drive(groups.panel(solve.inputs().values(), solve.inputs().size(), group), lanes, panel);
            groups.addRows(panel, layer.driveSize(), group, drives);
        }, new double[0][]);
        double[] inputs = new double[Math.multiplyExact(samples * nudges, stride)];
        int first = inside ? 0 : layer.driveSize();
        for (int row = 0; row < samples * nudges; row++) {
            int sample = row / nudges;
            double scale = scale(sample);
            double angle = angle(row % nudges);
            System.arraycopy(drives, sample * layer.driveSize(), inputs, row * stride, layer.driveSize());
            for (int k = 0; k < size && scale > 0; k++) {
                double push = beta * solve.cotangent().values()[sample * size + k] / scale;
                inputs[row * stride + first + k] += Math.cos(angle) * push;
                if (complex) {
                    inputs[row * stride + size + k] += Math.sin(angle) * push;
                }
            }
        }
        return inputs;
    }

    private double angle(int nudge) {
        return 2 * Math.PI * nudge / points;
    }

    /** (1 / N beta) sum over points of Re(e^{-i phi} z); points below the real axis answer by the conjugates of those above. */
    private double[] slopes(double[] states, int width, int nudges) {
        double[] slopes = new double[samples * size];
        for (int row = 0; row < samples * nudges; row++) {
            int nudge = row % nudges;
            double angle = angle(nudge);
            double weight = scale(row / nudges) / (points * beta) * (nudge == 0 || 2 * nudge == points ? 1 : 2);
            for (int k = 0; k < size; k++) {
                double turned = Math.cos(angle) * states[row * width + k]
                        + (complex ? Math.sin(angle) * states[row * width + size + k] : 0);
                slopes[row / nudges * size + k] += weight * turned;
            }
        }
        return slopes;
    }

    /** v + W w. */
    private double[] combined(double[] slopes) {
        double[] adjoints = solve.cotangent().values().clone();
        groups.run((group, sums) -> {
            int lanes = groups.lanes(group);
            double[] products = new double[size * lanes];
            ((SplittableKernel) layer.kernel(lanes)).combine(groups.panel(slopes, size, group), new double[size * lanes], lanes, products);
            groups.addRows(products, size, group, adjoints);
        }, new double[0][]);
        return adjoints;
    }
}
