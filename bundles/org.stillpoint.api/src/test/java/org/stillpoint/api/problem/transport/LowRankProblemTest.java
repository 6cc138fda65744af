package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class LowRankProblemTest {

    private static final Measure CLOUD = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}}));
    private static final GroundCost SQUARES = GroundCost.Distance.SQUARED_EUCLIDEAN;

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndPlansSurviveTheirBinaryForm() {
        LowRankProblem problem = new LowRankProblem(CLOUD, CLOUD, GroundCost.Distance.EUCLIDEAN, 3, .5);
        assertEquals(problem.toRecord(), LowRankProblem.fromRecord(again(problem.toRecord())).toRecord());
        DMatrixRMaj factor = new DMatrixRMaj(new double[][] {{.5, 0}, {.25, .25}});
        LowRankPlan plan = new LowRankPlan(factor, factor, new double[] {.75, .25}, new double[] {1, 2}, new double[] {3, 4});
        assertEquals(plan, LowRankPlan.fromRecord(again(plan.toRecord())));
        assertEquals(.25 * .25 / .75 + .25, plan.mass(1, 1), 1e-16);
        assertThrows(DataException.class, () -> new LowRankPlan(factor, factor, new double[3], new double[2], new double[2]));
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        DataRecord cloud = CLOUD.toRecord();
        assertEquals(new LowRankProblem(CLOUD, CLOUD, SQUARES, 2, 0), LowRankProblem.fromRecord(
                DataRecord.of(LowRankProblem.TYPE, 1).record("source", cloud).record("target", cloud).integer("rank", 2).build()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refuses(() -> new LowRankProblem(CLOUD, CLOUD, SQUARES, 0, 0), "rank is 0");
        refuses(() -> new LowRankProblem(CLOUD, CLOUD, SQUARES, 1, -1), "epsilon is -1.0");
        Measure heavy = new Measure(new double[] {1, 1}, CLOUD.points());
        refuses(() -> new LowRankProblem(heavy, heavy, SQUARES, 1, 0), "sum 2.0");
        refuses(() -> new LowRankProblem(heavy, CLOUD, SQUARES, 1, 0), "sums 2.0 and 1.0");
        refuses(() -> new LowRankProblem(Measure.of(.5, .5), CLOUD, SQUARES, 1, 0), "coordinates");
    }
}
