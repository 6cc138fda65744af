package org.stillpoint.transport.internal.cloud;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.EntropicProblems;
import org.stillpoint.transport.internal.kernel.FinalSweeps;
import org.stillpoint.transport.internal.kernel.MarginalSteps;

/**
 * Sinkhorn's iteration from coarse to fine: sweeps over cells of points at falling epsilons, then over smaller cells, and last over the
 * points themselves, each resolution from the potentials of the one before. An epsilon below what the cells of a resolution resolve is
 * left to the next.
 */
final class MultilevelSinkhorn {

    /** Sweeps at each epsilon on the way. */
    private static final int STAGE_SWEEPS = 3;
    private static final int MOST_COARSE_SWEEPS = 200;
    private static final int MOST_SINGLE_SWEEPS = 10;
    /** What a sweep in single precision has to reduce the error to in order that another follows. */
    private static final double SINGLE_FALL = 0.5;
    /** Cells resolve epsilons from this part of what the cost between neighbours is about. */
    private static final double RESOLUTION = 0.5;
    /** The dimension that clouds of many coordinates are taken to have. */
    private static final int LARGEST_DIMENSION = 3;

    private final TransportProblem problem;
    private final SolveContext context;
    private final OnlineOptions options;
    private final boolean relative;
    private final double mass;
    private final List<Level> levels = new ArrayList<>();
    private long coarseSweeps;
    private double evaluations;
    private FinalSweeps last;
    private boolean stopped;

    /** The potentials of the level at hand. */
    private int level;
    private double[] f;
    private double[] g;
    private double massPotential;
    private double epsilon = Double.NaN;

    MultilevelSinkhorn(TransportProblem problem, SolveContext context, OnlineOptions options) {
        this.problem = problem;
        this.context = context;
        this.options = options;
        relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
        mass = Math.max(problem.source().mass(), problem.target().mass());
    }

