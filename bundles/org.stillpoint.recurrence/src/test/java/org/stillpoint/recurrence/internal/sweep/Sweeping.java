package org.stillpoint.recurrence.internal.sweep;

import java.util.Arrays;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;

/** Problems for tests of sweeps, and their sequential solutions. */
public final class Sweeping {

    private Sweeping() {
    }

    /** A problem with the user's cell named "cell" on inputs sin(0.1 t), t from 1, of a batch of sequences that differ in phase. */
    public static RecurrenceProblem waves(int batch, int steps) {
        double[] input = new double[batch * steps];
        Arrays.setAll(input, i -> Math.sin(0.1 * (i % steps + 1) + i / steps));
        return RecurrenceProblem.of("cell", DataRecord.of("parameters", 1).build(), new Sequences(input, batch, steps, 1));
    }

    /** A ParaGRU of two units with three inputs that forgets fast. */
    public static RecurrenceProblem paraGru(int steps) {
        DataRecord parameters = DataRecord.of("parameters", 1)
                .array("weight_ih", new NamedArray(new double[] {1, 0, 0, 0.5, 0.1, 0, 0, 1, 0, 0, -1, 0.2, 0, 0, 1, 0.3, 0, 1}, 6, 3))
                .array("recurrent", new NamedArray(new double[] {0.5, 0.2, 0.3, -0.4, 0.4, 0.1}, 3, 2)).build();
        return RecurrenceProblem.of("para-gru", parameters, Sequences.of(Trials.scalarParaGruInput(steps), 3));
    }

    /** The logistic map from 0.2. */
    public static RecurrenceProblem logistic(double rate, int steps) {
        return RecurrenceProblem.autonomous("logistic", DataRecord.of("parameters", 1).number("rate", rate).build(), steps, 0.2);
    }

    /** Steps along a vector field. */
    public static RecurrenceProblem flow(String cell, String field, double step, int steps, double... initial) {
        return RecurrenceProblem.autonomous(cell, DataRecord.of("parameters", 1).text("field", field).number("step", step).build(), steps,
                initial);
    }

    /** All states of a problem of one layer, step after step. */
    public static double[] sequential(RecurrenceProblem problem, TestContext context) {
        try (Session session = new Session(context, 0)) {
            var cell = Cells.of(problem.layers().get(0), 0, context);
            double[] initial = problem.initialState().length > 0 ? problem.initialState()
                    : new double[problem.batch() * cell.shape().state()];
            Stretch stretch = Stretch.of(cell, problem.batch(), problem.steps(), ((Sequences) problem.input()).values(), initial);
            for (int b = 0; b < problem.batch(); b++) {
                new SequentialSweep(stretch).run(b, 0, problem.steps(), session);
            }
            return stretch.states;
        } catch (SolverException e) {
            throw new AssertionError(e);
        }
    }

    /** The largest difference. */
    public static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return a.length == b.length ? largest : Double.NaN;
    }
}
