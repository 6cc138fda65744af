package org.stillpoint.equilibrium.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.gradient.Linearisation;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.run.BatchSolve;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.iterative.GradientSteps;
import org.stillpoint.numerics.random.RandomStream;

/** Trains the model of one fold. */
final class ModelTraining {

    private final EquilibriumTrainingProblem problem;
    private final int fold;
    private final long maxSteps;
    private final TrainingContext context;
    private final Session session;
    private final LayerMethods methods;
    private final TrainedWeights weights;
    private final GradientSteps steps;
    private final RandomStream random;
    private final RowLoss rowLoss;
    private final int size;
    private final int parts;
    /** The samples with a row to train on. */
    private final int[] samples;
    private final int batch;
    /** The states and adjoints of all samples as they were found last: where the next solves start. */
    private final double[] states;
    private final double[] adjoints;
    private final double[] epochLosses;
    private EquilibriumModel model;
    /** The sum of the criterion over the rows of the epoch so far, and their number. */
    private double criterion;
    private int rowsSeen;

    ModelTraining(EquilibriumTrainingProblem problem, int fold, long seed, long maxSteps, LayerMethods methods, TrainingContext context,
            Session session) throws SolverException {
        this.problem = problem;
        this.maxSteps = maxSteps;
        this.context = context;
        this.fold = fold;
        this.session = session;
        this.methods = methods;
        model = problem.start();
        Layer layer = layer(model);
        size = layer.shape().state();
        parts = size / model.width();
        weights = new TrainedWeights(model, layer.parameters(), problem.plan().fixed());
        model = weights.model(weights.start());
        EquilibriumTrainingPlan plan = problem.plan();
        List<Integer> trained = new ArrayList<>();
        for (int sample = 0; sample < problem.inputs().count(); sample++) {
            if (trainingRows(sample) > 0) {
                trained.add(sample);
            }
        }
        samples = trained.stream().mapToInt(Integer::intValue).toArray();
        batch = plan.batch() == 0 ? samples.length : Math.min(plan.batch(), samples.length);
        long total = (long) plan.epochs() * stepsOfAnEpoch();
        GradientSteps.LearningRate rate = new GradientSteps.LearningRate(plan.learningRate(), plan.warmUp(), plan.decay() ? total : 0);
        steps = plan.optimiser() == Optimiser.ADAM ? GradientSteps.adam(rate, plan.clip(), weights.start())
                : GradientSteps.scheduleFree(rate, plan.clip(), weights.start());
        random = new RandomStream(seed);
        rowLoss = new RowLoss(problem);
        states = new double[problem.inputs().count() * size];
        adjoints = new double[states.length];
        epochLosses = new double[plan.epochs()];
        Arrays.fill(epochLosses, Double.NaN);
    }

    private int stepsOfAnEpoch() {
        return (samples.length + batch - 1) / batch;
    }

    private int trainingRows(int sample) {
        int rows = 0;
        for (int part = 0; part < parts; part++) {
            rows += problem.trains(sample * parts + part, fold) ? 1 : 0;
        }
        return rows;
    }

    /** The mean training loss of each epoch; NaN for those that were not run. */
    double[] losses() {
        return epochLosses;
    }

    /** The weights after the last step. */
    EquilibriumModel model() {
        return model;
    }

    /** Runs all epochs. */
    Status run() throws SolverException {
        long done = 0;
        for (int epoch = 0; epoch < epochLosses.length; epoch++) {
            for (int i = samples.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int swapped = samples[i];
                samples[i] = samples[other];
                samples[other] = swapped;
            }
            rowLoss.epoch(epoch);
            double sum = 0;
            criterion = 0;
            rowsSeen = 0;
            for (int from = 0; from < samples.length; from += batch) {
                if (done++ == maxSteps) {
                    return Status.ITERATION_LIMIT;
                }
                int count = Math.min(batch, samples.length - from);
                double loss = step(from, count);
                context.step();
                if (!session.proceed(0, Double.NaN)) {
                    return session.interruption();
                }
                if (!Double.isFinite(loss)) {
                    return Status.NONFINITE;
                }
                sum += loss * count;
            }
            epochLosses[epoch] = sum / samples.length;
            double reached = criterion / rowsSeen;
            context.trained((fold + (epoch + 1.0) / epochLosses.length) / problem.models(),
                    problem.goal() > 0 ? reached / problem.goal() : reached);
        }
        return Status.CONVERGED;
    }

    /** Takes a step with some samples, and returns their loss before it, NaN if it could not be taken. */
    private double step(int from, int count) throws SolverException {
        double[] gradient = new double[steps.point().length];
        double loss = differentiate(steps.point(), from, count, gradient);
        if (!finite(gradient)) {
            return Double.NaN;
        }
        steps.step(gradient);
        weights.project(steps);
        if (!finite(steps.answer()) || !finite(steps.point())) {
            return Double.NaN;
        }
        model = weights.model(steps.answer());
        return loss;
    }

    /**
     * The mean loss of the rows of some samples, with the penalty.
     *
     * @param at the weights
     * @param from the first of the samples in the order of the epoch
     * @param gradient zeros; receives the derivatives by the weights
     */
    double differentiate(double[] at, int from, int count, double[] gradient) throws SolverException {
        EquilibriumModel point = weights.model(at);
        Layer layer = layer(point);
        Samples inputs = rows(problem.inputs().values(), problem.inputs().size(), from, count);
        double[] found = rows(states, size, from, count).values();
        EquilibriumStates solved = BatchSolve.solve(layer, inputs, found, ResidualMeasure.ABSOLUTE, methods.forward(), session);
        methods.countStates(solved);
        scatter(found, states, from, count);

        double[] cotangent = new double[found.length];
        int rows = 0;
        for (int i = 0; i < count; i++) {
            rows += trainingRows(samples[from + i]);
        }
        double loss = 0;
        for (int i = 0; i < count; i++) {
            for (int part = 0; part < parts; part++) {
                int row = samples[from + i] * parts + part;
                if (problem.trains(row, fold)) {
                    criterion += rowLoss.criterion(point, row, found, i * size + part * point.width());
                    rowsSeen++;
                    loss += rowLoss.add(point, row, found, i * size + part * point.width(), 1.0 / rows, cotangent, gradient,
                            weights.readout());
                }
            }
        }
        loss /= rows;
        double[][] sums = weights.layerSums();
        Linearisation linearisation = new Linearisation(layer, inputs, found, session);
        if (problem.plan().jacobianPenalty() > 0 || problem.plan().asymmetryPenalty() > 0) {
            loss += new JacobianPenalty(layer, inputs, found, problem.plan(), session).add(linearisation, random, cotangent, sums);
        }
        double[] starts = rows(adjoints, size, from, count).values();
        methods.countAdjoints(linearisation.adjoints(new Samples(cotangent, count, size), starts, methods.backward()));
        scatter(starts, adjoints, from, count);
        linearisation.addDerivatives(starts, new double[inputs.values().length], sums);
        weights.copy(sums, gradient);
        return loss;
    }

    private static boolean finite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private Layer layer(EquilibriumModel of) throws SolverException {
        EquilibriumProblem equilibrium = problem.equilibrium(of);
        return Layers.of(equilibrium, session.context(), false);
    }

    private Samples rows(double[] values, int width, int from, int count) {
        double[] rows = new double[count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(values, samples[from + i] * width, rows, i * width, width);
        }
        return new Samples(rows, count, width);
    }

    private void scatter(double[] rows, double[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * size, values, samples[from + i] * size, size);
        }
    }
}
