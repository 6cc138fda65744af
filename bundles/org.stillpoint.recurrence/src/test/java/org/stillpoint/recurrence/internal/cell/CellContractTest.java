package org.stillpoint.recurrence.internal.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cell promises of its kernels. */
class CellContractTest {

    private static final int[] LANES = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 64, 65};

    static Stream<SampleCells.Sample> samples() {
        return Stream.of(1, 2, 5, 8, 19).flatMap(units -> SampleCells.of(units, 10 + units).stream());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void stepsFollowTheDefinition(SampleCells.Sample sample) {
        Random random = new Random(1);
        Cell cell = sample.cell();
        for (int round = 0; round < 20; round++) {
            double[] state = random.doubles(cell.shape().state(), -1, 1).toArray();
            double[] input = random.doubles(cell.shape().input(), -1, 1).toArray();
            double[] expected = sample.definition().next(state, input);
            double[] actual = new Panel(cell, 1, state, input).next;
            for (int k = 0; k < expected.length; k++) {
                assertEquals(expected[k], actual[k], 1e-14 * Math.max(4, Math.abs(expected[k])));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void jacobianMatricesAgreeWithCentralDifferences(SampleCells.Sample sample) {
        Random random = new Random(2);
        Cell cell = sample.cell();
        int size = cell.shape().state();
        double[] state = random.doubles(size, -1, 1).toArray();
        double[] input = random.doubles(cell.shape().input(), -1, 1).toArray();
        double[] jacobian = new Panel(cell, 1, state, input).jacobian;
        int block = cell.jacobianStructure().block();
        int part = size / block;
        for (int j = 0; j < size; j++) {
            double[] above = state.clone();
            double[] below = state.clone();
            above[j] += 1e-6;
            below[j] -= 1e-6;
            double[] high = new Panel(cell, 1, above, input).next;
            double[] low = new Panel(cell, 1, below, input).next;
            for (int i = 0; i < size; i++) {
                double entry = i % part == j % part ? jacobian[(i / part * block + j / part) * part + i % part] : 0;
                assertEquals((high[i] - low[i]) / (above[j] - below[j]), entry, 1e-8, "row " + i + ", column " + j);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bitsDoNotDependOnTheLanes(SampleCells.Sample sample) {
        Random random = new Random(3);
        Cell cell = sample.cell();
        int size = cell.shape().state();
        int inputs = cell.shape().input();
        for (int lanes : LANES) {
            double[] states = random.doubles((long) size * lanes, -1, 1).toArray();
            double[] rows = random.doubles((long) inputs * lanes, -1, 1).toArray();
            Panel panel = new Panel(cell, lanes, states, rows);
            for (int lane = 0; lane < lanes; lane++) {
                Panel alone = new Panel(cell, 1, column(states, lanes, lane), Arrays.copyOfRange(rows, lane * inputs, (lane + 1) * inputs));
                assertArrayEquals(alone.next, column(panel.next, lanes, lane));
                assertArrayEquals(alone.jacobian, column(panel.jacobian, lanes, lane));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void stepsAndLinearisationsHaveTheSameBitsInTheirPlaces(SampleCells.Sample sample) {
        Random random = new Random(4);
        Cell cell = sample.cell();
        int size = cell.shape().state();
        int lanes = 11;
        double[] states = random.doubles(size * lanes + 3, -1, 1).toArray();
        double[] drive = random.doubles(cell.driveSize() * lanes + 5, -1, 1).toArray();
        double[] stepped = filled(size * lanes + 4);
        double[] linearised = filled(size * lanes + 4);
        int entries = cell.jacobianStructure().entries(size);
        double[] jacobian = filled(entries * lanes + 4);
        // A kernel made for more lanes, and not fresh.
        CellKernel kernel = cell.kernel(40);
        kernel.step(states, 3, drive, 5, 2, filled(size * lanes), 0);
        kernel.linearise(states, 3, drive, 5, lanes, linearised, 2, jacobian, 2);
        kernel.step(states, 3, drive, 5, lanes, stepped, 2);
        assertArrayEquals(stepped, linearised);
        for (double[] array : new double[][] {stepped, jacobian}) {
            assertEquals(-7, array[0] / 2 + array[1] / 2);
            assertEquals(-7, array[array.length - 1] / 2 + array[array.length - 2] / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void drivesAreTheSameInPanelsAndOneAfterTheOther(SampleCells.Sample sample) {
        Cell cell = sample.cell();
        int inputs = cell.shape().input();
        int rows = cell.driveSize();
        int count = 13;
        double[] values = new Random(5).doubles((inputs + 1) * count + 1, -1, 1).toArray();
        double[] panel = new double[rows * count];
        cell.kernel(count).drive(values, 1, inputs + 1, count, panel, 0);
        double[] vectors = new double[(rows + 2) * count];
        cell.kernel(4).drives(values, 1, inputs + 1, count, vectors, 0, rows + 2);
        for (int lane = 0; lane < count; lane++) {
            int from = lane * (rows + 2);
            assertArrayEquals(column(panel, count, lane), Arrays.copyOfRange(vectors, from, from + rows));
        }
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, -7);
        return values;
    }

    private static double[] column(double[] panel, int lanes, int lane) {
        double[] column = new double[panel.length / lanes];
        for (int k = 0; k < column.length; k++) {
            column[k] = panel[k * lanes + lane];
        }
        return column;
    }

    /** An evaluation of all lanes at once. */
    private static final class Panel {

        private final double[] next;
        private final double[] jacobian;

        Panel(Cell cell, int lanes, double[] states, double[] inputs) {
            CellKernel kernel = cell.kernel(lanes);
            double[] drive = new double[cell.driveSize() * lanes];
            kernel.drive(inputs, 0, cell.shape().input(), lanes, drive, 0);
            next = new double[cell.shape().state() * lanes];
            jacobian = new double[cell.jacobianStructure().entries(cell.shape().state()) * lanes];
            kernel.linearise(states, 0, drive, 0, lanes, next, 0, jacobian, 0);
        }
    }
}
