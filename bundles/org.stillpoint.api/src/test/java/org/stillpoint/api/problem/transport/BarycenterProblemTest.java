package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class BarycenterProblemTest {

    private static final DMatrixRMaj TWO = new DMatrixRMaj(new double[][] {{.5, .5}, {1, 0}});
    private static final GroundCost SWAP = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}));
    private static final DMatrixRMaj NONE = new DMatrixRMaj(2, 0);

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsAndValuesSurviveTheirBinaryForm() {
        BarycenterProblem plain = new BarycenterProblem(TWO, SWAP, .1, true);
        assertEquals(plain, BarycenterProblem.fromRecord(again(plain.toRecord())));
        BarycenterProblem onGrid = new BarycenterProblem(TWO, NONE, new GroundCost.Grid(List.of(new double[] {0, 1}), 2),
                new double[] {.25, .75}, .1, CostScale.MAX, false);
        assertEquals(onGrid, BarycenterProblem.fromRecord(again(onGrid.toRecord())));
        Barycenter value = new Barycenter(new double[] {.75, .25}, TWO, TWO, new double[2]);
        assertEquals(value, Barycenter.fromRecord(again(value.toRecord())));
        Barycenter exact = new Barycenter(new double[] {.75, .25}, TWO, TWO, new double[2], new DMatrixRMaj(4, 2));
        assertEquals(exact, Barycenter.fromRecord(again(exact.toRecord())));
        BarycenterProblem without = new BarycenterProblem(TWO, SWAP, 0, false);
        assertEquals(without, BarycenterProblem.fromRecord(again(without.toRecord())));
    }

    @Test
    void whatIsLeftOutHasDefaults() {
        BarycenterProblem read = BarycenterProblem.fromRecord(DataRecord.of(BarycenterProblem.TYPE, 1)
                .array("histograms", new NamedArray(TWO.data, 2, 2)).array("points", new NamedArray(new double[] {0, 3}, 2, 1))
                .number("epsilon", 1).build());
        assertEquals(GroundCost.Distance.SQUARED_EUCLIDEAN, read.cost());
        assertArrayEquals(new double[] {.5, .5}, read.weights());
        assertFalse(read.debiased());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        GroundCost oneSided = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {2, 0}}));
        refuses(() -> new BarycenterProblem(new DMatrixRMaj(new double[][] {{1, 0}, {1, 1}}), SWAP, 1, false), "equal sums");
        refuses(() -> new BarycenterProblem(new DMatrixRMaj(new double[][] {{1, -1}}), SWAP, 1, false), "weight 1 is -1.0");
        refuses(() -> new BarycenterProblem(new DMatrixRMaj(new double[][] {{1, 0, 0}}), SWAP, 1, false), "cost is 2 x 2");
        refuses(() -> new BarycenterProblem(TWO, oneSided, 1, true), "symmetric");
        refuses(() -> new BarycenterProblem(TWO, SWAP, -1, false), "epsilon is -1.0");
        refuses(() -> new BarycenterProblem(TWO, SWAP, 0, true), "epsilon is 0 and debiased");
        refuses(() -> new Barycenter(new double[2], TWO, TWO, new double[2], TWO), "plans are 2 x 2");
        refuses(() -> new BarycenterProblem(new DMatrixRMaj(0, 2), SWAP, 1, false), "no histograms");
        refuses(() -> new BarycenterProblem(TWO, NONE, SWAP, new double[] {1, 0}, 1, CostScale.NONE, false), "weight 1 is 0");
        refuses(() -> new BarycenterProblem(TWO, NONE, SWAP, new double[] {1}, 1, CostScale.NONE, false), "expected 2 values");
        refuses(() -> new BarycenterProblem(TWO, NONE, GroundCost.Distance.EUCLIDEAN, new double[] {.5, .5}, 1, CostScale.NONE, false),
                "coordinates");
    }
}
