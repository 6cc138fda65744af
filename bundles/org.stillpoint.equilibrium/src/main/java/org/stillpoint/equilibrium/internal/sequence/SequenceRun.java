package org.stillpoint.equilibrium.internal.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequence;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.anderson.AndersonMethod;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.Layers;
import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.BatchSolve;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Allocation;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Method;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Prediction;
import org.stillpoint.numerics.VectorKernels;

/** One solve of a sequence. */
final class SequenceRun {

    /** Counter: what cold starts took. */
    static final String COLD_EVALUATIONS = "coldEvaluations";
    /** Counter: how much more that was. */
    static final String SAVED_EVALUATIONS = "savedEvaluations";

    private final EquilibriumSequenceProblem problem;
    /** States that stand in for the starts of the problem. */
    private final Optional<EquilibriumSequence> given;
    private final SequenceOptions options;
    private final Session session;
    private final EquilibriumMethod method;
    private final int batch;
    private final int size;
    /** The rows of all times. */
    private final double[] states;
    private final double[] residuals;
    private final long[] evaluations;
    private final Status[] statuses;
    private final IterationBudget budget;

    private SequenceRun(EquilibriumSequenceProblem problem, int size, Optional<EquilibriumSequence> given, SequenceOptions options,
            Session session) {
        this.problem = problem;
        this.size = size;
        this.given = given;
        this.options = options;
        this.session = session;
        batch = problem.batch();
        method = options.method() == Method.PICARD ? new PicardIteration(options.damping())
                : new AndersonMethod(options.memory(), options.damping());
        int rows = problem.times() * batch;
        states = new double[Math.multiplyExact(rows, size)];
        residuals = new double[rows];
        evaluations = new long[rows];
        statuses = new Status[rows];
        budget = new IterationBudget(options.budget(), problem.times(), batch, options.budget() == Allocation.NONE
                ? Long.MAX_VALUE : Math.multiplyExact(options.evaluationsPerTime(), problem.times()));
    }

    static Solution<EquilibriumSequence> solve(EquilibriumSequenceProblem problem, SequenceOptions options, SolveContext context)
            throws SolverException {
        try (Session session = new Session(context, options.tolerance(), options.maxIterations())) {
            Layer layer = Layers.of(problem.at(0), context, false);
            int size = layer.shape().state();
            SequenceRun warm = new SequenceRun(problem, size, starts(problem, size, session), options, session);
            SequenceRun cold = new SequenceRun(problem, size, Optional.empty(), options, session);
            for (int time = 0; time < problem.times(); time++) {
                EquilibriumProblem now = problem.at(time);
                if (time > 0 && !problem.changes().isEmpty()) {
                    layer = Layers.of(now, context, false);
                }
                warm.solve(layer, now, time, options.prediction());
                if (options.compare() && time == 0 && warm.given.isEmpty()) {
                    cold.copyFirst(warm);
                } else if (options.compare()) {
                    cold.solve(layer, now, time, Prediction.NONE);
                }
            }
            return warm.solution(cold);
        }
    }

    /** The states of an earlier sequence to start from, if there is one that fits. */
    private static Optional<EquilibriumSequence> starts(EquilibriumSequenceProblem problem, int size, Session session) {
        Optional<EquilibriumSequence> given = session.context().start(EquilibriumSequence.class);
        if (given.isPresent()) {
            EquilibriumSequence start = given.get();
            Samples states = start.states().states();
            boolean fits = start.times() == problem.times() && start.batch() == problem.batch() && states.size() == size;
            if (!fits || !VectorKernels.isFinite(states.values())) {
                session.warn("the states to start from are " + start.times() + " x " + start.batch() + " x " + states.size()
                        + "; they are not used, as " + problem.times() + " x " + problem.batch() + " x " + size
                        + " finite numbers are expected");
                return Optional.empty();
            }
        }
        return given;
    }

