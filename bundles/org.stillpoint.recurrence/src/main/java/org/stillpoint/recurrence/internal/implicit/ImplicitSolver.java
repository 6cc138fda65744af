package org.stillpoint.recurrence.internal.implicit;

import java.util.ArrayList;
import java.util.List;
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
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.ImplicitStates;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.scan.ParallelLoop;

/**
 * Implicit state spaces by fixed-point iteration, over all steps at once ({@link SimultaneousSweeps}) or step by step
 * ({@link SequentialEquilibria}). Both find the same states where the equilibrium of each step is the limit of a contraction; where it is
 * not, the status is DIVERGED.
 */
@Component
@Designate(ocd = ImplicitOptions.class)
@SolverInfo(id = "recurrence.implicit", family = "recurrence", problem = ImplicitStateSpace.TYPE,
        title = "Implicit state space: fixed points over all steps at once or step by step",
        paper = "Schoene, Rahmani, Kremer, Falck, Ballani and Gladrow: Implicit Language Models are RNNs, ICML 2025, arXiv:2502.07827")
public final class ImplicitSolver implements Solver<ImplicitStateSpace, ImplicitStates> {

    /** Steps between two questions whether to go on, where steps are solved one after the other. */
    private static final int STEPS = 16;

    @Override
    public Solution<ImplicitStates> solve(ImplicitStateSpace problem, SolveContext context) throws SolverException {
        ImplicitOptions options = context.options(ImplicitOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            Run run = new Run(problem, context, options, team);
            return options.algorithm() == ImplicitOptions.Algorithm.SIMULTANEOUS ? run.simultaneous() : run.sequential();
        }
    }

    private static final class Run {

        private final ImplicitStateSpace problem;
        private final SolveContext context;
        private final ImplicitOptions options;
        private final ThreadTeam team;
        private final ImplicitSteps equations;
        private final int batch;
        private final int steps;
        private long iterations;
        private double residual = Double.NaN;
        private boolean interrupted;

        Run(ImplicitStateSpace problem, SolveContext context, ImplicitOptions options, ThreadTeam team) {
            this.problem = problem;
            this.context = context;
            this.options = options;
            this.team = team;
            equations = new ImplicitSteps(problem);
            batch = problem.input().batch();
            steps = problem.input().steps();
        }

        private boolean proceed() {
            interrupted = interrupted || !context.proceed(iterations, residual);
            return !interrupted;
        }

        Solution<ImplicitStates> simultaneous() {
            SimultaneousSweeps sweeps = new SimultaneousSweeps(problem, equations, team, this::proceed);
            context.start(ImplicitStates.class).map(start -> start.equilibria().values()).filter(z -> z.length == sweeps.z.length)
                    .ifPresent(z -> System.arraycopy(z, 0, sweeps.z, 0, z.length));
            double[] bestHidden = sweeps.hidden.clone();
            double[] bestEquilibria = sweeps.z.clone();
            double least = Double.POSITIVE_INFINITY;
            ContractionWatch watch = new ContractionWatch(options.tolerance(), options.maxIterations());
            Status status = null;
            while (status == null) {
                if (!sweeps.sweep()) {
                    status = context.interruption();
                    break;
                }
                iterations++;
                residual = sweeps.change();
                if (residual < least) {
                    least = residual;
                    System.arraycopy(sweeps.hidden, 0, bestHidden, 0, bestHidden.length);
                    System.arraycopy(sweeps.z, 0, bestEquilibria, 0, bestEquilibria.length);
                }
                status = watch.take(iterations, residual, sweeps.settled(options.tolerance()));
                if (status == null) {
                    sweeps.accept();
                }
            }
            return solution(status, bestHidden, bestEquilibria);
        }

