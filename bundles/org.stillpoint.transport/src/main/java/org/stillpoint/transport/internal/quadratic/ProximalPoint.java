package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.plan.MarginalDual;
import org.stillpoint.transport.internal.plan.Optimality;
import org.stillpoint.transport.internal.plan.PlanEntries;

/** The proximal point method of {@link UnbalancedSolver}. */
final class ProximalPoint {

    /** The first gamma, in parts of the one for which the plan is dense, and how it falls from step to step. */
    private static final double FIRST = 0x1p-8;
    private static final double FALL = 0.5;
    private static final double LEAST = 0x1p-30;
    /** What potentials may exceed a cost by, in parts of the tolerance and of the unit of costs. */
    private static final double EXCESS = 0.25;
    /** Steps without a better answer after which to end. */
    private static final int PATIENCE = 12;

    private final TransportInstance instance;
    private final double tolerance;
    private final SolveContext context;
    private final double[] costs;
    private final QuadraticDual dual;
    private final SemismoothNewton newton;
    private final ActiveEntries entries;
    private final double unit;
    private final double mass;
    /** By how much potentials may exceed a cost: to lower them could take them off a bound of their rule, where they belong. */
    private final double excess;
    private final double[] potentials;
    private double[] bestPotentials;
    private PlanEntries best;
    private double bestResidual = Double.NaN;
    private long steps;

    ProximalPoint(TransportInstance instance, double tolerance, SolveContext context) {
        this.instance = instance;
        this.tolerance = tolerance;
        this.context = context;
        TransportProblem problem = instance.problem();
        costs = instance.costs().clone();
        dual = new QuadraticDual(costs, instance.source(), instance.target(), MarginalDual.of(problem.sourceRule()),
                MarginalDual.of(problem.targetRule()));
        newton = new SemismoothNewton(dual, context);
        entries = new ActiveEntries(dual.rows);
        unit = Optimality.unit(instance);
        double sum = 0;
        for (double weight : instance.source()) {
            sum += weight;
        }
        mass = sum;
        excess = EXCESS * tolerance * unit / mass;
        potentials = new double[dual.rows + dual.columns];
    }

    /** Takes proximal steps until plan and potentials are optimal. */
    Status run(long limit) {
        double typical = Continuation.typicalCost(instance);
        double dense = typical * Math.max(dual.rows, dual.columns) / mass;
        double gamma = FIRST * (dense > 0 ? dense : 1);
        double inner = tolerance * instance.problem().referenceMass() * (1 - 0x1p-20);
        Status status = Continuation.fall(dual, newton, typical, gamma, inner, limit);
        int worse = 0;
        while (true) {
            steps++;
            boolean better = judge();
            worse = better ? 0 : worse + 1;
            if (!Double.isFinite(bestResidual)) {
                return Status.NONFINITE;
            }
            if (bestResidual <= tolerance) {
                return Status.CONVERGED;
            }
            if (status != Status.CONVERGED && status != Status.STAGNATED) {
                return status;
            }
            if (worse >= PATIENCE) {
                return Status.STAGNATED;
            }
            gamma = Math.max(gamma * FALL, LEAST * dense);
            shift(gamma);
            dual.gamma(gamma);
            status = newton.finish(inner, limit, false);
        }
    }

    /** Makes the costs C - gamma P. */
    private void shift(double gamma) {
        System.arraycopy(instance.costs(), 0, costs, 0, costs.length);
        for (int i = 0; i < dual.rows; i++) {
            for (int k = entries.starts[i]; k < entries.starts[i + 1]; k++) {
                costs[i * dual.columns + entries.columns[k]] -= gamma * entries.masses[k];
            }
        }
    }

    /** Takes up the plan, with potentials that the costs themselves allow, and answers whether it is the best so far. */
    private boolean judge() {
        int n = dual.rows;
        int m = dual.columns;
        dual.collect(newton.added(), entries);
        PlanEntries plan = new PlanEntries(entries.count());
        for (int k = 0; k < potentials.length; k++) {
            potentials[k] = dual.potential(k, newton.added());
        }
        for (int i = 0; i < n; i++) {
            for (int k = entries.starts[i]; k < entries.starts[i + 1]; k++) {
                plan.add(i, entries.columns[k], entries.masses[k]);
            }
        }
        double violation = lower(n, m);
        double[] f = Arrays.copyOf(potentials, n);
        double[] g = Arrays.copyOfRange(potentials, n, n + m);
        double residual = Math.max(Optimality.of(instance, plan, f, g, 0, unit).residual(),
                violation > excess ? violation * mass / unit : 0);
        boolean better = !(residual >= bestResidual);
        if (better) {
            bestResidual = residual;
            best = plan;
            bestPotentials = potentials.clone();
        }
        return better;
    }

    /** Lowers the potentials to what the costs allow, so far as their rules let them; answers what then still exceeds a cost. */
    private double lower(int n, int m) {
        double[] allowed = new double[m];
        Arrays.fill(allowed, Double.POSITIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            double most = Double.POSITIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                most = Math.min(most, instance.costs()[i * m + j] - potentials[n + j]);
            }
            if (potentials[i] - most > excess) {
                potentials[i] = Math.max(most, dual.rule(i).lower());
            }
            for (int j = 0; j < m; j++) {
                allowed[j] = Math.min(allowed[j], instance.costs()[i * m + j] - potentials[i]);
            }
        }
        double violation = 0;
        for (int j = 0; j < m; j++) {
            if (potentials[n + j] - allowed[j] > excess) {
                potentials[n + j] = Math.max(allowed[j], dual.rule(n + j).lower());
            }
            violation = Math.max(violation, potentials[n + j] - allowed[j]);
        }
        return violation;
    }

    /** The best plan and its potentials. */
    TransportPlan plan() {
        double[] f = Arrays.copyOf(bestPotentials, dual.rows);
        double[] g = Arrays.copyOfRange(bestPotentials, dual.rows, bestPotentials.length);
        return new TransportPlan(instance.allSources(f), instance.allTargets(g),
                best.all(instance).matrix(instance.problem().source().size(), instance.problem().target().size()));
    }

    /** The larger of the relative gap and the marginal error of the best plan. */
    double residual() {
        return bestResidual;
    }

    SemismoothNewton newton() {
        return newton;
    }

    /** The proximal steps. */
    long steps() {
        return steps;
    }
}
