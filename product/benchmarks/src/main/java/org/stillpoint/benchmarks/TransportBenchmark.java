package org.stillpoint.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.osgi.framework.BundleException;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.numerics.random.RandomStream;

/**
 * The methods for transport on problems of growing size: clouds of uniform points in the unit square with squared distances divided by the
 * largest, or matrices of uniform costs; equal weights. The best of the calls within a budget of time counts; marginal errors are computed
 * here, from the potentials, with the exponential of the Java library.
 */
public final class TransportBenchmark {

    private static final int[] SIZES = {100, 300, 1000, 3000, 10_000, 20_000};
    private static final int WARM_UP_SIZE = 300;
    private static final double WARM_UP_SECONDS = 6;
    /** The costs of larger problems do not fit into the memory of a usual virtual machine; transport.auto then does without. */
    private static final int LARGEST_MATRIX = 12_000;
    /** Exact solutions of larger problems take minutes. */
    private static final int LARGEST_EXACT = 3000;
    /** Larger matrices are not handed over. */
    private static final int LARGEST_PEER = 3000;
    /** The seconds of a sweep for each cost, at least: enough to limit the number of sweeps. */
    private static final double SWEEP_SECONDS = 1e-9;

    private final PrintStream out;
    private final SolverRegistry registry;
    private final double tolerance;
    private final double limit;
    private final double budget;
    private final boolean clouds;

    private TransportBenchmark(PrintStream out, SolverRegistry registry, Arguments given) {
        this.out = out;
        this.registry = registry;
        tolerance = given.number("tolerance", 1e-12);
        limit = given.number("limit", 20);
        budget = given.number("budget", 2);
        clouds = !given.options().getOrDefault("costs", "clouds").equals("random");
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code [--costs clouds|random] [--epsilon E,E,...] [--smallest N] [--largest N] [--tolerance T]
     *     [--limit SECONDS] [--budget SECONDS] [--peer]}
     */
    public static void main(String[] arguments) throws IOException, BundleException, InterruptedException, SolverException {
        Arguments given = Arguments.parse(arguments);
        double[] epsilons = Arrays.stream(given.options().getOrDefault("epsilon", "1e-2,1e-3,1e-4").split(","))
                .mapToDouble(Double::parseDouble).toArray();
        int smallest = (int) given.number("smallest", SIZES[0]);
        int largest = (int) given.number("largest", 3000);
        try (EmbeddedHost host = EmbeddedHost.start()) {
            TransportBenchmark benchmark = new TransportBenchmark(System.out, host.service(SolverRegistry.class), given);
            boolean peer = given.has("peer") && TransportPeer.isPresent();
            if (given.has("peer") && !peer) {
                System.out.println("POT is left out: python3 finds no module ot (Debian's package is python3-pot).");
            }
            int most = benchmark.clouds ? largest : Math.min(largest, LARGEST_MATRIX);
            benchmark.run(IntStream.of(SIZES).filter(n -> n >= smallest && n <= most).toArray(), epsilons, peer);
        }
        System.exit(0);
    }

    private void run(int[] sizes, double[] epsilons, boolean peer) throws IOException, InterruptedException, SolverException {
        out.printf(Locale.ROOT, "%s, %d processors, Java %s; tolerance %.0e; Sinkhorn's iteration limited to about %.0f s%n",
                Machine.name(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), tolerance, limit);
        out.printf("%s, equal weights; best of the calls within %.1f s%n%n", clouds
                ? "uniform points in the unit square, squared distances over the largest" : "uniform costs", budget);
        TransportProblem small = problem(WARM_UP_SIZE, 1e-3);
        long end = System.nanoTime() + (long) (1e9 * WARM_UP_SECONDS);
        while (System.nanoTime() < end) {
            for (String method : List.of("transport.newton", "transport.sinkhorn")) {
                solve(small, method, 1e-6, 0);
            }
        }
        out.printf("%6s %8s  %-22s %10s %11s %7s %7s  %s%n", "n", "epsilon", "method", "ms", "error", "sweeps", "Newton", "status");
        for (int n : sizes) {
            for (double epsilon : epsilons) {
                entropic(problem(n, epsilon), n, epsilon);
                if (peer) {
                    peer(n, epsilon);
                }
            }
            if (n <= LARGEST_EXACT) {
                exact(problem(n, 0), n);
                if (peer) {
                    peer(n, 0);
                }
            }
        }
    }

    private void peer(int n, double epsilon) throws IOException, InterruptedException {
        if (n > LARGEST_PEER) {
            return;
        }
        for (TransportPeer.Result result : TransportPeer.solve(costs(n), n, n, epsilon, tolerance, limit)) {
            row(n, epsilon, "POT " + result.method(), result.seconds(), result.error(), epsilon == 0 ? "" : "" + result.iterations(), "",
                    String.format(Locale.ROOT, "<P,C> %.12g", result.linearCost()));
        }
    }