        Solution<ImplicitStates> sequential() {
            double[] hidden = new double[batch * steps * problem.states()];
            double[] z = new double[batch * steps * problem.equilibriumSize()];
            List<SequentialEquilibria> sequences = new ArrayList<>();
            for (int b = 0; b < batch; b++) {
                sequences.add(new SequentialEquilibria(problem, equations, b, options.tolerance(), options.maxIterations(), hidden, z));
            }
            Status status = null;
            for (int first = 0; first < steps && status == null; first += STEPS) {
                int from = first;
                int to = Math.min(steps, first + STEPS);
                boolean done = ParallelLoop.run(batch, STEPS * 10 * equations.operations(), team, this::proceed,
                        b -> sequences.get(b).run(from, to));
                for (SequentialEquilibria sequence : sequences) {
                    iterations = Math.max(iterations, sequence.most());
                    residual = Double.isNaN(residual) ? sequence.largestChange() : Math.max(residual, sequence.largestChange());
                    status = status == null ? sequence.failure() : status;
                }
                status = done ? status : context.interruption();
            }
            return solution(status == null ? Status.CONVERGED : status, hidden, z);
        }

        /** A solution with both equations measured; the sums of a claim agree with those of the iteration but for rounding. */
        private Solution<ImplicitStates> solution(Status status, double[] hidden, double[] z) {
            double measured = interrupted ? Double.NaN : measure(hidden, z);
            Status end = interrupted ? context.interruption()
                    : status == Status.CONVERGED && !(measured <= options.tolerance()) ? Status.STAGNATED : status;
            Solution.Builder<ImplicitStates> solution = Solution.of(end, new ImplicitStates(
                    new Sequences(hidden, batch, steps, problem.states()), new Sequences(z, batch, steps, problem.equilibriumSize())))
                    .residual(measured, options.tolerance()).count(Counter.ITERATIONS, iterations);
            if (end == Status.DIVERGED) {
                solution.warn("the equilibrium of a step is not the limit of a contraction");
            }
            return solution.build();
        }

        /** The residual as {@link ImplicitStateSpace} defines it. */
        private double measure(double[] hidden, double[] z) {
            int states = problem.states();
            int equilibrium = problem.equilibriumSize();
            double[] gates = new double[hidden.length];
            double[] drives = new double[hidden.length];
            double[] next = new double[z.length];
            double ofStates = ParallelLoop.largest(batch * steps, equations.operations(), team, this::proceed, row -> {
                equations.linear(row, z, row * equilibrium, gates, row * states, drives, row * states);
                double largest = 0;
                for (int k = row * states; k < (row + 1) * states; k++) {
                    double before = row % steps == 0 ? equations.initial()[row / steps * states + k % states] : hidden[k - states];
                    largest = Math.max(largest, Math.abs(gates[k] * before + drives[k] - hidden[k]));
                }
                return largest;
            });
            double ofEquilibria = ParallelLoop.largest(batch * steps, equations.operations(), team, this::proceed, row -> {
                equations.equilibrium(row, hidden, row * states, next, row * equilibrium);
                double largest = 0;
                for (int k = row * equilibrium; k < (row + 1) * equilibrium; k++) {
                    largest = Math.max(largest, Math.abs(next[k] - z[k]));
                }
                return largest;
            });
            return Math.max(ofStates / Math.max(1, VectorKernels.maxAbs(hidden, 0, hidden.length)),
                    ofEquilibria / Math.max(1, VectorKernels.maxAbs(z, 0, z.length)));
        }
    }

    /** Four steps of two states and two components of the equilibrium. */
    @Override
    public ImplicitStateSpace selfCheck() {
        return new ImplicitStateSpace(new DMatrixRMaj(new double[][] {{0.5, -0.5}, {1, 0}}), new double[] {1, 0},
                new DMatrixRMaj(new double[][] {{0.2, 0.1}, {0, 0.3}}), new DMatrixRMaj(new double[][] {{1}, {-1}}), new double[2],
                new DMatrixRMaj(new double[][] {{0.3, 0.2}, {-0.2, 0.3}}), new DMatrixRMaj(new double[][] {{0.5}, {0.5}}), new double[2],
                Sequences.of(new double[] {1, -2, 0.5, 3}, 1), new double[0]);
    }

    /** Some thirty sweeps. */
    @Override
    public double expectedSeconds(ImplicitStateSpace problem) {
        return 1e-5 + 3e-8 * problem.input().batch() * problem.input().steps()
                * (6.0 * problem.states() * problem.equilibriumSize() + 20 * problem.states());
    }
}
