package org.stillpoint.recurrence.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceGradient;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StartWeights;
import org.stillpoint.api.problem.recurrence.TeacherForcing;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceGradientVerifier;

class GradientCertificateTest {

    private static Sequences random(int batch, int steps, int size, long seed) {
        Random random = new Random(seed);
        double[] values = new double[batch * steps * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return new Sequences(values, batch, steps, size);
    }

    private static RecurrenceGradientProblem problem(String cell, Optional<TeacherForcing> forcing) {
        StartWeights weights = new StartWeights(4);
        RecurrentLayer layer = weights.layer(cell, 3, 2);
        int hidden = layer.standardCell().orElseThrow().shape(layer.forward()).hidden();
        RecurrenceProblem recurrence = new RecurrenceProblem(List.of(layer), random(2, 25, 2, 1), new double[0],
                Optional.of(weights.readout(2, hidden)), 1);
        return new RecurrenceGradientProblem(recurrence, SequenceLoss.ofTarget(random(2, 25, 2, 2)), forcing);
    }

    private static Solution<RecurrenceGradient> solve(RecurrenceGradientProblem problem) throws SolverException {
        return new RecurrenceGradientSolver().solve(problem, new TestContext().blas(new JavaBlas()));
    }

    private static Certificate certificate(RecurrenceGradientProblem problem, RecurrenceGradient value) throws SolverException {
        return Verification.of(new RecurrenceGradientVerifier(), problem, Solution.of(Status.CONVERGED, value).residual(0, 1e-10).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman", "elman-relu", "gru", "lstm", "para-gru", "para-lstm", "min-gru", "min-lstm", "linear", "diagonal"})
    void certifiesDerivativesAndRefusesWrongOnes(String cell) throws SolverException {
        RecurrenceGradientProblem problem = problem(cell, Optional.empty());
        RecurrenceGradient value = solve(problem).value();
        Certificate certificate = certificate(problem, value);
        assertTrue(certificate.holds(), certificate::toString);
        DataRecord record = value.layers().get(0).forward();
        for (String name : record.names()) {
            DataRecord.Builder changed = DataRecord.of("parameters", 1);
            for (String other : record.names()) {
                double[] numbers = record.numbers(other).clone();
                numbers[0] += other.equals(name) ? 1e-4 * largest(numbers) : 0;
                changed.array(other, new NamedArray(numbers, record.array(other).shape()));
            }
            assertFalse(certificate(problem, new RecurrenceGradient(value.loss(), List.of(new RecurrentLayer(cell, changed.build())),
                    value.input(), value.initialState(), value.readoutWeight(), value.readoutBias(), 0)).holds(), name);
        }
        double[] moved = value.input().values().clone();
        moved[7] += 1e-4 * largest(moved);
        assertFalse(certificate(problem, new RecurrenceGradient(value.loss(), value.layers(), new Sequences(moved, 2, 25, 2),
                value.initialState(), value.readoutWeight(), value.readoutBias(), 0)).holds());
        assertFalse(certificate(problem, new RecurrenceGradient(value.loss(), value.layers(), value.input(), new double[1],
                value.readoutWeight(), value.readoutBias(), 0)).holds());
        assertFalse(certificate(problem, new RecurrenceGradient(value.loss() * (1 + 1e-6), value.layers(), value.input(),
                value.initialState(), value.readoutWeight(), value.readoutBias(), 0)).holds());
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    void certifiesDerivativesUnderTeacherForcing() throws SolverException {
        for (TeacherForcing forcing : List.of(new TeacherForcing(0.3, random(2, 25, 3, 5)), new TeacherForcing(1, random(2, 25, 3, 5)))) {
            RecurrenceGradientProblem problem = problem("gru", Optional.of(forcing));
            Solution<RecurrenceGradient> solution = solve(problem);
            assertTrue(solution.residual() <= 1e-13, solution::toString);
            Certificate certificate = Verification.of(new RecurrenceGradientVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
            RecurrenceGradient value = solution.value();
            assertFalse(certificate(problem, new RecurrenceGradient(value.loss(), value.layers(), value.input(), value.initialState(),
                    value.readoutWeight(), value.readoutBias(), 0.2)).holds());
        }
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        RecurrenceGradientProblem problem = new RecurrenceGradientSolver().selfCheck();
        assertTrue(Verification.of(new RecurrenceGradientVerifier(), problem, solve(problem)).holds());
    }
}
