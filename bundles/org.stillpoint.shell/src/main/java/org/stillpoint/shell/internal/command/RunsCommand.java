package org.stillpoint.shell.internal.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.plot.Figures;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Sparkline;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import org.stillpoint.shell.internal.console.Verdicts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the history of runs, or tells everything about one. */
@Command(name = "runs", description = "Lists the history, newest first; with ID everything about one run.")
final class RunsCommand implements Callable<Integer> {

    private static final int SPARKLINE = 64;

    private final Session session;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "the number of a run")
    private Long id;
    @Option(names = "--limit", paramLabel = "N", description = "how many runs to list; ${DEFAULT-VALUE} if not given")
    private int limit = 20;
    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    RunsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        if (limit < 1) {
            throw new CommandException("--limit is " + limit + "; expected an integer from 1");
        }
        if (id != null) {
            RunSummary run = session.services().runs().find(id).orElseThrow(
                    () -> new CommandException("there is no run " + id, "stillpoint runs lists those there are"));
            if (json) {
                console.line(Json.text(json(run)));
            } else {
                describe(console, run);
            }
            return ExitCode.DONE;
        }
        List<RunSummary> history = session.services().runs().history(limit);
        if (json) {
            console.line(Json.text(Map.of("runs", history.stream().map(RunsCommand::json).toList())));
        } else if (history.isEmpty()) {
            console.line("No run yet; stillpoint solve FILE makes one.");
        } else {
            list(console, history);
        }
        return ExitCode.DONE;
    }

    private static void list(Console console, List<RunSummary> history) {
        Table table = new Table().number("run").text("submitted").text("problem").text("solver").text("status").text("verdict")
                .number("residual").number("iterations").number("time");
        for (RunSummary run : history) {
            table.row(String.valueOf(run.id()), Figures.minute(run.submitted()), run.label(), run.solver(), status(run));
            table.cell(verdict(run), style(run)).cell(Figures.small(run.residual()), Style.PLAIN)
                    .cell(Figures.count(run.iterations()), Style.PLAIN).cell(Figures.seconds(run.seconds()), Style.PLAIN);
        }
        table.print(console, "");
    }

    private static void describe(Console console, RunSummary run) {
        console.line(console.styled(Style.STRONG, "run " + run.id()) + "  " + run.label() + "  (" + run.problemType() + ")");
        console.line("submitted " + Figures.time(run.submitted()) + " to " + run.solver() + " " + run.version() + ", BLAS " + run.blas());
        console.line("options " + ResultText.options(run.options()));
        console.line(console.styled(Style.STRONG, status(run)) + "  "
                + console.styled(style(run), verdict(run))
                + "  residual " + Figures.small(run.residual()) + ", " + Figures.count(run.iterations()) + " iterations, "
                + Figures.seconds(run.seconds()));
        run.failure().ifPresent(failure -> console.line(console.styled(Style.BAD, "! ") + failure));
        run.remarks().forEach(remark -> console.line(console.styled(Style.NOTICE, "! ") + remark));
        run.certificate().ifPresent(certificate -> ResultText.certificate(console, certificate));
        String spark = Sparkline.of(run.history(), SPARKLINE, console.unicode());
        if (!spark.isEmpty()) {
            console.line();
            console.line("  " + spark + "  " + console.styled(Style.FAINT, "residual"));
        }
    }

    private static Map<String, Object> json(RunSummary run) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", run.id());
        object.put("problem", run.label());
        object.put("type", run.problemType());
        object.put("solver", run.solver());
        object.put("version", run.version());
        object.put("options", run.options());
        object.put("submitted", run.submitted().toString());
        object.put("status", status(run));
        object.put("verdict", verdict(run));
        object.put("residual", Json.finite(run.residual()));
        object.put("iterations", run.iterations());
        object.put("seconds", Json.finite(run.seconds()));
        object.put("blas", run.blas());
        object.put("certificate", run.certificate().map(Json::checks).orElse(List.of()));
        object.put("remarks", run.remarks());
        object.put("failure", run.failure().orElse(null));
        return object;
    }

    private static String status(RunSummary run) {
        return run.state() == RunState.DONE ? run.status().orElse("-") : run.state().name();
    }

    private static String verdict(RunSummary run) {
        return run.verdict().map(Verdicts::words).orElse("-");
    }

    private static Style style(RunSummary run) {
        return run.verdict().map(Verdicts::style).orElse(Style.PLAIN);
    }
}