    private void solve(Layer layer, EquilibriumProblem now, int time, Prediction prediction) throws SolverException {
        if (layer.shape().state() != size) {
            throw new SolverException("the layer " + now.layer() + " has " + layer.shape().state() + " components at time " + time
                    + "; expected " + size + ", as before");
        }
        double[] starts = new double[batch * size];
        long[] limits = new long[batch];
        for (int sample = 0; sample < batch; sample++) {
            predict(time * batch + sample, prediction, starts, sample * size);
            limits[sample] = budget.allowance(sample, time);
        }
        EquilibriumStates found = BatchSolve.solve(layer, now.inputs(), starts, now.measure(), method, limits, session);
        keep(found, time);
    }

    private void keep(EquilibriumStates found, int time) {
        System.arraycopy(found.states().values(), 0, states, time * batch * size, batch * size);
        for (int sample = 0; sample < batch; sample++) {
            int row = time * batch + sample;
            residuals[row] = found.residuals()[sample];
            evaluations[row] = found.evaluations()[sample];
            statuses[row] = found.statuses().get(sample);
            budget.spend(sample, evaluations[row]);
        }
    }

    /** At the first time all starts are cold. */
    private void copyFirst(SequenceRun other) {
        System.arraycopy(other.residuals, 0, residuals, 0, batch);
        System.arraycopy(other.evaluations, 0, evaluations, 0, batch);
        for (int sample = 0; sample < batch; sample++) {
            budget.spend(sample, evaluations[sample]);
        }
    }

    /** Writes the start of a row. */
    private void predict(int row, Prediction prediction, double[] starts, int offset) {
        int last = row - batch;
        if (prediction == Prediction.NONE || last < 0 || !isUsable(last)) {
            double[] start = given.isPresent() ? given.get().states().state(row) : problem.equilibrium().start(row, size);
            System.arraycopy(start, 0, starts, offset, size);
            return;
        }
        System.arraycopy(states, last * size, starts, offset, size);
        int before = last - batch;
        if (prediction == Prediction.LINEAR && before >= 0 && isUsable(before)) {
            for (int k = 0; k < size; k++) {
                starts[offset + k] += states[last * size + k] - states[before * size + k];
            }
        }
    }

    /** Whether a row ended in a state that tells something of the next. */
    private boolean isUsable(int row) {
        return statuses[row] != Status.NONFINITE && statuses[row] != Status.DIVERGED;
    }

    private Solution<EquilibriumSequence> solution(SequenceRun cold) {
        EquilibriumStates all = new EquilibriumStates(new Samples(states, statuses.length, size), residuals, evaluations,
                List.of(statuses));
        boolean compared = options.compare() && !session.interrupted();
        EquilibriumSequence value = new EquilibriumSequence(problem.times(), all, compared ? cold.evaluations : new long[0],
                compared ? cold.residuals : new double[0]);
        long longest = 0;
        for (int sample = 0; sample < batch; sample++) {
            longest = Math.max(longest, sum(evaluations, sample));
        }
        if (compared) {
            long coldSum = Arrays.stream(cold.evaluations).sum();
            session.count(COLD_EVALUATIONS, coldSum);
            session.count(SAVED_EVALUATIONS, coldSum - Arrays.stream(evaluations).sum());
        }
        warn(all);
        Solution.Builder<EquilibriumSequence> solution = Solution.of(EquilibriumSolve.worst(all.statuses()), value)
                .residual(EquilibriumSolve.residual(all), session.tolerance());
        session.report(solution, longest);
        return solution.build();
    }

    /** The sum over all times of what a sample took. */
    private long sum(long[] spent, int sample) {
        long sum = 0;
        for (int row = sample; row < spent.length; row += batch) {
            sum += spent[row];
        }
        return sum;
    }

    /** Names the times at which samples did not converge. */
    private void warn(EquilibriumStates all) {
        List<Integer> failed = new ArrayList<>();
        for (int time = 0; time < problem.times(); time++) {
            if (all.statuses().subList(time * batch, (time + 1) * batch).stream().anyMatch(status -> status != Status.CONVERGED)) {
                failed.add(time);
            }
        }
        if (!failed.isEmpty()) {
            session.warn("samples did not converge at " + failed.size() + " of " + problem.times() + " times, first at time "
                    + failed.get(0) + " (counted from 0)");
        }
    }
}
