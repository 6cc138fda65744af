package org.stillpoint.equilibrium.internal.chord;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.numerics.IncrementKernels;
import org.stillpoint.numerics.PanelProducts;

/**
 * Corrects states z of samples in single precision. With u = W z + drive, the image s(u) and the residual r = s(u) - z, which are known in
 * double precision, it looks for the c with
 *
 * <pre>
 *   r + s(u + W c) - s(u) - c = 0,
 * </pre>
 *
 * starting from c = 0. For a diagonal matrix D near s' and K = W (I - D W)^-1, Newton's method with D in place of s' is c := c + p + D K p,
 * W c := W c + K p for the residual p of this equation. With v = W c and w = c - D v - r that is
 *
 * <pre>
 *   v := v + K p,   w := w + p,   p := s(u + v) - s(u) - w - D v,
 * </pre>
 *
 * and the corrected state is s(u) + w + D v. D = 0 gives K = W and the plain iteration; then the image of that state, s(u + v), which is p
 * further, needs no other product and is taken in its place. All numbers are of the size of r, so that single precision leaves an error
 * that is small beside r. Each sample stops on its own; none changes the bits of another. Used by one thread.
 */
final class Corrections {

    /** Lanes are filled up to a multiple of this, the longest register, */
    private static final int MULTIPLE = 16;
    /** but for fewer lanes than this, which are faster alone. */
    private static final int FEW = 6;
    /** The residual of an image falls at least by the factor of the last iteration, but for this. */
    private static final float CAUTION = 1.5f;
    /** A residual that has grown by this factor is that of an iteration that runs away. */
    private static final float DIVERGENCE = 1e3f;
    /** The iterations in which the least residual has to fall by {@link #PROGRESS}. */
    private static final int PATIENCE = 40;
    private static final float PROGRESS = .1f;
    /** The iterations over which it is seen how fast a residual falls. */
    private static final int LOOK = 8;
    /** About so many values of each panel are updated at a time: they stay in the nearest cache. */
    private static final int CHUNK = 1024;

    private final Activation activation;
    private final int size;
    private final PanelProducts products = new PanelProducts();
    private final float[] v;
    private final float[] w;
    private final float[] p;
    private final float[] base;
    private final float[] increments;
    private final float[] largest;
    private final int[] lanes;
    private final float[] reductions;
    private final float[] targets;
    private final float[] starts;
    private final float[] bests;
    private final float[] earlier;
    private final float[] before;
    private final int[] bestAt;
    private final long[] limits;
    private final boolean[] done;
    private final boolean[] slow;
    private final boolean[] takesImage;
    private final int[] finished;
    private final double[] rowImages;
    private final double[] rowStates;
    private final double[] rowArguments;
    private int stride;
    private int count;

    /** Room for so many lanes. */
    Corrections(Activation activation, int size, int capacity) {
        this.activation = activation;
        this.size = size;
        int most = Math.max(capacity, padded(capacity));
        int values = Math.multiplyExact(size, most);
        v = new float[values];
        w = new float[values];
        p = new float[values];
        base = new float[values];
        increments = new float[Math.max(CHUNK, most)];
        largest = new float[most];
        lanes = new int[most];
        reductions = new float[most];
        targets = new float[most];
        starts = new float[most];
        bests = new float[most];
        earlier = new float[most];
        before = new float[most];
        bestAt = new int[most];
        limits = new long[most];
        done = new boolean[most];
        slow = new boolean[most];
        takesImage = new boolean[most];
        finished = new int[most];
        rowImages = new double[most];
        rowStates = new double[most];
        rowArguments = new double[most];
    }

