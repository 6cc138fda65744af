package org.stillpoint.transport.internal.exact;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;

/**
 * The primal network simplex method for the balanced transportation problem: least sum of C_ij P_ij over P &gt;= 0 with given row and
 * column sums. A basis is a {@link SpanningTree}; a pivot lets the arc of most negative reduced cost C_ij - f_i - g_j among some rows
 * enter, pushes flow round the cycle that it closes, and takes out the last arc of the cycle, seen from its join on, that blocks: with it
 * the tree stays strongly feasible, so that degenerate pivots cannot cycle (W. H. Cunningham: A network simplex method, 1976,
 * doi:10.1007/BF01580379).
 */
final class NetworkSimplex {

    /** What rounding can make of a reduced cost of 0, in parts of the cost and the potentials. */
    private static final double ROUNDING = 0x1p-44;
    /** Arcs priced in one stretch, within which the best is then looked for. */
    private static final int CHUNK = 256;
    /** Arcs priced between two reports. */
    private static final long REPORT_AFTER = 1 << 18;

    private final double[] costs;
    private final double[] supply;
    private final int sources;
    private final int targets;
    private final SpanningTree tree;
    private final Watch watch;
    private final double[] violations;
    private long pivots;
    private long priced;
    private long nextReport = REPORT_AFTER;
    private int row;
    private int cleanRows;
    private int enteringSource;
    private int enteringTarget;
    private double largestDifference;
    private int largestFrom;
    /** Whether the potentials follow from the costs of the tree alone, no changes having been added up. */
    private boolean renewed;
    private boolean interrupted;
    private Status status;

    /**
     * Starts from the {@link InitialTree}; the arrays are read, never changed.
     *
     * @param pivotsBefore what to count pivots from
     */
    NetworkSimplex(double[] costs, double[] supply, double[] demand, long pivotsBefore, Watch watch) {
        this.costs = costs;
        this.supply = supply;
        this.watch = watch;
        sources = supply.length;
        targets = demand.length;
        InitialTree start = InitialTree.of(costs, supply, demand, pivotsBefore, watch);
        tree = start.tree();
        interrupted = start.hurried();
        pivots = pivotsBefore;
        violations = new double[sources];
        Arrays.fill(violations, Double.NaN);
    }

    /** Solves a problem; where costs leave a {@link CostGap}, with the large ones capped first. */
    static NetworkSimplex solve(BalancedProblem problem, long maxPivots, Watch watch) {
        CostGap gap = CostGap.of(problem.costs(), problem.supply().length + problem.demand().length);
        long before = 0;
        if (gap != null) {
            NetworkSimplex capped = new NetworkSimplex(gap.capped(problem.costs()), problem.supply(), problem.demand(), 0, watch);
            if (capped.run(maxPivots) != Status.CONVERGED || !gap.reachedBy(capped.tree)) {
                return capped;
            }
            before = capped.pivots;
        }
        NetworkSimplex simplex = new NetworkSimplex(problem.costs(), problem.supply(), problem.demand(), before, watch);
        simplex.run(maxPivots);
        return simplex;
    }

    /** Pivots until no arc may enter, and the tree is optimal, or until the end of patience; null if the watch says so. */
    private Status run(long maxPivots) {
        while (!interrupted && price()) {
            if (pivots >= maxPivots) {
                status = Status.ITERATION_LIMIT;
                return status;
            }
            pivot();
            pivots++;
        }
        status = interrupted ? null : Status.CONVERGED;
        return status;
    }

    /** How the method ended; null if the watch said to. */
    Status status() {
        return status;
    }

