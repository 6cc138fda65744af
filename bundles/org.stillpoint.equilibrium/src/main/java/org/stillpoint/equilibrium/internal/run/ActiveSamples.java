package org.stillpoint.equilibrium.internal.run;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.ResidualMeasure;
import org.stillpoint.equilibrium.internal.layer.Lanes;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/**
 * The samples of a group that are not finished. A method changes {@link #states}; {@link #evaluate} computes the images and residuals,
 * takes out the samples that are finished with their best states, and moves the others together in all panels that the method has asked
 * for. So a slow sample keeps no other one waiting, and none changes the bits of another. Used by one thread.
 */
public final class ActiveSamples {

    /** A defect that exceeds 1 and that of the start by this factor shows that the iterates run away. */
    private static final double DIVERGENCE = 1e8;
    /** The iterations, and at least half of all, in which the least residual has to fall by {@link #PROGRESS}. */
    private static final int PATIENCE = 1000;
    private static final double PROGRESS = 1e-3;
    /** Below this part of the state's size a residual may be rounding only: it has to fall within {@link #FLOOR_PATIENCE} iterations. */
    private static final double FLOOR = 2e-13;
    private static final int FLOOR_PATIENCE = 20;
    /** What another order of summation changes in a residual, in the size of the state. */
    private static final double ROUNDING = 16 * 0x1p-53;
    private static final double SUMMATION = 1e-10;

    /** The layer. */
    public final Layer layer;
    /** The layer's kernel for this thread. */
    public final LayerKernel kernel;

    private final Session session;
    private final ResidualMeasure measure;
    private final BatchResult result;
    private final DoubleUnaryOperator largest;
    private final int size;
    private final int capacity;
    private final int[] samples;
    private final Status[] verdicts;
    private final boolean[] attempts;
    private final LanePanels panels;
    private final double[] states;
    private final double[] drives;
    private final double[] images;
    private final double[] best;
    private final double[] bestResiduals;
    private final double[] residuals;
    private final double[] defects;
    private final double[] sizes;
    private final double[] firstDefects;
    private final double[] checkedResiduals;
    private final double[] improvedAt;
    private final double[] evaluations;
    private int lanes;
    private long iterations;
    private long nextCheck = PATIENCE;
    private double settled = Double.NaN;

