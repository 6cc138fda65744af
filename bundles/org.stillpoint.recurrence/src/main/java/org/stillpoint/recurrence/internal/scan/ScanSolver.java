package org.stillpoint.recurrence.internal.scan;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.run.FinitePrefix;

/**
 * Affine recurrences h_t = J_t h_{t-1} + b_t by scans; see {@link AffineScan} for the orders of evaluation. The first scan finds the
 * states; where composing the maps has rounded too much, as it does when products of the J_t grow, further ones solve for the correction,
 * d_t = J_t d_{t-1} + (J_t h_{t-1} + b_t - h_t).
 */
@Component
@Designate(ocd = ScanOptions.class)
@SolverInfo(id = "recurrence.scan", family = "recurrence", problem = AffineRecurrence.TYPE,
        title = "Affine recurrence: scan step by step, in chunks or by a tree",
        paper = "Blelloch: Prefix sums and their applications, 1990; Danieli et al.: ParaRNN, 2025, arXiv:2510.21450")
public final class ScanSolver implements Solver<AffineRecurrence, Trajectory> {

    /** Up to this many parts composing two maps costs at most some ten times what applying one does. */
    private static final int FEW_PARTS = 2;

    @Override
    public Solution<Trajectory> solve(AffineRecurrence problem, SolveContext context) throws SolverException {
        ScanOptions options = context.options(ScanOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Run(problem, context, options, team).solve();
        }
    }

    private static final class Run {

        private final AffineRecurrence problem;
        private final SolveContext context;
        private final ScanOptions options;
        private final ThreadTeam team;
        private final BlockMatrices products;
        private final int chunks;
        private boolean interrupted;
        private long scans;
        private double residual = Double.NaN;

        Run(AffineRecurrence problem, SolveContext context, ScanOptions options, ThreadTeam team) {
            this.problem = problem;
            this.context = context;
            this.options = options;
            this.team = team;
            products = new BlockMatrices(problem.size(), problem.structure());
            boolean spread = context.parallelism() > problem.offsets().batch() && products.block() <= FEW_PARTS;
            chunks = options.chunks() > 0 ? options.chunks() : spread && context.parallelism() > 1 ? context.parallelism() + 1 : 1;
        }

        Solution<Trajectory> solve() {
            Sequences offsets = problem.offsets();
            double[] initial = problem.start();
            double[] states = offsets.values().clone();
            double[] defects = new double[states.length];
            AffineDefect defect = new AffineDefect(problem, products, initial);
            Status status = null;
            if (scan(states, initial)) {
                residual = defect.measure(states, defects, team, this::proceed);
            }
            while (status == null) {
                if (interrupted) {
                    status = context.interruption();
                } else if (!Double.isFinite(residual)) {
                    status = Status.NONFINITE;
                } else if (residual <= options.tolerance()) {
                    status = Status.CONVERGED;
                } else if (scans == options.maxIterations()) {
                    status = Status.ITERATION_LIMIT;
                } else if (!corrected(states, defects, defect) && !interrupted) {
                    status = Status.STAGNATED;
                }
            }
            for (int b = 0; status != Status.CONVERGED && b < offsets.batch(); b++) {
                FinitePrefix.hold(states, initial, b, offsets.steps(), offsets.size());
            }
            return Solution.of(status, Trajectory.of(new Sequences(states, offsets.batch(), offsets.steps(), offsets.size()),
                    offsets.size())).residual(residual, options.tolerance()).count(Counter.ITERATIONS, scans).build();
        }

        /** Corrects the states by a scan of their defects, and answers whether the residual fell; where not, they are as they were. */
        private boolean corrected(double[] states, double[] defects, AffineDefect defect) {
            double[] better = defects.clone();
            if (!scan(better, new double[problem.offsets().batch() * products.size()])) {
                return false;
            }
            for (int k = 0; k < better.length; k++) {
                better[k] += states[k];
            }
            double after = defect.measure(better, defects, team, this::proceed);
            if (!(after < residual)) {
                return false;
            }
            residual = after;
            System.arraycopy(better, 0, states, 0, states.length);
            return true;
        }

        /** Runs a scan over all sequences; false if told to stop. */
        private boolean scan(double[] values, double[] initial) {
            List<AffineMaps> sequences = new ArrayList<>();
            for (int b = 0; b < problem.offsets().batch(); b++) {
                sequences.add(AffineMaps.forward(products, problem.transitions(), problem.transitionOffset(b, 0),
                        problem.transitionStride(), values, problem.offsets().offset(b, 0), problem.offsets().steps()));
            }
            boolean done = options.algorithm() == ScanOptions.Algorithm.CHUNKED && chunks == 1
                    ? AffineScan.sideBySide(sequences, initial, team, this::proceed) : oneByOne(sequences, initial);
            scans += done ? 1 : 0;
            return done && proceed();
        }

        private boolean oneByOne(List<AffineMaps> sequences, double[] initial) {
            boolean done = true;
            for (int b = 0; b < sequences.size() && done; b++) {
                AffineMaps maps = sequences.get(b);
                int place = b * products.size();
                done = switch (options.algorithm()) {
                    case SEQUENTIAL -> AffineScan.sequential(maps, initial, place, this::proceed);
                    case CHUNKED -> AffineScan.chunked(maps, initial, place, chunks, team, this::proceed);
                    case TREE -> AffineScan.tree(maps, initial, place, team, this::proceed);
                };
            }
            return done;
        }

        private boolean proceed() {
            interrupted = interrupted || !context.proceed(scans, residual);
            return !interrupted;
        }
    }

    /** Three steps of a recurrence of two components, dense, of two sequences. */
    @Override
    public AffineRecurrence selfCheck() {
        return new AffineRecurrence(JacobianStructure.dense(2), new double[] {0.5, -1, 1, 0.25},
                new Sequences(new double[] {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6}, 2, 3, 2), new double[] {1, 0, 0, 1});
    }

    /** A scan and the measurement of its residual. */
    @Override
    public double expectedSeconds(AffineRecurrence problem) {
        return 1e-5 + 2e-9 * problem.offsets().batch() * problem.offsets().steps() * (problem.entries() + 5.0);
    }
}