    private static int padded(int lanes) {
        return lanes < FEW ? lanes : (lanes + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /** Begins anew with no lanes. */
    void begin() {
        count = 0;
    }

    /**
     * Adds a lane of the samples.
     *
     * @param reduction the part of its residual that is to be left
     * @param target a residual that is small enough in any case
     * @param limit the most iterations; nothing is done if it is not positive
     */
    void add(int lane, double reduction, double target, long limit) {
        if (limit <= 0) {
            return;
        }
        lanes[count] = lane;
        limits[count] = limit;
        reductions[count] = (float) reduction;
        targets[count] = (float) target;
        done[count] = false;
        bests[count] = Float.POSITIVE_INFINITY;
        bestAt[count] = 0;
        earlier[count] = Float.POSITIVE_INFINITY;
        count++;
    }

    /**
     * Corrects the states of the lanes that were added, but for those of which the iteration runs away.
     *
     * @param samples the samples, of which images are known
     * @param arguments the panel of u, where the activation needs it
     * @param chord the chord of all these lanes
     * @param outlook a lane that looks as if it took this many more iterations is left where it is, from {@link #LOOK} iterations on
     * @param own whether the chord is that of the slopes at the state: where residuals grow, it is left where the first iteration leads, as
     *     another chord is wanted there
     * @param spent receives for each lane of the samples the iterations it took
     */
    void run(ActiveSamples samples, double[] arguments, Chord chord, int outlook, boolean own, int[] spent) {
        if (count == 0) {
            return;
        }
        stride = padded(count);
        load(samples, arguments, chord);
        for (int iteration = 1; count > 0; iteration++) {
            products.addPanel(v, 0, chord.matrix(), p, 0, stride);
            update(chord);
            boolean goOn = samples.session().proceed(0, Double.NaN);
            int left = judge(samples, chord, iteration, !goOn, outlook, own, spent);
            if (left < count && (left == 0 || padded(left) <= 3 * stride / 4)) {
                moveTogether(left);
            }
        }
    }

    /** Whether the last run left a lane of the samples where it was because it looked slow. */
    boolean wasSlow(int lane) {
        return slow[lane];
    }

    private void load(ActiveSamples samples, double[] arguments, Chord chord) {
        int from = samples.lanes();
        boolean argument = ActivationIncrements.needsArgument(activation);
        for (int k = 0; k < size; k++) {
            int row = k * stride;
            gather(samples.images(), k * from, count == from, rowImages);
            gather(samples.states(), k * from, count == from, rowStates);
            if (argument) {
                gather(arguments, k * from, count == from, rowArguments);
            }
            for (int i = 0; i < count; i++) {
                w[row + i] = (float) (rowStates[i] - rowImages[i]);
            }
            ActivationIncrements.bases(activation, rowArguments, rowImages, count, base, row);
            Arrays.fill(w, row + count, row + stride, 0);
            Arrays.fill(base, row + count, row + stride, 0);
        }
        Arrays.fill(v, 0, size * stride, 0);
        Arrays.fill(p, 0, size * stride, 0);
        // v = 0, w = -r and p = 0 lead to p = r.
        update(chord);
        for (int i = 0; i < count; i++) {
            starts[i] = largest[i];
            before[i] = largest[i];
            targets[i] = Math.max(targets[i], reductions[i] * largest[i]);
        }
    }

    /** Copies a row of the samples: the lanes that were added, which are all or some of them. */
    private void gather(double[] panel, int row, boolean all, double[] values) {
        if (all) {
            System.arraycopy(panel, row, values, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = panel[row + lanes[i]];
            }
        }
    }

    /** Does w := w + p and p := s(u + v) - s(u) - w - D v, and finds the largest |p| of each lane. */
    private void update(Chord chord) {
        Arrays.fill(largest, 0, stride, 0);
        int most = Math.max(1, CHUNK / stride);
        for (int row = 0; row < size; row += most) {
            int rows = Math.min(most, size - row);
            ActivationIncrements.increments(activation, v, base, row * stride, rows * stride, increments);
            IncrementKernels.advance(increments, chord.slopes(), v, w, p, row, rows, stride, largest);
        }
    }

    /** Finishes lanes that are where they should be or get no further; returns how many are left. */
    private int judge(ActiveSamples samples, Chord chord, int iteration, boolean last, int outlook, boolean own, int[] spent) {
        int running = 0;
        int corrected = 0;
        for (int i = 0; i < count; i++) {
            if (done[i]) {
                continue;
            }
            float residual = largest[i];
            boolean away = !(residual <= (own ? Float.MAX_VALUE : DIVERGENCE * starts[i]));
            if (residual <= bests[i] * (1 - PROGRESS)) {
                bests[i] = residual;
                bestAt[i] = iteration;
            }
            boolean late = iteration % LOOK == 0 && isSlow(i, residual, outlook) || own && residual > starts[i];
            takesImage[i] = chord.plain() && residual < before[i];
            float left = takesImage[i] ? residual * Math.min(1, CAUTION * residual / before[i]) : residual;
            before[i] = residual;
            if (away || last || iteration >= limits[i] || late || left <= targets[i] || iteration - bestAt[i] >= PATIENCE) {
                done[i] = true;
                spent[lanes[i]] = iteration;
                slow[lanes[i]] = late;
                if (!away) {
                    finished[corrected++] = i;
                }
            } else {
                running++;
            }
        }
        correct(samples, chord, corrected);
        return running;
    }

    /** Whether a lane would miss its target by that many more iterations, if its residual went on to fall as it did since the last look. */
    private boolean isSlow(int i, float residual, int outlook) {
        double fall = residual / earlier[i];
        earlier[i] = residual;
        return !(fall < 1 && residual * Math.pow(fall, (double) outlook / LOOK) <= targets[i]);
    }

    /** Corrects the states of so many lanes that have finished, row by row. */
    private void correct(ActiveSamples samples, Chord chord, int corrected) {
        int to = samples.lanes();
        double[] states = samples.states();
        double[] images = samples.images();
        for (int k = 0; k < size && corrected > 0; k++) {
            double slope = chord.slopes()[k];
            for (int j = 0; j < corrected; j++) {
                int at = k * stride + finished[j];
                int target = k * to + lanes[finished[j]];
                double correction = w[at] + slope * v[at];
                states[target] = images[target] + (takesImage[finished[j]] ? correction + p[at] : correction);
            }
        }
    }

    /** Drops the lanes that are done. */
    private void moveTogether(int left) {
        int wide = padded(left);
        int[] kept = new int[left];
        int next = 0;
        for (int i = 0; i < count; i++) {
            if (!done[i]) {
                kept[next] = i;
                lanes[next] = lanes[i];
                targets[next] = targets[i];
                starts[next] = starts[i];
                bests[next] = bests[i];
                bestAt[next] = bestAt[i];
                limits[next] = limits[i];
                earlier[next] = earlier[i];
                before[next] = before[i];
                done[next] = false;
                next++;
            }
        }
        for (float[] panel : new float[][] {v, w, p, base}) {
            for (int k = 0; k < size; k++) {
                for (int i = 0; i < left; i++) {
                    panel[k * wide + i] = panel[k * stride + kept[i]];
                }
                Arrays.fill(panel, k * wide + left, (k + 1) * wide, 0);
            }
        }
        count = left;
        stride = wide;
    }
}
