package org.stillpoint.recurrence.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.api.problem.recurrence.TrainingPlan;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceTrainingVerifier;

/**
 * The hourly normals of Seattle's weather, standardised: pressure, temperature and wind of the next hour from those so far, against
 * published weights that PyTorch found for the same data.
 */
class WeatherTrainingTest {

    private static final int COMPONENTS = 3;

    private Path data;
    private Sequences input;
    private Sequences target;

    @BeforeEach
    void readSeries() throws IOException {
        data = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"));
        Path series = data.resolve("series/seattle-weather-hourly-normals.csv");
        assumeTrue(Files.exists(series), () -> "there is no " + series);
        List<String> lines = Files.readAllLines(series);
        int hours = lines.size() - 1;
        double[] values = new double[COMPONENTS * hours];
        for (int i = 0; i < hours; i++) {
            String[] fields = lines.get(i + 1).split(",");
            for (int k = 0; k < COMPONENTS; k++) {
                values[COMPONENTS * i + k] = Double.parseDouble(fields[k + 1]);
            }
        }
        standardise(values, hours);
        input = new Sequences(Arrays.copyOf(values, values.length - COMPONENTS), 1, hours - 1, COMPONENTS);
        target = new Sequences(Arrays.copyOfRange(values, COMPONENTS, values.length), 1, hours - 1, COMPONENTS);
    }

    private static void standardise(double[] values, int rows) {
        for (int k = 0; k < COMPONENTS; k++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < rows; i++) {
                mean += values[COMPONENTS * i + k] / rows;
            }
            for (int i = 0; i < rows; i++) {
                square += Math.pow(values[COMPONENTS * i + k] - mean, 2) / rows;
            }
            for (int i = 0; i < rows; i++) {
                values[COMPONENTS * i + k] = (values[COMPONENTS * i + k] - mean) / Math.sqrt(square);
            }
        }
    }

    /** The loss of published weights over all steps, with the target that they predict best. */
    private double publishedLoss(String cell, String file) throws IOException, SolverException {
        Path archive = data.resolve("recurrence/" + file);
        assumeTrue(Files.exists(archive), () -> "there is no " + archive);
        Map<String, NamedArray> arrays;
        try (InputStream stream = Files.newInputStream(archive)) {
            arrays = NpzFile.read(stream, file);
        }
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String name : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
            parameters.array(name, arrays.get(name + "_l0"));
        }
        NamedArray weight = arrays.get("readout_weight");
        Readout readout = new Readout(DMatrixRMaj.wrap(weight.shape()[0], weight.shape()[1], (double[]) weight.values()),
                (double[]) arrays.get("readout_bias").values());
        RecurrenceTrainingProblem problem = new RecurrenceTrainingProblem(List.of(new RecurrentLayer(cell, parameters.build())),
                Optional.of(readout), input, target, input.steps(), TrainingPlan.of(10, 1, Optimiser.ADAM, 1e-9, 1), 1);
        // Their loss is below the goal, so that they are the answer.
        return solve(problem).value().trainingLosses()[0];
    }

    private static Solution<TrainedRecurrence> solve(RecurrenceTrainingProblem problem) throws SolverException {
        return new RecurrenceTrainingSolver().solve(problem, new TestContext().blas(new JavaBlas()).seed(1));
    }

    @ParameterizedTest
    @CsvSource({"gru, gru16_seattle_hourly.npz, 0.025814840393417565", "lstm, lstm8_seattle_hourly.npz, 0.030952243650873953"})
    void publishedWeightsHaveTheirLoss(String cell, String file, double expected) throws IOException, SolverException {
        assertEquals(expected, publishedLoss(cell, file), 1e-12);
    }

    @Test
    void reachesTheLossOfThePublishedWeights() throws IOException, SolverException {
        double published = publishedLoss("gru", "gru16_seattle_hourly.npz");
        RecurrenceTrainingProblem problem = RecurrenceTrainingProblem.drawn("gru", 16, 1, input, target, input.steps(),
                TrainingPlan.of(72, 32, Optimiser.SCHEDULE_FREE, 0.05, 100).withBurnIn(24).withWarmUp(20), published);
        Solution<TrainedRecurrence> solution = solve(problem);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        double[] losses = solution.value().trainingLosses();
        assertTrue(losses[losses.length - 1] <= published, () -> losses[losses.length - 1] + " against " + published);
        Certificate certificate = Verification.of(new RecurrenceTrainingVerifier(), problem, solution, 1);
        assertTrue(certificate.holds(), certificate::toString);
    }
}
