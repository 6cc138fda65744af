package org.stillpoint.recurrence.internal.cell.elementwise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.LaneSweep;
import org.stillpoint.recurrence.internal.cell.Trials;

/** Jacobian matrices to rounding, saturated gates, and many steps in one call. */
class GatedCellsTest {

    @Test
    void jacobianOfParaGruIsThatOfDualNumbers() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            double[] a = random.doubles(3, -2, 2).toArray();
            double[] u = random.doubles(3, -3, 3).toArray();
            double h = 2 * random.nextDouble() - 1;
            Dual state = new Dual(h, 1);
            Dual z = state.times(a[0]).plus(u[0]).sigmoid();
            Dual r = state.times(a[1]).plus(u[1]).sigmoid();
            Dual m = state.times(a[2]).times(r).plus(u[2]).tanh();
            Dual next = z.times(m).plus(z.times(-1).plus(1).times(state));
            double[] evaluated = evaluate(paraGru(a), u, h);
            assertEquals(next.value, evaluated[0], 1e-15);
            assertEquals(next.slope, evaluated[1], 1e-14);
        }
    }

    @Test
    void jacobianOfParaLstmIsThatOfDualNumbers() {
        Random random = new Random(2);
        for (int round = 0; round < 500; round++) {
            double[] a = random.doubles(3, -2, 2).toArray();
            double[] p = random.doubles(2, -2, 2).toArray();
            double[] u = random.doubles(3, -3, 3).toArray();
            double[] state = {2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1};
            double[] evaluated = evaluate(paraLstm(a, p), u, state);
            for (int j = 0; j < 2; j++) {
                Dual h = new Dual(state[0], j == 0 ? 1 : 0);
                Dual c = new Dual(state[1], j == 1 ? 1 : 0);
                Dual f = h.times(a[0]).plus(u[0]).plus(c.times(p[0])).sigmoid();
                Dual g = h.times(a[1]).plus(u[1]).tanh();
                Dual memory = f.times(c).plus(f.times(-1).plus(1).times(g));
                Dual output = h.times(a[2]).plus(u[2]).plus(memory.times(p[1])).sigmoid().times(memory.tanh());
                assertEquals(output.value, evaluated[0], 1e-15);
                assertEquals(memory.value, evaluated[1], 1e-15);
                assertEquals(output.slope, evaluated[2 + j], 1e-14);
                assertEquals(memory.slope, evaluated[4 + j], 1e-14);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e300, -1e5, -800, -710, 0, 710, 800, 1e5, 1e300})
    void hugeDrivesGiveTheLimits(double drive) {
        for (double other : new double[] {-1e300, -750, 0, 750, 1e300}) {
            double[] gru = evaluate(paraGru(new double[] {1, -0.5, 2}), new double[] {drive, other, drive}, 0.5);
            assertTrue(Math.abs(gru[0]) <= 1 && Double.isFinite(gru[1]), Arrays.toString(gru));
            double[] lstm = evaluate(paraLstm(new double[] {1, -0.5, 2}, new double[] {0.3, 0.4}), new double[] {drive, other, drive}, 0.5,
                    -0.25);
            for (double value : lstm) {
                assertTrue(Math.abs(value) <= 4, Arrays.toString(lstm));
            }
            double[] minGru = evaluate(unit(StandardCell.MIN_GRU, 2), new double[] {drive, 3}, 0.5);
            double open = drive > 0 ? 1 : drive < 0 ? 0 : 0.5;
            assertEquals(0.5 + open * 2.5, minGru[0], 1e-15);
            assertEquals(1 - open, minGru[1], 1e-15);
            double[] minLstm = evaluate(unit(StandardCell.MIN_LSTM, 3), new double[] {drive, other, 3}, 0.5);
            double kept = sharing(drive, other);
            assertEquals(kept, minLstm[1], 1e-15);
            assertEquals(3 - 2.5 * kept, minLstm[0], 2e-15);
        }
    }

    /** f / (f + i) by logarithms; of two closed gates the one that is less closed takes all. */
    private static double sharing(double forget, double take) {
        double difference = Math.max(-forget, 0) - Math.max(-take, 0) + Math.log1p(Math.exp(-Math.abs(forget)))
                - Math.log1p(Math.exp(-Math.abs(take)));
        return 1 / (1 + Math.exp(difference));
    }

    @Test
    void closedGatesOfMinLstmShareByTheirDifference() {
        for (double depth : new double[] {-30, -100, -700, -1000, -1e6}) {
            double[] evaluated = evaluate(unit(StandardCell.MIN_LSTM, 3), new double[] {depth + 1, depth, 3}, 0.5);
            double kept = 1 / (1 + Math.exp(-1));
            assertEquals(kept, evaluated[1], 1e-12);
            assertEquals(3 - 2.5 * kept, evaluated[0], 1e-11);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MIN_GRU", "MIN_LSTM"})
    void statesOfInputGatedCellsStayBetweenOldStateAndCandidate(StandardCell standard) {
        Random random = new Random(3);
        int rows = standard == StandardCell.MIN_GRU ? 2 : 3;
        for (int round = 0; round < 500; round++) {
            double[] u = random.doubles(rows, -20, 20).toArray();
            double h = 10 * random.nextGaussian();
            double[] evaluated = evaluate(unit(standard, rows), u, h);
            assertTrue(evaluated[0] >= Math.min(h, u[rows - 1]) - 1e-13 && evaluated[0] <= Math.max(h, u[rows - 1]) + 1e-13);
            assertTrue(evaluated[1] >= 0 && evaluated[1] <= 1);
        }
    }

    @Test
    void sweepsHaveTheBitsOfSteps() {
        Random random = new Random(4);
        for (int units : new int[] {1, 3}) {
            Cell cell = Trials.cell(StandardCell.PARA_GRU, Trials.parameters()
                    .array("weight_ih", new NamedArray(random.doubles(6L * units, -1, 1).toArray(), 3 * units, 2))
                    .array("recurrent", new NamedArray(random.doubles(3L * units, -1, 1).toArray(), 3, units)));
            int size = cell.shape().state();
            int rows = cell.driveSize();
            for (int lanes : new int[] {1, 5, 8, 21, 64}) {
                int steps = 7;
                CellKernel kernel = cell.kernel(steps * lanes);
                double[] input = random.doubles((long) steps * lanes * 2, -2, 2).toArray();
                double[] drive = new double[rows * steps * lanes + 1];
                kernel.drive(input, 0, 2, steps * lanes, drive, 1);
                double[] state = random.doubles((long) size * lanes + 2, -1, 1).toArray();
                double[] states = new double[size * steps * lanes + 3];
                ((LaneSweep) kernel).sweep(state, 2, drive, 1, steps, lanes, states, 3);
                double[] driveOfSteps = new double[rows * steps * lanes + 1];
                for (int row = 0; row < steps * rows; row++) {
                    System.arraycopy(drive, 1 + (row % rows * steps + row / rows) * lanes, driveOfSteps, 1 + row * lanes, lanes);
                }
                double[] chained = new double[size * steps * lanes + 3];
                ((LaneSweep) kernel).chain(state, 2, driveOfSteps, 1, steps, lanes, chained, 3);
                double[] current = Arrays.copyOfRange(state, 2, state.length);
                double[] next = new double[size * lanes];
                double[] driveOfStep = new double[rows * lanes];
                for (int step = 0; step < steps; step++) {
                    for (int k = 0; k < rows; k++) {
                        System.arraycopy(drive, 1 + (k * steps + step) * lanes, driveOfStep, k * lanes, lanes);
                    }
                    kernel.step(current, 0, driveOfStep, 0, lanes, next, 0);
                    for (int k = 0; k < size; k++) {
                        for (int lane = 0; lane < lanes; lane++) {
                            assertEquals(next[k * lanes + lane], states[3 + (k * steps + step) * lanes + lane]);
                        }
                    }
                    assertArrayEquals(next, Arrays.copyOfRange(chained, 3 + step * size * lanes, 3 + (step + 1) * size * lanes));
                    System.arraycopy(next, 0, current, 0, next.length);
                }
            }
        }
    }

    private static Cell paraGru(double[] a) {
        return Trials.scalarParaGru(a[0], a[1], a[2]);
    }

    private static Cell paraLstm(double[] a, double[] p) {
        return Trials.cell(StandardCell.PARA_LSTM, Trials.parameters().array("weight_ih", identity(3))
                .array("recurrent", new NamedArray(a, 3, 1)).array("peephole", new NamedArray(p, 2, 1)));
    }

    /** One unit whose drive before the gates is the input. */
    private static Cell unit(StandardCell standard, int rows) {
        return Trials.cell(standard, Trials.parameters().array("weight_ih", identity(rows)));
    }

    private static NamedArray identity(int size) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            matrix[i * (size + 1)] = 1;
        }
        return new NamedArray(matrix, size, size);
    }

    /** The next state, and after it the entries of the Jacobian matrix. */
    private static double[] evaluate(Cell cell, double[] input, double... state) {
        CellKernel kernel = cell.kernel(1);
        double[] drive = new double[cell.driveSize()];
        kernel.drive(input, 0, input.length, 1, drive, 0);
        double[] all = new double[state.length + cell.jacobianStructure().entries(state.length)];
        double[] jacobian = new double[all.length - state.length];
        kernel.linearise(state, 0, drive, 0, 1, all, 0, jacobian, 0);
        System.arraycopy(jacobian, 0, all, state.length, jacobian.length);
        return all;
    }

    /** A number and its derivative. */
    private record Dual(double value, double slope) {

        Dual plus(Dual other) {
            return new Dual(value + other.value, slope + other.slope);
        }

        Dual plus(double other) {
            return new Dual(value + other, slope);
        }

        Dual times(Dual other) {
            return new Dual(value * other.value, slope * other.value + value * other.slope);
        }

        Dual times(double other) {
            return new Dual(value * other, slope * other);
        }

        Dual sigmoid() {
            double s = 1 / (1 + Math.exp(-value));
            return new Dual(s, slope * s * (1 - s));
        }

        Dual tanh() {
            double t = Math.tanh(value);
            return new Dual(t, slope * (1 - t * t));
        }
    }
}
