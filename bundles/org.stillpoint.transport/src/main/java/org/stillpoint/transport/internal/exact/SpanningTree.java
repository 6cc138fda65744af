package org.stillpoint.transport.internal.exact;

import java.util.Arrays;

/**
 * A basis of the transportation problem: a spanning tree over sources and targets, hung up at a root. Sources have the numbers from 0 on,
 * targets follow. Each node but the root knows the flow and the cost of the arc to its parent; the potentials make f_i + g_j the cost of
 * every arc of the tree.
 */
final class SpanningTree {

    private static final int NONE = -1;

    final int sources;
    final int nodes;
    final int[] parent;
    final double[] flow;
    final double[] arcCost;
    /** The potentials: f_i of the sources, then g_j of the targets. */
    final double[] potential;
    private final int[] depth;
    private int root;
    private final int[] firstChild;
    private final int[] next;
    private final int[] previous;

    SpanningTree(int sources, int targets) {
        this.sources = sources;
        nodes = sources + targets;
        parent = filled();
        flow = new double[nodes];
        arcCost = new double[nodes];
        potential = new double[nodes];
        depth = new int[nodes];
        firstChild = filled();
        next = filled();
        previous = filled();
    }

    private int[] filled() {
        int[] links = new int[nodes];
        Arrays.fill(links, NONE);
        return links;
    }

    /**
     * Hangs the tree of nodes - 1 arcs up at a root.
     *
     * @param from the source of each arc
     * @param to the target of each arc, as a node
     */
    void hang(int root, int[] from, int[] to, double[] flows, double[] costs) {
        int arcs = nodes - 1;
        int[] starts = new int[nodes + 1];
        for (int arc = 0; arc < arcs; arc++) {
            starts[from[arc] + 1]++;
            starts[to[arc] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            starts[node + 1] += starts[node];
        }
        int[] place = Arrays.copyOf(starts, nodes);
        int[] incident = new int[2 * arcs];
        for (int arc = 0; arc < arcs; arc++) {
            incident[place[from[arc]]++] = arc;
            incident[place[to[arc]]++] = arc;
        }
        this.root = root;
        int[] queue = new int[nodes];
        queue[0] = root;
        int known = 1;
        for (int taken = 0; taken < known; taken++) {
            int node = queue[taken];
            for (int k = starts[node]; k < starts[node + 1]; k++) {
                int arc = incident[k];
                int other = from[arc] + to[arc] - node;
                if (other != parent[node]) {
                    attach(other, node, flows[arc], costs[arc]);
                    queue[known++] = other;
                }
            }
        }
        if (known != nodes) {
            throw new IllegalStateException("the arcs reach " + known + " of " + nodes + " nodes");
        }
        renew(root);
    }

    private void attach(int node, int to, double flowOfArc, double costOfArc) {
        parent[node] = to;
        flow[node] = flowOfArc;
        arcCost[node] = costOfArc;
        int first = firstChild[to];
        next[node] = first;
        previous[node] = NONE;
        if (first != NONE) {
            previous[first] = node;
        }
        firstChild[to] = node;
    }

    private void detach(int node) {
        int after = next[node];
        int before = previous[node];
        if (before == NONE) {
            firstChild[parent[node]] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
    }

    /** The last common node on the ways from two nodes to the root. */
    int join(int first, int second) {
        int one = first;
        int other = second;
        while (depth[one] > depth[other]) {
            one = parent[one];
        }
        while (depth[other] > depth[one]) {
            other = parent[other];
        }
        while (one != other) {
            one = parent[one];
            other = parent[other];
        }
        return one;
    }

    /**
     * Cuts the arc from a node to its parent, and hangs the part that is cut off up again by another of its nodes.
     *
     * @param cut the node whose arc leaves the tree
     * @param hook the node of the part cut off by which it is hung up
     * @param to the node of the rest that becomes the parent of the hook
     */
    void exchange(int cut, int hook, int to, double flowOfArc, double costOfArc) {
        int node = hook;
        int above = to;
        double newFlow = flowOfArc;
        double newCost = costOfArc;
        while (true) {
            int oldParent = parent[node];
            double oldFlow = flow[node];
            double oldCost = arcCost[node];
            detach(node);
            attach(node, above, newFlow, newCost);
            if (node == cut) {
                break;
            }
            above = node;
            newFlow = oldFlow;
            newCost = oldCost;
            node = oldParent;
        }
        renew(hook);
    }

    /** The potentials for which f_i + g_j exceeds the cost of each arc of the tree by a factor times its flow. */
    double[] potentials(double factor) {
        for (int node = 0; node < nodes; node++) {
            arcCost[node] += factor * flow[node];
        }
        renew(root);
        return potential;
    }

    /** Computes depths and potentials below a node from those of its parent: from the costs anew, so that rounding does not add up. */
    private void renew(int top) {
        int node = top;
        while (true) {
            int above = parent[node];
            if (above != NONE) {
                depth[node] = depth[above] + 1;
                potential[node] = arcCost[node] - potential[above];
            }
            if (firstChild[node] != NONE) {
                node = firstChild[node];
                continue;
            }
            while (node != top && next[node] == NONE) {
                node = parent[node];
            }
            if (node == top) {
                return;
            }
            node = next[node];
        }
    }
}
