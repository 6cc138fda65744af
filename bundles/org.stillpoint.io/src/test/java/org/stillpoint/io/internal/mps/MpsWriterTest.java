package org.stillpoint.io.internal.mps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.TestData;

class MpsWriterTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static ReadResult roundTrip(LinearProgram program) throws IOException {
        StringWriter text = new StringWriter();
        MpsWriter.write(program, text, "out.mps");
        return MpsReaderTest.read(text.toString());
    }

    @Test
    void keepsRandomProgramsExactly() throws IOException {
        Random random = new Random(5);
        for (int trial = 0; trial < 300; trial++) {
            LinearProgram program = random(random, random.nextInt(6), random.nextInt(6));
            ReadResult read = roundTrip(program);
            assertSame(program, (LinearProgram) read.problem());
        }
    }

    private static void assertSame(LinearProgram expected, LinearProgram actual) {
        assertArrayEquals(expected.rowLower(), actual.rowLower());
        assertArrayEquals(expected.rowUpper(), actual.rowUpper());
        assertArrayEquals(expected.columnLower(), actual.columnLower());
        assertArrayEquals(expected.columnUpper(), actual.columnUpper());
        assertEquals(expected.toRecord(), actual.toRecord());
    }

    private static LinearProgram random(Random random, int rows, int columns) {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, 0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextInt(3) > 0) {
                    matrix.set(row, column, random.nextGaussian());
                }
            }
        }
        double[] objective = random.doubles(columns).map(c -> c < .3 ? 0 : c / 3).toArray();
        double[][] rowBounds = bounds(random, rows);
        double[][] columnBounds = bounds(random, columns);
        return LinearProgram.of(objective, matrix).name("p" + random.nextInt()).maximise(random.nextBoolean())
                .objectiveConstant(random.nextBoolean() ? 0 : random.nextGaussian())
                .rowBounds(rowBounds[0], rowBounds[1]).columnBounds(columnBounds[0], columnBounds[1])
                .names(names("r", rows), names("c", columns)).build();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** Bounds of every kind; numbers of few bits, so that a range leads exactly from one to another. */
    private static double[][] bounds(Random random, int count) {
        double[][] bounds = new double[2][count];
        for (int i = 0; i < count; i++) {
            double first = Math.rint(1024 * random.nextGaussian()) / 1024;
            double second = Math.rint(1024 * random.nextGaussian()) / 1024;
            switch (random.nextInt(7)) {
                case 0 -> set(bounds, i, -INF, INF);
                case 1 -> set(bounds, i, first, INF);
                case 2 -> set(bounds, i, -INF, first);
                case 3 -> set(bounds, i, first, first);
                case 4 -> set(bounds, i, 0, 0);
                case 5 -> set(bounds, i, 0, INF);
                default -> set(bounds, i, Math.min(first, second), Math.max(first, second));
            }
        }
        return bounds;
    }

    private static void set(double[][] bounds, int index, double lower, double upper) {
        bounds[0][index] = lower;
        bounds[1][index] = upper;
    }

    @Test
    void keepsTwoSidesToTheLastBit() throws IOException {
        Random random = new Random(6);
        for (int trial = 0; trial < 1000; trial++) {
            double first = random.nextGaussian();
            double second = random.nextGaussian();
            double lower = Math.min(first, second);
            double upper = Math.max(first, second);
            LinearProgram program = LinearProgram.of(new double[0], new DMatrixSparseCSC(1, 0, 0))
                    .rowBounds(new double[] {lower}, new double[] {upper}).build();
            LinearProgram read = (LinearProgram) roundTrip(program).problem();
            double larger = Math.max(Math.abs(lower), Math.abs(upper));
            assertTrue(read.rowLower()[0] == lower || read.rowUpper()[0] == upper);
            assertEquals(lower, read.rowLower()[0], Math.ulp(larger));
            assertEquals(upper, read.rowUpper()[0], Math.ulp(larger));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"afiro", "boeing2", "e226", "fit1d", "vtpbase", "standata"})
    void keepsRealPrograms(String name) throws IOException {
        LinearProgram program = (LinearProgram) new MpsReader().read(new PathSource(TestData.path("netlib/" + name + ".mps.gz"))).problem();
        ReadResult read = roundTrip(program);
        assertEquals(program.toRecord(), ((LinearProgram) read.problem()).toRecord());
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void replacesNamesThatTheFormatCannotHold() throws IOException {
        for (List<String> names : List.of(List.of("a b", "c"), List.of("", "c"), List.of("c", "c"), List.of("$x", "c"),
                List.<String>of())) {
            LinearProgram program = LinearProgram.of(new double[] {1, 2}, new DMatrixSparseCSC(2, 2, 0)).names(names, names).build();
            LinearProgram read = (LinearProgram) roundTrip(program).problem();
            assertEquals(List.of("R1", "R2"), read.rowNames());
            assertEquals(List.of("C1", "C2"), read.columnNames());
            assertArrayEquals(new double[] {1, 2}, read.objective());
        }
    }

    @Test
    void findsANameForTheObjectiveThatNoRowHas() throws IOException {
        LinearProgram program = LinearProgram.of(new double[] {1}, new DMatrixSparseCSC(1, 1, 0))
                .names(List.of("OBJECTIVE"), List.of("x")).name("ends in FREE").build();
        LinearProgram read = (LinearProgram) roundTrip(program).problem();
        assertEquals(program.toRecord(), read.toRecord());
    }

    @Test
    void keepsCrossingColumnBoundsAndRefusesCrossingRows() throws IOException {
        LinearProgram crossing = LinearProgram.of(new double[] {1}, new DMatrixSparseCSC(0, 1, 0))
                .columnBounds(new double[] {0}, new double[] {-1}).build();
        assertArrayEquals(new double[] {-1}, ((LinearProgram) roundTrip(crossing).problem()).columnUpper());
        LinearProgram rows = LinearProgram.of(new double[0], new DMatrixSparseCSC(1, 0, 0))
                .rowBounds(new double[] {2}, new double[] {1}).build();
        assertEquals("out.mps: row R1 has the lower bound 2.0 above the upper bound 1.0, which this format cannot hold",
                assertThrows(ProblemFormatException.class, () -> roundTrip(rows)).getMessage());
        LinearProgram large = LinearProgram.of(new double[] {1}, new DMatrixSparseCSC(0, 1, 0))
                .columnBounds(new double[] {0}, new double[] {1e25}).build();
        assertThrows(ProblemFormatException.class, () -> roundTrip(large));
    }
}
