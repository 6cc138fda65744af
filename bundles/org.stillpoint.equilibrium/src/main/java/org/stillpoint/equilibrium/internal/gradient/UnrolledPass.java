package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.picard.PicardIteration;

/** Takes K steps from the start and propagates cotangents back through them, see {@link UnrolledSolver}. */
final class UnrolledPass {

    /** The most values of states that a group of samples keeps, and the most for one sample. */
    private static final long GROUP_VALUES = 1 << 24;
    private static final long SAMPLE_VALUES = 1 << 28;

    private final GradientSolve solve;
    private final Layer layer;
    private final int size;
    private final int steps;
    private final double damping;
    private final SampleGroups groups;
    private final double[] starts;
    private final double[] states;
    private final double[] adjoints;

    UnrolledPass(GradientSolve solve, int steps, double damping) throws SolverException {
        this.solve = solve;
        this.steps = steps;
        this.damping = damping;
        layer = solve.layer();
        size = layer.shape().state();
        long values = (long) (steps + 1) * size;
        if (values > SAMPLE_VALUES) {
            throw new SolverException("the states of " + steps + " steps of " + size + " components are too many to keep; expected at most "
                    + SAMPLE_VALUES + " values: choose fewer steps");
        }
        groups = new SampleGroups(solve.inputs().count(), (int) Math.max(1, Math.min(SampleGroups.MOST_LANES, GROUP_VALUES / values)),
                solve.session());
        starts = solve.starts();
        states = new double[starts.length];
        adjoints = new double[starts.length];
    }

    /** The states after the last step. */
    double[] states() {
        return states;
    }

    /** For each sample the sum of its cotangents. */
    double[] adjoints() {
        return adjoints;
    }

    /** Does it all, and adds the derivatives; when told to stop, it goes back from the last step that was taken. */
    void run() {
        groups.run(this::run, solve.sums());
    }

    private void run(int group, double[][] sums) {
        int lanes = groups.lanes(group);
        int length = size * lanes;
        LayerKernel kernel = layer.kernel(lanes);
        int inputSize = solve.inputs().size();
        double[] inputs = groups.panel(solve.inputs().values(), inputSize, group);
        double[] drives = new double[layer.driveSize() * lanes];
        kernel.drive(inputs, lanes, drives);
        PicardIteration iteration = new PicardIteration(damping);
        double[] images = new double[length];
        double[][] path = new double[steps + 1][];
        path[0] = groups.panel(starts, size, group);
        int taken = 0;
        while (taken < steps && solve.session().proceed(lanes, Double.NaN)) {
            kernel.apply(path[taken], drives, lanes, images);
            path[taken + 1] = path[taken].clone();
            iteration.step(path[taken + 1], images, length);
            taken++;
        }
        groups.addRows(path[taken], size, group, states);

        double[] cotangents = groups.panel(solve.cotangent().values(), size, group);
        double[] scaled = new double[length];
        double[] total = new double[length];
        double[] tangents = new double[layer.tangentSize() * lanes];
        double[] products = new double[inputSize * lanes];
        double[] byInput = new double[inputSize * lanes];
        for (int step = taken - 1; step >= 0; step--) {
            kernel.linearise(path[step], drives, lanes, images, tangents);
            for (int i = 0; i < length; i++) {
                scaled[i] = damping * cotangents[i];
            }
            add(scaled, total);
            kernel.inputProduct(tangents, scaled, lanes, products);
            add(products, byInput);
            kernel.addParameterProducts(tangents, path[step], inputs, scaled, lanes, sums);
            kernel.transposedProduct(tangents, scaled, lanes, images);
            for (int i = 0; i < length; i++) {
                cotangents[i] = cotangents[i] - scaled[i] + images[i];
            }
            path[step + 1] = null;
            if (!solve.session().proceed(lanes, Double.NaN)) {
                break;
            }
        }
        groups.addRows(total, size, group, adjoints);
        groups.addRows(byInput, inputSize, group, solve.byInput());
    }

    private static void add(double[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] += from[i];
        }
    }
}
