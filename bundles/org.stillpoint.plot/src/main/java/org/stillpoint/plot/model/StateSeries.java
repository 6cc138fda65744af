package org.stillpoint.plot.model;

import java.util.Arrays;
import java.util.Optional;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.plot.RangeScale;

/**
 * What is drawn over steps: of a trajectory the output where there is one, else the states of the last layer, of several sequences the
 * first; of a training the losses of each model over its epochs.
 */
public final class StateSeries {

    private static final int MOST_COMPONENTS = 8;
    /** Components that fill less of a common scale are hard to see on it. */
    private static final double LEAST_SHARE = 0.08;

    private final Sequences values;
    private final int keepEvery;
    private final int steps;
    private final String what;
    private final String component;
    private final String axis;
    private final int components;

    private StateSeries(Sequences values, int keepEvery, int steps, String what, String component, String axis, int components) {
        this.values = values;
        this.keepEvery = keepEvery;
        this.steps = steps;
        this.what = what;
        this.component = component;
        this.axis = axis;
        this.components = components;
    }

    private static StateSeries of(RecurrenceProblem problem, Sequences values, boolean output, int components) {
        return new StateSeries(values, problem.keepEvery(), problem.steps(), output ? "Output" : "States", output ? "output" : "state",
                "step",
                components);
    }

    /** The first of several sequences of vectors, what they are and what each component is; none of empty ones. */
    public static Optional<StateSeries> of(Sequences values, String what, String component) {
        return values.batch() > 0 && values.size() > 0 && values.steps() > 0
                ? Optional.of(new StateSeries(values, 1, values.steps(), what, component, "step", values.size())) : Optional.empty();
    }

    /** The losses of each model over the epochs. */
    private static StateSeries losses(TrainedEquilibrium trained) {
        int models = trained.models().size();
        int epochs = trained.losses().length / models;
        double[] values = new double[trained.losses().length];
        for (int i = 0; i < values.length; i++) {
            values[i % epochs * models + i / epochs] = trained.losses()[i];
        }
        return new StateSeries(Sequences.of(values, models), 1, epochs, "Training loss", models == 1 ? "loss" : "fold", "epoch", models);
    }

    /** The series of a solution; none of one that has none, or of a recurrence whose steps are not those of the problem. */
    public static Optional<StateSeries> of(Problem problem, Recordable value) {
        if (value instanceof TrainedEquilibrium trained && trained.losses().length > 0) {
            return Optional.of(losses(trained));
        }
        if (!(problem instanceof RecurrenceProblem recurrence) || !(value instanceof Trajectory trajectory)) {
            return Optional.empty();
        }
        boolean output = trajectory.output().isPresent();
        Sequences values = output ? trajectory.output().get() : trajectory.lastPath().states();
        int components = output ? values.size() : trajectory.lastPath().hiddenSize();
        return values.steps() == recurrence.keptSteps() && values.batch() > 0 && values.size() > 0
                ? Optional.of(of(recurrence, values, output, components)) : Optional.empty();
    }

    /** The states of a recurrence without input of two or three components, whose path is worth a picture. */
    public static Optional<StateSeries> ofPath(Problem problem, Recordable value) {
        if (!(problem instanceof RecurrenceProblem recurrence) || !(value instanceof Trajectory trajectory)
                || recurrence.input().size() > 0 || recurrence.layers().size() > 1) {
            return Optional.empty();
        }
        Sequences states = trajectory.path().states();
        return states.steps() == recurrence.keptSteps() && states.batch() > 0 && (states.size() == 2 || states.size() == 3)
                ? Optional.of(of(recurrence, states, false, states.size())) : Optional.empty();
    }

    /** What it is, in words. */
    public String caption() {
        String part = shown() < components ? what + ", the first " + shown() + " of " + components + " components" : what;
        return values.batch() > 1 ? part + ", the first of " + values.batch() + " sequences" : part;
    }

    /** The number of components that are drawn. */
    public int shown() {
        return Math.min(components, MOST_COMPONENTS);
    }

    /** The name of a component. */
    public String name(int index) {
        return component + (components == 1 ? "" : " " + (index + 1));
    }

    /** What the steps are: step or epoch. */
    public String axis() {
        return axis;
    }

    /** The number of kept steps. */
    public int points() {
        return values.steps();
    }

    /** The step of a point, counted from 1. */
    public double step(int point) {
        return Math.min(steps, (point + 1.0) * keepEvery);
    }

    /** The value of a component at a point. */
    public double value(int component, int point) {
        return values.values()[point * values.size() + component];
    }

    /** The steps. */
    public RangeScale across() {
        return new RangeScale(step(0), Math.max(step(points() - 1), step(0) + 1));
    }

    /** The values of the components from one to another; empty if none is finite. */
    public Optional<RangeScale> up(int from, int to) {
        double[] range = range(from, to);
        return range[0] <= range[1] ? Optional.of(RangeScale.around(range[0], range[1])) : Optional.empty();
    }

    /** The least and the greatest finite value of some components. */
    private double[] range(int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < points(); point++) {
            for (int k = from; k < to; k++) {
                double value = value(k, point);
                if (Double.isFinite(value)) {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
        return new double[] {least, greatest};
    }

    /** Whether every component that changes fills enough of a common scale to be seen on it. */
    public boolean ofOneScale() {
        double[] common = range(0, shown());
        for (int k = 0; k < shown(); k++) {
            double[] own = range(k, k + 1);
            if (own[1] > own[0] && own[1] - own[0] < LEAST_SHARE * (common[1] - common[0])) {
                return false;
            }
        }
        return true;
    }

    /** The least and the greatest value of a component in each of so many columns; NaN in a column without a finite one. */
    public double[][] envelope(int component, int columns) {
        double[] least = new double[columns];
        double[] greatest = new double[columns];
        Arrays.fill(least, Double.NaN);
        Arrays.fill(greatest, Double.NaN);
        for (int point = 0; point < points(); point++) {
            int column = points() == 1 ? 0 : (int) ((long) point * (columns - 1) / (points() - 1));
            double value = value(component, point);
            if (Double.isFinite(value)) {
                least[column] = Double.isNaN(least[column]) ? value : Math.min(least[column], value);
                greatest[column] = Double.isNaN(greatest[column]) ? value : Math.max(greatest[column], value);
            }
        }
        return new double[][] {least, greatest};
    }
}
