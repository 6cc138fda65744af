package org.stillpoint.api.problem.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class FlowProblemsTest {

    private static final double[] LINE = {0, 1, 3};
    private static final double[] ZERO = new double[3];

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static void refuses(String part, Supplier<?> wrong) {
        String message = assertThrows(DataException.class, wrong::get).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static GradientFlowProblem flow(double diffusion, double step, int steps, double epsilon) {
        return new GradientFlowProblem(List.of(LINE), new double[] {1, 0, 2}, ZERO, diffusion, -1, step, steps, epsilon);
    }

    @Test
    void gradientFlowsSurviveTheirBinaryForm() {
        GradientFlowProblem line = flow(1, .5, 4, 1);
        assertEquals(line, GradientFlowProblem.fromRecord(again(line.toRecord())));
        GradientFlowProblem plane = new GradientFlowProblem(List.of(new double[] {0, 1}, LINE), new double[] {1, 2, 3, 4, 5, 6},
                new double[6], 1, 0, 1, 2, 3);
        assertEquals(plane, GradientFlowProblem.fromRecord(again(plane.toRecord())));
        assertEquals(1, plane.coordinate(4, 0));
        assertEquals(1, plane.coordinate(4, 1));
        assertArrayEquals(new double[] {1, 1.5, 2, 1, 1.5, 2}, plane.volumes());
        DensityPath path = new DensityPath(new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}}), new double[] {3, 2});
        assertEquals(path, DensityPath.fromRecord(again(path.toRecord())));
    }

    @Test
    void documentsOfGradientFlowsMayBeShort() {
        GradientFlowProblem problem = GradientFlowProblem.fromRecord(DataRecord.of(GradientFlowProblem.TYPE, 1).doubles("x", LINE)
                .doubles("initial", new double[] {1, 1, 1}).doubles("potential", ZERO).number("diffusion", .5).number("step", .1)
                .integer("steps", 2).build());
        assertEquals(.2, problem.epsilon());
        assertEquals(0, problem.interaction());
    }

    @Test
    void gradientFlowsThatDoNotFitAreRefused() {
        refuses("epsilon is 2.1; expected at most 4 * step * diffusion = 2.0", () -> flow(1, .5, 1, 2.1));
        refuses("diffusion is 0.0", () -> flow(0, .5, 1, 1));
        refuses("step is NaN", () -> flow(1, Double.NaN, 1, 1));
        refuses("0 steps", () -> flow(1, .5, 0, 1));
        refuses("weight 1 is -1.0", () -> new GradientFlowProblem(List.of(LINE), new double[] {1, -1, 1}, ZERO, 1, 0, 1, 1, 1));
        refuses("from 1.0 to 1.0",
                () -> new GradientFlowProblem(List.of(new double[] {0, 1, 1}), new double[] {1, 1, 1}, ZERO, 1, 0, 1, 1, 1));
        refuses("has 1 coordinates", () -> new GradientFlowProblem(List.of(new double[1]), new double[] {1}, new double[1], 1, 0, 1, 1, 1));
        refuses("3 axes", () -> new GradientFlowProblem(List.of(LINE, LINE, LINE), ZERO, ZERO, 1, 0, 1, 1, 1));
        refuses("potential", () -> new GradientFlowProblem(List.of(LINE), new double[] {1, 1, 1}, new double[2], 1, 0, 1, 1, 1));
        refuses("interaction is Infinity",
                () -> new GradientFlowProblem(List.of(LINE), new double[] {1, 1, 1}, ZERO, 1, Double.POSITIVE_INFINITY, 1, 1, 1));
    }

    @Test
    void rectifiedFlowsSurviveTheirBinaryForm() {
        DMatrixRMaj points = new DMatrixRMaj(new double[][] {{0, 1}, {2, 3}});
        RectifiedFlowProblem problem = new RectifiedFlowProblem(points, points, 3, .1);
        assertEquals(problem, RectifiedFlowProblem.fromRecord(again(problem.toRecord())));
        FlowCoupling coupling = new FlowCoupling(points, new double[] {3, 2});
        assertEquals(coupling, FlowCoupling.fromRecord(again(coupling.toRecord())));
        RectifiedFlowProblem brief = RectifiedFlowProblem.fromRecord(DataRecord.of(RectifiedFlowProblem.TYPE, 1)
                .array("source", new NamedArray(new double[] {1, 2}, 2, 1))
                .array("target", new NamedArray(new double[] {3, 4}, 2, 1)).build());
        assertEquals(2, brief.exponent());
        assertEquals(.01, brief.marginalTolerance());
    }

    @Test
    void rectifiedFlowsThatDoNotFitAreRefused() {
        DMatrixRMaj points = new DMatrixRMaj(2, 2);
        refuses("source is 2 x 3", () -> new RectifiedFlowProblem(new DMatrixRMaj(2, 3), new DMatrixRMaj(2, 3), 2, .1));
        refuses("source is 0 x 1", () -> new RectifiedFlowProblem(new DMatrixRMaj(0, 1), new DMatrixRMaj(0, 1), 2, .1));
        refuses("target is 1 x 2; expected 2 x 2", () -> new RectifiedFlowProblem(points, new DMatrixRMaj(1, 2), 2, .1));
        refuses("exponent is 1.0", () -> new RectifiedFlowProblem(points, points, 1, .1));
        refuses("marginalTolerance is NaN", () -> new RectifiedFlowProblem(points, points, 2, Double.NaN));
        DMatrixRMaj wrong = new DMatrixRMaj(new double[][] {{0, Double.NaN}, {0, 0}});
        refuses("expected a finite number", () -> new RectifiedFlowProblem(points, wrong, 2, .1));
    }
}
