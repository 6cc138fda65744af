package org.stillpoint.api.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class MetricProblemsTest {

    private static final DMatrixRMaj PAIR = new DMatrixRMaj(new double[][] {{0, 2}, {2, 0}});
    private static final CycleInequalities TRIANGLE = new CycleInequalities(new int[] {0, 3}, new int[] {0, 1, 2}, new double[] {.5});

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(String part, Executable action) {
        String message = assertThrows(DataException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndAnswersSurviveTheirBinaryForm() {
        MetricNearnessProblem nearness = new MetricNearnessProblem(PAIR, new DMatrixRMaj(new double[][] {{0, 3}, {3, 0}}));
        assertEquals(nearness, MetricNearnessProblem.fromRecord(again(nearness.toRecord())));
        assertEquals(new MetricNearnessProblem(PAIR), MetricNearnessProblem.fromRecord(again(new MetricNearnessProblem(PAIR).toRecord())));
        CorrelationClusteringProblem clustering = new CorrelationClusteringProblem(PAIR);
        assertEquals(clustering, CorrelationClusteringProblem.fromRecord(again(clustering.toRecord())));
        NearestMetric metric = new NearestMetric(PAIR, TRIANGLE);
        assertEquals(metric, NearestMetric.fromRecord(again(metric.toRecord())));
        Clustering clusters = new Clustering(new int[] {0, 1}, PAIR, TRIANGLE);
        assertEquals(clusters, Clustering.fromRecord(again(clusters.toRecord())));
    }

    @Test
    void whatIsNoProblemIsRefused() {
        refuses("square", () -> new MetricNearnessProblem(new DMatrixRMaj(2, 3)));
        refuses("square", () -> new CorrelationClusteringProblem(new DMatrixRMaj(0, 0)));
        refuses("symmetric", () -> new MetricNearnessProblem(new DMatrixRMaj(new double[][] {{0, 1}, {2, 0}})));
        refuses("(1, 1) is 1.0", () -> new MetricNearnessProblem(new DMatrixRMaj(new double[][] {{0, 1}, {1, 1}})));
        refuses("at least 0", () -> new MetricNearnessProblem(new DMatrixRMaj(new double[][] {{0, -1}, {-1, 0}})));
        refuses("weights are 1 x 1", () -> new MetricNearnessProblem(PAIR, new DMatrixRMaj(1, 1)));
        refuses("positive", () -> new MetricNearnessProblem(PAIR, new DMatrixRMaj(2, 2)));
        refuses("finite", () -> new CorrelationClusteringProblem(new DMatrixRMaj(new double[][] {{Double.NaN}})));
    }

    @Test
    void inequalitiesOfBrokenPathsAreRefused() {
        refuses("at least 3", () -> new CycleInequalities(new int[] {0, 2}, new int[] {0, 1}, new double[] {1}));
        refuses("at least 0", () -> new CycleInequalities(new int[] {0, 3}, new int[] {0, 1, 2}, new double[] {-1}));
        refuses("expected 0 to 3", () -> new CycleInequalities(new int[] {0, 4}, new int[] {0, 1, 2}, new double[] {1}));
        refuses("expected 2 values", () -> new CycleInequalities(new int[] {0}, new int[0], new double[] {1}));
    }
}
