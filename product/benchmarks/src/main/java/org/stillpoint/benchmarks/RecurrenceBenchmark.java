package org.stillpoint.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.osgi.framework.BundleException;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.run.SolverRegistry;

/**
 * The methods for recurrences side by side: what a step takes by each of them, over the width, the batch, the length and the coupling, and
 * which is the fastest where. The best of the calls within a budget of time counts. A method whose answer did not converge, or that fell
 * back on a sequential run, is not the fastest.
 */
public final class RecurrenceBenchmark {

    private static final String SEQUENTIAL = "recurrence.sequential";
    private static final String AUTOMATIC = "recurrence.auto";
    private static final List<String> NARROW_METHODS = List.of(SEQUENTIAL, "recurrence.shooting", "recurrence.newton", "recurrence.jacobi",
            AUTOMATIC);
    private static final List<String> WIDE_METHODS = List.of(SEQUENTIAL, "recurrence.shooting", "recurrence.jacobi", AUTOMATIC);
    private static final int[] UNITS = {1, 4, 16, 64};
    private static final int[] BATCHES = {1, 16, 1024};
    private static final int[] STEPS = {1000, 10_000, 100_000, 1_000_000};
    /** Larger problems do not fit well into the memory of a usual virtual machine. */
    private static final long MOST_VALUES = 1 << 24;
    private static final int[] WIDE_UNITS = {64, 256, 1024};
    private static final int[] WIDE_STEPS = {256, 1024};
    private static final double[] GAINS = {.5, 1, 2, 4};
    private static final double WIDE_TOLERANCE = 1e-5;
    private static final Map<String, Object> SINGLE = Map.of("tolerance", WIDE_TOLERANCE, "precision", "SINGLE");
    private static final int PEER_STEPS = 1024;
    private static final double WARM_UP_SECONDS = 4;

    private final PrintStream out;
    private final SolverRegistry registry;
    private final double tolerance;
    private final double budget;
    private final int threads;

