package org.stillpoint.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.osgi.framework.BundleException;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.run.SolverRegistry;

/**
 * The methods for equilibria of dense tanh layers side by side, over the width, the batch and the spectral norm of the weights: time and
 * evaluations until the residual of the worst sample meets the tolerance, with that residual computed anew. The best of the calls within a
 * budget of time counts. A method whose answer does not meet the tolerance is not the fastest.
 */
public final class EquilibriumBenchmark {

    private static final String REFERENCE = "equilibrium.picard";
    private static final String AUTOMATIC = "equilibrium.auto";
    private static final String MIXED = " MIXED";
    private static final List<String> METHODS = List.of(REFERENCE, REFERENCE + MIXED, "equilibrium.anderson", "equilibrium.broyden",
            "equilibrium.newton-krylov", "equilibrium.chord", AUTOMATIC);
    /** Units and samples. */
    private static final int[][] SIZES = {{64, 1}, {64, 64}, {256, 1}, {256, 128}, {512, 1}, {512, 256}};
    private static final double[] NORMS = {.9, 2};
    private static final double WARM_UP_SECONDS = 3;

    private final PrintStream out;
    private final SolverRegistry registry;
    private final double tolerance;
    private final double budget;
    private final int threads;

    private EquilibriumBenchmark(PrintStream out, SolverRegistry registry, Arguments given) {
        this.out = out;
        this.registry = registry;
        tolerance = given.number("tolerance", 1e-8);
        budget = given.number("budget", .5);
        threads = (int) given.number("threads", Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code [--smallest UNITS] [--largest UNITS] [--tolerance T] [--budget SECONDS] [--threads N] [--peer] [--out FILE.html]}
     */
    public static void main(String[] arguments) throws IOException, BundleException, InterruptedException, SolverException {
        Arguments given = Arguments.parse(arguments);
        try (EmbeddedHost host = EmbeddedHost.start()) {
            EquilibriumBenchmark benchmark = new EquilibriumBenchmark(System.out, host.service(SolverRegistry.class), given);
            RegionChart.Grid grid = benchmark.run((int) given.number("smallest", 1),
                    (int) given.number("largest", Double.POSITIVE_INFINITY), given.has("peer"));
            if (given.has("out")) {
                Path file = Path.of(given.options().get("out"));
                Files.writeString(file, new RegionChart(METHODS, List.of(grid)).page("The fastest method for equilibria",
                        "Each cell names the method that takes the least time for a batch, that time, and how many times longer plain "
                                + "iterations in double precision take. " + benchmark.machine()));
                System.out.println("written: " + file);
            }
        }
        System.exit(0);
    }

    private String machine() {
        return String.format(Locale.ROOT, "%s, %d threads, Java %s, tolerance %.0e.", Machine.name(), threads,
                System.getProperty("java.version"), tolerance);
    }

    private RegionChart.Grid run(int smallest, int largest, boolean peer) throws SolverException, IOException, InterruptedException {
        out.printf(Locale.ROOT, "%s Best of the calls within %.1f s.%n", machine(), budget);
        Map<String, EquilibriumProblem> problems = new LinkedHashMap<>();
        for (int[] size : SIZES) {
            for (double norm : NORMS) {
                if (size[0] >= smallest && size[0] <= largest) {
                    problems.put(name(size, norm), EquilibriumProblems.dense(size[0], size[1], norm));
                }
            }
        }
        List<EquilibriumPeer.Row> peers = new ArrayList<>();
        if (peer && EquilibriumPeer.isPresent()) {
            peers.addAll(EquilibriumPeer.time(problems, threads, tolerance, Math.max(1, budget)));
        } else if (peer) {
            out.println("PyTorch is left out: python3 finds no module torch.");
        }
        List<RegionChart.Row> rows = new ArrayList<>();
        for (int[] size : SIZES) {
            List<RegionChart.Cell> cells = new ArrayList<>();
            for (double norm : NORMS) {
                EquilibriumProblem problem = problems.get(name(size, norm));
                if (problem != null) {
                    cells.add(time(name(size, norm), problem, peers));
                }
            }
            if (!cells.isEmpty()) {
                rows.add(new RegionChart.Row(size[0] + " x " + size[1], cells));
            }
        }
        return new RegionChart.Grid("Dense tanh layer", "spectral norm", "units x samples", List.of("0.9", "2.0"), rows);
    }

    private static String name(int[] size, double norm) {
        return String.format(Locale.ROOT, "%dx%d:%.1f", size[0], size[1], norm);
    }

    /** Times all methods on a problem; the fastest of them, {@code equilibrium.auto} left out. */
    private RegionChart.Cell time(String name, EquilibriumProblem problem, List<EquilibriumPeer.Row> peers) throws SolverException {
        out.printf("%n%d units, %d samples, norm %s%n%-28s %12s %14s %10s %12s %10s%n", problem.inputs().size(), problem.batch(),
                name.substring(name.indexOf(':') + 1), "method", "ms", "ms, median", "mean eval.", "residual", "status");
        for (String method : METHODS) {
            solve(problem, method, WARM_UP_SECONDS / METHODS.size());
        }
        String fastest = null;
        double least = Double.POSITIVE_INFINITY;
        double reference = Double.NaN;
        for (String method : METHODS) {
            Timed timed = solve(problem, method, budget);
            EquilibriumStates states = timed.solution().value();
            double residual = EquilibriumProblems.residual(problem, states.states());
            boolean proper = timed.solution().status() == Status.CONVERGED && residual <= tolerance;
            out.printf(Locale.ROOT, "%-28s %12.3f %14.3f %10.1f %12.2e %10s%n", method, 1e3 * timed.seconds(), 1e3 * timed.median(),
                    LongStream.of(states.evaluations()).average().orElse(0), residual, proper ? "ok" : timed.solution().status());
            if (method.equals(REFERENCE)) {
                reference = timed.seconds();
            }
            if (proper && !method.equals(AUTOMATIC) && timed.seconds() < least) {
                least = timed.seconds();
                fastest = method;
            }
        }
        for (EquilibriumPeer.Row row : peers) {
            if (row.name().equals(name)) {
                out.printf(Locale.ROOT, "%-28s %12.3f %14s %10d %12.2e %10s%n", row.method(), 1e3 * row.seconds(), "", row.evaluations(),
                        row.residual(), row.residual() <= tolerance ? "ok" : "");
            }
        }
        return fastest == null ? null : new RegionChart.Cell(fastest, 1e9 * least, reference / least);
    }

    /** A solution, and the least and the median of the times that it took. */
    private record Timed(Solution<EquilibriumStates> solution, double seconds, double median) {
    }

    private Timed solve(EquilibriumProblem problem, String method, double within) throws SolverException {
        boolean mixed = method.endsWith(MIXED);
        String solver = mixed ? method.substring(0, method.length() - MIXED.length()) : method;
        Map<String, Object> options = new HashMap<>(Map.of("tolerance", tolerance, "threads", threads));
        if (mixed) {
            options.put("precision", "MIXED");
        }
        Solution<EquilibriumStates> solution = null;
        List<Double> times = new ArrayList<>();
        long begun = System.nanoTime();
        do {
            long start = System.nanoTime();
            solution = registry.solver(solver).solve(problem, EquilibriumStates.class, options);
            times.add((System.nanoTime() - start) * 1e-9);
        } while (System.nanoTime() - begun < 1e9 * within);
        times.sort(null);
        return new Timed(solution, times.get(0), times.get(times.size() / 2));
    }
}
