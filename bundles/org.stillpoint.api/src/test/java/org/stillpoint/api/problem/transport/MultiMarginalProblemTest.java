package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class MultiMarginalProblemTest {

    private static final Measure LEFT = Measure.uniform(new DMatrixRMaj(new double[] {0, 1}));
    private static final Measure RIGHT = Measure.uniform(new DMatrixRMaj(new double[] {2}));

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndPlansSurviveTheirBinaryForm() {
        MultiMarginalProblem problem = new MultiMarginalProblem(List.of(LEFT, RIGHT, LEFT), new double[] {1, 2, 3, 4}, .5);
        assertEquals(problem, MultiMarginalProblem.fromRecord(again(problem.toRecord())));
        assertArrayEquals(new int[] {2, 1, 2}, problem.shape());
        MultiMarginalPlan plan = new MultiMarginalPlan(List.of(new double[] {1, 2}, new double[] {3}));
        assertEquals(plan, MultiMarginalPlan.fromRecord(again(plan.toRecord())));
    }

    /** (0, 2, 0), (0, 2, 1), (1, 2, 0), (1, 2, 1). */
    @Test
    void costsThatAreLeftOutAreSumsOfSquaredDistances() {
        MultiMarginalProblem read = MultiMarginalProblem.fromRecord(DataRecord.of(MultiMarginalProblem.TYPE, 1)
                .records("marginals", List.of(LEFT.toRecord(), RIGHT.toRecord(), LEFT.toRecord())).number("epsilon", 1).build());
        assertArrayEquals(new double[] {8, 6, 6, 2}, read.costs());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refuses(() -> new MultiMarginalProblem(List.of(LEFT), new double[2], 1), "at least 2");
        refuses(() -> new MultiMarginalProblem(List.of(LEFT, RIGHT), new double[3], 1), "expected 2 values");
        refuses(() -> new MultiMarginalProblem(List.of(LEFT, RIGHT), new double[] {0, Double.NaN}, 1), "cost 1 is NaN");
        refuses(() -> new MultiMarginalProblem(List.of(LEFT, Measure.of(2)), new double[2], 1), "equal masses");
        refuses(() -> new MultiMarginalProblem(List.of(LEFT, RIGHT), new double[2], 0), "epsilon is 0.0");
        refuses(() -> MultiMarginalProblem.ofSquaredDistances(List.of(LEFT, Measure.of(1)), 1), "coordinates");
    }
}
