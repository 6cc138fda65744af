package org.stillpoint.api.problem.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class LipschitzBoundProblemTest {

    private static final DataRecord PARAMETERS = DataRecord.of("parameters", 1)
            .array("weight", new NamedArray(new double[] {1, 2, 3, 4}, 2, 2)).text("activation", "relu").build();

    private static LipschitzBoundProblem problem(double[] center, double[] radius, double[] inputRadius, int steps) {
        return new LipschitzBoundProblem(StandardLayer.DENSE, PARAMETERS, center, radius, new double[] {1, 1}, inputRadius, steps,
                LipschitzNorm.EUCLIDEAN);
    }

    @Test
    void survivesItsBinaryForm() {
        LipschitzBoundProblem problem = problem(new double[] {1, 2}, new double[] {.5, .25}, new double[] {3}, 2);
        assertEquals(problem, LipschitzBoundProblem.fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()))));
        LipschitzBound bound = new LipschitzBound(2, 1, new double[] {1, 2}, new double[] {3}, new double[2], new double[2], new double[0],
                new double[0], new int[] {0, -1, -1});
        assertEquals(bound, LipschitzBound.fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(bound.toRecord()))));
        assertEquals(.5, bound.gap());
    }

    @Test
    void muchMayBeLeftOut() {
        LipschitzBoundProblem problem = LipschitzBoundProblem.fromRecord(DataRecord.of(LipschitzBoundProblem.TYPE, 1).text("layer", "dense")
                .record("parameters", PARAMETERS).doubles("center", new double[2]).number("radius", .5).build());
        assertEquals(.5, problem.radius(1));
        assertEquals(1, problem.steps());
        assertEquals(LipschitzNorm.LARGEST, problem.norm());
        assertEquals(0, problem.input().length);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertRefused("center: expected 2 values, got 1", () -> problem(new double[1], new double[1], new double[0], 1));
        assertRefused("radius has 3 values; expected 1 or 2", () -> problem(new double[2], new double[3], new double[0], 1));
        assertRefused("radius has -1.0", () -> problem(new double[2], new double[] {-1}, new double[0], 1));
        assertRefused("inputRadius has NaN", () -> problem(new double[2], new double[1], new double[] {Double.NaN}, 1));
        assertRefused("steps is 0", () -> problem(new double[2], new double[1], new double[0], 0));
        assertRefused("expected dense or monotone", () -> LipschitzBoundProblem.of(StandardLayer.SCALAR, PARAMETERS, new double[1], 1,
                new double[0], LipschitzNorm.LARGEST));
        assertThrows(DataException.class, () -> new LipschitzBound(1, 1, new double[2], new double[0], new double[1], new double[2],
                new double[0], new double[0], new int[0]));
    }

    private static void assertRefused(String message, Executable made) {
        String refusal = assertThrows(DataException.class, made).getMessage();
        assertTrue(refusal.contains(message), refusal);
    }
}
