package org.stillpoint.equilibrium.internal.gradient;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.stillpoint.equilibrium.internal.layer.Lanes;
import org.stillpoint.equilibrium.internal.layer.LayerFailure;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * A batch in groups of samples that are treated side by side. The groups are the same whatever the number of threads, and so are the bits
 * of sums over them.
 */
public final class SampleGroups {

    /** The samples of a group, if nothing speaks for fewer. */
    public static final int MOST_LANES = 32;
    /** So many groups have sums of their own at a time. */
    private static final int WAVE = 8;

    private final int count;
    private final int most;
    private final Session session;
    private final AtomicReference<LayerFailure> failure = new AtomicReference<>();

    /** What is done with a group, by several threads at a time. */
    @FunctionalInterface
    public interface Task {

        /**
         * Treats a group.
         *
         * @param sums what the group adds to the sums over the batch
         */
        void run(int group, double[][] sums);
    }

    /**
     * Groups.
     *
     * @param count the samples of the batch
     * @param most the most samples of a group
     */
    public SampleGroups(int count, int most, Session session) {
        this.count = count;
        this.most = most;
        this.session = session;
    }

    /** The number of groups. */
    public int groups() {
        return (count + most - 1) / most;
    }

    /** The samples of a group. */
    public int lanes(int group) {
        return Math.min(most, count - from(group));
    }

    /** The first sample of a group. */
    public int from(int group) {
        return group * most;
    }

    /**
     * Treats all groups, and adds up what they add in the order of the groups.
     *
     * @throws LayerFailure if a user's layer throws something
     */
    public void run(Task task, double[][] sums) {
        double[][][] parts = new double[Math.min(WAVE, groups())][sums.length][];
        for (double[][] part : parts) {
            for (int k = 0; k < sums.length; k++) {
                part[k] = new double[sums[k].length];
            }
        }
        for (int first = 0; first < groups(); first += WAVE) {
            int begin = first;
            int wave = Math.min(WAVE, groups() - first);
            session.team().run(part -> run(task, begin + part, parts[part]), wave);
            if (failure.get() != null) {
                throw failure.get();
            }
            for (int part = 0; part < wave; part++) {
                for (int k = 0; k < sums.length; k++) {
                    add(parts[part][k], sums[k], 0);
                    Arrays.fill(parts[part][k], 0);
                }
            }
        }
    }

    private void run(Task task, int group, double[][] sums) {
        try {
            task.run(group, sums);
        } catch (LayerFailure failed) {
            failure.set(failed);
        }
    }

    /** The panel of the rows of a group. */
    public double[] panel(double[] rows, int width, int group) {
        double[] panel = new double[width * lanes(group)];
        Lanes.transpose(rows, from(group) * width, width, lanes(group), panel);
        return panel;
    }

    /** Adds the lanes of a panel to the rows of a group. */
    public void addRows(double[] panel, int width, int group, double[] rows) {
        double[] transposed = new double[panel.length];
        int lanes = lanes(group);
        for (int lane = 0; lane < lanes; lane++) {
            Lanes.row(panel, lane, lanes, transposed, lane * width, width);
        }
        add(transposed, rows, from(group) * width);
    }

    private static void add(double[] from, double[] to, int offset) {
        for (int i = 0; i < from.length; i++) {
            to[offset + i] += from[i];
        }
    }
}
