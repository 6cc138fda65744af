package org.stillpoint.equilibrium.internal.chord;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
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
 * and the corrected state is s(u) + w + D v. D = 0 gives K = W and the plain iteration. All numbers are of the size of r, so that single
 * precision leaves an error that is small beside r. Each sample stops on its own; none changes the bits of another. Used by one thread.
 */
final class Corrections {

    /** Lanes are filled up to a multiple of this, the longest register, */
    private static final int MULTIPLE = 16;
    /** but for fewer lanes than this, which are faster alone. */
    private static final int FEW = 6;
    /** A residual that has grown by this factor is that of an iteration that runs away. */
    private static final float DIVERGENCE = 1e3f;
    /** The iterations in which the least residual has to fall by {@link #PROGRESS}. */
    private static final int PATIENCE = 40;
    private static final float PROGRESS = .1f;
    /** The iterations over which it is seen how fast a residual falls. */
    private static final int LOOK = 8;

    private final Activation activation;
    private final int size;
    private final PanelProducts products = new PanelProducts();
    private final float[] v;
    private final float[] w;
    private final float[] p;
    private final float[] base;
    private final float[] slopes;
    private final float[] room;
    private final float[] otherRoom;
    private final float[] largest;
    private final int[] lanes;
    private final float[] reductions;
    private final float[] targets;
    private final float[] starts;
    private final float[] bests;
    private final float[] earlier;
    private final int[] bestAt;
    private final long[] limits;
    private final boolean[] done;
    private final boolean[] slow;
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
        slopes = new float[values];
        room = new float[values];
        otherRoom = new float[values];
        largest = new float[most];
        lanes = new int[most];
        reductions = new float[most];
        targets = new float[most];
        starts = new float[most];
        bests = new float[most];
        earlier = new float[most];
        bestAt = new int[most];
        limits = new long[most];
        done = new boolean[most];
        slow = new boolean[most];
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
        stride = padded(count);
        load(samples, arguments, chord);
        for (int iteration = 1; count > 0; iteration++) {
            products.addPanel(v, 0, chord.matrix(), p, 0, stride);
            update(chord.slopes() != null);
            findLargest();
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
        double[] states = samples.states();
        double[] images = samples.images();
        boolean argument = ActivationIncrements.needsArgument(activation);
        for (int k = 0; k < size; k++) {
            int row = k * stride;
            for (int i = 0; i < count; i++) {
                int source = k * from + lanes[i];
                float residual = (float) (images[source] - states[source]);
                p[row + i] = residual;
                w[row + i] = -residual;
                base[row + i] = ActivationIncrements.base(activation, argument ? arguments[source] : 0, images[source]);
            }
            Arrays.fill(p, row + count, row + stride, 0);
            Arrays.fill(w, row + count, row + stride, 0);
            Arrays.fill(base, row + count, row + stride, 0);
            if (chord.slopes() != null) {
                Arrays.fill(slopes, row, row + stride, chord.slopes()[k]);
            }
        }
        Arrays.fill(v, 0, size * stride, 0);
        findLargest();
        for (int i = 0; i < count; i++) {
            starts[i] = largest[i];
            targets[i] = Math.max(targets[i], reductions[i] * largest[i]);
        }
    }

    private void update(boolean sloped) {
        int length = size * stride;
        for (int i = 0; i < length; i++) {
            w[i] += p[i];
        }
        ActivationIncrements.defects(activation, v, base, w, length, p);
        if (sloped) {
            for (int i = 0; i < length; i++) {
                p[i] -= slopes[i] * v[i];
            }
        }
    }

    /** Puts the largest |p| of each lane into {@link #largest}: halves of the rows are laid over each other until one row is left. */
    private void findLargest() {
        int rows = size;
        float[] from = p;
        while (rows > 1) {
            int length = rows / 2 * stride;
            int rest = (rows - rows / 2) * stride;
            float[] to = from == room ? otherRoom : room;
            for (int i = 0; i < length; i++) {
                to[i] = Math.max(Math.abs(from[i]), Math.abs(from[rest + i]));
            }
            for (int i = length; i < rest; i++) {
                to[i] = Math.abs(from[i]);
            }
            rows -= rows / 2;
            from = to;
        }
        for (int i = 0; i < count; i++) {
            largest[i] = Math.abs(from[i]);
        }
    }

    /** Finishes lanes that are where they should be or get no further; returns how many are left. */
    private int judge(ActiveSamples samples, Chord chord, int iteration, boolean last, int outlook, boolean own, int[] spent) {
        int left = 0;
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
            if (away || last || iteration >= limits[i] || late || residual <= targets[i] || iteration - bestAt[i] >= PATIENCE) {
                done[i] = true;
                spent[lanes[i]] = iteration;
                slow[lanes[i]] = late;
                if (!away) {
                    correct(samples, chord, i);
                }
            } else {
                left++;
            }
        }
        return left;
    }

    /** Whether a lane would miss its target by that many more iterations, if its residual went on to fall as it did since the last look. */
    private boolean isSlow(int i, float residual, int outlook) {
        double fall = residual / earlier[i];
        earlier[i] = residual;
        return !(fall < 1 && residual * Math.pow(fall, (double) outlook / LOOK) <= targets[i]);
    }

    private void correct(ActiveSamples samples, Chord chord, int i) {
        int to = samples.lanes();
        double[] states = samples.states();
        double[] images = samples.images();
        for (int k = 0; k < size; k++) {
            int at = k * stride + i;
            int target = k * to + lanes[i];
            double correction = chord.slopes() == null ? w[at] : w[at] + (double) chord.slopes()[k] * v[at];
            states[target] = images[target] + correction;
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
                done[next] = false;
                next++;
            }
        }
        for (float[] panel : new float[][] {v, w, p, base, slopes}) {
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
