package org.stillpoint.api.problem.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/** Binary forms and refusals of derivatives of solutions. */
class ImplicitDerivativeProblemTest {

    private static final DataRecord PARAMETERS = DataRecord.of(FunctionFactory.PARAMETERS, 1).number("step", .5).build();
    private static final double[] X = {1, 2, 3};
    private static final double[] THETA = {4, 5};

    private static DataRecord again(DataRecord record) {
        return BinaryFormat.fromBytes(BinaryFormat.toBytes(record));
    }

    private static Samples rows(int count, int size) {
        double[] values = new double[count * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = i + .5;
        }
        return new Samples(values, count, size);
    }

    private static ImplicitDerivativeProblem problem(Samples cotangents, Samples tangents) {
        return new ImplicitDerivativeProblem("m", PARAMETERS, X, THETA, cotangents, tangents);
    }

    @Test
    void problemsSurviveTheirBinaryForm() {
        ImplicitDerivativeProblem both = problem(rows(2, 3), rows(4, 2));
        for (ImplicitDerivativeProblem one : List.of(both, ImplicitDerivativeProblem.reverse("m", PARAMETERS, X, THETA, rows(1, 3)),
                ImplicitDerivativeProblem.forward("m", FunctionFactory.NO_PARAMETERS, X, THETA, rows(2, 2)))) {
            assertEquals(one, ImplicitDerivativeProblem.problemType().problem(again(one.toRecord())));
        }
        assertNotEquals(both, problem(rows(2, 3), rows(3, 2)));
    }

    @Test
    void vectorsAreRowsOfTheirOwn() {
        DataRecord document = DataRecord.of(ImplicitDerivativeProblem.TYPE, 1).text("map", "m").record("parameters", PARAMETERS)
                .array("x", new NamedArray(new long[] {1, 2, 3}, 3)).doubles("theta", THETA)
                .doubles("cotangent", new double[] {.5, 1.5, 2.5}).build();
        assertEquals(ImplicitDerivativeProblem.reverse("m", PARAMETERS, X, THETA, rows(1, 3)),
                ImplicitDerivativeProblem.fromRecord(document));
    }

    @Test
    void valuesSurviveTheirBinaryForm() {
        ImplicitDerivative value = new ImplicitDerivative(1e-9, rows(2, 3), rows(2, 2), rows(1, 3), new double[] {0, Double.NaN, 1e-12},
                List.of(Status.CONVERGED, Status.NONFINITE, Status.CONVERGED));
        assertEquals(value, ImplicitDerivativeProblem.problemType().value(again(value.toRecord())));
        ImplicitDerivative forward = new ImplicitDerivative(0, Samples.none(0), Samples.none(0), rows(1, 3), new double[] {0},
                List.of(Status.STAGNATED));
        assertEquals(forward, ImplicitDerivative.fromRecord(again(forward.toRecord())));
        assertNotEquals(value, forward);
    }

    private static void refuses(String part, Executable construction) {
        String message = assertThrows(DataException.class, construction).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        refuses("neither a cotangent nor a tangent", () -> problem(Samples.none(0), Samples.none(0)));
        refuses("cotangent has rows of 2", () -> problem(rows(1, 2), Samples.none(0)));
        refuses("tangent has rows of 3", () -> problem(rows(1, 3), rows(1, 3)));
        refuses("x has 0 components", () -> new ImplicitDerivativeProblem("m", PARAMETERS, new double[0], THETA, rows(1, 3), rows(1, 2)));
        refuses("theta 1 is NaN", () -> new ImplicitDerivativeProblem("m", PARAMETERS, X, new double[] {1, Double.NaN}, rows(1, 3),
                rows(1, 2)));
        refuses("cotangent 2 is Infinity", () -> problem(Samples.of(1, 2, Double.POSITIVE_INFINITY), Samples.none(0)));
        refuses("field map", () -> ImplicitDerivativeProblem.fromRecord(DataRecord.of(ImplicitDerivativeProblem.TYPE, 1).build()));
        refuses("1 residuals", () -> new ImplicitDerivative(0, rows(1, 3), rows(1, 2), rows(1, 3), new double[1], List.of()));
        refuses("expected a gradient for each adjoint",
                () -> new ImplicitDerivative(0, rows(1, 3), rows(2, 2), Samples.none(0), new double[1], List.of(Status.CONVERGED)));
    }
}
