package org.stillpoint.verify.internal.recurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;

/** What holds for every cell: the right states pass, whatever the layout, and no others do. */
class EveryCellTest {

    private static final int UNITS = 3;
    private static final int STEPS = 40;
    private static final int BATCH = 2;

    private final Random random = new Random(5);

    private NamedArray draw(double width, int... shape) {
        int length = 1;
        for (int extent : shape) {
            length *= extent;
        }
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = width * (2 * random.nextDouble() - 1);
        }
        return new NamedArray(values, shape);
    }

    private DataRecord parameters(StandardCell cell) {
        return switch (cell) {
            case ELMAN, ELMAN_RELU, GRU, LSTM -> gated(cell == StandardCell.LSTM ? 4 : cell == StandardCell.GRU ? 3 : 1);
            case PARA_GRU -> Runs.parameters().array("weight_ih", draw(1, 3 * UNITS, 2)).array("recurrent", draw(1, 3, UNITS)).build();
            case PARA_LSTM -> Runs.parameters().array("weight_ih", draw(1, 3 * UNITS, 2)).array("bias_ih", draw(1, 3 * UNITS))
                    .array("recurrent", draw(1, 3, UNITS)).array("peephole", draw(1, 2, UNITS)).build();
            case MIN_GRU -> Runs.parameters().array("weight_ih", draw(1, 2 * UNITS, 2)).build();
            case MIN_LSTM -> Runs.parameters().array("weight_ih", draw(1, 3 * UNITS, 2)).build();
            case LINEAR -> Runs.parameters().array("transition", draw(.5, UNITS, UNITS)).array("weight_ih", draw(1, UNITS, 2)).build();
            case DIAGONAL -> Runs.parameters().array("transition", draw(1, UNITS)).array("weight_ih", draw(1, UNITS, 2)).build();
            case COMPLEX_DIAGONAL -> Runs.parameters().array("transition", draw(.7, 2, UNITS)).array("weight_ih", draw(1, 2 * UNITS, 2))
                    .build();
            case HOUSEHOLDER -> Runs.parameters().integer("size", UNITS).integer("reflections", 2).build();
            case LOGISTIC -> Runs.parameters().number("rate", 2.7).build();
            case EULER, RUNGE_KUTTA, IMPLICIT_EULER, MIDPOINT_EXPONENTIAL -> Runs.parameters().text("field", "lorenz").number("step", .02)
                    .record("fieldParameters", Runs.parameters().truth("observed", true).build()).build();
        };
    }

    private DataRecord gated(int gates) {
        return Runs.parameters().array("weight_ih", draw(1, gates * UNITS, 2)).array("weight_hh", draw(.5, gates * UNITS, UNITS))
                .array("bias_ih", draw(1, gates * UNITS)).array("bias_hh", draw(1, gates * UNITS)).build();
    }

    @ParameterizedTest
    @EnumSource(StandardCell.class)
    void rightStatesPassAndChangedOnesFail(StandardCell cell) throws SolverException {
        DataRecord parameters = parameters(cell);
        int inputs = cell.shape(parameters).input();
        int size = cell.shape(parameters).state();
        NamedArray input = draw(.5, BATCH, STEPS, inputs);
        double[] initial = (double[]) draw(.4, BATCH * size).values();
        if (cell == StandardCell.LOGISTIC) {
            initial = new double[] {.3, .6};
        }
        RecurrenceProblem problem = RecurrenceProblem.of(cell.label(), parameters,
                new Sequences((double[]) input.values(), BATCH, STEPS, inputs)).withInitialState(initial);
        Trajectory trajectory = Runs.sequential(problem, Runs.context(0));
        Certificate certificate = Runs.verify(problem, trajectory);
        assertTrue(certificate.holds(), certificate.checks().toString());
        assertTrue(certificate.checks().get(0).value() < 1e-14, certificate.checks().toString());
        double[] values = trajectory.path().states().values();
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int change = 0; change < 20; change++) {
            int at = random.nextInt(values.length);
            double right = values[at];
            values[at] += 1e-6 * scale;
            assertEquals(2, Runs.failures(Runs.verify(problem, trajectory)).size(), () -> "value " + at);
            values[at] = right;
        }
    }

    /** Gates that large inputs cancel in: sums in another order differ by far more than a unit in the last place of the states. */
    @Test
    void allowsForTheRoundingOfLargeInputs() throws SolverException {
        int inputs = 5;
        int steps = 2000;
        double[] weight = (double[]) draw(1, 3 * UNITS, inputs).values();
        NamedArray recurrent = draw(.5, 3 * UNITS, UNITS);
        double[] input = (double[]) draw(1e4, steps, inputs).values();
        RecurrenceProblem problem = gru(weight, recurrent, input, inputs);
        RecurrenceProblem turned = gru(turned(weight, inputs), recurrent, turned(input, inputs), inputs);
        Trajectory trajectory = Runs.sequential(turned, Runs.context(0));
        Certificate certificate = Runs.verify(problem, trajectory, Runs.context(1e-14));
        assertTrue(certificate.holds(), certificate.checks().toString());
        assertTrue(certificate.checks().get(0).value() > 1.5e-14, certificate.checks().toString());
        trajectory.path().states().values()[1000] += 1e-9;
        assertEquals(2, Runs.failures(Runs.verify(problem, trajectory, Runs.context(1e-14))).size());
    }

    private static RecurrenceProblem gru(double[] weight, NamedArray recurrent, double[] input, int inputs) {
        return RecurrenceProblem.of("gru", Runs.parameters().array("weight_ih", new NamedArray(weight, 3 * UNITS, inputs))
                .array("weight_hh", recurrent).build(), Sequences.of(input, inputs));
    }

    /** The rows the other way round. */
    private static double[] turned(double[] rows, int length) {
        double[] turned = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            turned[i] = rows[i - i % length + length - 1 - i % length];
        }
        return turned;
    }

    /** For h' = J h the errors of all steps add up to at most the largest row sum of |I| + |J| + |J^2| + ... */
    @Test
    void estimatesTheAmplificationOfErrors() throws SolverException {
        assertEquals(5 + .5 * 25, amplification(new double[] {.8, .5, 0, .8}), 1e-5);
        assertEquals(1e3 + 1, amplification(new double[] {0, 1e3, 0, 0}), 1e-3);
        assertEquals(10, amplification(new double[] {.9, 0, 0, -.5}), 1e-5);
        for (int i = 0; i < 50; i++) {
            double[] matrix = (double[]) draw(.55, 3, 3).values();
            double worst = worstAmplification(matrix, 3);
            double estimate = amplification(matrix);
            assertTrue(estimate <= worst * (1 + 1e-5) && estimate >= worst / 4, estimate + " of " + worst);
        }
    }

    private static double amplification(double[] matrix) throws SolverException {
        int size = (int) Math.sqrt(matrix.length);
        RecurrenceProblem problem = RecurrenceProblem.autonomous("linear", Runs.parameters()
                .array("transition", new NamedArray(matrix, size, size)).build(), 1000, new double[size]);
        return Runs.verify(problem).quantities().get("amplification");
    }

    private static double worstAmplification(double[] matrix, int size) {
        double[] power = new double[size * size];
        double[] sum = new double[size * size];
        for (int i = 0; i < size; i++) {
            power[i * size + i] = 1;
        }
        for (int k = 0; k < 1000; k++) {
            double[] next = new double[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sum[i * size + j] += Math.abs(power[i * size + j]);
                    for (int l = 0; l < size; l++) {
                        next[i * size + j] += matrix[i * size + l] * power[l * size + j];
                    }
                }
            }
            power = next;
        }
        double worst = 0;
        for (int i = 0; i < size; i++) {
            double row = 0;
            for (int j = 0; j < size; j++) {
                row += sum[i * size + j];
            }
            worst = Math.max(worst, row);
        }
        return worst;
    }
}
