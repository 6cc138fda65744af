package org.stillpoint.recurrence.internal.shooting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.Transposition;

/** How stretches are cut, and into how many chunks. */
class ChunksTest {

    private static Stretch stretch(int units, int batch, int steps) {
        Cell cell = Trials.cell(StandardCell.DIAGONAL, Trials.parameters().doubles("transition", new double[units]));
        return Stretch.of(cell, batch, steps, new double[0], new double[units * batch]);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 10, 16", "2, 257, 40", "1, 100000, 64", "3, 4096, 12", "5, 8192, 32", "2, 999, 1"})
    void chunksFollowEachOther(int batch, int steps, int lanes) {
        for (int units : new int[] {1, 2, 3, 8}) {
            Chunks chunks = new Chunks(stretch(units, batch, steps), lanes);
            assertTrue(chunks.lanes() <= Math.max(lanes, batch), chunks.lanes() + " lanes");
            int lane = 0;
            for (int sequence = 0; sequence < batch; sequence++) {
                int step = 0;
                for (int chunk = 0; chunk < chunks.perSequence; chunk++, lane++) {
                    assertEquals(sequence, chunks.sequence(lane));
                    assertEquals(chunk == 0, chunks.first(lane));
                    assertEquals(step, chunks.from(lane));
                    assertTrue(chunks.to(lane) > step);
                    step = chunks.to(lane);
                }
                assertEquals(steps, step);
            }
            assertEquals(chunks.lanes(), lane);
        }
    }

    /** Otherwise all lanes would fall into the same sets of a cache. */
    @Test
    void lanesOfLongSequencesAreAnOddNumberOfLinesApart() {
        for (int units : new int[] {1, 2, 4, 8}) {
            Chunks chunks = new Chunks(stretch(units, 1, 1 << 16), 64);
            assertEquals(1, chunks.length * units / 8 % 2);
            assertEquals(0, chunks.length * units % 8);
            assertTrue(chunks.length < (1 << 10) + 16);
        }
    }

    @Test
    void moreAreMadeOfWhatForgetsFast() {
        LanePlan narrow = new LanePlan(stretch(1, 1, 1 << 19), false);
        assertEquals(64, narrow.lanes(50));
        assertEquals(16, narrow.lanes(11_000));
        assertEquals(4, narrow.lanes(1 << 16));
        assertEquals(1, narrow.lanes(1 << 19));
        assertEquals(64, new LanePlan(stretch(1, 64, 1 << 19), false).lanes(50));
        assertEquals(16, new LanePlan(stretch(1, 1, 1024), false).lanes(29));
        assertTrue(new LanePlan(stretch(64, 1, 1 << 19), false).lanes(2000) < narrow.lanes(2000));
    }

    /** With more lanes than fill the registers the steps of wide cells in single precision take as much longer. */
    @Test
    void wideCellsInSinglePrecisionRunInFewLanes() {
        assertEquals(8, new LanePlan(stretch(1024, 1, 1024), false).lanes(32));
        assertEquals(4, new LanePlan(stretch(1024, 1, 1024), true).lanes(32));
        assertEquals(2, new LanePlan(stretch(1024, 2, 1 << 14), true).lanes(32) / 2);
        assertEquals(8, new LanePlan(stretch(1024, 8, 1 << 14), true).lanes(32));
    }

    /** What may be spent on repairs is less than what a sequential run costs. */
    @Test
    void patienceIsAPartOfASequentialRun() {
        LanePlan plan = new LanePlan(stretch(1, 3, 1000), false);
        assertEquals(0.6 * plan.cost(1000, 3000), plan.patience(), 1e-9);
        assertTrue(plan.cost(1000. / 16, 1000) < plan.cost(1000, 1000) / 4);
    }

    @Test
    void tilesGoBackToWhereTheyCameFrom() {
        for (int lanes = 1; lanes < 20; lanes++) {
            int steps = 1 + lanes % 7;
            int stride = 1 + lanes % 3;
            double[] source = new double[lanes * 33];
            int[] offsets = new int[lanes];
            for (int i = 0; i < source.length; i++) {
                source[i] = i;
            }
            for (int i = 0; i < lanes; i++) {
                offsets[i] = (lanes - 1 - i) * 33 + i % 4;
            }
            double[] tile = new double[lanes * steps + 2];
            Transposition.toTile(source, offsets, stride, steps, lanes, tile, 2);
            double[] target = new double[source.length];
            Transposition.fromTile(tile, 2, offsets, stride, steps, lanes, target);
            for (int i = 0; i < lanes; i++) {
                for (int s = 0; s < steps; s++) {
                    assertEquals(source[offsets[i] + s * stride], tile[2 + s * lanes + i]);
                    assertEquals(source[offsets[i] + s * stride], target[offsets[i] + s * stride]);
                }
            }
        }
    }
}
