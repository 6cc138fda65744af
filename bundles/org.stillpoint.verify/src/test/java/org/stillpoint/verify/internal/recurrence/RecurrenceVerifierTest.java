package org.stillpoint.verify.internal.recurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.GeneratedInput;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Signal;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;

class RecurrenceVerifierTest {

    private static final String RESIDUAL = "residual (relative)";
    private static final String AGREEMENT = "agreement with a sequential run (relative)";

    private static RecurrenceProblem logistic(double rate, int steps) {
        return RecurrenceProblem.autonomous("logistic", Runs.parameters().number("rate", rate).build(), steps, .2);
    }

    private static double[] waves(int length, double frequency) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = Math.sin(frequency * (i + 1));
        }
        return values;
    }

    private static DataRecord gru(int units, int inputs, double strength) {
        double[] ofState = waves(3 * units * units, 1.7);
        for (int i = 0; i < ofState.length; i++) {
            ofState[i] *= strength / Math.sqrt(units);
        }
        return Runs.parameters().array("weight_ih", new NamedArray(waves(3 * units * inputs, .9), 3 * units, inputs))
                .array("weight_hh", new NamedArray(ofState, 3 * units, units)).doubles("bias_ih", waves(3 * units, .3))
                .doubles("bias_hh", waves(3 * units, .4)).build();
    }

    /** The states with one value changed. */
    private static Trajectory changed(Trajectory trajectory, int value, double change) {
        StatePath path = trajectory.path();
        double[] values = path.states().values().clone();
        values[value] += change;
        return Trajectory.of(new Sequences(values, path.states().batch(), path.states().steps(), path.states().size()), path.hiddenSize());
    }

    @ParameterizedTest
    @CsvSource({"2.8, -0.2231", "3.2, -0.9163", "3.5, -0.8725", "3.9, 0.4962", "4.0, 0.6931"})
    void measuresTheLyapunovExponentOfTheLogisticMap(double rate, double exponent) throws SolverException {
        Certificate certificate = Runs.verify(logistic(rate, 100_000));
        assertEquals(exponent, certificate.quantities().get("lyapunovExponent"), .005);
        assertEquals(exponent > 0, !certificate.notes().isEmpty());
    }

    @Test
    void measuresTheLyapunovExponentUpToWhereNumbersEnd() throws SolverException {
        RecurrenceProblem doubling = RecurrenceProblem.autonomous("linear", Runs.parameters().array("transition", Runs.matrix(1, 1, 2))
                .build(), 2000, 1);
        double[] states = new double[2000];
        for (int i = 0; i < states.length; i++) {
            states[i] = Math.scalb(1.0, Math.min(i + 1, Double.MAX_EXPONENT));
        }
        Certificate certificate = Runs.verify(doubling, Trajectory.of(new Sequences(states, 1, 2000, 1), 1));
        assertEquals(List.of(RESIDUAL, AGREEMENT), Runs.failures(certificate));
        assertEquals(Math.log(2), certificate.quantities().get("lyapunovExponent"), 1e-6);
    }

    @Test
    void certifiesOrbitsAndFailsASmallChange() throws SolverException {
        RecurrenceProblem problem = logistic(2.8, 200);
        Trajectory orbit = Runs.sequential(problem, Runs.context(0));
        assertEquals(1 - 1 / 2.8, orbit.path().states().values()[199], 1e-14);
        Certificate certificate = Runs.verify(problem, orbit);
        assertTrue(certificate.holds());
        assertEquals(List.of(RESIDUAL, AGREEMENT), certificate.checks().stream().map(check -> check.name()).toList());
        assertEquals(0, certificate.checks().get(0).value());
        // The derivative at the fixed point is -0.8: errors of 1 at every step add up to 1 / (1 - 0.8) there, after some growth before.
        assertTrue(certificate.quantities().get("amplification") >= 5 && certificate.quantities().get("amplification") < 10);
        Certificate wrong = Runs.verify(problem, changed(orbit, 57, 1e-6));
        assertEquals(List.of(RESIDUAL, AGREEMENT), Runs.failures(wrong));
        assertEquals(1e-6, wrong.checks().get(1).value(), 1e-15);
    }

    /** A shadowing trajectory: every step is right to rounding, the states are not those of the initial state. */
    @Test
    void endsWhenItsThreadIsInterrupted() throws SolverException {
        for (int keepEvery : new int[] {1, 7}) {
            RecurrenceProblem problem = logistic(2.8, 700).withKeepEvery(keepEvery);
            Trajectory orbit = Runs.sequential(problem, Runs.context(0));
            assertTrue(Runs.verify(problem, orbit).holds());
            Thread.currentThread().interrupt();
            try {
                assertThrows(SolverException.class, () -> Runs.verify(problem, orbit));
            } finally {
                Thread.interrupted();
            }
        }
    }

    @Test
    void failsChaoticStatesOfASmallResidual() throws SolverException {
        RecurrenceProblem problem = logistic(3.9, 200);
        Trajectory near = Runs.sequential(problem.withInitialState(.2 + 1e-12), Runs.context(0));
        Certificate certificate = Runs.verify(problem, near);
        assertEquals(List.of(AGREEMENT), Runs.failures(certificate));
        assertTrue(certificate.checks().get(0).value() < 1e-11);
        assertTrue(certificate.checks().get(1).value() > .1);
        assertTrue(certificate.notes().get(0).contains("Neighbouring states separate"), certificate.notes().toString());
        assertTrue(certificate.notes().get(0).matches(".*up to about step [5-9]\\d of 200.*"), certificate.notes().toString());
        Certificate sequential = Runs.verify(problem);
        assertTrue(sequential.holds());
        assertEquals(1, sequential.notes().size());
    }

    @Test
    void letsSlowlyForgettingRecurrencesPassThatErrWithinTheTolerance() throws SolverException {
        int steps = 20_000;
        RecurrenceProblem sum = RecurrenceProblem.of("diagonal", Runs.parameters().array("transition", new NamedArray(new double[] {1}, 1))
                .array("weight_ih", Runs.matrix(1, 1, 1)).build(), Sequences.of(waves(steps, .01), 1));
        double[] values = Runs.sequential(sum, Runs.context(0)).path().states().values();
        double scale = 0;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < steps; i++) {
            values[i] += (i + 1) * .9e-10 * scale;
        }
        Certificate certificate = Runs.verify(sum, Trajectory.of(Sequences.of(values, 1), 1));
        assertTrue(certificate.holds(), Runs.failures(certificate).toString());
        assertEquals(steps, certificate.quantities().get("amplification"), 1);
        assertEquals(0, certificate.quantities().get("lyapunovExponent"), 1e-7);
        assertTrue(certificate.notes().isEmpty());
    }

    @Test
    void verifiesLayersDirectionsBatchAndReadout() throws SolverException {
        RecurrentLayer first = new RecurrentLayer("gru", gru(3, 2, .8), Optional.of(gru(3, 2, .5)));
        double[] weights = waves(4 * 2 * 8, 1.1);
        RecurrentLayer second = new RecurrentLayer("lstm", Runs.parameters().array("weight_ih", new NamedArray(waves(8 * 6, .7), 8, 6))
                .array("weight_hh", new NamedArray(Arrays.copyOf(weights, 16), 8, 2)).build());
        RecurrenceProblem problem = new RecurrenceProblem(List.of(first, second), new Sequences(waves(2 * 40 * 2, .37), 2, 40, 2),
                waves(2 * (3 + 3 + 4), .2), Optional.of(new Readout(new DMatrixRMaj(1, 2, true, .5, -2), new double[] {1})), 1);
        Trajectory trajectory = Runs.sequential(problem, Runs.context(0));
        Certificate certificate = Runs.verify(problem, trajectory);
        assertTrue(certificate.holds(), Runs.failures(certificate).toString());
        assertEquals(1 + 3 + 1, certificate.checks().size());
        for (int layer = 0; layer < 2; layer++) {
            for (int direction = 0; direction < 2 - layer; direction++) {
                double[] values = trajectory.layers().get(layer).get(direction).states().values();
                values[7] += 1e-6;
                assertTrue(Runs.failures(Runs.verify(problem, trajectory)).contains(RESIDUAL));
                values[7] -= 1e-6;
            }
        }
        trajectory.output().orElseThrow().values()[3] += 1e-12;
        assertEquals(List.of("error of the output (relative to its terms)"), Runs.failures(Runs.verify(problem, trajectory)));
        assertEquals(List.of("number of outputs"),
                Runs.failures(Runs.verify(problem, new Trajectory(trajectory.layers(), Optional.empty()))));
    }

    @Test
    void wrongShapesAndValuesAreChecksThatFail() throws SolverException {
        RecurrenceProblem problem = logistic(2.5, 10);
        Trajectory right = Runs.sequential(problem, Runs.context(0));
        assertFalse(Runs.verify(problem, Trajectory.of(Sequences.of(new double[9], 1), 1)).holds());
        assertFalse(Runs.verify(problem, Trajectory.of(Sequences.of(new double[20], 2), 2)).holds());
        assertFalse(Runs.verify(problem, Trajectory.of(new Sequences(new double[20], 2, 10, 1), 1)).holds());
        assertFalse(Runs.verify(problem, changed(right, 4, Double.NaN)).holds());
        assertFalse(Runs.verify(problem, new Trajectory(List.of(right.layers().get(0), right.layers().get(0)), Optional.empty())).holds());
        assertFalse(Runs.verify(problem, new Trajectory(List.of(List.of(right.path(), right.path())), Optional.empty())).holds());
        assertFalse(Runs.verify(problem, right.withOutput(Optional.of(new Readout(new DMatrixRMaj(1, 1), new double[1])))).holds());
        Solution<Trajectory> claim = Solution.of(Status.INFEASIBLE, right).build();
        assertFalse(new RecurrenceVerifier().verify(problem, claim, Runs.context(1e-10)).holds());
    }

    @Test
    void findsAnInitialStateTooShortForAUsersCell() throws SolverException {
        RecurrentCell sum = new RecurrentCell() {
            @Override
            public int stateSize() {
                return 2;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public void step(double[] state, double[] input, double[] next) {
                next[0] = .5 * state[1] + input[0];
                next[1] = .5 * state[0];
            }
        };
        Runs.Context context = new Runs.Context(1e-10, Map.of("sum", sum));
        RecurrenceProblem problem = RecurrenceProblem.of("sum", Runs.parameters().build(), Sequences.of(waves(30, .5), 1));
        Trajectory trajectory = Runs.sequential(problem, context);
        assertTrue(Runs.verify(problem, trajectory, context).holds());
        assertEquals(List.of("values of initialState"),
                Runs.failures(Runs.verify(problem.withInitialState(1), trajectory, context)));
        assertEquals(List.of("components of the input"), Runs.failures(Runs.verify(
                RecurrenceProblem.of("sum", Runs.parameters().build(), new Sequences(waves(60, .5), 1, 30, 2)), trajectory, context)));
    }

    /** A sine that is computed where it is needed. */
    private static final Signal SINE = new Signal() {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public void values(long first, int count, double[] values, int offset) {
            for (int i = 0; i < count; i++) {
                values[offset + i] = Math.sin(.1 * (first + i));
            }
        }
    };

    @Test
    void runsTheStepsBetweenKeptStatesAgain() throws SolverException {
        Runs.Context context = new Runs.Context(1e-10, Map.of("sine", SINE));
        RecurrenceProblem problem = RecurrenceProblem.of("elman", Runs.parameters().array("weight_ih", Runs.matrix(1, 1, 1))
                .array("weight_hh", Runs.matrix(1, 1, .9)).build(), new GeneratedInput("sine", 50_050, 1)).withKeepEvery(100);
        Trajectory trajectory = Runs.sequential(problem, context);
        assertEquals(501, trajectory.path().states().steps());
        Certificate certificate = Runs.verify(problem, trajectory, context);
        assertTrue(certificate.holds(), Runs.failures(certificate).toString());
        assertEquals(2, certificate.checks().size());
        for (int index : new int[] {0, 250, 500}) {
            assertEquals(2, Runs.failures(Runs.verify(problem, changed(trajectory, index, 1e-6), context)).size());
        }
    }

    @Test
    void samplesSegmentsWhereAWholeRunIsDear() throws SolverException {
        int size = 2000;
        RecurrentCell wide = new RecurrentCell() {
            @Override
            public int stateSize() {
                return size;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public void step(double[] state, double[] input, double[] next) {
                for (int k = 0; k < size; k++) {
                    next[k] = .5 * state[(k + 1) % size] + input[0];
                }
            }
        };
        Runs.Context context = new Runs.Context(1e-10, Map.of("wide", wide));
        RecurrenceProblem problem = RecurrenceProblem.of("wide", Runs.parameters().build(), Sequences.of(waves(1000, .1), 1));
        Trajectory trajectory = Runs.sequential(problem, context);
        Certificate certificate = Runs.verify(problem, trajectory, context);
        assertTrue(certificate.holds(), certificate.checks().toString());
        assertEquals(List.of(RESIDUAL, "agreement with sequential runs over segments (relative)",
                "error of the states by amplification of the residual (relative)"),
                certificate.checks().stream().map(check -> check.name()).toList());
        assertEquals(2, certificate.quantities().get("amplification"), 1e-3);
        assertEquals(Math.log(.5), certificate.quantities().get("lyapunovExponent"), 1e-6);
        assertEquals(List.of(RESIDUAL), Runs.failures(Runs.verify(problem, changed(trajectory, size * 501 + 5, 1e-6), context)));
        assertEquals(2, Runs.failures(Runs.verify(problem, changed(trajectory, size * 999 + 5, 1e-6), context)).size());
    }

    /** Two thousand logistic maps side by side. */
    private static RecurrentCell maps(double rate) {
        return new RecurrentCell() {
            @Override
            public int stateSize() {
                return 2000;
            }

            @Override
            public int inputSize() {
                return 0;
            }

            @Override
            public void step(double[] state, double[] input, double[] next) {
                for (int k = 0; k < next.length; k++) {
                    next[k] = rate * state[k] * (1 - state[k]);
                }
            }
        };
    }

    @Test
    void samplesStepsBetweenKeptStatesWhereAWholeRunIsDear() throws SolverException {
        Runs.Context context = new Runs.Context(1e-10, Map.of("maps", maps(2.8)));
        double[] start = new double[2000];
        Arrays.fill(start, .2);
        RecurrenceProblem problem = RecurrenceProblem.autonomous("maps", Runs.parameters().build(), 1005, start).withKeepEvery(10);
        Trajectory trajectory = Runs.sequential(problem, context);
        Certificate certificate = Runs.verify(problem, trajectory, context);
        assertTrue(certificate.holds(), certificate.checks().toString());
        assertEquals(List.of("agreement from sampled kept steps to the next (relative)",
                "error of the states by amplification of the residual (relative)"),
                certificate.checks().stream().map(check -> check.name()).toList());
        assertEquals(Math.log(.8), certificate.quantities().get("lyapunovExponent"), .05);
        for (int index : new int[] {0, 100}) {
            assertFalse(Runs.verify(problem, changed(trajectory, 2000 * index + 7, 1e-6), context).holds());
        }
    }

    @Test
    void doesNotVouchForSampledStatesOfAChaoticRecurrence() throws SolverException {
        Runs.Context context = new Runs.Context(1e-10, Map.of("maps", maps(3.9)));
        double[] start = new double[2000];
        Arrays.fill(start, .2);
        RecurrenceProblem problem = RecurrenceProblem.autonomous("maps", Runs.parameters().build(), 1000, start);
        Certificate certificate = Runs.verify(problem, Runs.sequential(problem, context), context);
        assertEquals(List.of("error of the states by amplification of the residual (relative)"), Runs.failures(certificate));
        assertTrue(certificate.notes().get(0).contains("Double precision determines the states up to about step"));
    }

    @Test
    void acceptsSinglePrecisionAtATolerantTolerance() throws SolverException {
        RecurrenceProblem problem = RecurrenceProblem.of("gru", gru(4, 1, .9), Sequences.of(waves(300, .1), 1));
        Trajectory trajectory = Runs.sequential(problem, Runs.context(0));
        double[] values = trajectory.path().states().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) values[i];
        }
        assertTrue(Runs.verify(problem, trajectory, Runs.context(1e-5)).holds());
        assertFalse(Runs.verify(problem, trajectory, Runs.context(1e-10)).holds());
    }
}
