package org.stillpoint.recurrence.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceGradient;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StartWeights;
import org.stillpoint.api.problem.recurrence.TeacherForcing;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;

class WindowGradientTest {

    private static final int STEPS = 9;
    private static final int BURN_IN = 4;
    private static final int[] BEGINS = {3, 40, 17, 0, 65};

    private final Sequences input = random(2, 37, 2);
    private final Sequences target = random(2, 37, 3);

    private static Sequences random(int batch, int steps, int size) {
        return new Sequences(new Random(size).doubles((long) batch * steps * size, -1, 1).toArray(), batch, steps, size);
    }

    private static Sequences windows(Sequences sequences) {
        double[] values = new double[BEGINS.length * STEPS * sequences.size()];
        for (int i = 0; i < BEGINS.length; i++) {
            System.arraycopy(sequences.values(), BEGINS[i] * sequences.size(), values, i * STEPS * sequences.size(),
                    STEPS * sequences.size());
        }
        return new Sequences(values, BEGINS.length, STEPS, sequences.size());
    }

    /** The derivatives of the mean over the windows as the solver of gradients finds them. */
    private double[] expected(List<RecurrentLayer> layers, Optional<Readout> readout, double forcing, ModelWeights model)
            throws SolverException {
        RecurrenceProblem recurrence = new RecurrenceProblem(layers, windows(input), new double[0], readout, 1);
        SequenceLoss loss = new SequenceLoss(SequenceLoss.Kind.TARGET, windows(target), BURN_IN);
        RecurrenceGradient gradient = new RecurrenceGradientSolver().solve(new RecurrenceGradientProblem(recurrence, loss,
                forcing > 0 ? Optional.of(new TeacherForcing(forcing, windows(target))) : Optional.empty()),
                new TestContext().blas(new JavaBlas())).value();
        ModelWeights derivatives = new ModelWeights(gradient.layers(), readout.isEmpty() ? Optional.empty()
                : Optional.of(new Readout(gradient.readoutWeight(), gradient.readoutBias())));
        assertEquals(model.size(), derivatives.size());
        double[] vector = Arrays.copyOf(derivatives.start(), model.size() + 1);
        vector[model.size()] = gradient.loss();
        return vector;
    }

    private void check(List<RecurrentLayer> layers, Optional<Readout> readout, double forcing) throws SolverException {
        ModelWeights model = new ModelWeights(layers, readout);
        double[] expected = expected(layers, readout, forcing, model);
        WindowGradient windows = new WindowGradient(model, BEGINS.length, STEPS, BURN_IN, forcing, input.size(), new JavaBlas());
        double terms = BEGINS.length * (STEPS - BURN_IN) * target.size();
        double[] actual = new double[model.size() + 1];
        // Fewer windows first: what is left over from more or fewer must not matter.
        windows.run(model.start(), input, target, BEGINS, 1, 2, 1, new double[model.size()], () -> true);
        double sum = windows.run(model.start(), input, target, BEGINS, 0, 3, 1 / terms, actual, () -> true)
                + windows.run(model.start(), input, target, BEGINS, 3, 2, 1 / terms, actual, () -> true);
        actual[model.size()] = sum / terms;
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected, actual, 1e-13 * largest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman", "elman-relu", "gru", "lstm", "para-gru", "para-lstm", "min-gru", "min-lstm", "linear", "diagonal"})
    void equalsTheDerivativesByTheReverseScan(String cell) throws SolverException {
        StartWeights weights = new StartWeights(1);
        RecurrentLayer layer = weights.layer(cell, 4, 2);
        check(List.of(layer), Optional.of(weights.readout(3, 4)), 0);
        RecurrentLayer above = weights.layer("gru", 3, 4);
        check(List.of(layer, above), Optional.of(weights.readout(3, 3)), 0);
        check(List.of(layer, above), Optional.empty(), 0);
    }

    @Test
    void equalsTheDerivativesUnderTeacherForcing() throws SolverException {
        check(List.of(new StartWeights(2).layer("gru", 3, 2)), Optional.empty(), 0.25);
        check(List.of(new StartWeights(2).layer("linear", 3, 2)), Optional.empty(), 1);
    }

    @Test
    void stopsAtTheStepAtWhichItIsTold() throws SolverException {
        StartWeights weights = new StartWeights(1);
        ModelWeights model = new ModelWeights(List.of(weights.layer("gru", 4, 2)), Optional.of(weights.readout(3, 4)));
        WindowGradient windows = new WindowGradient(model, BEGINS.length, STEPS, BURN_IN, 0, input.size(), new JavaBlas());
        for (int last : new int[] {3, STEPS + 3}) {
            int[] asked = new int[1];
            assertEquals(Double.NaN, windows.run(model.start(), input, target, BEGINS, 0, 2, 1, new double[model.size()],
                    () -> ++asked[0] < last));
            assertEquals(last, asked[0]);
        }
    }

    @Test
    void largeProductsGoToTheLinearAlgebra() throws SolverException {
        StartWeights weights = new StartWeights(3);
        check(List.of(weights.layer("gru", 130, 2)), Optional.of(weights.readout(3, 130)), 0);
    }
}
