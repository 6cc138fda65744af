package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

class SinkhornDivergenceProblemTest {

    private static final Measure CLOUD = Measure.uniform(new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}}));
    private static final GroundCost SQUARES = GroundCost.Distance.SQUARED_EUCLIDEAN;
    private static final GroundCost SWAP = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}));

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndValuesSurviveTheirBinaryForm() {
        SinkhornDivergenceProblem plain = new SinkhornDivergenceProblem(CLOUD, CLOUD, SQUARES, .5);
        assertEquals(plain, SinkhornDivergenceProblem.fromRecord(again(plain.toRecord())));
        SinkhornDivergenceProblem penalised = new SinkhornDivergenceProblem(CLOUD, Measure.of(1, 2), SWAP, .5, CostScale.MAX, 2);
        assertEquals(penalised, SinkhornDivergenceProblem.fromRecord(again(penalised.toRecord())));
        SinkhornDivergence value = new SinkhornDivergence(1, 1e-9, new double[] {1, 2}, new double[] {3}, new double[] {.5, 1},
                new double[] {1});
        assertEquals(value, SinkhornDivergence.fromRecord(again(value.toRecord())));
        assertArrayEquals(new double[] {.5, 1}, value.sourceGradient());
        assertArrayEquals(new double[] {2}, value.targetGradient());
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        DataRecord cloud = CLOUD.toRecord();
        assertEquals(new SinkhornDivergenceProblem(CLOUD, CLOUD, SQUARES, .5),
                SinkhornDivergenceProblem.fromRecord(DataRecord.of(SinkhornDivergenceProblem.TYPE, 1).record("source", cloud)
                        .record("target", cloud).number("epsilon", .5).build()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        GroundCost oneSided = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {2, 0}}));
        GroundCost wide = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1, 2}, {2, 0, 1}}));
        refuses(() -> new SinkhornDivergenceProblem(CLOUD, CLOUD, oneSided, 1), "symmetric");
        refuses(() -> new SinkhornDivergenceProblem(CLOUD, Measure.of(1, 1, 1), wide, 1), "square");
        refuses(() -> new SinkhornDivergenceProblem(CLOUD, Measure.of(1, 1), SWAP, 1), "sums 1.0 and 2.0");
        refuses(() -> new SinkhornDivergenceProblem(CLOUD, CLOUD, SQUARES, 0), "epsilon is 0.0");
        refuses(() -> new SinkhornDivergenceProblem(CLOUD, CLOUD, SQUARES, 1, CostScale.NONE, -1), "penalty is -1.0");
    }
}
