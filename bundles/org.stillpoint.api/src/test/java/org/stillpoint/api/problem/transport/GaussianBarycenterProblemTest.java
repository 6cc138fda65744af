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

class GaussianBarycenterProblemTest {

    private static final Gaussian LINE = new Gaussian(new double[1], new DMatrixRMaj(new double[][] {{2}}));

    private static void refuses(Runnable construction, String part) {
        String message = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void problemsSurviveTheirBinaryForm() {
        GaussianBarycenterProblem problem = new GaussianBarycenterProblem(List.of(LINE, LINE), new double[] {.25, .75});
        DataRecord record = BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()));
        assertEquals(problem, GaussianBarycenterProblem.fromRecord(record));
        assertArrayEquals(new double[] {.5, .5}, GaussianBarycenterProblem.fromRecord(DataRecord.of(GaussianBarycenterProblem.TYPE, 1)
                .records("measures", List.of(LINE.toRecord(), LINE.toRecord())).build()).weights());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Gaussian plane = new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{2, 0}, {0, 1}}));
        refuses(() -> new GaussianBarycenterProblem(List.of(), new double[0]), "no measures");
        refuses(() -> new GaussianBarycenterProblem(List.of(LINE, plane), new double[] {.5, .5}), "measure 1 has 2 coordinates");
        Gaussian heavy = new Gaussian(LINE.mean(), LINE.covariance(), 2);
        refuses(() -> new GaussianBarycenterProblem(List.of(heavy), new double[] {1}), "mass 2.0");
        refuses(() -> new GaussianBarycenterProblem(List.of(LINE, LINE), new double[] {0, 1}), "weight 0 is 0");
    }
}