    Solution<TransportPlan> run() throws SolverException {
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            CloudInstance instance = new CloudInstance(problem, context, team, this::goOn);
            if (!instance.isComplete()) {
                f = new double[instance.source().size()];
                g = new double[instance.target().size()];
                return solution(instance, context.interruption());
            }
            EntropicProblems.check(instance.epsilon());
            levels.add(Level.of(instance));
            while (largest(levels.get(levels.size() - 1)) > options.coarsestSize()) {
                levels.add(levels.get(levels.size() - 1).coarser(options.coarsestSize()));
                goOn();
            }
            return solution(instance, solve(instance, team));
        }
    }

    private static int largest(Level level) {
        return Math.max(level.source().size(), level.target().size());
    }

    private boolean goOn() {
        if (!stopped) {
            stopped = last == null ? !context.proceed(0, evaluations, Double.NaN) : !last.proceed();
        }
        return !stopped;
    }

    private Status solve(CloudInstance instance, ThreadTeam team) {
        level = levels.size() - 1;
        Level coarsest = levels.get(level);
        f = new double[coarsest.source().size()];
        g = new double[coarsest.target().size()];
        epsilon = Math.max(instance.largestCost(), instance.epsilon());
        while (true) {
            Level current = levels.get(level);
            CloudSweeps fine = new CloudSweeps(current, steps(problem.sourceRule(), current.sourceWeights()),
                    steps(problem.targetRule(), current.targetWeights()), problem.mass(), options.aggregation(), team, this::goOn);
            fine.place(epsilon, f, g, massPotential);
            fine.start(epsilon);
            Status status = level == 0 ? finish(fine, instance.epsilon()) : warmUp(fine, Math.max(instance.epsilon(), resolved(current)));
            if (status != null) {
                return status;
            }
            refine(fine, team);
        }
    }

    private MarginalSteps steps(MarginalRule rule, double[] weights) {
        return new MarginalSteps(rule, weights, relative);
    }

    /** The epsilon that the cells of a level resolve. */
    private static double resolved(Level level) {
        double exponent = level.cost() instanceof DistanceCost distance ? distance.exponent() : 2;
        int dimension = Math.min(level.source().dimension(), LARGEST_DIMENSION);
        int cells = Math.min(level.source().size(), level.target().size());
        return RESOLUTION * level.largestCost() * Math.pow(cells, -exponent / dimension);
    }

    /** Lowers epsilon to the goal, a few sweeps each time; false if interrupted. */
    private boolean lowerEpsilon(CloudSweeps fine, double goal) {
        while (epsilon > goal) {
            for (int sweep = 0; sweep < STAGE_SWEEPS; sweep++) {
                fine.sweep(0);
                if (fine.interrupted() || !count(fine)) {
                    return false;
                }
            }
            epsilon = Math.max(goal, epsilon * options.scalingFactor());
            fine.start(epsilon);
        }
        return true;
    }

    /** Counts a sweep that was not over the points, or not at the epsilon of the problem, and keeps its potentials. */
    private boolean count(CloudSweeps fine) {
        keep(fine);
        coarseSweeps++;
        Level all = levels.get(0);
        Level own = levels.get(level);
        evaluations += (double) own.source().size() * own.target().size() / ((double) all.source().size() * all.target().size());
        return goOn();
    }

    private void keep(CloudSweeps fine) {
        System.arraycopy(fine.f(), 0, f, 0, f.length);
        System.arraycopy(fine.g(), 0, g, 0, g.length);
        massPotential = fine.massPotential();
    }

    /** Solves a coarse level; null if it is done. */
    private Status warmUp(CloudSweeps fine, double goal) {
        if (!lowerEpsilon(fine, goal)) {
            return context.interruption();
        }
        for (int sweep = 0; sweep < MOST_COARSE_SWEEPS; sweep++) {
            double reached = fine.sweep(options.levelError() * mass);
            if (fine.interrupted() || !count(fine)) {
                return context.interruption();
            }
            if (reached <= options.levelError() * mass) {
                break;
            }
        }
        return null;
    }

    /** Takes the potentials to the next finer level: by the soft minimum of its target points over the coarse source points. */
    private void refine(CloudSweeps coarse, ThreadTeam team) {
        Level own = levels.get(level);
        Level next = levels.get(level - 1);
        double[] softMinima = new double[next.target().size()];
        boolean done = next.extension(own, team).run(coarse.kernelF(), epsilon, softMinima, null, null, 1, this::goOn);
        descend();
        MarginalSteps steps = steps(problem.targetRule(), next.targetWeights());
        steps.epsilon(epsilon);
        steps.massPotential(massPotential);
        for (int j = 0; done && j < g.length; j++) {
            double extended = steps.step(j, g[j], softMinima[j]);
            g[j] = Double.isFinite(extended) ? extended : g[j];
        }
    }

    /** Takes the potentials to the next finer level: those of the cells, with the entropy for the smaller masses. */
    private void descend() {
        Level own = levels.get(level);
        Level next = levels.get(level - 1);
        f = finite(next.refinedSource(own, f));
        g = finite(next.refinedTarget(own, g));
        if (!relative) {
            shift(f, next.refinedSource(own, own.sourceWeights()), next.sourceWeights());
            shift(g, next.refinedTarget(own, own.targetWeights()), next.targetWeights());
        }
        level--;
    }

    /** A cost function of the user may fail at a mean of points; zero is then as good as anything. */
    private static double[] finite(double[] potentials) {
        double[] finite = potentials.clone();
        for (int i = 0; i < finite.length; i++) {
            finite[i] = Double.isFinite(finite[i]) ? finite[i] : 0;
        }
        return finite;
    }

    private void shift(double[] potentials, double[] masses, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            potentials[i] += weights[i] > 0 ? epsilon * Math.log(weights[i] / masses[i]) : 0;
        }
    }

    /** Sweeps as long as single precision is of use; false if interrupted. */
    private boolean sweepInSinglePrecision(CloudSweeps fine) {
        fine.single(true);
        double before = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < MOST_SINGLE_SWEEPS; sweep++) {
            double found = fine.sweep(SinglePrecision.ACCURACY * mass);
            if (fine.interrupted() || !count(fine)) {
                return false;
            }
            if (found <= SinglePrecision.ACCURACY * mass || found > SINGLE_FALL * before) {
                break;
            }
            before = Double.isNaN(found) ? before : found;
        }
        fine.single(false);
        fine.start(epsilon);
        return true;
    }

    /** Sweeps over the points themselves. */
    private Status finish(CloudSweeps fine, double goal) {
        if (!lowerEpsilon(fine, goal) || levels.size() > 1 && options.singlePrecision() && !sweepInSinglePrecision(fine)) {
            return context.interruption();
        }
        last = new FinalSweeps(fine, context, options.tolerance(), mass, options.maxIterations(), evaluations);
        Status status = last.run();
        f = last.f();
        g = last.g();
        massPotential = last.massPotential();
        return status;
    }

    private Solution<TransportPlan> solution(CloudInstance instance, Status status) {
        double at = epsilon;
        boolean known = last != null && last.isKnown();
        long sweeps = last == null ? 0 : last.count();
        while (level > 0) {
            descend();
        }
        if (problem.sourceRule().kind() == MarginalRule.Kind.EXACT && problem.targetRule().kind() == MarginalRule.Kind.EXACT) {
            centre(instance);
        }
        TransportPlan plan = new TransportPlan(instance.source().spread(f), instance.target().spread(g), massPotential,
                new DMatrixSparseCSC(0, 0, 0));
        Solution.Builder<TransportPlan> solution = Solution.of(status, plan)
                .residual(known ? last.error() : Double.NaN, options.tolerance())
                .count(Counter.ITERATIONS, sweeps).count(Counter.OPERATOR_EVALUATIONS, (long) Math.ceil(evaluations + sweeps))
                .count(Counter.WARM_UP, coarseSweeps);
        if (Double.isNaN(at)) {
            solution.warn("The solve ended before it began: the potentials are zero.");
        } else if (!known) {
            solution.warn("The solve ended before the first sweep over the points: the potentials come from a coarser resolution or a "
                    + "larger epsilon, " + at + ", and their error is not known.");
        }
        if (status == Status.STAGNATED) {
            solution.warn("The marginal error stopped falling. Potentials are rounded to about " + Math.ulp(instance.largestCost())
                    + ", which epsilon " + instance.epsilon() + " magnifies.");
        }
        return solution.build();
    }

    /** Moves a constant from one potential to the other, so that their means over the mass are equal. */
    private void centre(CloudInstance instance) {
        double shift = (mean(g, instance.target().weights()) - mean(f, instance.source().weights())) / 2;
        Arrays.setAll(f, i -> f[i] + shift);
        Arrays.setAll(g, j -> g[j] - shift);
    }

    private static double mean(double[] potentials, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * potentials[i];
            total += weights[i];
        }
        return sum / total;
    }
}
