package org.stillpoint.recurrence.internal.jacobi;

import org.stillpoint.api.Status;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sweep.SequenceSweeps;
import org.stillpoint.recurrence.internal.sweep.SolvedPrefix;
import org.stillpoint.recurrence.internal.sweep.SweepForecast;
import org.stillpoint.recurrence.internal.sweep.SweepLimits;

/**
 * Jacobi sweeps over blocks: all blocks of a sequence run at once, as lanes, each from its first step to its last, from the last states of
 * the blocks before as the previous sweep left them. Inside a block the states follow each other exactly, so that the defects of a sweep
 * are those at the first steps of the blocks: one step of all blocks measures them. Blocks behind solved ones whose first defects are small
 * enough are solved, and so is the next one after a sweep.
 */
final class BlockSweeps implements SequenceSweeps, SolvedPrefix {

    /** About the floating-point operations of a thread in a millisecond. */
    private static final double OPERATIONS_PER_REPORT = 1e6;

    private final Stretch stretch;
    private final Session session;
    private final SweepLimits limits;
    private final int size;
    private final int block;
    private final int blocks;
    private final Worker[] workers;
    private final ThreadTeam.Task running = this::advancePart;
    private final ThreadTeam.Task measuring = this::measurePart;
    /** The state before each block. */
    private final double[] starts;
    private final double[] defects;
    private final double[] magnitudes;
    private int sequence;
    private int solvedBlocks;
    private double solvedDefect;
    private double solvedMagnitude;
    private int fromStep;
    private int toStep;

