package org.stillpoint.shell.internal.command;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stillpoint.api.run.RunService;
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

/** Lists the history of runs, tells everything about one, or deletes some. */
@Command(name = "runs", description = {"Lists the history, newest first; with ID everything about one run.",
    "With --delete: deletes the runs of these numbers from the history."})
final class RunsCommand implements Callable<Integer> {

    private static final int SPARKLINE = 64;

    private final Session session;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "the number of a run; several with --delete")
    private List<String> numbers = List.of();
    @Option(names = "--delete", description = "delete the runs from the history; all or none")
    private boolean delete;
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
        List<Long> ids = numbers.stream().map(RunsCommand::number).toList();
        if (delete) {
            delete(console, ids);
            return ExitCode.DONE;
        }
        if (ids.size() > 1) {
            throw new CommandException("stillpoint runs tells of one run at a time; without a number it lists them");
        }
        if (!ids.isEmpty()) {
            long id = ids.get(0);
            RunSummary run = session.services().runs().find(id).orElseThrow(() -> noRun(String.valueOf(id), ""));
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

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw noRun(text, "");
        }
    }

    private static CommandException noRun(String number, String consequence) {
        return new CommandException("there is no run " + number + consequence, "stillpoint runs lists those there are");
    }

    private void delete(Console console, List<Long> ids) {
        if (ids.isEmpty()) {
            throw new CommandException("--delete expects the numbers of the runs");
        }
        RunService runs = session.services().runs();
        Map<Long, RunState> known = runs.overview(0, Integer.MAX_VALUE).stream().collect(toMap(RunSummary::id, RunSummary::state));
        List<String> unknown = new ArrayList<>();
        for (long id : ids) {
            if (!known.containsKey(id)) {
                unknown.add(String.valueOf(id));
            } else if (known.get(id) != RunState.DONE) {
                throw new CommandException("run " + id + " is not done; nothing is deleted");
            }
        }
        if (!unknown.isEmpty()) {
            throw noRun(String.join(", nor ", unknown), "; nothing is deleted");
        }
        int deleted = runs.delete(ids);
        console.line(json ? Json.text(Map.of("deleted", deleted)) : deleted + (deleted == 1 ? " run deleted" : " runs deleted"));
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
        run.source().ifPresent(source -> console.line("from " + source));
        console.line("submitted " + Figures.time(run.submitted()) + " to " + run.solver() + " " + run.version() + ", BLAS " + run.blas());
        console.line("options " + ResultText.options(run.options()));
        console.line(console.styled(Style.STRONG, status(run)) + "  "
                + console.styled(style(run), verdict(run))
                + "  residual " + Figures.small(run.residual()) + ", " + Figures.iterations(run.iterations()) + ", "
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
        object.put("source", run.source().orElse(null));
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
