package org.stillpoint.transport.internal.exact;

/**
 * Costs so much larger than the others that potentials which contain them have lost the digits of the others, as where 1e32 stands for a
 * forbidden arc. They are capped first at what makes them unattractive still; a plan that is optimal for capped costs and does not use
 * them is optimal for the costs themselves.
 */
public final class CostGap {

    /** How many binary digits have to lie between large and other costs. */
    private static final int DIGITS = 40;

    private final double cap;

    private CostGap(double cap) {
        this.cap = cap;
    }

    /** The widest gap that leaves at least half of the costs below it; null if there is none. */
    public static CostGap of(double[] costs, int nodes) {
        int[] counts = new int[Double.MAX_EXPONENT - Double.MIN_EXPONENT + 2];
        for (double cost : costs) {
            counts[Math.max(Math.getExponent(cost), Double.MIN_EXPONENT - 1) - Double.MIN_EXPONENT + 1]++;
        }
        int below = -1;
        long seen = 0;
        int widest = DIGITS;
        CostGap gap = null;
        for (int place = 0; place < counts.length; place++) {
            if (counts[place] > 0) {
                if (below > 0 && place - below > widest && 2 * seen >= costs.length) {
                    widest = place - below;
                    gap = new CostGap(Math.scalb(2.0 * nodes, below + Double.MIN_EXPONENT));
                }
                below = place;
                seen += counts[place];
            }
        }
        return gap;
    }

    /** The costs, none above the cap. */
    public double[] capped(double[] costs) {
        double[] capped = new double[costs.length];
        for (int k = 0; k < costs.length; k++) {
            capped[k] = Math.min(costs[k], cap);
        }
        return capped;
    }

    /** Whether a plan uses a cost at the cap. */
    boolean reachedBy(SpanningTree tree) {
        for (int node = 0; node < tree.nodes; node++) {
            if (tree.parent[node] >= 0 && tree.flow[node] > 0 && tree.arcCost[node] >= cap) {
                return true;
            }
        }
        return false;
    }
}
