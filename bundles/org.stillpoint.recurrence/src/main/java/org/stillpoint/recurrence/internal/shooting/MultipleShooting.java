package org.stillpoint.recurrence.internal.shooting;

import java.util.Arrays;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.FinitePrefix;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialMethod;

/**
 * Multiple shooting over a stretch. Its steps are cut into chunks, and the recurrence h_t = f(h_{t-1}, x_t) runs in all of them at once, as
 * lanes of the same kernel: in the first chunk from the initial state, in the others from guesses. Then every chunk is run again from the
 * end of the one before it, only until it merges with the states that are there, |h_t^new - h_t| &lt;= m: a state that is nearly forgotten
 * is not worth following. This is repeated until no end changes any more. The residual is then the largest difference that was accepted;
 * with m = 0 the states are those of a sequential run to the bit. In single precision rounding errors are measured in double precision at
 * the end.
 *
 * <p>With transfer derivatives the chunks are run again from s_{l+1} = e_l + M_l (s_l^new - s_l) instead, where e_l is the end of chunk l
 * when it was run from s_l, and M_l = J ... J the product of its Jacobian matrices: Newton's method for the states at the seams, exact
 * after one repair where f is affine in h.
 *
 * <p>Where states are not forgotten, repairs are given up when they have taken 0.6 times what a sequential run takes, or are bound to:
 * then the chunks are repaired one after the other, which takes no longer than a sequential run.
 */
public final class MultipleShooting {

    /** What is assumed where sequences are too short to be probed. */
    private static final double USUAL_FORGETTING = 32;
    /** More lanes of one thread would not stay in the first cache together. */
    private static final int MOST_LANES_OF_RUN = 32;
    /** Fewer lanes do not fill a register. */
    private static final int LEAST_LANES_OF_RUN = 8;
    /** About how many operations are done between two questions whether to go on. */
    private static final double OPERATIONS_AT_ONCE = 4e6;
    /** Products of Jacobian matrices with larger blocks would cost more than they save. */
    private static final int LARGEST_BLOCK = 32;
    private static final int SLICE_VALUES = 1 << 14;

    private final Stretch stretch;
    private final Session session;
    private final ShootingSettings settings;
    private final LanePlan plan;
    private final long evaluationsAtOnce;
    private final double stepsOfAll;
    private Chunks chunks;
    private Seams seams;
    private ChunkRun[] runs;
    /** The most lanes of a run. */
    private int capacity;
    private double spent;
    private double reported;
    private double evaluations;
    private boolean stopped;

    /** Shooting over a stretch. */
    public MultipleShooting(Stretch stretch, Session session, ShootingSettings settings) {
        this.stretch = stretch;
        this.session = session;
        this.settings = settings;
        plan = new LanePlan(stretch, settings.single());
        evaluationsAtOnce = (long) Math.max(1, OPERATIONS_AT_ONCE / stretch.cell.operations());
        stepsOfAll = (double) stretch.steps * stretch.batch;
    }

    /**
     * Shoots.
     *
     * @throws SolverException if steps are to be in single precision and the cell is not dense
     */
    public StretchResult run() throws SolverException {
        if (settings.single()) {
            DenseCell.require(stretch.cell);
        }
        boolean transfer = settings.transfer() && transferable();
        int lanes = settings.lanes() > 0 ? Math.max(settings.lanes(), stretch.batch) : lanes(transfer);
        if (lanes == 0) {
            return interrupted(0);
        }
        chunks = new Chunks(stretch, lanes);
        if (chunks.perSequence == 1) {
            return evaluations > 0 && !report(Double.NaN) ? interrupted(0)
                    : new SequentialMethod(settings.single()).solve(stretch, session);
        }
        seams = new Seams(stretch, chunks, transfer);
        TileMaker maker = new TileMaker(stretch, session, settings.single(), seams.entriesOfProduct() > 0);
        int number = maker.shared() ? 1
                : Math.min(chunks.lanes(), Math.max(session.parallelism(), ceiling(chunks.lanes(), MOST_LANES_OF_RUN)));
        capacity = ceiling(chunks.lanes(), number);
        int steps = maker.steps(capacity);
        runs = new ChunkRun[ceiling(chunks.lanes(), capacity)];
        for (int i = 0; i < runs.length; i++) {
            StepTiles tiles = maker.tiles(steps, capacity, chunks.length);
            runs[i] = new ChunkRun(stretch, chunks, seams, tiles, steps, maker.repairSteps(steps, capacity, chunks.length), capacity,
                    settings.mergeTolerance());
        }
        for (int i = 0; i < runs.length; i++) {
            int first = i * capacity;
            runs[i].beginPrediction(first, Math.min(capacity, chunks.lanes() - first));
        }
        if (!advance(runs.length, Double.POSITIVE_INFINITY) || !report(Double.NaN)) {
            return interrupted(1);
        }
        return repair();
    }

