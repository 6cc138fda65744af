package org.stillpoint.transport.internal.metric;

import java.util.Arrays;
import org.stillpoint.numerics.random.RandomStream;

/**
 * Clusters from the relaxation of a correlation clustering problem: around a point, in random order, all that are nearer than 1/2 and not
 * yet in a cluster (Ailon, Charikar and Newman 2008), then single points move wherever that costs less.
 */
final class ClusterRounding {

    private static final double NEAR = 0.5;

    private final int points;
    private final double[] opinions;
    private final double[] distances;
    private final RandomStream random;
    private final int[] order;
    private final int[] labels;
    private final double[] agreement;
    private int[] best;
    private double leastCost = Double.POSITIVE_INFINITY;

    ClusterRounding(int points, double[] opinions, double[] distances, long seed) {
        this.points = points;
        this.opinions = opinions;
        this.distances = distances;
        random = new RandomStream(seed);
        order = new int[points];
        labels = new int[points];
        agreement = new double[points];
        for (int i = 0; i < points; i++) {
            order[i] = i;
        }
    }

    /** Makes clusters from another order of the points, and keeps them if they cost less than all before. */
    void attempt() {
        for (int i = points - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        gather();
        int passes = 0;
        while (passes < points && improve()) {
            passes++;
        }
        double cost = cost();
        if (cost < leastCost) {
            leastCost = cost;
            best = labels.clone();
        }
    }

    /** The labels of the clusters that cost least, numbered in the order of their first points. */
    int[] labels() {
        int[] renamed = new int[points];
        int[] names = new int[points];
        Arrays.fill(names, -1);
        int clusters = 0;
        for (int i = 0; i < points; i++) {
            if (names[best[i]] < 0) {
                names[best[i]] = clusters++;
            }
            renamed[i] = names[best[i]];
        }
        return renamed;
    }

    private void gather() {
        Arrays.fill(labels, -1);
        int cluster = 0;
        for (int centre : order) {
            if (labels[centre] < 0) {
                for (int j = 0; j < points; j++) {
                    if (labels[j] < 0 && (j == centre || distances[centre * points + j] < NEAR)) {
                        labels[j] = cluster;
                    }
                }
                cluster++;
            }
        }
    }

    /** Moves each point to the cluster, or to one of its own, with which it agrees most; answers whether any moved. */
    private boolean improve() {
        boolean moved = false;
        for (int i = 0; i < points; i++) {
            Arrays.fill(agreement, 0);
            for (int j = 0; j < points; j++) {
                if (j != i) {
                    agreement[labels[j]] += opinions[i * points + j];
                }
            }
            int target = labels[i];
            for (int cluster = 0; cluster < points; cluster++) {
                if (agreement[cluster] > agreement[target]) {
                    target = cluster;
                }
            }
            moved |= target != labels[i];
            labels[i] = target;
        }
        return moved;
    }

    private double cost() {
        double cost = 0;
        for (int i = 0; i < points; i++) {
            for (int j = i + 1; j < points; j++) {
                double opinion = opinions[i * points + j];
                boolean together = labels[i] == labels[j];
                cost += together ? Math.max(-opinion, 0) : Math.max(opinion, 0);
            }
        }
        return cost;
    }
}
