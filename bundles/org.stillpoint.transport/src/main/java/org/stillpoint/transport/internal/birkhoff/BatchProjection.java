package org.stillpoint.transport.internal.birkhoff;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** Takes a batch block by block through a {@link BlockMethod}, on all threads, and judges what comes out. */
final class BatchProjection {

    /** A thread works on as many blocks between two looks at what is left. */
    private static final int MOST_CHUNKS = 4096;

    private final DoublyStochasticProblem problem;
    private final SolveContext context;
    private final double tolerance;
    private final long maxIterations;
    private final Supplier<BlockMethod> methods;
    private final Thread caller = Thread.currentThread();
    private final ConcurrentLinkedQueue<Workspace> idle = new ConcurrentLinkedQueue<>();
    private final double[] matrices;
    private final double[] rowPotentials;
    private final double[] columnPotentials;
    private final double[] errors;
    private final long[] iterations;
    private final int width;
    private long reported;
    /** The largest error of the blocks that the calling thread has done. */
    private double reportedError = Double.NaN;
    private volatile boolean interrupted;

    /** What one thread needs. */
    private static final class Workspace {
        private final BlockMethod method;
        private final double[] inputs;
        private final BlockMethod.Block block;

        Workspace(BlockMethod method, int size) {
            this.method = method;
            inputs = new double[size * size * method.width()];
            block = new BlockMethod.Block(size, method.width());
        }
    }

    private BatchProjection(DoublyStochasticProblem problem, SolveContext context, double tolerance, long maxIterations,
            Supplier<BlockMethod> methods) {
        this.problem = problem;
        this.context = context;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        this.methods = methods;
        matrices = new double[problem.inputs().length];
        rowPotentials = new double[problem.count() * problem.size()];
        columnPotentials = new double[problem.count() * problem.size()];
        errors = new double[problem.count()];
        width = Lanes.width(problem.size());
        iterations = new long[(problem.count() + width - 1) / width];
    }

    /**
     * Projects a batch.
     *
     * @param expected the divergence that the method is for
     * @param counter under which to count the iterations, beside {@link Counter#ITERATIONS}
     */
    static Solution<MatrixBatch> run(DoublyStochasticProblem problem, DoublyStochasticProblem.Divergence expected, SolveContext context,
            double tolerance, long maxIterations, String counter, Supplier<BlockMethod> methods) throws SolverException {
        if (problem.divergence() != expected) {
            throw new SolverException("the divergence is " + problem.divergence() + "; this method projects with " + expected);
        }
        BatchProjection projection = new BatchProjection(problem, context, tolerance, maxIterations, methods);
        int blocks = projection.iterations.length;
        int chunks = Math.min(blocks, MOST_CHUNKS);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            team.run(chunk -> {
                for (int block = (int) ((long) blocks * chunk / chunks); block < (long) blocks * (chunk + 1) / chunks; block++) {
                    projection.project(block);
                }
            }, chunks);
        }
        return projection.solution(counter);
    }

    private void project(int number) {
        Workspace workspace = idle.poll();
        if (workspace == null) {
            workspace = new Workspace(methods.get(), problem.size());
        }
        int size = problem.size();
        int first = number * width;
        int count = Math.min(width, problem.count() - first);
        Lanes.gather(problem.inputs(), size * size, first, count, workspace.inputs, width);
        LongPredicate proceed = Thread.currentThread() == caller ? this::report : iteration -> !interrupted;
        iterations[number] = workspace.method.project(workspace.inputs, proceed, workspace.block);
        Lanes.scatter(workspace.block.matrices, width, matrices, size * size, first, count);
        Lanes.scatter(workspace.block.rowPotentials, width, rowPotentials, size, first, count);
        Lanes.scatter(workspace.block.columnPotentials, width, columnPotentials, size, first, count);
        for (int matrix = first; matrix < first + count; matrix++) {
            errors[matrix] = MarginalError.of(matrices, matrix * size * size, size, tolerance);
        }
        if (Thread.currentThread() == caller) {
            for (int matrix = first; matrix < first + count; matrix++) {
                reportedError = reportedError >= errors[matrix] ? reportedError : errors[matrix];
            }
        }
        idle.add(workspace);
    }

    /** Progress is the most iterations of any block that the calling thread has seen, and the largest error of those it has done. */
    private boolean report(long iteration) {
        reported = Math.max(reported, iteration);
        if (!interrupted && !context.proceed(reported, reportedError)) {
            interrupted = true;
        }
        return !interrupted;
    }

    private Solution<MatrixBatch> solution(String counter) {
        double largest = 0;
        int open = 0;
        int nonfinite = 0;
        for (double error : errors) {
            nonfinite += error < Double.POSITIVE_INFINITY ? 0 : 1;
            open += error <= tolerance ? 0 : 1;
            largest = Math.max(largest, error);
        }
        long most = 0;
        for (long taken : iterations) {
            most = Math.max(most, taken);
        }
        Status status = open == 0 ? Status.CONVERGED : interrupted ? context.interruption() : nonfinite > 0 ? Status.NONFINITE
                : most >= maxIterations ? Status.ITERATION_LIMIT : Status.STAGNATED;
        Solution.Builder<MatrixBatch> solution = Solution
                .of(status, new MatrixBatch(problem.size(), matrices, rowPotentials, columnPotentials)).residual(largest, tolerance)
                .count(Counter.ITERATIONS, most).count(counter, most);
        if (open > 0) {
            solution.warn(open + " of " + errors.length + " matrices miss the tolerance.");
        }
        return solution.build();
    }
}
