package org.stillpoint.api.problem.recurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod.Rule;

/** Binary forms and refusals of smooth minimisation and of sampling from diffusions. */
class PathProblemsTest {

    private static final GaussianMixture TWO = new GaussianMixture(new double[] {0.25, 0.75},
            new DMatrixRMaj(new double[][] {{-1, 0}, {1, 2}}), new DMatrixRMaj(new double[][] {{0.1, 0.2}, {0.3, 0.4}}));
    private static final DMatrixRMaj START = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}, {5, 6}});

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(String part, Executable construction) {
        String message = assertThrows(DataException.class, construction).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static SmoothMinimisation minimisation(FirstOrderMethod method, double... start) {
        return new SmoothMinimisation("f", FunctionFactory.NO_PARAMETERS, start, method);
    }

    @Test
    void minimisationsSurviveTheirBinaryForm() {
        for (Rule rule : Rule.values()) {
            SmoothMinimisation problem = minimisation(new FirstOrderMethod(rule, 0.1, 0.5, 0.25, 0), 1, 2);
            assertEquals(problem, SmoothMinimisation.fromRecord(again(problem.toRecord())));
        }
        assertNotEquals(minimisation(new FirstOrderMethod(Rule.ADAM, 0.1), 1), minimisation(new FirstOrderMethod(Rule.ADAM, 0.2), 1));
        StationaryPoint point = new StationaryPoint(new double[] {1, 2}, 3);
        assertEquals(point, StationaryPoint.fromRecord(again(point.toRecord())));
        DataRecord document = DataRecord.of(SmoothMinimisation.TYPE, 1).text("function", "f").doubles("start", new double[] {1})
                .text("method", "ADAM").number("step", 0.1).build();
        assertEquals(minimisation(new FirstOrderMethod(Rule.ADAM, 0.1, 0.9, 0.999, 1e-8), 1), SmoothMinimisation.fromRecord(document));
    }

    @Test
    void minimisationsThatMakeNoSenseAreRefused() {
        refuses("step is 0.0", () -> new FirstOrderMethod(Rule.ADAM, 0));
        refuses("momentum is 1.0", () -> new FirstOrderMethod(Rule.ADAM, 1, 1, 0, 0));
        refuses("secondMoment is -1.0", () -> new FirstOrderMethod(Rule.ADAM, 1, 0, -1, 0));
        refuses("epsilon is NaN", () -> new FirstOrderMethod(Rule.ADAM, 1, 0, 0, Double.NaN));
        refuses("start has no values", () -> minimisation(new FirstOrderMethod(Rule.ADAM, 1)));
        refuses("start 1 is NaN", () -> minimisation(new FirstOrderMethod(Rule.ADAM, 1), 1, Double.NaN));
    }

    @Test
    void diffusionsSurviveTheirBinaryForm() {
        for (NoiseSchedule schedule : new NoiseSchedule[] {NoiseSchedule.linear(), NoiseSchedule.cosine(),
            new NoiseSchedule(NoiseSchedule.Kind.LINEAR, 1, 1)}) {
            DiffusionSamplingProblem problem = new DiffusionSamplingProblem(TWO, schedule, START, 0.9, new double[] {0.5, 0.01});
            assertEquals(problem, DiffusionSamplingProblem.fromRecord(again(problem.toRecord())));
        }
        for (int times = 1; times <= 2; times++) {
            double[] values = new double[6 * times];
            values[6 * times - 1] = 7;
            DiffusionSamples samples = new DiffusionSamples(values, times, 3, 2);
            assertEquals(samples, DiffusionSamples.fromRecord(again(samples.toRecord())));
            assertEquals(7, samples.points().get(2, 1));
        }
        DataRecord document = DataRecord.of(DiffusionSamplingProblem.TYPE, 1).record("data", TWO.toRecord()).integer("samples", 4)
                .integer("seed", 9).build();
        DiffusionSamplingProblem drawn = DiffusionSamplingProblem.fromRecord(document);
        assertEquals(DiffusionSamplingProblem.ofSeed(TWO, NoiseSchedule.linear(), 4, 9, 1e-3), drawn);
        assertEquals(4, drawn.samples());
        assertArrayEquals(new double[] {1e-3}, drawn.times());
    }

    /** alpha^2 + sigma^2 = 1, and what is known of the rates: log alpha falls by b / 2. */
    @Test
    void schedulesAreThoseOfTheirDefinition() {
        assertEquals(-19.9 / 4 - 0.05, NoiseSchedule.linear().logAlpha(1), 1e-15);
        assertEquals(-(0.1 + 19.9 * 0.03) / 2,
                (NoiseSchedule.linear().logAlpha(0.03 + 1e-6) - NoiseSchedule.linear().logAlpha(0.03 - 1e-6)) / 2e-6, 1e-9);
        assertEquals(0, NoiseSchedule.cosine().logAlpha(0), 1e-15);
        double middle = NoiseSchedule.cosine().logAlpha(0.5);
        assertEquals(Math.log(Math.cos(Math.PI / 2 * 0.508 / 1.008) / Math.cos(Math.PI / 2 * 0.008 / 1.008)), middle, 1e-15);
        assertEquals(middle - Math.log(Math.sqrt(1 - Math.exp(2 * middle))), NoiseSchedule.cosine().logRatio(0.5), 1e-14);
    }

    @Test
    void diffusionsThatDoNotFitAreRefused() {
        NoiseSchedule linear = NoiseSchedule.linear();
        refuses("start has 3 rows and 2 columns", () -> new DiffusionSamplingProblem(GaussianMixture.single(new double[1], 1), linear,
                START, 1, new double[] {0.1}));
        refuses("startTime is 1.5", () -> new DiffusionSamplingProblem(TWO, linear, START, 1.5, new double[] {0.1}));
        refuses("(0, 1)", () -> new DiffusionSamplingProblem(TWO, NoiseSchedule.cosine(), START, 1, new double[] {0.1}));
        refuses("times has no values", () -> new DiffusionSamplingProblem(TWO, linear, START, 1, new double[0]));
        refuses("times has 0.5 as value 1", () -> new DiffusionSamplingProblem(TWO, linear, START, 1, new double[] {0.5, 0.5}));
        refuses("firstRate is 2.0", () -> new NoiseSchedule(NoiseSchedule.Kind.LINEAR, 2, 1));
        refuses("offset is 0.0", () -> new NoiseSchedule(NoiseSchedule.Kind.COSINE, 0, 0));
        refuses("samples is 0", () -> DiffusionSamplingProblem.ofSeed(TWO, linear, 0, 1, 0.1));
        refuses("variances has 0.0", () -> GaussianMixture.single(new double[1], 0));
        refuses("weights 0 to 1 have the sum", () -> new GaussianMixture(new double[] {0.5, 0.6}, TWO.means(), TWO.variances()));
        refuses("variances has 2 rows and 3 columns", () -> new GaussianMixture(new double[] {0.5, 0.5}, TWO.means(),
                new DMatrixRMaj(2, 3)));
        refuses("do not fit 5 values", () -> new DiffusionSamples(new double[5], 1, 3, 2));
    }
}