    BlockSweeps(Stretch stretch, Session session, int block, SweepLimits limits) {
        this.stretch = stretch;
        this.session = session;
        this.limits = limits;
        this.block = block;
        size = stretch.size();
        blocks = (stretch.steps + block - 1) / block;
        starts = new double[blocks * size];
        defects = new double[blocks];
        magnitudes = new double[blocks];
        workers = new Worker[Math.min(session.parallelism(), blocks)];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker((blocks + workers.length - 1) / workers.length);
        }
    }

    private void advancePart(int part) {
        workers[part].advance();
    }

    private void measurePart(int part) {
        workers[part].measure();
    }

    @Override
    public SolvedPrefix prefix() {
        return this;
    }

    @Override
    public int solved() {
        return Math.min(stretch.steps, solvedBlocks * block);
    }

    @Override
    public double defect() {
        return solvedDefect;
    }

    @Override
    public double magnitude() {
        return solvedMagnitude;
    }

    @Override
    public Status solve(int number) {
        sequence = number;
        solvedBlocks = 0;
        solvedDefect = 0;
        solvedMagnitude = 0;
        guessStarts();
        SweepForecast forecast = new SweepForecast(stretch.steps);
        boolean first = true;
        for (long sweep = 0; sweep < limits.maxIterations(); sweep++) {
            double worst = Double.NaN;
            if (!first) {
                worst = measureAll();
            }
            if (!first && solvedBlocks == blocks) {
                return Status.CONVERGED;
            }
            first = false;
            int swept = stretch.steps - solved();
            Status trouble = runAll();
            if (trouble != null) {
                return trouble;
            }
            session.solved((double) sequence * stretch.steps + solved());
            if (!session.proceed((double) swept / ((long) stretch.steps * stretch.batch), worst)) {
                return session.interruption();
            }
            forecast.note(swept, worst);
            if (solvedBlocks == blocks) {
                return Status.CONVERGED;
            }
            if (forecast.exceeds(limits, solved(), true)) {
                return null;
            }
        }
        return Status.ITERATION_LIMIT;
    }

    private void guessStarts() {
        for (int i = 0; i < blocks; i++) {
            if (i == 0 || !stretch.guessed) {
                System.arraycopy(stretch.initial, sequence * size, starts, i * size, size);
            } else {
                System.arraycopy(stretch.states, stretch.stateOffset(sequence, i * block - 1), starts, i * size, size);
            }
        }
    }

    /** Measures the defects at the first steps of the blocks that are not solved, and moves on over those that are. */
    private double measureAll() {
        for (int i = Math.max(1, solvedBlocks); i < blocks; i++) {
            System.arraycopy(stretch.states, stretch.stateOffset(sequence, i * block - 1), starts, i * size, size);
        }
        share();
        session.team().run(measuring, workers.length);
        double worst = solvedDefect;
        double scale = solvedMagnitude;
        for (int i = solvedBlocks; i < blocks; i++) {
            worst = Math.max(worst, defects[i]);
            scale = Math.max(scale, magnitudes[i]);
        }
        while (solvedBlocks < blocks) {
            double magnitude = Math.max(solvedMagnitude, magnitudes[solvedBlocks]);
            if (!(defects[solvedBlocks] <= limits.target() * Math.max(1, magnitude))) {
                break;
            }
            solvedMagnitude = magnitude;
            solvedDefect = Math.max(solvedDefect, defects[solvedBlocks++]);
        }
        return worst / Math.max(1, scale);
    }

    /** Runs all blocks that are not solved; returns what ended the sweep, null if nothing did. */
    private Status runAll() {
        share();
        double operations = stretch.cell.operations() * (blocks - solvedBlocks) / workers.length;
        int atOnce = (int) Math.max(1, Math.min(block, OPERATIONS_PER_REPORT / operations));
        for (fromStep = 0; fromStep < block; fromStep = toStep) {
            toStep = Math.min(block, fromStep + atOnce);
            if (!session.proceed()) {
                return session.interruption();
            }
            session.team().run(running, workers.length);
        }
        if (!Double.isFinite(magnitudes[solvedBlocks])) {
            return Status.NONFINITE;
        }
        solvedMagnitude = Math.max(solvedMagnitude, magnitudes[solvedBlocks]);
        solvedBlocks++;
        return setBack() && !limits.resets() ? Status.DIVERGED : null;
    }

    /** Sets blocks that overflowed back to the last state of the solved ones; returns whether there were some. */
    private boolean setBack() {
        boolean any = false;
        int last = stretch.stateOffset(sequence, solved() - 1);
        for (int i = solvedBlocks; i < blocks; i++) {
            if (!Double.isFinite(magnitudes[i])) {
                any = true;
                session.count(Counters.RESETS, 1);
                for (int step = i * block; step < Math.min(stretch.steps, (i + 1) * block); step++) {
                    System.arraycopy(stretch.states, last, stretch.states, stretch.stateOffset(sequence, step), size);
                }
            }
        }
        return any;
    }

    private void share() {
        for (int i = 0; i < workers.length; i++) {
            int count = blocks - solvedBlocks;
            workers[i].take(solvedBlocks + count * i / workers.length, solvedBlocks + count * (i + 1) / workers.length);
        }
    }

    /** What one thread works with. */
    private final class Worker {

        private final CellKernel kernel;
        private final double[] drive;
        private double[] state;
        private double[] next;
        private int from;
        private int to;

        Worker(int lanes) {
            kernel = stretch.cell.kernel(lanes);
            drive = new double[stretch.cell.driveSize() * lanes];
            state = new double[size * lanes];
            next = new double[size * lanes];
        }

        void take(int first, int end) {
            from = first;
            to = end;
        }

        /** The lanes whose blocks have this step: the last block may be shorter. */
        private int lanes(int step) {
            return to == blocks && (to - 1) * block + step >= stretch.steps ? to - from - 1 : to - from;
        }

        private void begin(int lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                for (int k = 0; k < size; k++) {
                    state[k * lanes + lane] = starts[(from + lane) * size + k];
                }
            }
        }

        private void step(int step, int lanes) {
            kernel.drive(stretch.input, stretch.inputOffset(sequence, from * block + step), block * stretch.inputSize(), lanes, drive, 0);
            kernel.step(state, 0, drive, 0, lanes, next, 0);
        }

        void measure() {
            int lanes = to - from;
            if (lanes == 0) {
                return;
            }
            begin(lanes);
            step(0, lanes);
            for (int lane = 0; lane < lanes; lane++) {
                int offset = stretch.stateOffset(sequence, (from + lane) * block);
                double defect = 0;
                for (int k = 0; k < size; k++) {
                    defect = Math.max(defect, Math.abs(next[k * lanes + lane] - stretch.states[offset + k]));
                }
                defects[from + lane] = defect;
            }
        }

        void advance() {
            if (to == from) {
                return;
            }
            if (fromStep == 0) {
                begin(to - from);
                for (int i = from; i < to; i++) {
                    magnitudes[i] = 0;
                }
            }
            int before = fromStep == 0 ? to - from : lanes(fromStep - 1);
            for (int step = fromStep; step < toStep; step++) {
                int lanes = lanes(step);
                if (lanes == 0) {
                    return;
                }
                if (lanes < before) {
                    narrow(before, lanes);
                    before = lanes;
                }
                step(step, lanes);
                keep(step, lanes);
                double[] array = state;
                state = next;
                next = array;
            }
        }

        /** Leaves out the last lane. */
        private void narrow(int before, int lanes) {
            for (int k = 0; k < size; k++) {
                System.arraycopy(state, k * before, state, k * lanes, lanes);
            }
        }

        private void keep(int step, int lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                int offset = stretch.stateOffset(sequence, (from + lane) * block + step);
                double magnitude = magnitudes[from + lane];
                for (int k = 0; k < size; k++) {
                    double value = next[k * lanes + lane];
                    stretch.states[offset + k] = value;
                    magnitude = Math.max(magnitude, Math.abs(value));
                }
                magnitudes[from + lane] = magnitude;
            }
        }
    }
}
