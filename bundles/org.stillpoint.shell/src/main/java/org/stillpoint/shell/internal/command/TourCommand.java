package org.stillpoint.shell.internal.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.stillpoint.api.Solution;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.plot.Figures;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import org.stillpoint.shell.internal.console.Verdicts;
import org.stillpoint.shell.internal.report.Report;
import org.stillpoint.shell.internal.tour.TourProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Solves the real problems that the installed bundles bring, prints a table, and writes a report with plots. */
@Command(name = "tour", description = "Solves the bundled real problems, prints a table, and writes a report with plots.")
final class TourCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--report", paramLabel = "FILE", description = "where to write the report; ${DEFAULT-VALUE} if not given")
    private Path report = Path.of("report.html");

    TourCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Console console = session.console();
        List<TourProblem> problems = session.services().tour();
        if (problems.isEmpty()) {
            throw new CommandException("no installed bundle brings a problem for the tour");
        }
        Report page = new Report(session.services().version(), session.services().views());
        Table table = new Table().text("problem").text("solver").text("status").text("certificate").number("objective")
                .number("iterations").number("time").text("BLAS");
        int exitCode = ExitCode.DONE;
        for (TourProblem problem : problems) {
            ReadResult read = problem.read(session.services().files());
            RunRequest request = RunRequest.of(read.problem()).label(problem.title()).solver(problem.solver().orElse(null))
                    .options(problem.options()).build();
            RunResult result = Watch.await(session.services().runs().submit(request), console);
            page.add(problem, read.problem(), result);
            add(table, problem, result);
            exitCode = Math.max(exitCode, ExitCode.of(result.verdict()));
        }
        page.write(report);
        table.print(console, "");
        console.line();
        console.line("report: " + console.styled(Style.STRONG, report.toAbsolutePath().normalize().toString()));
        return exitCode;
    }

    private static void add(Table table, TourProblem problem, RunResult result) {
        table.row().cell(problem.title(), Style.STRONG).cell(result.solver().id(), Style.PLAIN)
                .cell(result.solution().map(solution -> solution.status().name()).orElse("-"), Style.PLAIN)
                .cell(certificate(result), Verdicts.style(result.verdict()))
                .cell(result.certificate().map(Certificate::quantities).map(found -> found.get(Certificate.OBJECTIVE))
                        .map(value -> Figures.digits(value, 7)).orElse("-"), Style.PLAIN)
                .cell(Figures.count(result.solution().map(Solution::iterations).orElse(0L)), Style.PLAIN)
                .cell(Figures.seconds(result.seconds()), Style.PLAIN).cell(result.blas(), Style.PLAIN);
    }

    private static String certificate(RunResult result) {
        String words = Verdicts.words(result.verdict());
        return switch (result.verdict()) {
            case CERTIFIED -> words + ", " + holding(result) + " checks hold";
            case REFUSED, FAILED -> words + ": " + result.failure().orElse("no reason given");
            default -> words;
        };
    }

    private static long holding(RunResult result) {
        return result.certificate().stream().flatMap(found -> found.checks().stream()).filter(Check::holds).count();
    }
}