    private RecurrenceBenchmark(PrintStream out, SolverRegistry registry, Arguments given) {
        this.out = out;
        this.registry = registry;
        tolerance = given.number("tolerance", 1e-10);
        budget = given.number("budget", .3);
        threads = (int) given.number("threads", Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code [--study narrow|wide|all] [--largest STEPS] [--tolerance T] [--budget SECONDS] [--threads N] [--peer]
     *     [--out FILE.html]}
     */
    public static void main(String[] arguments) throws IOException, BundleException, InterruptedException, SolverException {
        Arguments given = Arguments.parse(arguments);
        String study = given.options().getOrDefault("study", "all");
        try (EmbeddedHost host = EmbeddedHost.start()) {
            RecurrenceBenchmark benchmark = new RecurrenceBenchmark(System.out, host.service(SolverRegistry.class), given);
            List<RegionChart.Grid> grids = new ArrayList<>();
            benchmark.begin();
            if (!study.equals("wide")) {
                benchmark.narrow(grids, (int) given.number("largest", STEPS[STEPS.length - 1]));
            }
            if (!study.equals("narrow")) {
                benchmark.wide(grids, given.has("peer"));
            }
            if (given.has("out")) {
                Path file = Path.of(given.options().get("out"));
                Files.writeString(file, new RegionChart(NARROW_METHODS, grids).page("The fastest method for recurrences",
                        "Each cell names the method that takes the least time for a step of one sequence, that time, and how many times "
                                + "longer the sequential run takes. " + benchmark.machine()));
                System.out.println("written: " + file);
            }
        }
        System.exit(0);
    }

    private String machine() {
        return String.format("%s, %d threads, Java %s.", Machine.name(), threads, System.getProperty("java.version"));
    }

    private void begin() throws SolverException {
        out.printf(Locale.ROOT, "%s Best of the calls within %.1f s; times for a step of one sequence, in ns.%n", machine(), budget);
        warmUp(RecurrenceProblems.narrow(1, 1, 10_000, RecurrenceProblems.Coupling.STRONG), NARROW_METHODS,
                Map.of("tolerance", tolerance));
        warmUp(RecurrenceProblems.narrow(16, 16, 200, RecurrenceProblems.Coupling.STRONG), NARROW_METHODS, Map.of("tolerance", tolerance));
    }

    private void warmUp(RecurrenceProblem problem, List<String> methods, Map<String, Object> options) throws SolverException {
        long end = System.nanoTime() + (long) (1e9 * WARM_UP_SECONDS);
        while (System.nanoTime() < end) {
            for (String method : methods) {
                solve(problem, method, options, 0);
            }
        }
    }

    /** Cells whose units act on themselves. */
    private void narrow(List<RegionChart.Grid> grids, int largest) throws SolverException {
        int[] lengths = IntStream.of(STEPS).filter(steps -> steps <= largest).toArray();
        for (RecurrenceProblems.Coupling coupling : RecurrenceProblems.Coupling.values()) {
            out.printf("%nParaGRU, %s%n%6s %6s %9s", coupling.title, "units", "batch", "steps");
            NARROW_METHODS.forEach(method -> out.printf("%14s", label(method)));
            out.println();
            List<RegionChart.Row> rows = new ArrayList<>();
            for (int units : UNITS) {
                for (int batch : BATCHES) {
                    List<RegionChart.Cell> cells = new ArrayList<>();
                    for (int steps : lengths) {
                        cells.add((long) units * batch * steps > MOST_VALUES ? null
                                : row(String.format("%6d %6d %9d", units, batch, steps),
                                        RecurrenceProblems.narrow(units, batch, steps, coupling), NARROW_METHODS,
                                        Map.of("tolerance", tolerance)));
                    }
                    if (cells.stream().anyMatch(Objects::nonNull)) {
                        rows.add(new RegionChart.Row(units + " x " + batch, cells));
                    }
                }
            }
            grids.add(new RegionChart.Grid("ParaGRU, " + coupling.title, "steps", "units x batch", texts(lengths), rows));
        }
    }

    /** Cells whose units all act on each other. */
    private void wide(List<RegionChart.Grid> grids, boolean peer) throws SolverException, IOException, InterruptedException {
        for (int units : WIDE_UNITS) {
            warmUp(RecurrenceProblems.wide(units, 1, WIDE_STEPS[0], 1), List.of(SEQUENTIAL, "recurrence.shooting"), SINGLE);
        }
        Map<RecurrencePeer.Case, Double> peers = new HashMap<>();
        if (peer && RecurrencePeer.isPresent()) {
            List<RecurrencePeer.Case> cases = new ArrayList<>();
            for (int units : WIDE_UNITS) {
                cases.add(new RecurrencePeer.Case("GRU", units, 1, PEER_STEPS));
            }
            peers.putAll(RecurrencePeer.time(cases, threads, Math.max(2, budget)));
        } else if (peer) {
            out.println("PyTorch is left out: python3 finds no module torch.");
        }
        for (int steps : WIDE_STEPS) {
            out.printf("%nGRU in single precision, batch 1, %d steps, tolerance %.0e%n%6s %6s", steps, WIDE_TOLERANCE, "units", "gain");
            WIDE_METHODS.forEach(method -> out.printf("%14s", label(method)));
            out.println();
            List<RegionChart.Row> rows = new ArrayList<>();
            for (int units : WIDE_UNITS) {
                List<RegionChart.Cell> cells = new ArrayList<>();
                for (double gain : GAINS) {
                    cells.add(row(String.format(Locale.ROOT, "%6d %6.1f", units, gain), RecurrenceProblems.wide(units, 1, steps, gain),
                            WIDE_METHODS, SINGLE));
                }
                rows.add(new RegionChart.Row("" + units, cells));
                Double torch = peers.get(new RecurrencePeer.Case("GRU", units, 1, steps));
                if (torch != null) {
                    out.printf(Locale.ROOT, "%6d %6.1f%14.0f  PyTorch%n", units, 1.0, torch);
                }
            }
            List<String> gains = new ArrayList<>();
            for (double gain : GAINS) {
                gains.add(String.format(Locale.ROOT, "%.1f", gain));
            }
            grids.add(new RegionChart.Grid("GRU, single precision, batch 1, " + steps + " steps", "gain of the recurrent weights", "units",
                    gains, rows));
        }
    }

    /** Times all methods on a problem; the fastest of them, {@code recurrence.auto} left out. */
    private RegionChart.Cell row(String name, RecurrenceProblem problem, List<String> methods, Map<String, Object> options)
            throws SolverException {
        out.print(name);
        String fastest = null;
        double least = Double.POSITIVE_INFINITY;
        double reference = Double.NaN;
        for (String method : methods) {
            Timed timed = solve(problem, method, options, budget);
            double nanoseconds = 1e9 * timed.seconds() / ((double) problem.batch() * problem.steps());
            boolean proper = timed.solution().status() == Status.CONVERGED
                    && timed.solution().counters().getOrDefault("fallbacks", 0L) == 0;
            out.printf(Locale.ROOT, "%13.2f%s", nanoseconds, proper ? " " : timed.solution().status() == Status.CONVERGED ? "*" : "!");
            out.flush();
            if (method.equals(SEQUENTIAL)) {
                reference = nanoseconds;
            }
            if (proper && !method.equals(AUTOMATIC) && nanoseconds < least) {
                least = nanoseconds;
                fastest = method;
            }
        }
        out.println();
        return fastest == null ? null : new RegionChart.Cell(fastest, least, reference / least);
    }

    /** A solution and the least time that it took. */
    private record Timed(Solution<Trajectory> solution, double seconds) {
    }

    private Timed solve(RecurrenceProblem problem, String method, Map<String, Object> options, double within) throws SolverException {
        Map<String, Object> own = new HashMap<>(options);
        own.keySet().removeIf(option -> registry.solver(method).descriptor().options().find(option).isEmpty());
        own.put("threads", threads);
        Solution<Trajectory> solution = null;
        double best = Double.POSITIVE_INFINITY;
        long begun = System.nanoTime();
        do {
            long start = System.nanoTime();
            solution = registry.solver(method).solve(problem, Trajectory.class, own);
            best = Math.min(best, (System.nanoTime() - start) * 1e-9);
        } while (System.nanoTime() - begun < 1e9 * within);
        return new Timed(solution, best);
    }

    private static String label(String method) {
        return method.substring(method.indexOf('.') + 1);
    }

    private static List<String> texts(int[] numbers) {
        List<String> texts = new ArrayList<>();
        for (int number : numbers) {
            texts.add("" + number);
        }
        return texts;
    }
}
