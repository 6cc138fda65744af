package org.stillpoint.recurrence.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StartWeights;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.api.problem.recurrence.TrainingPlan;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.document.ProblemDocumentReader;
import org.stillpoint.io.internal.result.ResultFormats;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceTrainingVerifier;

class RecurrenceTrainingSolverTest {

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas()).seed(3);
    }

    private static Solution<TrainedRecurrence> solve(RecurrenceTrainingProblem problem, TestContext context) throws SolverException {
        return new RecurrenceTrainingSolver().solve(problem, context);
    }

    private static Certificate certificate(RecurrenceTrainingProblem problem, Solution<TrainedRecurrence> solution)
            throws SolverException {
        return Verification.of(new RecurrenceTrainingVerifier(), problem, solution, 1);
    }

    /** The next value of a sum of two sine waves from the values so far. */
    private static RecurrenceTrainingProblem waves(Optimiser optimiser, double rate, int epochs, double goal) {
        double[] wave = new double[601];
        for (int t = 0; t < wave.length; t++) {
            wave[t] = 0.6 * Math.sin(0.3 * t) + 0.4 * Math.sin(0.71 * t + 1);
        }
        return RecurrenceTrainingProblem.drawn("gru", 8, 5, Sequences.of(Arrays.copyOf(wave, 600), 1),
                Sequences.of(Arrays.copyOfRange(wave, 1, 601), 1), 450,
                TrainingPlan.of(50, 16, optimiser, rate, epochs).withBurnIn(10).withWarmUp(10), goal);
    }

    @Test
    void learnsWavesAndIsCertified() throws SolverException {
        for (RecurrenceTrainingProblem problem : List.of(waves(Optimiser.ADAM, 0.02, 1000, 2e-3),
                waves(Optimiser.SCHEDULE_FREE, 0.05, 1000, 2e-3))) {
            Solution<TrainedRecurrence> solution = solve(problem, context());
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            TrainedRecurrence value = solution.value();
            double[] losses = value.validationLosses();
            assertTrue(losses[losses.length - 1] <= 2e-3 && losses[0] > 0.1);
            assertEquals(losses[losses.length - 1] / 2e-3, solution.residual());
            Certificate certificate = certificate(problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
            // Neither better losses nor other weights are believed.
            double[] better = losses.clone();
            better[better.length - 1] /= 2;
            assertFalse(certificate(problem, claim(new TrainedRecurrence(value.layers(), value.readout(), value.epochs(),
                    value.trainingLosses(), better))).holds());
            assertFalse(certificate(problem, claim(new TrainedRecurrence(problem.layers(), problem.readout(), value.epochs(),
                    value.trainingLosses(), losses))).holds());
            assertFalse(certificate(problem, claim(new TrainedRecurrence(problem.layers(), Optional.empty(), value.epochs(),
                    value.trainingLosses(), losses))).holds());
            assertFalse(Verification.of(new RecurrenceTrainingVerifier(), problem, solution, 1e-3).holds());
        }
    }

    private static Solution<TrainedRecurrence> claim(TrainedRecurrence value) {
        return Solution.of(Status.CONVERGED, value).residual(0, 1).build();
    }

    @Test
    void sameBitsTwiceWithAnyNumberOfThreadsAndOthersForAnotherSeed() throws SolverException {
        RecurrenceTrainingProblem problem = new RecurrenceTrainingProblem(waves(Optimiser.ADAM, 0.01, 3, 0).layers(),
                waves(Optimiser.ADAM, 0.01, 3, 0).readout(), waves(Optimiser.ADAM, 0.01, 3, 0).input(),
                waves(Optimiser.ADAM, 0.01, 3, 0).target(), 600, TrainingPlan.of(12, 40, Optimiser.ADAM, 0.01, 3).withBurnIn(4), 0);
        TrainedRecurrence once = solve(problem, context()).value();
        assertEquals(once, solve(problem, context()).value());
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            assertEquals(once, solve(problem, context().threads(3, executor)).value());
        } finally {
            executor.shutdown();
        }
        assertNotEquals(once, solve(problem, context().seed(4)).value());
        assertEquals(0, once.validationLosses().length);
    }

    /** Several sequences, side by side also where losses are computed, and two layers. */
    @Test
    void learnsTheSumOfTwoInputsSoFarOverABatch() throws SolverException {
        int batch = 3;
        int steps = 100;
        double[] input = new Random(8).doubles((long) batch * steps * 2, -1, 1).toArray();
        double[] target = new double[batch * steps];
        for (int row = 0; row < target.length; row++) {
            target[row] = 0.5 * (row % steps == 0 ? 0 : target[row - 1]) + 0.3 * (input[2 * row] - input[2 * row + 1]);
        }
        StartWeights weights = new StartWeights(6);
        RecurrenceTrainingProblem problem = new RecurrenceTrainingProblem(
                List.of(weights.layer("linear", 3, 2), weights.layer("lstm", 4, 3)), Optional.of(weights.readout(1, 4)),
                new Sequences(input, batch, steps, 2), new Sequences(target, batch, steps, 1), 80,
                TrainingPlan.of(20, 12, Optimiser.SCHEDULE_FREE, 0.05, 1000).withBurnIn(4), 3e-3);
        Solution<TrainedRecurrence> solution = solve(problem, context());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(certificate(problem, solution).holds());
    }

    @Test
    void endsWithTheBestWeightsAtTheLimit() throws SolverException {
        // A rate so large that losses go up and down.
        RecurrenceTrainingProblem problem = waves(Optimiser.ADAM, 0.3, 20, 1e-9);
        Solution<TrainedRecurrence> solution = solve(problem, context().with("lossEvery", 1));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        double[] losses = solution.value().validationLosses();
        assertEquals(Arrays.stream(losses).min().orElseThrow(), losses[losses.length - 1]);
        Certificate certificate = certificate(problem, solution);
        assertFalse(certificate.holds());
        assertEquals(losses[losses.length - 1], certificate.quantities().get("validationLoss"), 1e-9);
        Solution<TrainedRecurrence> few = solve(problem, context().with("maxIterations", 2L));
        assertEquals(Status.ITERATION_LIMIT, few.status());
        assertEquals(2, few.iterations());
    }

    @Test
    void stopsWhenTold() throws SolverException {
        RecurrenceTrainingProblem problem = waves(Optimiser.ADAM, 0.01, 1000, 0);
        Solution<TrainedRecurrence> cancelled = solve(problem, context().cancelAt(5));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertEquals(problem.layers(), cancelled.value().layers());
        assertEquals(1, cancelled.value().epochs().length);
        Solution<TrainedRecurrence> late = solve(problem, context().timeLimit(0));
        assertEquals(Status.TIME_LIMIT, late.status());
        assertEquals(0, late.value().epochs().length);
        assertFalse(certificate(problem, late).holds());
    }

    @Test
    void anArchiveOfTrainedWeightsCanBeNamedInADocument(@TempDir Path folder) throws IOException, SolverException {
        RecurrenceTrainingProblem problem = waves(Optimiser.ADAM, 0.01, 1, 0);
        TrainedRecurrence trained = solve(problem, context()).value();
        ResultFormats.write(trained.toRecord(), folder.resolve("trained.npz"));
        Path document = Files.writeString(folder.resolve("forecast.problem.json"),
                "{\"problem\": \"recurrence\", \"cell\": \"gru\", \"weights\": \"trained.npz\", \"input\": [0.5, 0.25, 1]}");
        RecurrenceProblem read = (RecurrenceProblem) new ProblemDocumentReader().read(new PathSource(document)).problem();
        assertEquals(trained.readout(), read.readout());
        DataRecord expected = trained.layers().get(0).forward();
        assertEquals(expected.names(), read.layers().get(0).forward().names());
        expected.names().forEach(name -> assertEquals(expected.array(name), read.layers().get(0).forward().array(name), name));
    }

    @Test
    void saysWhereWeightsAreNoNumbers() throws SolverException {
        RecurrenceTrainingProblem problem = new RecurrenceTrainingProblem(List.of(new StartWeights(1).layer("linear", 1, 1)),
                Optional.empty(), Sequences.of(new double[] {1, 2, 3, 4}, 1), Sequences.of(new double[] {1, 2, 3, 4}, 1), 4,
                new TrainingPlan(2, 1, 0, Optimiser.ADAM, 1e200, 0, 100, 0), 0);
        Solution<TrainedRecurrence> solution = solve(problem, context());
        assertEquals(Status.NONFINITE, solution.status());
        assertTrue(Double.isFinite(solution.residual()));
    }

    @Test
    void teacherForcingLearnsAMapThatItSeesFromOutside() throws SolverException {
        // The state itself is shown: with full forcing training is regression of each step on the one before.
        double[] path = new double[400];
        path[0] = 1;
        path[1] = 0.5;
        for (int t = 1; t < 200; t++) {
            path[2 * t] = 0.9 * path[2 * t - 2] - 0.4 * path[2 * t - 1];
            path[2 * t + 1] = 0.4 * path[2 * t - 2] + 0.9 * path[2 * t - 1];
        }
        Sequences target = new Sequences(path, 1, 200, 2);
        RecurrenceTrainingProblem problem = new RecurrenceTrainingProblem(List.of(new StartWeights(1).layer("linear", 2, 0)),
                Optional.empty(), Sequences.none(1, 200), target, 200, TrainingPlan.of(20, 8, Optimiser.ADAM, 0.01, 600), 0, 1);
        double[] transition = solve(problem, context()).value().layers().get(0).forward().numbers("transition");
        assertArrayEquals(new double[] {0.9, -0.4, 0.4, 0.9}, transition, 0.05);
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        RecurrenceTrainingProblem problem = new RecurrenceTrainingSolver().selfCheck();
        Solution<TrainedRecurrence> solution = solve(problem, context());
        assertEquals(Status.CONVERGED, solution.status(), () -> solution + " " + Arrays.toString(solution.value().validationLosses()));
        assertTrue(certificate(problem, solution).holds());
        assertEquals(solution.value(), solve(problem, context()).value());
    }
}
