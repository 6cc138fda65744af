package org.stillpoint.recurrence.internal.sequential;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.SequenceMethod;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;

/**
 * Steps through stretches: the sequences of a batch side by side, groups of them on several threads, and the units of wide cells shared
 * between threads where there are few sequences.
 */
public final class SequentialMethod implements SequenceMethod {

    /** Panels of more lanes leave the cache. */
    private static final int MOST_LANES = 64;
    private static final int LANE_MULTIPLE = 8;
    /** A step that takes less is not worth the threads' waiting for each other: some 0.3 microseconds. */
    private static final double SHARED_OPERATIONS = 8e4;
    /** Where each thread gets so many sequences, they are shared instead of the units. */
    private static final int SEQUENCES_OF_A_THREAD = 16;
    private static final int UNIT_MULTIPLE = 16;

    private final boolean single;

    /** In double precision, or in single precision. */
    public SequentialMethod(boolean single) {
        this.single = single;
    }

    @Override
    public StretchResult solve(Stretch stretch, Session session) throws SolverException {
        if (single && !(stretch.cell instanceof DenseCell)) {
            throw new SolverException("single precision is for the cells elman, elman-relu, gru and lstm; this one needs precision=double");
        }
        if (!run(stretch, session)) {
            return new StretchResult(session.interruption(), 0, Double.NaN);
        }
        boolean finite = FinitePrefix.keep(stretch, session);
        double residual = new Residual(stretch).measure(session.team(), session.parallelism());
        boolean converged = residual <= session.tolerance();
        if (!session.proceed(1, residual) && !converged) {
            return new StretchResult(session.interruption(), 1, residual);
        }
        Status status = !finite ? Status.NONFINITE : converged ? Status.CONVERGED : Status.STAGNATED;
        return new StretchResult(status, 1, residual);
    }

    private boolean run(Stretch stretch, Session session) {
        int threads = session.parallelism();
        boolean shared = threads > 1 && stretch.cell instanceof DenseCell cell && cell.units() >= 2 * UNIT_MULTIPLE
                && cell.operations() * stretch.batch >= SHARED_OPERATIONS && stretch.batch < threads * SEQUENCES_OF_A_THREAD;
        int lanes = shared ? Math.min(stretch.batch, MOST_LANES) : lanesOfAGroup(stretch.batch, threads);
        int block = StepBlocks.steps(stretch.cell, lanes);
        List<StepPart[]> groups = new ArrayList<>();
        for (int sequence = 0; sequence < stretch.batch; sequence += lanes) {
            groups.add(parts(stretch, sequence, Math.min(lanes, stretch.batch - sequence), shared ? threads : 1, block));
        }
        return shared ? runShared(stretch, groups, block, session) : runApart(stretch, groups, block, session);
    }

    private static int lanesOfAGroup(int batch, int threads) {
        int share = (batch + threads - 1) / threads;
        return Math.min(MOST_LANES, share <= LANE_MULTIPLE ? share : (share + LANE_MULTIPLE - 1) / LANE_MULTIPLE * LANE_MULTIPLE);
    }

    private StepPart[] parts(Stretch stretch, int sequence, int lanes, int threads, int block) {
        if (!(stretch.cell instanceof DenseCell cell)) {
            return new StepPart[] {part(stretch, stretch.cell.kernel(lanes), stretch.cell.driveSize(), StateRows.all(stretch), sequence, lanes,
                    DoublePart.panels(stretch, lanes), block)};
        }
        int share = ((cell.units() + threads - 1) / threads + UNIT_MULTIPLE - 1) / UNIT_MULTIPLE * UNIT_MULTIPLE;
        float[][] singles = single ? SinglePart.panels(stretch, sequence, lanes) : null;
        double[][] doubles = single ? null : DoublePart.panels(stretch, lanes);
        List<StepPart> parts = new ArrayList<>();
        for (int from = 0; from < cell.units(); from += share) {
            UnitRange range = new UnitRange(from, Math.min(cell.units(), from + share));
            StateRows rows = StateRows.of(cell, range);
            parts.add(single ? new SinglePart(stretch, cell.floatKernel(range, lanes), rows, sequence, lanes, singles, block)
                    : part(stretch, cell.kernel(range, lanes), cell.driveSize() / cell.units() * range.size(), rows, sequence, lanes, doubles,
                            block));
        }
        return parts.toArray(StepPart[]::new);
    }

    private static StepPart part(Stretch stretch, CellKernel kernel, int driveSize, StateRows rows,
            int sequence, int lanes, double[][] panels, int block) {
        DoublePart part = new DoublePart(stretch, kernel, driveSize, rows, lanes, panels, block);
        part.begin(sequence, 0);
        return part;
    }

    /** The threads share every step. */
    private static boolean runShared(Stretch stretch, List<StepPart[]> groups, int block, Session session) {
        for (StepPart[] parts : groups) {
            SharedSteps steps = new SharedSteps(session.team(), parts);
            for (int first = 0; first < stretch.steps; first += block) {
                if (!session.proceed()) {
                    return false;
                }
                steps.run(first, Math.min(block, stretch.steps - first));
            }
        }
        return true;
    }

    /** Each thread has sequences of its own. */
    private static boolean runApart(Stretch stretch, List<StepPart[]> groups, int block, Session session) {
        ThreadTeam team = session.team();
        int[] first = new int[1];
        ThreadTeam.Task task = group -> {
            int end = Math.min(stretch.steps, first[0] + block);
            StepPart part = groups.get(group)[0];
            part.prepare(first[0], end - first[0]);
            for (int step = first[0]; step < end; step++) {
                part.step(step);
            }
        };
        for (; first[0] < stretch.steps; first[0] += block) {
            if (!session.proceed()) {
                return false;
            }
            team.run(task, groups.size());
        }
        return true;
    }
}
