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
    /** The number of nodes of the subtree below each node, itself included. */
    private final int[] size;
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
        size = new int[nodes];
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
        Arrays.fill(size, 1);
        for (int taken = nodes - 1; taken > 0; taken--) {
            size[parent[queue[taken]]] += size[queue[taken]];
        }
        renew();
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

    /** The last common node on the ways from two nodes to the root: who stands above the other has the larger subtree. */
    int join(int first, int second) {
        int one = first;
        int other = second;
        while (one != other) {
            if (size[one] < size[other]) {
                one = parent[one];
            } else {
                other = parent[other];
            }
        }
        return one;
    }

    /**
     * Cuts the arc from a node to its parent, and hangs the part that is cut off up again by another of its nodes.
     *
     * @param join the last common node of the ways from both ends of the new arc to the root
     * @param cut the node whose arc leaves the tree
     * @param hook the node of the part cut off by which it is hung up
     * @param to the node of the rest that becomes the parent of the hook
     * @param excess what the potentials at both ends of the new arc exceed its cost by
     */
    void exchange(int join, int cut, int hook, int to, double flowOfArc, double costOfArc, double excess) {
        int moved = size[cut];
        for (int node = parent[cut]; node != join; node = parent[node]) {
            size[node] -= moved;
        }
        for (int node = to; node != join; node = parent[node]) {
            size[node] += moved;
        }
        detach(cut);
        double change = hook < sources ? -excess : excess;
        if (2 * moved > nodes) {
            shift(root, -change);
        }
        int node = hook;
        int above = to;
        double newFlow = flowOfArc;
        double newCost = costOfArc;
        int left = 0;
        while (true) {
            int oldParent = parent[node];
            int oldSize = size[node];
            double oldFlow = flow[node];
            double oldCost = arcCost[node];
            if (node != cut) {
                detach(node);
            }
            attach(node, above, newFlow, newCost);
            size[node] = moved - left;
            if (node == cut) {
                break;
            }
            left = oldSize;
            above = node;
            newFlow = oldFlow;
            newCost = oldCost;
            node = oldParent;
        }
        if (2 * moved <= nodes) {
            shift(hook, change);
        }
    }

    /** Adds to the potentials of the sources of a subtree, and takes from those of its targets. */
    private void shift(int top, double change) {
        int node = top;
        while (true) {
            potential[node] += node < sources ? change : -change;
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

    /** Computes the potentials from the costs anew: the changes of many exchanges have added up their rounding. */
    void renew() {
        potential[root] = 0;
        int node = root;
        while (true) {
            if (node != root) {
                potential[node] = arcCost[node] - potential[parent[node]];
            }
            if (firstChild[node] != NONE) {
                node = firstChild[node];
                continue;
            }
            while (node != root && next[node] == NONE) {
                node = parent[node];
            }
            if (node == root) {
                return;
            }
            node = next[node];
        }
    }

    /** The potentials for which f_i + g_j exceeds the cost of each arc of the tree by a factor times its flow. */
    double[] potentials(double factor) {
        for (int node = 0; node < nodes; node++) {
            arcCost[node] += factor * flow[node];
        }
        renew();
        return potential;
    }
}
