package org.stillpoint.recurrence.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.api.problem.recurrence.TrainingPlan;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.document.ProblemDocumentReader;
import org.stillpoint.testing.TestContext;

/**
 * The recurrent unit that the tour runs over two weeks of weather: how its weights were found. With {@code -Dstillpoint.tour.write=true}
 * this test writes the document anew:
 *
 * <pre>
 *   mvn test -pl bundles/org.stillpoint.recurrence -Dtest=TourWeatherTest -Dstillpoint.tour.write=true
 * </pre>
 */
class TourWeatherTest {

    private static final Path TOUR = Path.of("src/main/resources/tour");
    private static final Path DOCUMENT = TOUR.resolve("weather.problem.json");
    private static final int COMPONENTS = 3;
    private static final int UNITS = 8;
    private static final int TRAINING_HOURS = 240;
    /** What the output leaves off pressures, so that a plot shows all three components. */
    private static final double PRESSURE_BASE = 1000;
    /** The mean square of the error over the last four days, in units of the variance over all of them, at which training ends. */
    private static final double GOAL = 0.025;

    private final double[] mean = new double[COMPONENTS];
    private final double[] deviation = new double[COMPONENTS];
    private final double[] standardised;
    private final int hours;

    TourWeatherTest() throws IOException {
        List<String> lines = Files.readAllLines(TOUR.resolve("weather.csv"));
        hours = lines.size() - 1;
        standardised = new double[COMPONENTS * hours];
        for (int i = 0; i < hours; i++) {
            String[] fields = lines.get(i + 1).split(",");
            for (int k = 0; k < COMPONENTS; k++) {
                standardised[COMPONENTS * i + k] = Double.parseDouble(fields[k + 1]);
                mean[k] += standardised[COMPONENTS * i + k] / hours;
            }
        }
        for (int i = 0; i < standardised.length; i++) {
            deviation[i % COMPONENTS] += Math.pow(standardised[i] - mean[i % COMPONENTS], 2) / hours;
        }
        for (int k = 0; k < COMPONENTS; k++) {
            deviation[k] = Math.sqrt(deviation[k]);
        }
        for (int i = 0; i < standardised.length; i++) {
            standardised[i] = (standardised[i] - mean[i % COMPONENTS]) / deviation[i % COMPONENTS];
        }
    }

    /** The next hour from the hours so far. */
    private RecurrenceTrainingProblem training(List<RecurrentLayer> layers, Optional<Readout> readout, int epochs) {
        Sequences input = new Sequences(Arrays.copyOf(standardised, COMPONENTS * (hours - 1)), 1, hours - 1, COMPONENTS);
        Sequences target = new Sequences(Arrays.copyOfRange(standardised, COMPONENTS, COMPONENTS * hours), 1, hours - 1, COMPONENTS);
        TrainingPlan plan = TrainingPlan.of(36, 4, Optimiser.SCHEDULE_FREE, 0.05, epochs).withBurnIn(12).withWarmUp(20);
        RecurrenceTrainingProblem drawn = RecurrenceTrainingProblem.drawn("gru", UNITS, 1, input, target, TRAINING_HOURS, plan, GOAL);
        return layers.isEmpty() ? drawn : new RecurrenceTrainingProblem(layers, readout, input, target, TRAINING_HOURS, plan, GOAL);
    }

    private static Solution<TrainedRecurrence> solve(RecurrenceTrainingProblem problem) throws SolverException {
        return new RecurrenceTrainingSolver().solve(problem, new TestContext().blas(new JavaBlas()).seed(1));
    }

    private static double last(double[] losses) {
        return losses[losses.length - 1];
    }

