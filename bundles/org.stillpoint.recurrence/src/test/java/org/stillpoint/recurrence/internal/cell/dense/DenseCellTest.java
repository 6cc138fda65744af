package org.stillpoint.recurrence.internal.cell.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.CellKernel;

class DenseCellTest {

    private static final int[] UNITS = {1, 3, 17, 64, 100};
    private static final int[] LANES = {1, 2, 7, 16, 33};

    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "ELMAN_RELU", "GRU", "LSTM"})
    void stepsFollowTheDefinition(StandardCell standard) {
        Random random = new Random(5);
        for (int units : UNITS) {
            DenseCells.Weights weights = DenseCells.random(standard, units, 4, random);
            DenseCell cell = weights.cell();
            int size = cell.shape().state();
            double[] state = random.doubles(size, -1, 1).toArray();
            double[] input = random.doubles(4, -1, 1).toArray();
            assertArrayEquals(weights.step(state, input), step(cell, state, input), 1e-13);
        }
    }

    /** Several ranges for each thread where none gets more to do for it and only the last range is not of whole blocks. */
    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "GRU", "LSTM"})
    void rangesOfSinglePrecisionAreWholeBlocksAndEvenShares(StandardCell standard) {
        int gates = standard == StandardCell.LSTM ? 4 : standard == StandardCell.GRU ? 3 : 1;
        for (int units : new int[] {1, 16, 33, 64, 96, 100, 192, 384, 500}) {
            DenseCell cell = DenseCells.random(standard, units, 1, new Random(8)).cell();
            for (int threads = 1; threads <= 5; threads++) {
                UnitRange[] ranges = cell.singleRanges(threads);
                int end = 0;
                for (UnitRange range : ranges) {
                    assertEquals(end, range.from());
                    assertTrue(ranges.length <= threads || range.to() == units || range.size() * gates % FloatDensePart.BLOCK == 0);
                    end = range.to();
                }
                assertEquals(units, end);
                int share = (ranges.length + threads - 1) / threads * ranges[0].size();
                assertTrue(share <= UnitRange.cut(units, threads)[0].size(), units + " units for " + threads + " threads");
            }
        }
        assertEquals(8, DenseCells.random(StandardCell.GRU, 256, 1, new Random(8)).cell().singleRanges(2).length);
    }

    /** The sums by which units are chosen whose rounding is measured: those of the units that single precision was laid out for. */
    @Test
    void largestSumOfAUnitIsOverAllItsGates() {
        DenseCells.Weights weights = DenseCells.random(StandardCell.LSTM, 50, 3, new Random(7));
        DenseCell cell = weights.cell();
        UnitRange last = new UnitRange(32, 50);
        assertEquals(0, cell.largestSum(last, 2, 5));
        for (UnitRange range : UnitRange.cut(50, 4)) {
            cell.floatKernel(range, 1);
        }
        for (UnitRange range : new UnitRange[] {last, new UnitRange(10, 40), new UnitRange(49, 50)}) {
            double largest = 0;
            for (int unit = range.from(); unit < range.to(); unit++) {
                double sum = 0;
                for (int row = unit; row < 4 * 50; row += 50) {
                    sum += 2 * Arrays.stream(weights.hidden(), row * 50, (row + 1) * 50).map(Math::abs).sum()
                            + 5 * Arrays.stream(weights.input(), row * 3, (row + 1) * 3).map(Math::abs).sum();
                }
                largest = Math.max(largest, sum);
            }
            assertEquals(largest, cell.largestSum(range, 2, 5), 1e-12);
        }
    }

    /** Threads lay their parts out at the same time: none waits for another one's. */
    @Test
    void whatIsMadeOnceHoldsUpOnlyThoseWhoNeedIt() throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        AtomicInteger makings = new AtomicInteger();
        MadeOnce<Integer> slow = new MadeOnce<>(() -> {
            await(made);
            return makings.incrementAndGet();
        });
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(slow::get);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(slow::get);
        assertEquals("other", new MadeOnce<>(() -> "other").get());
        assertFalse(first.isDone() || second.isDone());
        made.countDown();
        assertEquals(List.of(1, 1), List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void oneUnitHasItsClosedForm() {
        double[] one = {0.5};
        double[] next = step(new DenseCells.Weights(StandardCell.ELMAN, 1, 1, new double[] {2}, new double[] {-1}, new double[] {0.25},
                new double[] {0.5}).cell(), one, new double[] {3});
        assertEquals(Math.tanh(2 * 3 + 0.25 - 0.5 + 0.5), next[0], 1e-15);
        next = step(new DenseCells.Weights(StandardCell.ELMAN_RELU, 1, 1, new double[] {2}, new double[] {-1}, new double[] {0.25},
                new double[] {0.5}).cell(), one, new double[] {-3});
        assertEquals(0, next[0]);
        next = step(new DenseCells.Weights(StandardCell.GRU, 1, 1, new double[3], new double[3], new double[3], new double[3]).cell(), one,
                new double[] {3});
        assertEquals(0.25, next[0]);
        next = step(new DenseCells.Weights(StandardCell.LSTM, 1, 1, new double[4], new double[4], new double[4], new double[4]).cell(),
                new double[] {0.5, 4}, new double[] {3});
        assertArrayEquals(new double[] {Math.tanh(2) / 2, 2}, next, 1e-15);
    }

    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "ELMAN_RELU", "GRU", "LSTM"})
    void jacobianMatricesAgreeWithCentralDifferences(StandardCell standard) {
        Random random = new Random(6);
        for (int units : new int[] {1, 3, 17}) {
            DenseCell cell = DenseCells.random(standard, units, 2, random).cell();
            int size = cell.shape().state();
            double[] state = random.doubles(size, -1, 1).toArray();
            double[] input = random.doubles(2, -1, 1).toArray();
            CellKernel kernel = cell.kernel(1);
            double[] drive = new double[cell.driveSize()];
            kernel.drive(input, 0, 2, 1, drive, 0);
            double[] next = new double[size];
            double[] jacobian = new double[size * size];
            Arrays.fill(jacobian, Double.NaN);
            kernel.linearise(state, 0, drive, 0, 1, next, 0, jacobian, 0);
            assertArrayEquals(step(cell, state, input), next, 0);
            double width = 1e-5;
            for (int j = 0; j < size; j++) {
                double[] above = state.clone();
                double[] below = state.clone();
                above[j] += width;
                below[j] -= width;
                double[] high = step(cell, above, input);
                double[] low = step(cell, below, input);
                for (int i = 0; i < size; i++) {
                    assertEquals((high[i] - low[i]) / (2 * width), jacobian[i * size + j], 1e-8, "row " + i + ", column " + j);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "ELMAN_RELU", "GRU", "LSTM"})
    void bitsDependNeitherOnTheLanesNorOnTheThreadsThatShareTheUnits(StandardCell standard) {
        Random random = new Random(7);
        for (int units : UNITS) {
            DenseCell cell = DenseCells.random(standard, units, 5, random).cell();
            int size = cell.shape().state();
            for (int lanes : LANES) {
                boolean small = units <= 17;
                double[] states = random.doubles(size * lanes, -1, 1).toArray();
                double[] inputs = random.doubles(5 * lanes, -1, 1).toArray();
                double[] next = new double[size * lanes];
                double[] jacobian = new double[small ? size * size * lanes : 0];
                evaluate(cell.kernel(lanes), cell.driveSize(), states, inputs, lanes, next, jacobian);
                double[] shared = new double[size * lanes];
                double[] sharedJacobian = new double[jacobian.length];
                int middle = units / 3;
                for (UnitRange range : new UnitRange[] {new UnitRange(0, middle), new UnitRange(middle, units)}) {
                    evaluate(cell.kernel(range, lanes), cell.driveSize(), states, inputs, lanes, shared, sharedJacobian);
                }
                assertArrayEquals(next, shared);
                assertArrayEquals(jacobian, sharedJacobian);
                for (int lane = 0; lane < lanes; lane++) {
                    double[] nextOfLane = new double[size];
                    double[] jacobianOfLane = new double[jacobian.length / lanes];
                    double[] inputOfLane = Arrays.copyOfRange(inputs, 5 * lane, 5 * lane + 5);
                    evaluate(cell.kernel(1), cell.driveSize(), column(states, lanes, lane), inputOfLane, 1, nextOfLane,
                            jacobianOfLane);
                    assertArrayEquals(column(next, lanes, lane), nextOfLane);
                    assertArrayEquals(column(jacobian, lanes, lane), jacobianOfLane);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "ELMAN_RELU", "GRU", "LSTM"})
    void drivesAreTheSameInPanelsAndOneAfterTheOther(StandardCell standard) {
        Random random = new Random(8);
        DenseCell cell = DenseCells.random(standard, 17, 3, random).cell();
        int rows = cell.driveSize();
        double[] inputs = random.doubles(7 * 4, -1, 1).toArray();
        double[] panel = new double[rows * 7];
        double[] vectors = new double[(rows + 2) * 7];
        cell.kernel(7).drive(inputs, 0, 4, 7, panel, 0);
        cell.kernel(1).drives(inputs, 0, 4, 7, vectors, 0, rows + 2);
        for (int lane = 0; lane < 7; lane++) {
            assertArrayEquals(column(panel, 7, lane), Arrays.copyOfRange(vectors, lane * (rows + 2), lane * (rows + 2) + rows));
        }
    }

    private static void evaluate(CellKernel kernel, int driveSize, double[] states, double[] inputs, int lanes, double[] next,
            double[] jacobian) {
        double[] drive = new double[driveSize * lanes];
        kernel.drive(inputs, 0, inputs.length / lanes, lanes, drive, 0);
        if (jacobian.length > 0) {
            kernel.linearise(states, 0, drive, 0, lanes, next, 0, jacobian, 0);
        } else {
            kernel.step(states, 0, drive, 0, lanes, next, 0);
        }
    }

    private static double[] step(DenseCell cell, double[] state, double[] input) {
        double[] next = new double[state.length];
        evaluate(cell.kernel(1), cell.driveSize(), state, input, 1, next, new double[0]);
        return next;
    }

    private static double[] column(double[] panel, int lanes, int lane) {
        double[] column = new double[panel.length / lanes];
        for (int k = 0; k < column.length; k++) {
            column[k] = panel[k * lanes + lane];
        }
        return column;
    }
}
