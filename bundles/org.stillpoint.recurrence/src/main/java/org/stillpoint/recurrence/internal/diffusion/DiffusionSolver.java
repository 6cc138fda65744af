package org.stillpoint.recurrence.internal.diffusion;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.run.Counters;

/**
 * Solves the probability-flow equation of a diffusion by exponential integrators of orders 1 to 3, with steps of one length in
 * log(alpha / sigma), and doubles the number of steps until the estimated error is within the tolerance. The differences D_k between a path
 * and the one of half as many steps fall by a factor q = D_{k-1} / D_k, up to 2^p for a method of order p; the error of the finer path is
 * estimated as
 *
 * <pre>
 *   2 D_k / (min(q, 2^p) - 1)
 * </pre>
 *
 * once q shows that errors fall as they should (Richardson). Sources: Lu et al.: DPM-Solver, 2022, arXiv:2206.00927; Lu et al.:
 * DPM-Solver++, 2022, arXiv:2211.01095 (multistep method).
 */
@Component
@Designate(ocd = DiffusionOptions.class)
@SolverInfo(id = "recurrence.diffusion", family = "recurrence", problem = DiffusionSamplingProblem.TYPE,
        title = "Exponential integrators of orders 1 to 3",
        paper = "Lu et al.: DPM-Solver: a fast ODE solver for diffusion probabilistic model sampling in around 10 steps, 2022, "
                + "arXiv:2206.00927")
public final class DiffusionSolver implements Solver<DiffusionSamplingProblem, DiffusionSamples> {

    /** How many times the estimated error must fit into the tolerance. */
    private static final double SAFETY = 2;
    /** The factor by which differences must fall twice for an estimate to be believed: few steps may come close by chance. */
    private static final double LEAST_FALL = 1.5;
    /** Differences that small are rounding. */
    private static final double ROUNDING = 1e-13;

    @Override
    public Solution<DiffusionSamples> solve(DiffusionSamplingProblem problem, SolveContext context) throws SolverException {
        DiffusionOptions options = context.options(DiffusionOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Refinement(problem, options, context, team).run();
        }
    }

    /** Paths of ever more steps. */
    private static final class Refinement {

        private final DiffusionSamplingProblem problem;
        private final DiffusionOptions options;
        private final SolveContext context;
        private final DiffusionPaths paths;
        private final int pointValues;
        private double[] coarse;
        private double[] fine;
        private long steps;
        private double residual = Double.NaN;
        private double fall = Double.NaN;

        Refinement(DiffusionSamplingProblem problem, DiffusionOptions options, SolveContext context, ThreadTeam team) {
            this.problem = problem;
            this.options = options;
            this.context = context;
            paths = new DiffusionPaths(problem, options.method(), team, context.parallelism());
            pointValues = problem.start().getNumElements();
            coarse = new double[problem.times().length * pointValues];
            fine = new double[coarse.length];
        }

        Solution<DiffusionSamples> run() {
            int[] shares = paths.share(Math.min(options.firstSteps(), options.maxIterations()));
            int refinements = 0;
            double before = Double.NaN;
            Status status = null;
            while (status == null) {
                if (!paths.follow(shares, fine, this::proceed)) {
                    status = context.interruption();
                    break;
                }
                double difference = refinements == 0 ? Double.NaN : difference();
                swap();
                if (!VectorKernels.isFinite(coarse)) {
                    status = Status.NONFINITE;
                } else if (refinements > 0) {
                    status = judge(before, difference);
                }
                before = difference;
                refinements++;
                if (status == null && !doubleSteps(shares)) {
                    status = Status.ITERATION_LIMIT;
                }
            }
            return solution(status, refinements);
        }

        /** What the last three differences say, null for nothing final. */
        private Status judge(double before, double difference) {
            double last = fall;
            fall = difference == 0 ? Double.POSITIVE_INFINITY : before / difference;
            double sure = Math.min(fall, last);
            double expected = Math.pow(2, options.method().order());
            residual = SAFETY * difference / ((sure >= LEAST_FALL ? Math.min(sure, expected) : LEAST_FALL) - 1);
            if (residual <= options.tolerance() && (sure >= LEAST_FALL || difference < ROUNDING)) {
                return Status.CONVERGED;
            }
            return fall < LEAST_FALL && difference < ROUNDING ? Status.STAGNATED : null;
        }

        private boolean proceed() {
            steps++;
            return context.proceed(steps, (double) steps * options.method().evaluations(), residual);
        }

        /** The largest difference of the two paths in the measure of the residual. */
        private double difference() {
            double largest = 0;
            for (int k = 0; k < problem.times().length; k++) {
                double difference = 0;
                double scale = 1;
                for (int i = k * pointValues; i < (k + 1) * pointValues; i++) {
                    difference = Math.max(difference, Math.abs(fine[i] - coarse[i]));
                    scale = Math.max(scale, Math.abs(fine[i]));
                }
                largest = Math.max(largest, difference / scale);
            }
            return largest;
        }

        /** The finer path becomes the coarser one of the next refinement. */
        private void swap() {
            double[] array = coarse;
            coarse = fine;
            fine = array;
        }

        private boolean doubleSteps(int[] shares) {
            long total = 0;
            for (int share : shares) {
                total += 2L * share;
            }
            if (total > options.maxIterations()) {
                return false;
            }
            for (int k = 0; k < shares.length; k++) {
                shares[k] *= 2;
            }
            return true;
        }

        /** The finest complete path; the start where there is none, or where it overflowed. */
        private Solution<DiffusionSamples> solution(Status status, int paths) {
            int times = problem.times().length;
            double[] values = coarse;
            if (paths == 0 || status == Status.NONFINITE) {
                values = new double[coarse.length];
                for (int k = 0; k < times; k++) {
                    System.arraycopy(problem.start().data, 0, values, k * pointValues, pointValues);
                }
                residual = Double.NaN;
            }
            Solution.Builder<DiffusionSamples> solution = Solution.of(status, new DiffusionSamples(values, times, problem.samples(),
                    problem.data().dimension())).residual(residual, options.tolerance()).count(Counter.ITERATIONS, steps)
                    .count(Counters.SCORE_EVALUATIONS, steps * options.method().evaluations())
                    .count(Counters.REFINEMENTS, Math.max(0, paths - 1));
            if (status == Status.STAGNATED) {
                solution.warn("more steps change the points by rounding alone; a tolerance this small cannot be confirmed");
            }
            return solution.build();
        }
    }

    /** Four points on their way to two heaps. */
    @Override
    public DiffusionSamplingProblem selfCheck() {
        GaussianMixture data = new GaussianMixture(new double[] {0.4, 0.6}, new DMatrixRMaj(new double[][] {{-1, 0}, {1, 0.5}}),
                new DMatrixRMaj(new double[][] {{0.2}, {0.3}}));
        return new DiffusionSamplingProblem(data, NoiseSchedule.linear(),
                new DMatrixRMaj(new double[][] {{0.5, -1}, {-0.7, 0.2}, {1.5, 1}, {-2, 0.1}}), 1, new double[] {0.01});
    }

    /** About ten doublings, each of evaluations of all distributions at all points. */
    @Override
    public double expectedSeconds(DiffusionSamplingProblem problem) {
        return 1e-3 + 4e-5 * problem.samples() * problem.data().size() * problem.data().dimension();
    }
}
