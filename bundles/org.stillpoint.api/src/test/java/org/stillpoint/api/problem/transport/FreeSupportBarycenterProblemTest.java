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

class FreeSupportBarycenterProblemTest {

    private static final Measure PLANE = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}}));

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndValuesSurviveTheirBinaryForm() {
        FreeSupportBarycenterProblem problem = new FreeSupportBarycenterProblem(List.of(PLANE, PLANE), new double[] {.25, .75}, 3, .5);
        assertEquals(problem, FreeSupportBarycenterProblem.fromRecord(again(problem.toRecord())));
        FreeSupportBarycenter value = new FreeSupportBarycenter(PLANE.points(), List.of(new double[] {1, 2}), List.of(new double[] {3}));
        assertEquals(value, FreeSupportBarycenter.fromRecord(again(value.toRecord())));
    }

    @Test
    void weightsThatAreLeftOutAreEqual() {
        DataRecord cloud = PLANE.toRecord();
        assertArrayEquals(new double[] {.5, .5}, FreeSupportBarycenterProblem.fromRecord(DataRecord.of(FreeSupportBarycenterProblem.TYPE, 1)
                .records("measures", List.of(cloud, cloud)).integer("size", 2).number("epsilon", 1).build()).weights());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Measure line = Measure.uniform(new DMatrixRMaj(new double[] {0, 1}));
        refuses(() -> new FreeSupportBarycenterProblem(List.of(), 1, 1), "no measures");
        refuses(() -> new FreeSupportBarycenterProblem(List.of(PLANE, line), 1, 1), "measure 1 has points of 1");
        refuses(() -> new FreeSupportBarycenterProblem(List.of(Measure.of(1)), 1, 1), "coordinates");
        refuses(() -> new FreeSupportBarycenterProblem(List.of(new Measure(new double[] {1, 1}, PLANE.points())), 1, 1), "mass 2.0");
        refuses(() -> new FreeSupportBarycenterProblem(List.of(PLANE), 0, 1), "size is 0");
        refuses(() -> new FreeSupportBarycenterProblem(List.of(PLANE), 1, 0), "epsilon is 0.0");
        refuses(() -> new FreeSupportBarycenterProblem(List.of(PLANE, PLANE), new double[] {0, 1}, 1, 1), "weight 0 is 0");
    }
}
