package org.stillpoint.transport.internal.exact;

import java.util.Arrays;

/**
 * The first basis: source after source sends what it has where the reduced cost is least, until every point but one is served. Weights are
 * thought of as perturbed by multiples of an infinitesimal, plus 1 for each source and minus 1 for each target but the root, which balances
 * them; no two remainders are then ever equal, and the tree is strongly feasible: every arc without flow leads to the root (Cunningham
 * 1976).
 */
final class InitialTree {

    /** Costs read between two reports. */
    private static final long REPORT_AFTER = 1 << 20;

    private final long pivotsBefore;
    private final Watch watch;
    private final double[] costs;
    private final int sources;
    private final int targets;
    private final double[] left;
    private final int[] infinitesimals;
    private final int[] from;
    private final int[] to;
    private final double[] flows;
    private final double[] arcCosts;
    private SpanningTree tree;
    private int arcs;
    private long read;
    private long nextReport = REPORT_AFTER;
    private boolean hurried;

    private InitialTree(double[] costs, double[] supply, double[] demand, long pivotsBefore, Watch watch) {
        this.pivotsBefore = pivotsBefore;
        this.watch = watch;
        this.costs = costs;
        sources = supply.length;
        targets = demand.length;
        left = Arrays.copyOf(supply, sources + targets);
        System.arraycopy(demand, 0, left, sources, targets);
        infinitesimals = new int[sources + targets];
        from = new int[sources + targets - 1];
        to = new int[sources + targets - 1];
        flows = new double[sources + targets - 1];
        arcCosts = new double[sources + targets - 1];
    }

    /**
     * Finds a basis.
     *
     * @param costs row-major
     * @param supply positive weights of the sources
     * @param demand positive weights of the targets, of the same sum but for rounding
     * @param pivotsBefore the iterations to report
     * @param watch asked whether to go on; if not, costs are no longer looked at
     */
    static InitialTree of(double[] costs, double[] supply, double[] demand, long pivotsBefore, Watch watch) {
        InitialTree start = new InitialTree(costs, supply, demand, pivotsBefore, watch);
        int root = start.sources;
        start.send(root);
        start.tree = new SpanningTree(start.sources, start.targets);
        start.tree.hang(root, start.from, start.to, start.flows, start.arcCosts);
        return start;
    }

    SpanningTree tree() {
        return tree;
    }

    private void send(int root) {
        Arrays.fill(infinitesimals, 0, sources, 1);
        Arrays.fill(infinitesimals, sources, sources + targets, -1);
        infinitesimals[root] = sources + targets - 1;
        double[] least = leastCosts();
        int[] open = new int[targets];
        for (int j = 0; j < targets; j++) {
            open[j] = j;
        }
        int openTargets = targets;
        for (int i = 0; i < sources; i++) {
            boolean last = i == sources - 1;
            while (openTargets > 0) {
                int place = cheapest(i, least, open, openTargets);
                int target = sources + open[place];
                boolean targetServed = last || openTargets > 1 && exceeds(i, target);
                ship(i, target, targetServed);
                if (!targetServed) {
                    break;
                }
                open[place] = open[--openTargets];
            }
        }
    }

    private double[] leastCosts() {
        double[] least = Arrays.copyOf(costs, targets);
        for (int i = 1; i < sources && goOn(targets); i++) {
            for (int j = 0; j < targets; j++) {
                least[j] = Math.min(least[j], costs[i * targets + j]);
            }
        }
        return least;
    }

    private int cheapest(int source, double[] least, int[] open, int openTargets) {
        int row = source * targets;
        int best = 0;
        if (!goOn(openTargets)) {
            return best;
        }
        double bestCost = Double.POSITIVE_INFINITY;
        for (int place = 0; place < openTargets; place++) {
            double cost = costs[row + open[place]] - least[open[place]];
            if (cost < bestCost) {
                bestCost = cost;
                best = place;
            }
        }
        return best;
    }

    private boolean goOn(int costsToRead) {
        read += costsToRead;
        if (read >= nextReport && !hurried) {
            nextReport = read + REPORT_AFTER;
            hurried = !watch.goOn(pivotsBefore, Double.NaN);
        }
        return !hurried;
    }

    /** Whether the search was cut short because the run is to end. */
    boolean hurried() {
        return hurried;
    }

    private boolean exceeds(int one, int other) {
        return left[one] > left[other] || left[one] == left[other] && infinitesimals[one] > infinitesimals[other];
    }

    /** Sends all that the one point has left to the other. */
    private void ship(int source, int target, boolean allOfTarget) {
        int closed = allOfTarget ? target : source;
        int other = allOfTarget ? source : target;
        from[arcs] = source;
        to[arcs] = target;
        flows[arcs] = Math.max(left[closed], 0);
        arcCosts[arcs] = costs[source * targets + target - sources];
        arcs++;
        left[other] -= left[closed];
        infinitesimals[other] -= infinitesimals[closed];
    }
}