    /** Looks for an arc to enter, row after row; answers whether there is one. */
    private boolean price() {
        double best = 0;
        long enough = priced + Math.max(targets, (long) Math.sqrt((double) sources * targets));
        while (cleanRows < sources) {
            double f = tree.potential[row];
            double violation = f + largestDifference(row * targets);
            if (violation > Math.max(best, ROUNDING * Math.abs(f))) {
                int target = mostNegative(row);
                if (target >= 0) {
                    best = Math.max(best, violation(row, target));
                    enteringSource = row;
                    enteringTarget = target;
                }
            }
            violations[row] = Math.max(violation, 0);
            cleanRows = best > 0 ? 0 : cleanRows + 1;
            row++;
            if (row == sources || cleanRows == sources) {
                row = row == sources ? 0 : row;
                cleanRows = renewed ? cleanRows : 0;
                tree.renew();
                renewed = true;
            }
            priced += targets;
            if (priced >= nextReport) {
                nextReport = priced + REPORT_AFTER;
                interrupted = !watch.goOn(pivots, gapBound());
                if (interrupted) {
                    return false;
                }
            }
            if (best > 0 && priced >= enough) {
                return true;
            }
        }
        return best > 0;
    }

    private double violation(int source, int target) {
        return tree.potential[source] + (tree.potential[sources + target] - costs[source * targets + target]);
    }

    /** The largest g_j - C_ij of a row, which is remembered with the place from which on it stands. */
    private double largestDifference(int base) {
        largestDifference = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < targets; from += CHUNK) {
            double difference = VectorKernels.maxDifference(tree.potential, sources + from, costs, base + from,
                    Math.min(CHUNK, targets - from));
            if (difference > largestDifference) {
                largestDifference = difference;
                largestFrom = from;
            }
        }
        return largestDifference;
    }

    /** The target of a row's most negative reduced cost beyond rounding, its largest difference being known; -1 if there is none. */
    private int mostNegative(int source) {
        int base = source * targets;
        for (int j = largestFrom; j < targets; j++) {
            if (tree.potential[sources + j] - costs[base + j] == largestDifference) {
                if (beyondRounding(source, j)) {
                    return j;
                }
                break;
            }
        }
        double largest = 0;
        int best = -1;
        for (int j = 0; j < targets; j++) {
            double violation = violation(source, j);
            if (violation > largest && beyondRounding(source, j)) {
                largest = violation;
                best = j;
            }
        }
        return best;
    }

    private boolean beyondRounding(int source, int target) {
        double magnitude = Math.abs(tree.potential[source]) + Math.abs(tree.potential[sources + target])
                + Math.abs(costs[source * targets + target]);
        return violation(source, target) > ROUNDING * magnitude;
    }

    /** How much more than the optimum the plan costs at most, if the violations last seen are those of now. */
    private double gapBound() {
        double sum = 0;
        for (int i = 0; i < sources; i++) {
            sum += supply[i] * violations[i];
        }
        return sum;
    }

    /** Lets the chosen arc enter. */
    private void pivot() {
        int source = enteringSource;
        int target = sources + enteringTarget;
        int join = tree.join(source, target);
        int cut = -1;
        double least = Double.POSITIVE_INFINITY;
        boolean atSource = true;
        for (int node = source; node != join; node = tree.parent[node]) {
            if (node < sources && tree.flow[node] < least) {
                least = tree.flow[node];
                cut = node;
            }
        }
        for (int node = target; node != join; node = tree.parent[node]) {
            if (node >= sources && tree.flow[node] <= least) {
                least = tree.flow[node];
                cut = node;
                atSource = false;
            }
        }
        if (least > 0) {
            for (int node = source; node != join; node = tree.parent[node]) {
                tree.flow[node] += node < sources ? -least : least;
            }
            for (int node = target; node != join; node = tree.parent[node]) {
                tree.flow[node] += node < sources ? least : -least;
            }
        }
        double cost = costs[source * targets + enteringTarget];
        double excess = violation(source, enteringTarget);
        if (atSource) {
            tree.exchange(join, cut, source, target, least, cost, excess);
        } else {
            tree.exchange(join, cut, target, source, least, cost, excess);
        }
        renewed = false;
    }

    /** The basis. */
    SpanningTree tree() {
        return tree;
    }

    /** The pivots, with those before. */
    long pivots() {
        return pivots;
    }
}
