package org.stillpoint.transport.internal.exact;

import java.util.Arrays;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.plan.MarginalDual;
import org.stillpoint.transport.internal.plan.PlanEntries;

/**
 * A transport problem without regulariser as a balanced one: what a rule lets a source keep goes to an extra target, what it lets a target
 * miss comes from an extra source. With u the price of a unit of weight that is not moved and o that of a unit moved beyond the weight, the
 * cost from source i to the extra target is min(u, o' + min over j of C_ij), o' the price at the target: in the second case the mass goes
 * on to the cheapest target. Between the extra points mass is free, and both have more than they can need; with a given mass m they have
 * what remains of the other side's weights, and nothing moves between them. Points without weight stay out.
 */
final class BalancedProblem {

    /** What rounding may do to a potential, in parts of the largest. */
    private static final double SNAP = 0x1p-42;
    /** The part by which rounding makes masses differ. */
    private static final double ROUNDED_MASS = 0x1p-50;

    private final TransportInstance instance;
    private final double tolerance;
    private final boolean partial;
    private final Side source;
    private final Side target;
    private final int rows;
    private final int columns;
    private final double[] costs;
    private final double[] supply;
    private final double[] demand;
    private Status claim;
    private String reason;

    /** One side of the problem. */
    private static final class Side {
        private final MarginalDual rule;
        private final double[] weights;
        /** The points with weight. */
        private final int[] points;
        private final double sum;
        /** The price of a unit that is not moved; infinite if all has to be. */
        private final double unmoved;
        /** The price of a unit beyond the weight; infinite if there is none. */
        private final double beyond;
        /** The least cost of each point, and the point of the other side where it is. */
        private final double[] least;
        private final int[] cheapest;
        /** The weight of the extra point on this side; 0 if there is none. */
        private double extra;