    private boolean transferable() {
        boolean fits = stretch.cell.jacobianStructure().block() <= LARGEST_BLOCK && !settings.single();
        if (!fits) {
            session.warn("transfer derivatives are not used: they are for double precision and Jacobian matrices with blocks of at most "
                    + LARGEST_BLOCK + " rows");
        }
        return fits;
    }

    /** The number of lanes that pay; 0 if the session said stop. */
    private int lanes(boolean transfer) {
        double forgetting = USUAL_FORGETTING;
        if (!transfer && ForgettingProbe.worthwhile(stretch)) {
            int lanes = 2 * ForgettingProbe.PLACES;
            StepTiles tiles = new TileMaker(stretch, session, settings.single(), false).tiles(1, lanes, 0);
            ForgettingProbe probe = new ForgettingProbe(stretch, tiles, settings.mergeTolerance());
            forgetting = Math.max(1, probe.steps(session));
            if (Double.isNaN(forgetting)) {
                return 0;
            }
            evaluations += probe.evaluations();
            spent += plan.cost(probe.evaluations() / (double) lanes, probe.evaluations());
        }
        int lanes = plan.lanes(forgetting);
        if (plan.lanes(1) > stretch.batch && lanes == stretch.batch) {
            fallBack("states are not forgotten soon enough for chunks to pay");
        }
        return lanes;
    }

    private void fallBack(String reason) {
        session.count(Counters.FALLBACKS, 1);
        session.warn(reason + ": steps are taken one after the other");
    }

    private StretchResult repair() {
        long repairs = 0;
        for (int[] open = seams.open(); open.length > 0; open = seams.open()) {
            if (seams.entriesOfProduct() > 0) {
                evaluations += runs[0].check(open);
                open = seams.open();
                seams.predict(open);
            } else {
                enter(open);
            }
            if (open.length == 0) {
                break;
            }
            if (repairs == settings.maxIterations()) {
                return result(Status.ITERATION_LIMIT, repairs + 1, measure());
            }
            repairs++;
            int used = assign(open);
            if (!advance(used, plan.patience())) {
                return stopped ? interrupted(repairs + 1) : finish(repairs + 1);
            }
            if (!report(Math.max(seams.accepted(), seams.firstChange(open)))) {
                return interrupted(repairs + 1);
            }
            double toCome = seams.entriesOfProduct() > 0 ? 0 : seams.repairsToCome(open, settings.mergeTolerance());
            if (spent + toCome * plan.cost(chunks.length, (double) chunks.length * open.length) > plan.patience()) {
                return finish(repairs + 1);
            }
        }
        return settled(repairs + 1);
    }

    private void enter(int[] open) {
        for (int lane : open) {
            seams.enter(lane, seams.before(lane), seams.beforeOffset(lane));
        }
    }

    /** Spreads lanes over the runs; answers how many of these are used. */
    private int assign(int[] open) {
        int used = Math.min(runs.length, ceiling(open.length, Math.min(capacity, LEAST_LANES_OF_RUN)));
        int share = ceiling(open.length, used);
        used = ceiling(open.length, share);
        for (int i = 0; i < used; i++) {
            runs[i].beginRepair(open, i * share, Math.min(share, open.length - i * share));
        }
        return used;
    }

