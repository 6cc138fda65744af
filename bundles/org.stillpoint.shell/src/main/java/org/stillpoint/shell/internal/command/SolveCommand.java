package org.stillpoint.shell.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.shell.internal.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a problem, solves it, verifies the answer, and tells how good it is. */
@Command(name = "solve", description = "Solves the problem in a file and verifies the answer.")
final class SolveCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private final ProblemInput input = new ProblemInput();
    @Option(names = "--solver", paramLabel = "ID", description = "the solver; the host chooses if not given")
    private String solver;
    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "an option of the solver, such as tolerance=1e-8")
    private Map<String, String> options = new LinkedHashMap<>();
    @Option(names = "--time-limit", paramLabel = "S", description = "stop after this many seconds with the best iterate")
    private Double timeLimit;
    @Option(names = "--start", paramLabel = "FILE", description = "start from a solution that --out wrote")
    private Path start;
    @Option(names = "--blas", paramLabel = "PROVIDER", description = "use this linear algebra throughout")
    private String blas;
    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;
    @Option(names = "--out", paramLabel = "FILE", description = "write the solution: .npz, .json or .csv")
    private Path out;
    @Option(names = "--report", paramLabel = "FILE", description = "write a page with the certificate and a convergence plot")
    private Path report;

    SolveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Services services = session.services();
        checkArguments(services);
        ReadResult read = input.read(services.files());
        String label = input.label();
        RunRequest.Builder request = RunRequest.of(read.problem()).label(label).source(input.file()).solver(solver)
                .options(options).blas(blas);
        if (timeLimit != null) {
            request.timeLimit(Duration.ofNanos((long) (timeLimit * 1e9)));
        }
        if (start != null) {
            request.start(startValue(services, read.problem()));
        }
        RunResult result = Watch.await(submit(services.runs(), request.build()), session.console());
        if (result.verdict() == Verdict.REFUSED && !json) {
            throw new CommandException(result.solver().id() + " refuses " + label + ": " + result.failure().orElse("no reason given"));
        }
        // Shown before anything is written: a full disk must not cost the answer too.
        if (json) {
            session.console().line(Json.text(Json.result(label, result, read.warnings())));
        } else {
            ResultText.print(session.console(), label, read.problem(), result, read.warnings(), services.views());
        }
        if (out != null && result.solution().isPresent()) {
            services.files().write(read.problem(), result.solution().get().value(), out);
        }
        if (report != null) {
            new Report(services.version(), services.views()).add(label, read.problem(), result).write(report);
        }
        return ExitCode.of(result.verdict());
    }

    /** That a value cannot be started from is known only to the host. */
    private static Run submit(RunService runs, RunRequest request) {
        try {
            return runs.submit(request);
        } catch (OptionException wrong) {
            throw wrong;
        } catch (IllegalArgumentException refused) {
            throw new CommandException(refused.getMessage());
        }
    }

    private void checkArguments(Services services) throws IOException {
        input.check();
        if (timeLimit != null && !(timeLimit > 0 && timeLimit < 1e9)) {
            throw new CommandException("--time-limit is " + timeLimit + "; expected a positive number of seconds");
        }
        if (start != null && Files.isDirectory(start)) {
            throw new CommandException("--start " + start + " is a folder; expected a solution that --out wrote");
        }
        if (options.containsKey("")) {
            throw new CommandException("--set =" + options.get("") + " names no option; expected NAME=VALUE");
        }
        Targets.check("--report", report);
        Targets.check("--out", out);
        if (out != null) {
            checkFormat(services.files());
        }
        if (blas != null && services.blas().provider(blas).isEmpty()) {
            throw new CommandException("there is no BLAS provider " + blas + "; there are "
                    + String.join(", ", services.blas().providers().stream().map(Blas::name).toList()));
        }
    }

    /** A format of problems holds no solution; that must be told before the run, not after it. */
    private void checkFormat(ProblemFiles files) {
        Set<String> formats = new TreeSet<>(files.writableExtensions());
        formats.removeAll(files.readableExtensions());
        if (!ProblemInput.endsWithOneOf(out, formats) || ProblemInput.endsWithOneOf(out, files.readableExtensions())) {
            throw new CommandException("--out " + out + ": no format of solutions; there are " + String.join(", ", formats));
        }
    }

    private Recordable startValue(Services services, Problem problem) throws IOException {
        List<ProblemType<?, ?>> types = services.registry().problemTypes();
        ProblemType<?, ?> type = types.stream().filter(candidate -> candidate.name().equals(problem.type())).findFirst()
                .orElseThrow(() -> new CommandException("--start: the problem type " + problem.type() + " is not known"));
        return type.value(services.files().readRecord(start, type.valueRecord()));
    }
}