    /**
     * The samples of a group.
     *
     * @param largest takes note of the largest residual of the group and gives that of the batch
     */
    ActiveSamples(Layer layer, Session session, ResidualMeasure measure, BatchResult result, int from, int count,
            DoubleUnaryOperator largest) {
        this.layer = layer;
        this.session = session;
        this.measure = measure;
        this.result = result;
        this.largest = largest;
        kernel = layer.kernel(count);
        size = layer.shape().state();
        capacity = count;
        lanes = count;
        samples = new int[count];
        panels = new LanePanels(count);
        verdicts = new Status[count];
        attempts = new boolean[count];
        states = panel(size);
        drives = panel(layer.driveSize());
        images = panel(size);
        best = panel(size);
        residuals = panel(1);
        bestResiduals = panel(1);
        defects = panel(1);
        sizes = panel(1);
        firstDefects = panel(1);
        checkedResiduals = panel(1);
        improvedAt = panel(1);
        evaluations = panel(1);
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = from + lane;
        }
        Lanes.transpose(result.starts(), from * size, size, count, states);
        double[] inputs = new double[layer.shape().input() * count];
        Lanes.transpose(result.inputs().values(), from * layer.shape().input(), layer.shape().input(), count, inputs);
        kernel.drive(inputs, count, drives);
        System.arraycopy(states, 0, best, 0, size * count);
        Arrays.fill(bestResiduals, Double.POSITIVE_INFINITY);
        Arrays.fill(checkedResiduals, Double.POSITIVE_INFINITY);
    }

    /** The number of samples left. */
    public int lanes() {
        return lanes;
    }

    /** The number of samples at the start. */
    public int capacity() {
        return capacity;
    }

    /** Which sample of the batch a lane holds. */
    public int sample(int lane) {
        return samples[lane];
    }

    /** The number of components of a state. */
    public int size() {
        return size;
    }

    /** The panel of states, which the method changes. */
    public double[] states() {
        return states;
    }

    /** The panel of images of the states of the last evaluation. */
    public double[] images() {
        return images;
    }

    /** The panel of drives. */
    public double[] drives() {
        return drives;
    }

    /** For each lane the residual of its state at the last evaluation. */
    public double[] residuals() {
        return residuals;
    }

    /** For each lane the least residual so far. */
    public double[] bestResiduals() {
        return bestResiduals;
    }

    /** The panel of the states of the least residuals. */
    public double[] bestStates() {
        return best;
    }

    /** The evaluations so far. */
    public long iterations() {
        return iterations;
    }

    /** What there is besides. */
    public Session session() {
        return session;
    }

    /** A new panel of zeros, which is moved together with the others. */
    public double[] panel(int rows) {
        return panels.doubles(rows);
    }

    /** A new panel of zeros in single precision, which is moved together with the others. */
    public float[] floatPanel(int rows) {
        return panels.floats(rows);
    }

    /** Counts evaluations of each sample left besides those of {@link #evaluate}, and asks whether to go on. */
    public boolean proceed(long each) {
        for (int lane = 0; lane < lanes; lane++) {
            evaluations[lane] += each;
        }
        return session.proceed(each * lanes, Double.NaN);
    }

    /** Counts evaluations of single samples, one number for each lane, and asks whether to go on. */
    public boolean proceed(int[] each) {
        long sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            evaluations[lane] += each[lane];
            sum += each[lane];
        }
        return session.proceed(sum, Double.NaN);
    }

    /** The evaluations that a lane has left, that of {@link #evaluate} included. */
    public long evaluationsLeft(int lane) {
        return Math.min(session.maxIterations(), result.limit(samples[lane])) - (long) evaluations[lane];
    }

    /** The largest component of |f(z) - z| that the tolerance allows a lane, as far as the last evaluation tells; 0 before the first. */
    public double bound(int lane) {
        if (iterations == 0) {
            return 0;
        }
        return measure == ResidualMeasure.ABSOLUTE ? session.tolerance() : session.tolerance() * sizes[lane];
    }

    /** Takes a sample out at the next evaluation, with its best state and this status, unless its new state is better than that. */
    public void retire(int lane, Status status) {
        verdicts[lane] = status;
    }

    /**
     * Says that the state of a lane is a guess which the method takes back if it is of no use: that its image is not finite, or far away,
     * does not end the sample at the next evaluation.
     */
    public void attempt(int lane) {
        attempts[lane] = true;
    }

    /**
     * Computes the images and residuals of the states, and takes out the samples that are finished.
     *
     * @return whether samples are left to iterate on
     */
    public boolean evaluate() {
        if (isOver()) {
            return false;
        }
        kernel.apply(states, drives, lanes, images);
        return judge();
    }

    /** Does what {@link #evaluate} does, and linearises the layer at the states. */
    public boolean linearise(double[] tangents) {
        if (isOver()) {
            return false;
        }
        kernel.linearise(states, drives, lanes, images, tangents);
        return judge();
    }

    /** Does what {@link #evaluate} does with images that the method has computed, with the bits of {@link LayerKernel#apply}. */
    public boolean judgeImages() {
        return !isOver() && judge();
    }

    /**
     * Keeps the starts as the best states so far where a method has put their images in place before the first evaluation, which costs it
     * nothing: no step that is worse replaces them.
     *
     * @param others not 0 for each lane whose start has another image
     */
    public void keepStarts(double[] others) {
        measure();
        for (int lane = 0; lane < lanes; lane++) {
            residuals[lane] = others[lane] == 0 ? residuals[lane] : Double.NaN;
        }
        keepBest();
    }

    /** Whether no sample is left, or all were told to stop since the last evaluation. */
    private boolean isOver() {
        if (lanes > 0 && session.interrupted()) {
            finish(session.interruption());
        }
        return lanes == 0;
    }

    private boolean judge() {
        iterations++;
        measure();
        keepBest();
        boolean check = iterations >= nextCheck;
        int finished = 0;
        double worst = settled;
        for (int lane = 0; lane < lanes; lane++) {
            evaluations[lane]++;
            Status verdict = verdict(lane, check);
            if (verdict == null && evaluations[lane] >= result.limit(samples[lane])) {
                verdict = Status.ITERATION_LIMIT;
            }
            verdicts[lane] = verdict;
            attempts[lane] = false;
            double residual = verdict != null || Double.isNaN(residuals[lane]) ? bestResiduals[lane] : residuals[lane];
            residual = Double.isInfinite(residual) ? Double.NaN : residual;
            worst = BatchResidual.larger(worst, residual);
            if (verdict != null) {
                finished++;
                settled = BatchResidual.larger(settled, residual);
            }
        }
        nextCheck = check ? 2 * iterations : nextCheck;
        boolean goOn = session.proceed(lanes, largest.applyAsDouble(worst));
        if (!goOn) {
            finish(session.interruption());
            return false;
        }
        if (finished > 0) {
            takeOut(finished);
        }
        if (lanes > 0 && iterations >= session.maxIterations()) {
            finish(Status.ITERATION_LIMIT);
        }
        return lanes > 0;
    }

    /** The largest components of |f(z) - z| and of |f(z)|, row by row so that lanes are done side by side. */
    private void measure() {
        Arrays.fill(defects, 0, lanes, 0);
        Arrays.fill(sizes, 0, lanes, 0);
        for (int k = 0; k < size; k++) {
            int row = k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                double image = images[row + lane];
                defects[lane] = Math.max(defects[lane], Math.abs(image - states[row + lane]));
                sizes[lane] = Math.max(sizes[lane], Math.abs(image));
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            residuals[lane] = measure == ResidualMeasure.ABSOLUTE || defects[lane] == 0 ? defects[lane] : defects[lane] / sizes[lane];
        }
    }

    private void keepBest() {
        boolean all = true;
        boolean any = false;
        for (int lane = 0; lane < lanes; lane++) {
            boolean better = residuals[lane] < bestResiduals[lane];
            all &= better;
            any |= better;
        }
        if (all) {
            System.arraycopy(states, 0, best, 0, size * lanes);
        } else if (any) {
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int at = k * lanes + lane;
                    best[at] = residuals[lane] < bestResiduals[lane] ? states[at] : best[at];
                }
            }
        }
        for (int lane = 0; any && lane < lanes; lane++) {
            if (residuals[lane] < bestResiduals[lane]) {
                bestResiduals[lane] = residuals[lane];
                improvedAt[lane] = iterations;
            }
        }
    }

    /** How a sample ended, null if it has not. */
    private Status verdict(int lane, boolean check) {
        // A relative residual may be infinite where the image is 0.
        if (!(defects[lane] < Double.POSITIVE_INFINITY)) {
            return attempts[lane] ? verdicts[lane] : Status.NONFINITE;
        }
        double scale = measure == ResidualMeasure.ABSOLUTE ? sizes[lane] : 1;
        if (residuals[lane] <= session.tolerance() * (1 - SUMMATION) - Math.min(session.tolerance() / 2, ROUNDING * scale)) {
            return Status.CONVERGED;
        }
        if (verdicts[lane] != null) {
            return verdicts[lane];
        }
        if (iterations == 1) {
            firstDefects[lane] = defects[lane];
        }
        if (defects[lane] > DIVERGENCE * Math.max(firstDefects[lane], 1) && !attempts[lane]) {
            return Status.DIVERGED;
        }
        if (residuals[lane] <= FLOOR * scale && iterations - improvedAt[lane] >= FLOOR_PATIENCE) {
            return Status.STAGNATED;
        }
        if (check) {
            if (bestResiduals[lane] > checkedResiduals[lane] * (1 - PROGRESS)) {
                return Status.STAGNATED;
            }
            checkedResiduals[lane] = bestResiduals[lane];
        }
        return null;
    }

    /** Ends all samples that have no verdict yet. */
    private void finish(Status status) {
        for (int lane = 0; lane < lanes; lane++) {
            verdicts[lane] = verdicts[lane] == null ? status : verdicts[lane];
        }
        takeOut(lanes);
    }

    private void takeOut(int finished) {
        int left = lanes - finished;
        int[] kept = new int[left];
        int[] done = new int[finished];
        int next = 0;
        int nextDone = 0;
        for (int lane = 0; lane < lanes; lane++) {
            if (verdicts[lane] == null) {
                kept[next++] = lane;
            } else {
                done[nextDone++] = lane;
                result.finish(samples[lane], bestResiduals[lane], (long) evaluations[lane], verdicts[lane]);
            }
        }
        result.keep(best, done, finished, lanes, samples);
        panels.keep(kept, lanes);
        for (int lane = 0; lane < left; lane++) {
            samples[lane] = samples[kept[lane]];
            verdicts[lane] = null;
        }
        lanes = left;
    }
}