    /**
     * Lets the first so many runs go on until their lanes have ended.
     *
     * @return false if the session said stop, or the cost has exceeded what is allowed
     */
    private boolean advance(int used, double allowed) {
        boolean[] remain = new boolean[used];
        Arrays.fill(remain, true);
        double before = spent;
        boolean open = true;
        boolean goesOn = true;
        while (open && goesOn) {
            session.team().run(i -> remain[i] = remain[i] && runs[i].advance(evaluationsAtOnce), used);
            open = false;
            double rounds = 0;
            double evaluated = 0;
            for (int i = 0; i < used; i++) {
                open |= remain[i];
                rounds = Math.max(rounds, runs[i].rounds());
                evaluated += runs[i].evaluations();
            }
            spent = before + plan.cost(rounds, evaluated);
            stopped = !session.proceed();
            goesOn = !stopped && spent <= allowed;
            if (!open || !goesOn) {
                evaluations += evaluated;
            }
        }
        for (int i = 0; i < used; i++) {
            runs[i].abandon();
        }
        return !open && !stopped;
    }

    /** Repairs the chunks that are not settled one after the other, those of all sequences side by side. */
    private StretchResult finish(long iterations) {
        fallBack("chunks of " + chunks.length + " steps do not merge");
        int[] lanes = new int[stretch.batch];
        for (int chunk = 0; chunk < chunks.perSequence; chunk++) {
            int count = 0;
            for (int sequence = 0; sequence < stretch.batch; sequence++) {
                int lane = sequence * chunks.perSequence + chunk;
                if (!seams.settled(lane)) {
                    lanes[count++] = lane;
                }
            }
            int[] open = Arrays.copyOf(lanes, count);
            enter(open);
            if (count > 0 && !advance(assign(open), Double.POSITIVE_INFINITY)) {
                return interrupted(iterations);
            }
        }
        return settled(iterations + 1);
    }

    /** What holds once all lanes are settled. */
    private StretchResult settled(long iterations) {
        double largest = largestState();
        if (!Double.isFinite(largest)) {
            FinitePrefix.keep(stretch, session);
            return result(Status.NONFINITE, iterations, measure());
        }
        double residual = settings.single() ? singleResidual(largest) : seams.accepted() / Math.max(1, largest);
        return result(residual <= session.tolerance() ? Status.CONVERGED : Status.STAGNATED, iterations, residual);
    }

    /** The residual of steps in single precision: a bound by samples where that is enough, or else measured. */
    private double singleResidual(double largest) {
        if (SampledRounding.worthwhile(stretch)) {
            double rounding = new SampledRounding(stretch, seams).measure(largest, session.team(), session.parallelism());
            double bound = (seams.accepted() + SampledRounding.MARGIN * rounding) / Math.max(1, largest);
            if (bound <= session.tolerance()) {
                return bound;
            }
        }
        return measure();
    }

    private double measure() {
        return new Residual(stretch).measure(session.team(), session.parallelism());
    }

    private double largestState() {
        int slices = Math.min(session.parallelism(), ceiling(stretch.states.length, SLICE_VALUES));
        int length = ceiling(stretch.states.length, slices);
        double[] largest = new double[slices];
        session.team().run(i -> largest[i] = VectorKernels.maxAbs(stretch.states, i * length,
                Math.min(length, stretch.states.length - i * length)), slices);
        return VectorKernels.maxAbs(largest, 0, slices);
    }

    private StretchResult result(Status status, long iterations, double residual) {
        session.count(Counters.CHUNKS, chunks.lanes());
        return new StretchResult(report(residual) ? status : session.interruption(), iterations, residual);
    }

    private StretchResult interrupted(long iterations) {
        return new StretchResult(session.interruption(), iterations, Double.NaN);
    }

    private boolean report(double residual) {
        double sweeps = (evaluations - reported) / stepsOfAll;
        reported = evaluations;
        return session.proceed(sweeps, residual);
    }

    private static int ceiling(int number, int part) {
        return (number + part - 1) / part;
    }
}
