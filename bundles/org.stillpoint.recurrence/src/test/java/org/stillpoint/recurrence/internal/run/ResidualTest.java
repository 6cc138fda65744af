package org.stillpoint.recurrence.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells.Weights;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;

class ResidualTest {

    private static final int BATCH = 3;
    private static final int STEPS = 130;

    @Test
    void isTheLargestDefectInPartsOfTheLargestStateOrOfOne() {
        Weights weights = DenseCells.random(StandardCell.LSTM, 5, 2, new Random(41));
        Stretch stretch = solved(weights);
        Residual residual = new Residual(stretch);
        assertEquals(0, residual.measure());
        for (double size : new double[] {0.01, 300}) {
            for (int place : new int[] {0, STEPS / 2, STEPS * BATCH - 1}) {
                double[] solution = stretch.states.clone();
                stretch.states[10 * place + 9] += size;
                assertEquals(expected(weights, stretch), residual.measure(), 1e-14);
                System.arraycopy(solution, 0, stretch.states, 0, solution.length);
            }
        }
    }

    @Test
    void severalThreadsMeasureTheSameBits() {
        Stretch stretch = solved(DenseCells.random(StandardCell.GRU, 17, 2, new Random(42)));
        Random random = new Random(43);
        for (int i = 0; i < stretch.states.length; i++) {
            stretch.states[i] += 1e-6 * random.nextGaussian();
        }
        double alone = new Residual(stretch).measure();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int count = 1; count <= 4; count++) {
                try (ThreadTeam team = new ThreadTeam(threads, count)) {
                    assertEquals(alone, new Residual(stretch).measure(team, count));
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aSampleHoldsTheFirstAndTheLastSteps() {
        Weights weights = DenseCells.random(StandardCell.GRU, 3, 2, new Random(46));
        Stretch stretch = Stretch.of(weights.cell(), 1, 2000, new Random(47).doubles(4000, -1, 1).toArray(), new double[3]);
        new SequentialSweep(stretch).run(0, 0, 2000, () -> true);
        assertEquals(0, Residual.sampled(stretch).measure());
        for (int step : new int[] {0, 60, 8 * 64 + 5, 1998, 1999}) {
            stretch.states[3 * step] += .01;
            assertEquals(new Residual(stretch).measure(), Residual.sampled(stretch).measure(), "step " + step);
            stretch.states[3 * step] -= .01;
        }
    }

    @Test
    void isNotANumberWhereAStateIsNot() {
        Stretch stretch = solved(DenseCells.random(StandardCell.GRU, 3, 2, new Random(44)));
        stretch.states[77] = Double.NaN;
        assertTrue(Double.isNaN(new Residual(stretch).measure()));
    }

    private static Stretch solved(Weights weights) {
        int size = weights.cell().shape().state();
        Stretch stretch = Stretch.of(weights.cell(), BATCH, STEPS, new Random(45).doubles(2L * BATCH * STEPS, -1, 1).toArray(),
                new double[BATCH * size]);
        for (int b = 0; b < BATCH; b++) {
            new SequentialSweep(stretch).run(b, 0, STEPS, () -> true);
        }
        return stretch;
    }

    private static double expected(Weights weights, Stretch stretch) {
        double defect = 0;
        double state = 1;
        for (int b = 0; b < BATCH; b++) {
            double[] previous = new double[stretch.size()];
            for (int step = 0; step < STEPS; step++) {
                int input = stretch.inputOffset(b, step);
                double[] next = weights.step(previous, Arrays.copyOfRange(stretch.input, input, input + 2));
                int offset = stretch.stateOffset(b, step);
                previous = Arrays.copyOfRange(stretch.states, offset, offset + stretch.size());
                for (int k = 0; k < next.length; k++) {
                    defect = Math.max(defect, Math.abs(previous[k] - next[k]));
                    state = Math.max(state, Math.abs(previous[k]));
                }
            }
        }
        return defect / state;
    }
}