        Side(MarginalRule rule, double[] weights) {
            this.rule = MarginalDual.of(rule);
            this.weights = weights;
            int count = 0;
            int[] positive = new int[weights.length];
            double total = 0;
            for (int k = 0; k < weights.length && rule.kind() != MarginalRule.Kind.FREE; k++) {
                if (weights[k] > 0) {
                    positive[count++] = k;
                    total += weights[k];
                }
            }
            points = Arrays.copyOf(positive, count);
            sum = total;
            unmoved = this.rule.upper();
            beyond = -this.rule.lower();
            least = new double[weights.length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            cheapest = new int[weights.length];
        }

        void see(int point, int other, double cost) {
            if (cost < least[point]) {
                least[point] = cost;
                cheapest[point] = other;
            }
        }

        boolean relaxed() {
            return unmoved < Double.POSITIVE_INFINITY || beyond < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * Sets the balanced problem up.
     *
     * @param tolerance the mass up to which a plan may miss what has to be moved
     * @throws SolverException if its costs do not fit into an array
     */
    BalancedProblem(TransportInstance instance, double tolerance) throws SolverException {
        this.tolerance = tolerance;
        this.instance = instance;
        TransportProblem problem = instance.problem();
        partial = !Double.isNaN(problem.mass());
        source = new Side(problem.sourceRule(), instance.source());
        target = new Side(problem.targetRule(), instance.target());
        boolean relaxed = source.relaxed() || target.relaxed();
        if (relaxed) {
            seeCosts();
            weighExtraPoints(problem.mass());
        }
        if (claim != null) {
            rows = 0;
            columns = 0;
            supply = new double[0];
            demand = supply;
            costs = supply;
            return;
        }
        rows = source.points.length + (source.extra > 0 ? 1 : 0);
        columns = target.points.length + (target.extra > 0 ? 1 : 0);
        supply = extended(source, rows);
        demand = extended(target, columns);
        if (!relaxed) {
            double ratio = source.sum / target.sum;
            for (int k = 0; k < columns; k++) {
                demand[k] *= ratio;
            }
        }
        boolean whole = rows == instance.sources() && columns == instance.targets() && source.extra == 0 && target.extra == 0;
        costs = whole ? instance.costs() : extendedCosts();
    }

    private void seeCosts() {
        double least = Double.POSITIVE_INFINITY;
        int place = 0;
        for (int i = 0; i < instance.sources(); i++) {
            for (int j = 0; j < instance.targets(); j++) {
                double cost = instance.costs()[i * instance.targets() + j];
                source.see(i, j, cost);
                target.see(j, i, cost);
                if (cost < least) {
                    least = cost;
                    place = i;
                }
            }
        }
        if (source.beyond + target.beyond + least < 0) {
            claim = Status.UNBOUNDED;
            reason = "There is no cheapest plan: ever more mass from source point " + instance.sourcePoints()[place] + " to target point "
                    + instance.targetPoints()[source.cheapest[place]] + " pays, at the cost " + least
                    + ", more than the rules of the marginals charge for it.";
        }
    }

    private void weighExtraPoints(double mass) {
        if (partial) {
            target.extra = source.sum - mass;
            source.extra = target.sum - mass;
            return;
        }
        boolean keeps = source.unmoved < Double.POSITIVE_INFINITY || target.beyond < Double.POSITIVE_INFINITY;
        boolean misses = target.unmoved < Double.POSITIVE_INFINITY || source.beyond < Double.POSITIVE_INFINITY;
        if (keeps && misses) {
            double spare = Math.max(source.sum + target.sum, 1);
            target.extra = source.sum + spare;
            source.extra = target.sum + spare;
        } else if (keeps) {
            target.extra = surplus(source, "source", target, "target");
        } else {
            source.extra = surplus(target, "target", source, "source");
        }
    }

    /** What one side has beyond the other, all of whose weight has to be moved. */
    private double surplus(Side larger, String largerName, Side smaller, String smallerName) {
        double surplus = larger.sum - smaller.sum;
        if (-surplus > tolerance) {
            claim = Status.INFEASIBLE;
            reason = "No plan keeps the rules: the " + smallerName + " has the weight " + smaller.sum
                    + ", all of which has to be moved, the " + largerName + " only " + larger.sum + ".";
        }
        return surplus <= ROUNDED_MASS * smaller.sum ? 0 : surplus;
    }

    private static double[] extended(Side side, int length) {
        double[] weights = new double[length];
        for (int k = 0; k < side.points.length; k++) {
            weights[k] = side.weights[side.points[k]];
        }
        if (length > side.points.length) {
            weights[length - 1] = side.extra;
        }
        return weights;
    }

    private double[] extendedCosts() throws SolverException {
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new SolverException(rows + " x " + columns + " costs do not fit into memory as a matrix");
        }
        double[] result = new double[rows * columns];
        for (int i = 0; i < source.points.length; i++) {
            int from = source.points[i] * instance.targets();
            for (int j = 0; j < target.points.length; j++) {
                result[i * columns + j] = instance.costs()[from + target.points[j]];
            }
            if (target.extra > 0) {
                result[i * columns + columns - 1] = partial ? 0 : bound(source, target, source.points[i]);
            }
        }
        if (source.extra > 0) {
            for (int j = 0; j < target.points.length; j++) {
                result[(rows - 1) * columns + j] = partial ? 0 : bound(target, source, target.points[j]);
            }
            if (target.extra > 0) {
                result[rows * columns - 1] = partial ? 2 * instance.largestCost() + 1 : 0;
            }
        }
        return result;
    }

    /** The most that the potential of a point can be. */
    private static double bound(Side side, Side other, int point) {
        return Math.min(side.unmoved, other.beyond + side.least[point]);
    }

    TransportInstance instance() {
        return instance;
    }

    /** {@link Status#INFEASIBLE} or {@link Status#UNBOUNDED} where there is nothing to be solved; null otherwise. */
    Status claim() {
        return claim;
    }

    /** Why there is nothing to be solved. */
    String reason() {
        return reason;
    }

    /** The costs of the balanced problem, row-major; not to be changed. */
    double[] costs() {
        return costs;
    }

    double[] supply() {
        return supply;
    }

    double[] demand() {
        return demand;
    }

    /** The plan over the usable points that a balanced one stands for. */
    PlanEntries plan(SpanningTree tree) {
        PlanEntries entries = new PlanEntries(tree.nodes);
        for (int node = 0; node < tree.nodes; node++) {
            int parent = tree.parent[node];
            if (parent >= 0) {
                add(entries, Math.min(node, parent), Math.max(node, parent) - tree.sources, tree.flow[node]);
            }
        }
        return entries;
    }

    private void add(PlanEntries entries, int row, int column, double mass) {
        boolean fromPoint = row < source.points.length;
        boolean toPoint = column < target.points.length;
        if (fromPoint && toPoint) {
            entries.add(source.points[row], target.points[column], mass);
        } else if (fromPoint && !partial && target.beyond + source.least[source.points[row]] < source.unmoved) {
            entries.add(source.points[row], source.cheapest[source.points[row]], mass);
        } else if (toPoint && !partial && source.beyond + target.least[target.points[column]] < target.unmoved) {
            entries.add(target.cheapest[target.points[column]], target.points[column], mass);
        }
    }

    /**
     * The potentials that those of a tree stand for, feasible whether the tree is optimal or not: each one as large as the others let it
     * be.
     *
     * @return the potentials f and g of the usable points and the potential of the mass, in this order, in one array
     */
    double[] potentials(SpanningTree tree) {
        int n = instance.sources();
        int m = instance.targets();
        double[] result = new double[n + m + 1];
        double ofTarget = target.extra > 0 ? tree.potential[rows + columns - 1] : Double.NaN;
        double ofSource = source.extra > 0 ? tree.potential[rows - 1] : Double.NaN;
        if (partial) {
            ofTarget = target.extra > 0 ? ofTarget : -largest(tree, 0, source.points.length);
            ofSource = source.extra > 0 ? ofSource : -largest(tree, rows, target.points.length);
            result[n + m] = -ofSource - ofTarget;
        } else if (Double.isNaN(ofTarget)) {
            ofTarget = Double.isNaN(ofSource) ? mostShift(tree) : -ofSource;
        }
        Arrays.fill(result, 0, n, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < source.points.length; i++) {
            int point = source.points[i];
            result[point] = Math.min(tree.potential[i] + ofTarget, bound(source, target, point));
        }
        raise(result);
        snap(source, result, 0, n);
        snap(target, result, n, m);
        return result;
    }

    private static double largest(SpanningTree tree, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + count; k++) {
            largest = Math.max(largest, tree.potential[k]);
        }
        return largest;
    }