    /** The weights for values in their own units: the scales become part of the weights. */
    private RecurrentLayer unscaled(RecurrentLayer layer, boolean back) {
        DataRecord parameters = layer.forward();
        double[] weight = parameters.numbers("weight_ih").clone();
        double[] bias = parameters.numbers("bias_ih").clone();
        for (int i = 0; i < weight.length; i++) {
            int k = i % COMPONENTS;
            if (back) {
                bias[i / COMPONENTS] += weight[i] * mean[k];
                weight[i] *= deviation[k];
            } else {
                weight[i] /= deviation[k];
                bias[i / COMPONENTS] -= weight[i] * mean[k];
            }
        }
        return new RecurrentLayer("gru", DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(weight, 3 * UNITS, COMPONENTS))
                .array("weight_hh", parameters.array("weight_hh")).array("bias_ih", new NamedArray(bias, bias.length))
                .array("bias_hh", parameters.array("bias_hh")).build());
    }

    private Readout unscaled(Readout readout, boolean back) {
        double[] weight = readout.weight().data.clone();
        double[] bias = readout.bias().clone();
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= back ? 1 / deviation[i / UNITS] : deviation[i / UNITS];
        }
        for (int k = 0; k < COMPONENTS; k++) {
            double shown = mean[k] - (k == 0 ? PRESSURE_BASE : 0);
            bias[k] = back ? (bias[k] - shown) / deviation[k] : bias[k] * deviation[k] + shown;
        }
        return new Readout(DMatrixRMaj.wrap(COMPONENTS, UNITS, weight), bias);
    }

    @Test
    void theWeightsOfTheTourComeFromThisTraining() throws IOException, SolverException {
        Solution<TrainedRecurrence> trained = solve(training(List.of(), Optional.empty(), 3000));
        assertEquals(Status.CONVERGED, trained.status(), trained::toString);
        if (Boolean.getBoolean("stillpoint.tour.write")) {
            write(unscaled(trained.value().layers().get(0), false).forward(), unscaled(trained.value().readout().orElseThrow(), false));
        }
        RecurrenceProblem document = (RecurrenceProblem) new ProblemDocumentReader().read(new PathSource(DOCUMENT)).problem();
        assertEquals(hours, document.steps());
        // The losses of the weights in the document, as those to start from.
        Solution<TrainedRecurrence> recorded = solve(training(List.of(unscaled(document.layers().get(0), true)),
                Optional.of(unscaled(document.readout().orElseThrow(), true)), 1));
        double loss = recorded.value().validationLosses()[0];
        assertTrue(loss <= GOAL * (1 + 1e-4), () -> "loss " + loss);
        assertEquals(last(trained.value().validationLosses()), loss, 0.2 * GOAL);
    }

    private static void write(DataRecord parameters, Readout readout) throws IOException {
        StringBuilder text = new StringBuilder("{\n  \"problem\": \"recurrence\",\n  \"cell\": \"gru\",\n  \"parameters\": {\n");
        text.append("    \"weight_ih\": ").append(rows(parameters.numbers("weight_ih"), COMPONENTS)).append(",\n");
        text.append("    \"weight_hh\": ").append(rows(parameters.numbers("weight_hh"), UNITS)).append(",\n");
        text.append("    \"bias_ih\": ").append(row(parameters.numbers("bias_ih"))).append(",\n");
        text.append("    \"bias_hh\": ").append(row(parameters.numbers("bias_hh"))).append("\n  },\n");
        text.append("  \"input\": \"weather.csv\",\n  \"columns\": [\"pressure\", \"temperature\", \"wind\"],\n");
        text.append("  \"readout_weight\": ").append(rows(readout.weight().data, UNITS)).append(",\n");
        text.append("  \"readout_bias\": ").append(row(readout.bias())).append("\n}\n");
        Files.writeString(DOCUMENT, text);
    }

    private static String rows(double[] values, int columns) {
        StringBuilder text = new StringBuilder("[");
        for (int from = 0; from < values.length; from += columns) {
            text.append(from == 0 ? "" : ",\n      ").append(row(Arrays.copyOfRange(values, from, from + columns)));
        }
        return text.append("]").toString();
    }

    private static String row(double[] values) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : i % UNITS == 0 ? ",\n      " : ", ").append(String.format(Locale.ROOT, "%.9g", values[i]));
        }
        return text.append("]").toString();
    }
}
