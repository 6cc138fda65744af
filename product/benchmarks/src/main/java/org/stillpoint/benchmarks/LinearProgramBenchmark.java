package org.stillpoint.benchmarks;

import com.google.ortools.modelbuilder.ModelBuilder;
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
import java.util.stream.Stream;
import org.osgi.framework.BundleException;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.run.SolverHandle;
import org.stillpoint.api.run.SolverRegistry;

/**
 * Linear programs of a folder, or generated ones: our solver with and without its Newton finish beside OR-Tools' PDLP and GLOP, all on
 * one thread, in one process. Reading is not timed. The best of several warm calls counts for each; a solver that does not solve a
 * program is charged the time limit.
 */
public final class LinearProgramBenchmark {

    private static final double SHIFT = 0.010;
    private static final double WARM_UP_SECONDS = 10;
    private static final String OURS = "ours";
    private static final String FIRST_ORDER = "newton=off";
    private static final String PDLP = "PDLP";
    private static final String GLOP = "GLOP";

    private final PrintStream out;
    private final double tolerance;
    private final double limit;
    private final double budget;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private double cold;

    private LinearProgramBenchmark(PrintStream out, double tolerance, double limit, double budget) {
        this.out = out;
        this.tolerance = tolerance;
        this.limit = limit;
        this.budget = budget;
        for (String name : List.of(OURS, FIRST_ORDER, PDLP, GLOP)) {
            seconds.put(name, new ArrayList<>());
        }
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments {@code [--tolerance T] [--limit SECONDS] [--budget SECONDS] FOLDER|--generate}
     */
    public static void main(String[] arguments) throws IOException, BundleException, InterruptedException, SolverException {
        Arguments given = Arguments.parse(arguments);
        LinearProgramBenchmark benchmark = new LinearProgramBenchmark(System.out, given.number("tolerance", 1e-6),
                given.number("limit", 10), given.number("budget", 0.5));
        try (EmbeddedHost host = EmbeddedHost.start()) {
            SolverHandle solver = host.service(SolverRegistry.class).solver("halpern.linear-program");
            List<Case> cases = given.has("generate") ? generated()
                    : read(Path.of(given.rest("a folder of .mps or .mps.gz files")), host.service(ProblemFiles.class));
            benchmark.header();
            benchmark.warmUp(cases, solver);
            for (Case one : cases) {
                benchmark.compare(one, solver);
            }
            benchmark.summary();
        }
        System.exit(0);
    }

    /** A program, and its optimum where that is known; else NaN. */
    private record Case(String name, LinearProgram program, double optimum) {
    }

    private static List<Case> generated() {
        return GeneratedPrograms.all().stream().map(program -> new Case(program.name(), program, Double.NaN)).toList();
    }

    /** The programs of a folder, each with its optimum where the folder has a table of them. */
    private static List<Case> read(Path folder, ProblemFiles files) throws IOException {
        List<Case> cases = new ArrayList<>();
        Map<String, Double> optima = optima(folder.resolve("optima.csv"));
        for (Path file : programs(folder)) {
            String name = file.getFileName().toString().replaceAll("\\.mps(\\.gz)?$", "");
            if (files.read(file).problem() instanceof LinearProgram program) {
                cases.add(new Case(name, program, optima.getOrDefault(name, Double.NaN)));
            }
        }
        return cases;
    }

    private static List<Path> programs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.mps(\\.gz)?")).sorted().toList();
        }
    }

    private static Map<String, Double> optima(Path file) throws IOException {
        Map<String, Double> optima = new HashMap<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            int column = List.of(lines.get(0).split(",")).indexOf("optimum_including_objective_constant");
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                optima.put(cells[0], Double.valueOf(cells[column]));
            }
        }
        return optima;
    }

    private void header() {
        out.printf("%s, %d processors, Java %s; one thread each; tolerance %.0e; limit %.0f s; best of the calls within %.1f s%n%n",
                Machine.name(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), tolerance, limit, budget);
        out.printf("%-16s %13s %9s", "program", "rows x cols", "nonzeros");
        seconds.keySet().forEach(name -> out.printf(" | %10s %-15s %8s", name + " ms", "status", "rel.err"));
        out.println();
    }

    /** Lets the compiler see every program: the first pass, in which each is solved once, is reported as cold. */
    private void warmUp(List<Case> cases, SolverHandle solver) throws SolverException {
        for (Case one : cases) {
            cold += ours(one.program(), solver, true).seconds();
        }
        long end = System.nanoTime() + (long) (1e9 * Math.min(WARM_UP_SECONDS, 20 * cold));
        while (System.nanoTime() < end) {
            for (Case one : cases) {
                if (System.nanoTime() < end) {
                    ours(one.program(), solver, true);
                }
            }
        }
    }

    private void compare(Case one, SolverHandle solver) throws SolverException {
        LinearProgram program = one.program();
        out.printf("%-16s %6dx%-6d %9d", one.name(), program.rows(), program.columns(), program.matrix().nz_length);
        Outcome best = best(ours(program, solver, true), () -> ours(program, solver, true));
        double reference = Double.isNaN(one.optimum()) ? best.objective() : one.optimum();
        report(OURS, best, reference);
        report(FIRST_ORDER, best(ours(program, solver, false), () -> ours(program, solver, false)), reference);
        OrTools pdlp = OrTools.pdlp(tolerance, limit);
        ModelBuilder model = pdlp.model(program);
        report(PDLP, best(pdlp.solve(model), () -> pdlp.solve(model)), reference);
        OrTools glop = OrTools.glop(limit);
        report(GLOP, best(glop.solve(model), () -> glop.solve(model)), reference);
        out.println();
    }

    /** One call of a solver. */
    @FunctionalInterface
    private interface Call {
        Outcome make() throws SolverException;
    }

    private Outcome best(Outcome first, Call call) throws SolverException {
        Outcome best = first;
        double spent = first.seconds();
        while (spent + best.seconds() < budget) {
            Outcome next = call.make();
            spent += next.seconds();
            best = next.faster(best);
        }
        return best;
    }

    private Outcome ours(LinearProgram program, SolverHandle solver, boolean newton) throws SolverException {
        long start = System.nanoTime();
        Solution<LinearProgramSolution> solution = solver.solve(program, LinearProgramSolution.class,
                Map.of("tolerance", tolerance, "newton", newton, "threads", 1));
        double taken = (System.nanoTime() - start) * 1e-9;
        double objective = program.objectiveConstant();
        for (int column = 0; column < program.columns(); column++) {
            objective += program.objective()[column] * solution.value().x()[column];
        }
        return new Outcome(solution.status().name(), solution.status() == Status.CONVERGED, taken, objective);
    }

    private void report(String name, Outcome outcome, double optimum) {
        seconds.get(name).add(outcome.solved() || outcome.status().contains("INFEASIBLE") ? outcome.seconds() : limit);
        String error = outcome.solved() ? String.format(Locale.ROOT, "%8.1e", Math.abs(outcome.objective() - optimum) / (1 + Math.abs(optimum)))
                : "       -";
        out.printf(Locale.ROOT, " | %10.3f %-15s %s", 1000 * outcome.seconds(), outcome.status(), error);
        out.flush();
    }

    private void summary() {
        out.printf("%nShifted geometric means (shift %.0f ms) over %d programs:%n", 1000 * SHIFT, seconds.get(OURS).size());
        double ours = shiftedGeometricMean(seconds.get(OURS));
        seconds.forEach((name, times) -> out.printf(Locale.ROOT, "  %-12s %9.3f ms   %6.2f x ours%n", name,
                1000 * shiftedGeometricMean(times), shiftedGeometricMean(times) / ours));
        out.printf(Locale.ROOT, "Cold: each program solved once by ours, one after the other, in a fresh process: %.0f ms in all%n", 1000 * cold);
    }

    private static double shiftedGeometricMean(List<Double> times) {
        return Math.exp(times.stream().mapToDouble(time -> Math.log(time + SHIFT)).average().orElse(Double.NaN)) - SHIFT;
    }
}
