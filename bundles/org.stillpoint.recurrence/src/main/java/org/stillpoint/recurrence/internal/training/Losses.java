package org.stillpoint.recurrence.internal.training;

import java.util.Optional;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.gradient.ModelWeights;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sequential.SequentialMethod;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;

/** The losses of weights in one run over all steps. */
final class Losses {

    private final RecurrenceTrainingProblem problem;
    private final ModelWeights model;
    private final Session session;
    private double training;
    private double validation;

    Losses(RecurrenceTrainingProblem problem, ModelWeights model, Session session) {
        this.problem = problem;
        this.model = model;
        this.session = session;
    }

    /**
     * Computes the losses of weights.
     *
     * @return false if the session said stop
     */
    boolean measure(double[] weights) throws SolverException {
        int batch = problem.input().batch();
        int steps = problem.input().steps();
        double[] values = problem.input().values();
        int size = problem.input().size();
        for (RecurrentLayer layer : model.layers(weights)) {
            Cell cell = Cells.of(layer, 0, session.context());
            Stretch stretch = Stretch.of(cell, batch, steps, values, new double[batch * cell.shape().state()]);
            Status status = run(stretch);
            if (status.isInterruption()) {
                return false;
            }
            if (status == Status.NONFINITE) {
                training = Double.NaN;
                validation = Double.NaN;
                return true;
            }
            values = hidden(stretch.states, cell.shape().state(), cell.shape().hidden());
            size = cell.shape().hidden();
        }
        training = loss(values, size, model.readout(weights), 0, problem.trainingSteps());
        validation = problem.validated() ? loss(values, size, model.readout(weights), problem.trainingSteps(), steps) : Double.NaN;
        return true;
    }

    /** Finds the states: of a batch side by side, of one sequence without a look at the residual. */
    private Status run(Stretch stretch) throws SolverException {
        if (stretch.batch > 1) {
            return new SequentialMethod(false).solve(stretch, session.trial()).status();
        }
        return new SequentialSweep(stretch).run(0, 0, stretch.steps, session) ? Status.CONVERGED : session.interruption();
    }

    private static double[] hidden(double[] states, int state, int hidden) {
        if (hidden == state) {
            return states;
        }
        double[] result = new double[states.length / state * hidden];
        for (int row = 0; row < states.length / state; row++) {
            System.arraycopy(states, row * state, result, row * hidden, hidden);
        }
        return result;
    }

    private double loss(double[] hidden, int size, Optional<Readout> readout, int from, int to) {
        int steps = problem.target().steps();
        int outputs = problem.target().size();
        double[] target = problem.target().values();
        double sum = 0;
        for (int b = 0; b < problem.target().batch(); b++) {
            for (int row = b * steps + from; row < b * steps + to; row++) {
                for (int k = 0; k < outputs; k++) {
                    double value = readout.isEmpty() ? hidden[row * size + k] : readout.get().bias()[k];
                    for (int j = 0; j < size && readout.isPresent(); j++) {
                        value += readout.get().weight().data[k * size + j] * hidden[row * size + j];
                    }
                    double difference = value - target[row * outputs + k];
                    sum += difference * difference;
                }
            }
        }
        return sum / ((double) problem.target().batch() * (to - from) * outputs);
    }

    /** The loss over the training steps. */
    double training() {
        return training;
    }

    /** The loss over the steps after them; NaN where there are none. */
    double validation() {
        return validation;
    }

    /** The loss by which weights are judged. */
    double criterion() {
        return problem.validated() ? validation : training;
    }
}
