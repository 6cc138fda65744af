package org.stillpoint.shell.internal.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stillpoint.api.Problem;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.shell.internal.comparison.Comparison;
import org.stillpoint.shell.internal.report.ComparisonReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs all solvers that take a problem, one after the other, and shows how they compare. */
@Command(name = "compare", description = {
    "Runs all solvers that take the problem in a file, one after the other to the same tolerance,",
    "verifies their answers, and shows how they compare. Ctrl-C ends it with what there is."})
final class CompareCommand implements Callable<Integer> {

    /** Seconds: a run that takes less is made again, for in the first one a good part of the time goes into loading the solver's code. */
    private static final double SHORT = 1;

    private final Session session;

    @Mixin
    private final ProblemInput input = new ProblemInput();
    @Option(names = "--solver", paramLabel = "ID", description = "a solver to run; give several, or none for all")
    private List<String> solvers = List.of();
    @Option(names = "--set", paramLabel = "NAME=VALUE",
            description = "an option, such as tolerance=1e-8, of all solvers that have one of that name")
    private Map<String, String> options = new LinkedHashMap<>();
    @Option(names = "--time-limit", paramLabel = "S", description = "stop each solver after so many seconds; 60 if not given")
    private double timeLimit = 60;
    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;
    @Option(names = "--report", paramLabel = "FILE", description = "write a page with the table and plots over evaluations and time")
    private Path report;

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Services services = session.services();
        input.check();
        Targets.check("--report", report);
        if (!(timeLimit > 0 && timeLimit < 1e9)) {
            throw new CommandException("--time-limit is " + timeLimit + "; expected a positive number of seconds");
        }
        if (options.containsKey("")) {
            throw new CommandException("--set =" + options.get("") + " names no option; expected NAME=VALUE");
        }
        ReadResult read = input.read(services.files());
        List<SolverDescriptor> contestants = contestants(services, read.problem().type());
        SharedOptions shared = new SharedOptions(options, contestants, () -> usual(services, read.problem(), contestants));
        List<String> notes = new ArrayList<>(read.warnings());
        notes.addAll(shared.notes());
        Comparison comparison = compare(services, read.problem(), shared, notes);
        boolean refused = comparison.results().isEmpty() && !comparison.refusals().isEmpty();
        if (refused && !json) {
            throw new CommandException(input.label() + " is " + String.join("; ", comparison.reasonsOfRefusal()));
        }
        // Shown before anything is written: a full disk must not cost the answers too.
        if (json) {
            session.console().line(Json.text(Json.comparison(comparison)));
        } else {
            ComparisonText.print(session.console(), comparison);
        }
        if (report != null) {
            ComparisonReport.write(comparison, services.version(), report);
        }
        return comparison.certified() ? ExitCode.DONE : refused ? ExitCode.USAGE : ExitCode.NOT_CERTIFIED;
    }

    private List<SolverDescriptor> contestants(Services services, String type) {
        List<SolverDescriptor> all = services.registry().solversFor(type);
        if (all.isEmpty()) {
            throw new CommandException("there is no solver for " + type + " problems", "stillpoint solvers lists those there are");
        }
        if (solvers.isEmpty()) {
            return all;
        }
        List<SolverDescriptor> chosen = new ArrayList<>();
        for (String id : solvers) {
            SolverDescriptor solver = services.registry().solver(id).descriptor();
            chosen.add(all.stream().filter(candidate -> candidate.id().equals(id)).findFirst()
                    .orElseThrow(() -> new CommandException("solver " + id + " takes " + solver.problemType() + " problems, not " + type
                            + "; for those there is " + String.join(", ", all.stream().map(SolverDescriptor::id).toList()))));
        }
        return chosen.stream().distinct().toList();
    }

    /** The solver that the host would choose, if it is one of those to be compared; else the first of these. */
    private static SolverDescriptor usual(Services services, Problem problem, List<SolverDescriptor> contestants) {
        try {
            SolverDescriptor chosen = services.registry().select(problem).descriptor();
            return contestants.contains(chosen) ? chosen : contestants.get(0);
        } catch (SolverGoneException none) {
            return contestants.get(0);
        }
    }

    /** One after the other, so that none takes time from another. */
    private Comparison compare(Services services, Problem problem, SharedOptions shared, List<String> notes) {
        Watch watch = new Watch(session.console());
        List<RunResult> results = new ArrayList<>();
        for (SolverDescriptor solver : shared.solvers()) {
            RunRequest request = RunRequest.of(problem).label(input.label()).source(input.file()).solver(solver.id(), solver.version())
                    .options(shared.of(solver)).timeLimit(Duration.ofNanos((long) (timeLimit * 1e9))).build();
            String title = results.size() + 1 + "/" + shared.solvers().size() + " " + solver.id();
            try {
                results.add(run(services.runs(), request, watch, title));
            } catch (CommandException | SolverGoneException withoutResult) {
                notes.add(solver.id() + ": " + withoutResult.getMessage());
            }
            if (watch.interrupted()) {
                break;
            }
        }
        return new Comparison(input.label(), problem.type(), shared.tolerance(), results, notes, watch.interrupted());
    }

    private static RunResult run(RunService runs, RunRequest request, Watch watch, String title) {
        RunResult result = watch.await(runs.submit(request), title);
        if (result.solution().isEmpty() || result.seconds() >= SHORT || watch.interrupted()) {
            return result;
        }
        RunResult again = watch.await(runs.submit(request), title);
        return watch.interrupted() ? result : again;
    }
}
