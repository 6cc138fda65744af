package org.stillpoint.recurrence.internal.implicit;

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
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.MixedRecurrence;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.scan.AffineMaps;
import org.stillpoint.recurrence.internal.scan.AffineScan;
import org.stillpoint.recurrence.internal.scan.BlockMatrices;
import org.stillpoint.recurrence.internal.scan.ParallelLoop;

/**
 * The dense linear recurrence h_t = Q_t^{-1} L_t h_{t-1} + b_t as the fixed point over a depth l of diagonal ones,
 *
 * <pre>
 *   h^l_t = L_t h^l_{t-1} + Q_t b_t + (I - Q_t) h^{l-1}_t,
 * </pre>
 *
 * one diagonal scan for each l. What h^l misses the recurrence by is (I - Q_t) (h^{l-1}_t - h^l_t). The iteration contracts, with the rate
 * |I - Q_t| in the end, whatever the number of steps, where that and |L_t| are below 1; where it does not, the status is DIVERGED.
 */
@Component
@Designate(ocd = FixedPointOptions.class)
@SolverInfo(id = "recurrence.fixed-point", family = "recurrence", problem = MixedRecurrence.TYPE,
        title = "Dense linear recurrence as a fixed point of diagonal ones",
        paper = "Movahedi, Sarnthein, Muca Cirone and Orvieto: Fixed-Point RNNs, interpolating from diagonal to dense, NeurIPS 2025, "
                + "arXiv:2503.10799")
public final class FixedPointSolver implements Solver<MixedRecurrence, Trajectory> {

    @Override
    public Solution<Trajectory> solve(MixedRecurrence problem, SolveContext context) throws SolverException {
        FixedPointOptions options = context.options(FixedPointOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Run(problem, context, options, team).solve();
        }
    }

    private static final class Run {

        private final MixedRecurrence problem;
        private final SolveContext context;
        private final FixedPointOptions options;
        private final ThreadTeam team;
        private final int size;
        private final int steps;
        private final int rows;
        private final double[] initial;
        private final BlockMatrices products;
        private long scans;
        private double residual = Double.NaN;
        private boolean interrupted;

        Run(MixedRecurrence problem, SolveContext context, FixedPointOptions options, ThreadTeam team) {
            this.problem = problem;
            this.context = context;
            this.options = options;
            this.team = team;
            size = problem.size();
            steps = problem.offsets().steps();
            rows = problem.offsets().batch() * steps;
            initial = problem.start();
            products = new BlockMatrices(size, JacobianStructure.DIAGONAL);
        }

        Solution<Trajectory> solve() {
            Sequences offsets = problem.offsets();
            double[] states = start();
            double[] next = new double[states.length];
            double[] best = states.clone();
            double least = Double.POSITIVE_INFINITY;
            ContractionWatch watch = new ContractionWatch(options.tolerance(), options.maxIterations());
            Status status = null;
            while (status == null) {
                residual = prepare(states, next);
                if (interrupted || !proceed()) {
                    status = context.interruption();
                    break;
                }
                if (residual < least) {
                    least = residual;
                    System.arraycopy(states, 0, best, 0, states.length);
                }
                status = watch.take(scans, residual);
                if (status == null) {
                    if (!scan(next)) {
                        status = context.interruption();
                        break;
                    }
                    scans++;
                    double[] swap = states;
                    states = next;
                    next = swap;
                }
            }
            Solution.Builder<Trajectory> solution = Solution.of(status, Trajectory.of(new Sequences(best, offsets.batch(), steps, size),
                    size)).residual(Double.isInfinite(least) ? Double.NaN : least, options.tolerance()).count(Counter.ITERATIONS, scans);
            if (status == Status.DIVERGED) {
                solution.warn("the iteration does not contract: its last residual is " + watch.rate() + " times the one before");
            }
            return solution.build();
        }

        private double[] start() {
            double[] states = new double[rows * size];
            context.start(Trajectory.class).map(trajectory -> trajectory.path().states().values())
                    .filter(values -> values.length == states.length)
                    .ifPresent(values -> System.arraycopy(values, 0, states, 0, states.length));
            return states;
        }

        private boolean proceed() {
            interrupted = interrupted || !context.proceed(scans, residual);
            return !interrupted;
        }

        /** Computes c_t = h_t + Q_t (b_t - h_t), what the next scan adds in each step, and the residual of h. */
        private double prepare(double[] states, double[] next) {
            double defect = ParallelLoop.largest(rows, size * (4.0 * problem.rank() + 8), team, this::proceed,
                    row -> prepare(states, next, row));
            return defect / Math.max(1, VectorKernels.maxAbs(states, 0, states.length));
        }

        private double prepare(double[] states, double[] next, int row) {
            int step = row % steps;
            int place = row * size;
            double[] offsets = problem.offsets().values();
            for (int k = 0; k < size; k++) {
                next[place + k] = problem.diagonal(step, k) * (offsets[place + k] - states[place + k]);
            }
            int left = problem.leftOffset(step);
            int right = problem.rightOffset(step);
            for (int r = 0; r < problem.rank(); r++) {
                double product = 0;
                for (int k = 0; k < size; k++) {
                    product += problem.right()[right + r * size + k] * (offsets[place + k] - states[place + k]);
                }
                for (int k = 0; k < size; k++) {
                    next[place + k] += problem.left()[left + r * size + k] * product;
                }
            }
            int transition = problem.transitionOffset(step);
            double largest = 0;
            for (int k = 0; k < size; k++) {
                double before = step == 0 ? initial[row / steps * size + k] : states[place - size + k];
                largest = Math.max(largest, Math.abs(next[place + k] + problem.transitions()[transition + k] * before));
                next[place + k] += states[place + k];
            }
            return largest;
        }

        private boolean scan(double[] values) {
            List<AffineMaps> sequences = new ArrayList<>();
            int stride = problem.transitions().length == size ? 0 : size;
            for (int b = 0; b < rows / steps; b++) {
                sequences.add(AffineMaps.forward(products, problem.transitions(), 0, stride, values, b * steps * size, steps));
            }
            return AffineScan.sideBySide(sequences, initial, team, this::proceed);
        }
    }

    /** Three steps of two components. */
    @Override
    public MixedRecurrence selfCheck() {
        return new MixedRecurrence(new double[] {0.5, 0.25}, new double[0], new double[] {-0.3, -0.3}, new double[] {1, 1}, 1,
                Sequences.of(new double[] {1, 2, 3, 4, 5, 6}, 2), new double[] {1, -1});
    }

    /** Some fifty scans. */
    @Override
    public double expectedSeconds(MixedRecurrence problem) {
        return 1e-5 + 1e-7 * problem.offsets().values().length * (problem.rank() + 2.0);
    }
}