    private void entropic(TransportProblem problem, int n, double epsilon) throws SolverException {
        for (String method : n <= LARGEST_MATRIX ? List.of("transport.newton", "transport.sinkhorn") : List.of("transport.auto")) {
            Timed timed = solve(problem, method, tolerance, budget);
            Map<String, Long> counters = timed.solution().counters();
            boolean newton = method.equals("transport.newton");
            row(n, epsilon, method, timed.seconds(), error(problem, timed.solution().value(), n),
                    "" + (newton ? counters.get(Counter.WARM_UP) : timed.solution().iterations()),
                    newton ? "" + counters.get(Counter.FINISH) : "", timed.solution().status().name());
        }
    }

    private void exact(TransportProblem problem, int n) throws SolverException {
        Timed timed = solve(problem, "transport.exact", 1e-9, budget);
        row(n, 0, "transport.exact", timed.seconds(), timed.solution().residual(), "", "", timed.solution().status().name());
    }

    private void row(int n, double epsilon, String method, double seconds, double error, String sweeps, String steps, String remark) {
        out.printf(Locale.ROOT, "%6d %8s  %-22s %10.1f %11.2e %7s %7s  %s%n", n,
                epsilon == 0 ? "" : String.format(Locale.ROOT, "%.0e", epsilon), method, 1e3 * seconds, error, sweeps, steps, remark);
    }

    /** A solution and the least time that it took. */
    private record Timed(Solution<TransportPlan> solution, double seconds) {
    }

    private Timed solve(TransportProblem problem, String method, double toTolerance, double within) throws SolverException {
        Map<String, Object> options = new HashMap<>();
        options.put("tolerance", toTolerance);
        if (method.equals("transport.newton") || method.equals("transport.sinkhorn")) {
            options.put("planEntries", 0);
        }
        if (method.equals("transport.sinkhorn")) {
            double sweep = SWEEP_SECONDS * problem.source().size() * problem.target().size();
            options.put("maxIterations", (long) Math.max(10, Math.min(1e6, limit / sweep)));
        }
        Solution<TransportPlan> solution = null;
        double best = Double.POSITIVE_INFINITY;
        long begun = System.nanoTime();
        do {
            long start = System.nanoTime();
            solution = registry.solver(method).solve(problem, TransportPlan.class, options);
            best = Math.min(best, (System.nanoTime() - start) * 1e-9);
        } while (System.nanoTime() - begun < 1e9 * within);
        return new Timed(solution, best);
    }

    private TransportProblem problem(int n, double epsilon) {
        GroundCost cost = GroundCost.Distance.SQUARED_EUCLIDEAN;
        if (!clouds) {
            cost = new GroundCost.Matrix(DMatrixRMaj.wrap(n, n, costs(n)));
        }
        return TransportProblem.of(Measure.uniform(points(n, 1)), Measure.uniform(points(n, 2)), cost)
                .costScale(clouds ? CostScale.MAX : CostScale.NONE)
                .regulariser(epsilon == 0 ? Regulariser.NONE : Regulariser.ENTROPY, epsilon).build();
    }

    private static DMatrixRMaj points(int n, long seed) {
        double[] coordinates = new double[2 * n];
        new RandomStream(seed).fillUniform(coordinates);
        return DMatrixRMaj.wrap(n, 2, coordinates);
    }

    private double[] costs(int n) {
        double[] costs = new double[n * n];
        if (!clouds) {
            new RandomStream(3).fillUniform(costs);
            return costs;
        }
        double[] x = points(n, 1).data;
        double[] y = points(n, 2).data;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                costs[i * n + j] = squaredDistance(x, i, y, j);
                largest = Math.max(largest, costs[i * n + j]);
            }
        }
        for (int k = 0; k < costs.length; k++) {
            costs[k] /= largest;
        }
        return costs;
    }

    private static double squaredDistance(double[] x, int i, double[] y, int j) {
        double horizontal = x[2 * i] - y[2 * j];
        double vertical = x[2 * i + 1] - y[2 * j + 1];
        return horizontal * horizontal + vertical * vertical;
    }

    /** The marginal error of the plan that potentials give. */
    private double error(TransportProblem problem, TransportPlan plan, int n) {
        double[] given = clouds ? null : ((GroundCost.Matrix) problem.cost()).costs().data;
        double[] x = problem.source().points().data;
        double[] y = problem.target().points().data;
        double largest = clouds ? IntStream.range(0, n).parallel().mapToDouble(i -> largestDistance(x, i, y, n)).max().orElseThrow() : 1;
        double[] f = plan.f();
        double[] g = plan.g();
        double rows = IntStream.range(0, n).parallel().mapToDouble(i -> {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.exp((f[i] + g[j] - (clouds ? squaredDistance(x, i, y, j) / largest : given[i * n + j])) / problem.epsilon());
            }
            return Math.abs(sum - 1.0 / n);
        }).sum();
        double columns = IntStream.range(0, n).parallel().mapToDouble(j -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.exp((f[i] + g[j] - (clouds ? squaredDistance(x, i, y, j) / largest : given[i * n + j])) / problem.epsilon());
            }
            return Math.abs(sum - 1.0 / n);
        }).sum();
        return rows + columns;
    }

    private static double largestDistance(double[] x, int i, double[] y, int n) {
        double largest = 0;
        for (int j = 0; j < n; j++) {
            largest = Math.max(largest, squaredDistance(x, i, y, j));
        }
        return largest;
    }
}
