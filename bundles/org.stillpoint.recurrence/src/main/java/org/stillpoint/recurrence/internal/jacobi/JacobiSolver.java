package org.stillpoint.recurrence.internal.jacobi;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sweep.PrefixSweeps;
import org.stillpoint.recurrence.internal.sweep.SequenceSweeps;
import org.stillpoint.recurrence.internal.sweep.SolvedPrefix;
import org.stillpoint.recurrence.internal.sweep.SweepLimits;
import org.stillpoint.recurrence.internal.sweep.SweptStretch;
import org.stillpoint.recurrence.internal.sweep.Threshold;

/**
 * Solves the triangular system h_t = f(h_{t-1}, x_t), t = 1..T, by fixed-point sweeps over all steps at once,
 *
 * <pre>
 *   h^{k+1}_t = f(h^k_{t-1}, x_t),
 * </pre>
 *
 * over blocks one after the other with the newest states of the block before (Gauss-Seidel between blocks, Jacobi inside), or over all
 * blocks at once, each step after step (Jacobi between blocks, Gauss-Seidel inside). All are exact after at most T sweeps, and take as many
 * sweeps as the recurrence takes steps to forget: few where it contracts strongly. Source: Song, Meng, Liao, Ermon: Accelerating
 * feedforward computation via parallel nonlinear equation solving, 2021, arXiv:2002.03629, algorithms 1 to 3.
 */
@Component
@Designate(ocd = JacobiOptions.class)
@SolverInfo(id = "recurrence.jacobi", family = "recurrence", problem = RecurrenceProblem.TYPE,
        title = "Jacobi and Gauss-Seidel sweeps over the whole sequence",
        paper = "Song, Meng, Liao, Ermon: Accelerating feedforward computation via parallel nonlinear equation solving, 2021, "
                + "arXiv:2002.03629")
public final class JacobiSolver implements Solver<RecurrenceProblem, Trajectory> {

    /** More blocks at once would fill vector registers no better, but would not fit into the cache. */
    private static final int MOST_BLOCKS = 256;

    @Override
    public Solution<Trajectory> solve(RecurrenceProblem problem, SolveContext context) throws SolverException {
        JacobiOptions options = context.options(JacobiOptions.class);
        return RecurrenceSolve.solve(problem, (stretch, session) -> solve(stretch, session, options), options.tolerance(), context);
    }

    private static StretchResult solve(Stretch stretch, Session session, JacobiOptions options) {
        SweepLimits limits = SweepLimits.of(session.tolerance(), options.maxIterations(), options.safeguards(), options.payingSweeps());
        int block = Math.min(stretch.steps, options.blockSize());
        SequenceSweeps sweeps = switch (options.scheme()) {
            case JACOBI -> new StepSweeps(stretch, session, stretch.steps, limits);
            case GAUSS_SEIDEL -> new StepSweeps(stretch, session, block, limits);
            case BLOCK_JACOBI -> new BlockSweeps(stretch, session, Math.max(block, stretch.steps / MOST_BLOCKS), limits);
        };
        return SweptStretch.solve(stretch, sweeps, session);
    }

    /** A small ParaGRU, which forgets within some twenty steps. */
    @Override
    public RecurrenceProblem selfCheck() {
        int steps = 100;
        double[] input = new double[steps];
        for (int t = 0; t < steps; t++) {
            input[t] = Math.sin(0.7 * (t + 1));
        }
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight_ih", new NamedArray(new double[] {1, 0.5, -1, 0.3, 0.8, 1}, 6, 1))
                .array("recurrent", new NamedArray(new double[] {0.5, 0.4, 0.3, -0.2, 0.4, 0.6}, 3, 2)).build();
        return RecurrenceProblem.of(StandardCell.PARA_GRU.label(), parameters, Sequences.of(input, 1));
    }

    /** A few dozen sweeps where it pays at all. */
    @Override
    public double expectedSeconds(RecurrenceProblem problem) {
        return 1e-3 + 1e-6 * problem.batch() * problem.steps();
    }

    /** Blocks one after the other, the steps of a block at once; a single block is the method of Jacobi. */
    private static final class StepSweeps implements SequenceSweeps {

        private final Stretch stretch;
        private final PrefixSweeps sweeps;
        private final int block;
        private final SweepLimits limits;

        StepSweeps(Stretch stretch, Session session, int block, SweepLimits limits) {
            this.stretch = stretch;
            this.block = block;
            this.limits = limits;
            sweeps = new PrefixSweeps(stretch, stretch.cell, session, false);
        }

        @Override
        public Status solve(int sequence) {
            sweeps.begin(sequence);
            Status status = Status.CONVERGED;
            while (status == Status.CONVERGED && sweeps.solved() < stretch.steps) {
                int end = (int) Math.min(stretch.steps, sweeps.solved() + (long) block);
                status = sweeps.run(end, block, stretch.guessed, limits, Threshold.TARGET);
            }
            return status;
        }

        @Override
        public SolvedPrefix prefix() {
            return sweeps;
        }
    }
}
