package org.stillpoint.host.internal.context;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;

/**
 * What a solving thread reports, for others to read. The latest report is published under a sequence number, so that the solving thread
 * never waits for a reader; points of the history are appended, and only a reader that copies them while points go tries again. The
 * history keeps at most {@value #CAPACITY} points: one for every so many reports, and one whenever the
 * residual has changed by a factor; when it is full, every second point goes and whichever rule filled it becomes coarser.
 */
public final class ProgressRecorder {

    static final int CAPACITY = 512;

    private static final VarHandle SEQUENCE;
    private static final VarHandle ITERATION;
    private static final VarHandle EVALUATIONS;
    private static final VarHandle RESIDUAL;
    private static final VarHandle SIZE;
    private static final VarHandle THINNING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SEQUENCE = lookup.findVarHandle(ProgressRecorder.class, "sequence", int.class);
            ITERATION = lookup.findVarHandle(ProgressRecorder.class, "iteration", long.class);
            EVALUATIONS = lookup.findVarHandle(ProgressRecorder.class, "latestEvaluations", double.class);
            RESIDUAL = lookup.findVarHandle(ProgressRecorder.class, "residual", double.class);
            SIZE = lookup.findVarHandle(ProgressRecorder.class, "size", int.class);
            THINNING = lookup.findVarHandle(ProgressRecorder.class, "thinning", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long[] iterations = new long[CAPACITY];
    private final double[] evaluations = new double[CAPACITY];
    private final double[] seconds = new double[CAPACITY];
    private final double[] residuals = new double[CAPACITY];
    private final long origin = System.nanoTime();
    private volatile long end;
    private int sequence;
    private long iteration;
    private double latestEvaluations;
    private double residual = Double.NaN;
    private volatile double fraction = Double.NaN;
    private int size;
    private int thinning;
    private int sizeByChange;
    private long untilSample = 1;
    private long stride = 1;
    private double factor = 1.25;
    private double below = Double.NaN;
    private double above = Double.NaN;

    /** Takes a report; called by one thread. */
    void report(long newIteration, double newEvaluations, double newResidual) {
        int stamp = sequence;
        SEQUENCE.setOpaque(this, stamp + 1);
        VarHandle.storeStoreFence();
        ITERATION.setOpaque(this, newIteration);
        EVALUATIONS.setOpaque(this, newEvaluations);
        RESIDUAL.setOpaque(this, newResidual);
        SEQUENCE.setRelease(this, stamp + 2);
        if (--untilSample <= 0) {
            sample(newIteration, newEvaluations, newResidual, false);
        } else if (newResidual < below || newResidual > above) {
            sample(newIteration, newEvaluations, newResidual, true);
        }
    }

    /** Takes what part of the work is done; called by one thread. */
    void reached(double newFraction) {
        if (newFraction != fraction) {
            fraction = newFraction;
        }
    }

    private void sample(long newIteration, double newEvaluations, double newResidual, boolean byChange) {
        if (size == CAPACITY) {
            thin();
        }
        iterations[size] = newIteration;
        evaluations[size] = newEvaluations;
        seconds[size] = secondsAt(System.nanoTime());
        residuals[size] = newResidual;
        SIZE.setRelease(this, size + 1);
        sizeByChange += byChange ? 1 : 0;
        untilSample = stride;
        below = newResidual / factor;
        above = newResidual * factor;
    }

    private void thin() {
        int stamp = thinning;
        THINNING.setOpaque(this, stamp + 1);
        VarHandle.storeStoreFence();
        for (int i = 0; i < CAPACITY / 2; i++) {
            iterations[i] = iterations[2 * i];
            evaluations[i] = evaluations[2 * i];
            seconds[i] = seconds[2 * i];
            residuals[i] = residuals[2 * i];
        }
        SIZE.setOpaque(this, CAPACITY / 2);
        THINNING.setRelease(this, stamp + 2);
        if (sizeByChange > CAPACITY / 4) {
            factor *= factor;
        } else {
            stride *= 2;
        }
        sizeByChange = 0;
    }

    /** Stops the clock. */
    public void finish() {
        end = System.nanoTime();
    }

    /** The latest report. */
    public Progress progress() {
        Report latest = latest();
        return new Progress(latest.iteration, latest.residual, elapsed(), fraction);
    }

    private record Report(long iteration, double evaluations, double residual) {
    }

    private Report latest() {
        while (true) {
            int before = (int) SEQUENCE.getAcquire(this);
            Report latest = new Report((long) ITERATION.getOpaque(this), (double) EVALUATIONS.getOpaque(this),
                    (double) RESIDUAL.getOpaque(this));
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (int) SEQUENCE.getOpaque(this)) {
                return latest;
            }
            Thread.onSpinWait();
        }
    }

    /** The points kept so far, and the latest report. */
    public History history() {
        History kept = kept();
        Report last = latest();
        int size = kept.size();
        boolean complete = size == 0 ? last.iteration == 0 && Double.isNaN(last.residual) : kept.iterations()[size - 1] == last.iteration;
        if (complete) {
            return kept;
        }
        History history = new History(Arrays.copyOf(kept.iterations(), size + 1), Arrays.copyOf(kept.evaluations(), size + 1),
                Arrays.copyOf(kept.seconds(), size + 1), Arrays.copyOf(kept.residuals(), size + 1));
        history.iterations()[size] = last.iteration;
        history.evaluations()[size] = last.evaluations;
        history.seconds()[size] = elapsed();
        history.residuals()[size] = last.residual;
        return history;
    }

    private History kept() {
        while (true) {
            int before = (int) THINNING.getAcquire(this);
            int length = (int) SIZE.getAcquire(this);
            History kept = new History(Arrays.copyOf(iterations, length), Arrays.copyOf(evaluations, length),
                    Arrays.copyOf(seconds, length), Arrays.copyOf(residuals, length));
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (int) THINNING.getOpaque(this)) {
                return kept;
            }
            Thread.onSpinWait();
        }
    }

    private double elapsed() {
        long stopped = end;
        return secondsAt(stopped == 0 ? System.nanoTime() : stopped);
    }

    private double secondsAt(long time) {
        return (time - origin) * 1e-9;
    }
}
