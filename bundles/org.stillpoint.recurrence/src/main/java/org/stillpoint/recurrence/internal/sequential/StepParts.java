package org.stillpoint.recurrence.internal.sequential;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.LaneSweep;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;
import org.stillpoint.recurrence.internal.run.Stretch;

/** Cuts the work of a stretch into parts: groups of sequences that run side by side, and where that pays the units of each group. */
final class StepParts {

    /** Panels of more lanes leave the cache. */
    private static final int MOST_LANES = 64;
    private static final int LANE_MULTIPLE = 8;
    /** A step of fewer operations is not worth the threads' waiting for each other, some 0.3 microseconds. */
    private static final double SHARED_OPERATIONS = 8e4;
    /** Where each thread gets so many sequences, they are shared instead of the units. */
    private static final int SEQUENCES_OF_A_THREAD = 16;

    private final Stretch stretch;
    private final boolean single;
    private final boolean shared;
    private final int block;
    private final List<List<StepPart>> groups = new ArrayList<>();
    private final List<StepRun> runs = new ArrayList<>();

    StepParts(Stretch stretch, int threads, boolean single) {
        this.stretch = stretch;
        this.single = single;
        shared = threads > 1 && stretch.cell instanceof DenseCell cell && cell.units() >= 2 * UnitRange.MULTIPLE
                && cell.operations() * stretch.batch >= SHARED_OPERATIONS && stretch.batch < threads * SEQUENCES_OF_A_THREAD;
        int lanes = shared ? Math.min(stretch.batch, MOST_LANES) : lanesOfAGroup(threads);
        block = StepBlocks.steps(stretch.cell, lanes);
        for (int sequence = 0; sequence < stretch.batch; sequence += lanes) {
            int count = Math.min(lanes, stretch.batch - sequence);
            if (shared) {
                groups.add(parts((DenseCell) stretch.cell, sequence, count, threads));
            } else {
                runs.add(run(sequence, count));
            }
        }
    }

    /** Whether the groups have several parts, whose steps depend on each other. */
    boolean shared() {
        return shared;
    }

    /** The most steps that parts prepare at once. */
    int block() {
        return block;
    }

    /** The parts of each group of sequences, if they are shared. */
    List<List<StepPart>> groups() {
        return groups;
    }

    /** The runs of the groups of sequences, if they are not shared. */
    List<StepRun> runs() {
        return runs;
    }

    private StepRun run(int sequence, int lanes) {
        Cell cell = stretch.cell;
        if (cell instanceof DenseCell dense) {
            return parts(dense, sequence, lanes, 1).get(0);
        }
        int tile = lanes < LANE_MULTIPLE ? 1 : SweptRun.steps(cell, lanes);
        CellKernel kernel = cell.kernel(tile * lanes);
        return kernel instanceof LaneSweep sweep && lanes >= LANE_MULTIPLE ? new SweptRun(stretch, sweep, sequence, lanes, tile)
                : part(kernel, cell.driveSize(), StateRows.all(stretch), sequence, lanes, DoublePart.panels(stretch, lanes));
    }

    private int lanesOfAGroup(int threads) {
        int share = (stretch.batch + threads - 1) / threads;
        return Math.min(MOST_LANES, share <= LANE_MULTIPLE ? share : (share + LANE_MULTIPLE - 1) / LANE_MULTIPLE * LANE_MULTIPLE);
    }

    private List<StepPart> parts(DenseCell cell, int sequence, int lanes, int threads) {
        float[][] floats = single ? SinglePart.states(stretch, sequence, lanes) : null;
        double[][] panels = single ? null : DoublePart.panels(stretch, lanes);
        List<StepPart> parts = new ArrayList<>();
        for (UnitRange range : UnitRange.cut(cell.units(), threads)) {
            StateRows rows = StateRows.of(cell, range);
            if (single) {
                parts.add(new SinglePart(stretch, cell.floatKernel(range, lanes), rows, sequence, lanes, floats, block));
            } else {
                int driveSize = cell.driveSize() / cell.units() * range.size();
                parts.add(part(cell.kernel(range, lanes), driveSize, rows, sequence, lanes, panels));
            }
        }
        return parts;
    }

    private StepPart part(CellKernel kernel, int driveSize, StateRows rows, int sequence, int lanes, double[][] panels) {
        DoublePart part = new DoublePart(stretch, kernel, driveSize, rows, lanes, panels, block);
        part.begin(sequence, 0);
        return part;
    }
}
