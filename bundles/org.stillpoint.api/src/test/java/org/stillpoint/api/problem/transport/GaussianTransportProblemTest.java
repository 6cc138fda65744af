package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class GaussianTransportProblemTest {

    private static final Gaussian STANDARD = new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}}));
    private static final Gaussian OTHER = new Gaussian(new double[] {1, -1}, new DMatrixRMaj(new double[][] {{2, .5}, {.5, 1}}), 3);

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndPlansSurviveTheirBinaryForm() {
        for (GaussianTransportProblem problem : new GaussianTransportProblem[] {new GaussianTransportProblem(STANDARD, STANDARD),
            new GaussianTransportProblem(STANDARD, OTHER, .5, 2)}) {
            assertEquals(problem, GaussianTransportProblem.fromRecord(again(problem.toRecord())));
        }
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
        QuadraticPotential f = new QuadraticPotential(1, new double[] {2, 3}, matrix);
        QuadraticPotential g = new QuadraticPotential(-1, new double[] {0, Double.NaN}, matrix);
        GaussianPlan plan = new GaussianPlan(STANDARD, OTHER, matrix, matrix, f, g, 7, Double.NaN);
        assertEquals(plan, GaussianPlan.fromRecord(again(plan.toRecord())));
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        DataRecord measure = DataRecord.of("document", 1).doubles("mean", new double[2])
                .record("covariance", DataRecord.of("m", 1).build()).build();
        assertThrows(DataException.class, () -> Gaussian.fromRecord(measure));
        DataRecord standard = STANDARD.toRecord();
        GaussianTransportProblem read = GaussianTransportProblem.fromRecord(
                DataRecord.of(GaussianTransportProblem.TYPE, 1).record("source", standard).record("target", standard).build());
        assertEquals(new GaussianTransportProblem(STANDARD, STANDARD), read);
        assertTrue(read.balanced());
    }

    @Test
    void theScaleIsTheSquaredDistanceOfTheMeansAndBothTracesTimesTheMass() {
        assertEquals((2 + 2 + 3) * 3, new GaussianTransportProblem(STANDARD, OTHER, 0, 1).scale());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        DMatrixRMaj asymmetric = new DMatrixRMaj(new double[][] {{1, .5}, {.4, 1}});
        DMatrixRMaj flat = new DMatrixRMaj(new double[][] {{1, 0}, {0, 0}});
        refuses(() -> new Gaussian(new double[2], asymmetric), "symmetric");
        refuses(() -> new Gaussian(new double[2], flat), "variance 1 is 0.0");
        refuses(() -> new Gaussian(new double[3], flat), "3 coordinates");
        refuses(() -> new Gaussian(new double[] {0, Double.NaN}, flat), "mean 1 is NaN");
        refuses(() -> new Gaussian(new double[2], STANDARD.covariance(), 0), "mass is 0.0");
        refuses(() -> new GaussianTransportProblem(STANDARD, OTHER), "finite gamma");
        refuses(() -> new GaussianTransportProblem(STANDARD, STANDARD, -1, 1), "sigma is -1.0");
        refuses(() -> new GaussianTransportProblem(STANDARD, STANDARD, 1, 0), "gamma is 0.0");
        Gaussian line = new Gaussian(new double[1], new DMatrixRMaj(new double[][] {{1}}));
        refuses(() -> new GaussianTransportProblem(STANDARD, line), "2 and 1 coordinates");
    }
}
