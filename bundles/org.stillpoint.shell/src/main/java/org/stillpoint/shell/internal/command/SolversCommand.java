package org.stillpoint.shell.internal.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.plot.Figures;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the installed solvers, or tells everything about one. */
@Command(name = "solvers", description = "Lists what is installed; with ID its options, defaults, ranges and paper.")
final class SolversCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "the solver to describe")
    private String id;
    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    SolversCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Console console = session.console();
        if (id != null) {
            SolverDescriptor solver = session.services().registry().solver(id).descriptor();
            if (json) {
                console.line(Json.text(Json.solver(solver)));
            } else {
                describe(console, solver);
            }
            return ExitCode.DONE;
        }
        List<SolverDescriptor> solvers = session.services().registry().solvers();
        if (json) {
            console.line(Json.text(Map.of("solvers", solvers.stream().map(Json::solver).toList())));
        } else if (solvers.isEmpty()) {
            console.line("No solver is installed; stillpoint install FILE adds one.");
        } else {
            Table table = new Table().text("solver").text("version").text("problem").text("title");
            solvers.forEach(solver -> table.row().cell(solver.id(), Style.STRONG).cell(solver.version().toString(), Style.PLAIN)
                    .cell(solver.problemType(), Style.PLAIN).cell(solver.title(), Style.PLAIN));
            table.print(console, "");
        }
        return ExitCode.DONE;
    }

    private static void describe(Console console, SolverDescriptor solver) {
        console.line(console.styled(Style.STRONG, solver.id()) + "  " + solver.title());
        console.line("solves " + solver.problemType() + ", version " + solver.version() + ", from " + solver.bundle());
        if (!solver.paper().isEmpty()) {
            console.line("after " + solver.paper());
        }
        console.line();
        Table table = new Table().text("option").text("default").text("allowed").text("meaning");
        solver.options().declarations().forEach(option -> table.row().cell(option.name(), Style.STRONG)
                .cell(shown(option.standard()), Style.PLAIN).cell(option.range(), Style.PLAIN).cell(option.description(), Style.PLAIN));
        table.print(console, "");
    }

    private static String shown(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "on" : "off";
        }
        return value instanceof Double number ? Figures.value(number) : String.valueOf(value);
    }
}