    /** Without extra points all potentials can be moved against each other; how far the source's can rise. */
    private double mostShift(SpanningTree tree) {
        double most = Double.POSITIVE_INFINITY;
        double least = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < source.points.length; i++) {
            most = Math.min(most, bound(source, target, source.points[i]) - tree.potential[i]);
        }
        for (int j = 0; j < target.points.length; j++) {
            least = Math.max(least, tree.potential[rows + j] - bound(target, source, target.points[j]));
        }
        return most < Double.POSITIVE_INFINITY ? most : least > Double.NEGATIVE_INFINITY ? least : 0;
    }

    /** Makes g as large as f lets it be, then f as large as g does. */
    private void raise(double[] potentials) {
        int n = instance.sources();
        int m = instance.targets();
        double mass = potentials[n + m];
        for (int j = 0; j < m; j++) {
            potentials[n + j] = bound(target, source, j);
        }
        for (int i = 0; i < n; i++) {
            double own = potentials[i] + mass;
            for (int j = 0; j < m; j++) {
                potentials[n + j] = Math.min(potentials[n + j], instance.costs()[i * m + j] - own);
            }
        }
        for (int i = 0; i < n; i++) {
            double most = Double.POSITIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                most = Math.min(most, instance.costs()[i * m + j] - potentials[n + j]);
            }
            potentials[i] = Math.min(most - mass, bound(source, target, i));
        }
    }

    /** Puts potentials that only rounding keeps off an end of the rule's interval there, where the marginal is free to move. */
    private void snap(Side side, double[] potentials, int from, int count) {
        double magnitude = 0;
        for (int k = 0; k < instance.sources() + instance.targets(); k++) {
            magnitude = Math.max(magnitude, Math.abs(potentials[k]));
        }
        double near = SNAP * magnitude;
        for (int k = from; k < from + count; k++) {
            if (Math.abs(potentials[k] - side.rule.upper()) <= near) {
                potentials[k] = side.rule.upper();
            } else if (Math.abs(potentials[k] - side.rule.lower()) <= near) {
                potentials[k] = side.rule.lower();
            }
        }
    }
}
