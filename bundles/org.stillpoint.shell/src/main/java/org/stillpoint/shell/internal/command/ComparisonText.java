package org.stillpoint.shell.internal.command;

import java.util.List;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.shell.internal.comparison.Comparison;
import org.stillpoint.shell.internal.comparison.Measure;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import org.stillpoint.shell.internal.console.Verdicts;
import org.stillpoint.shell.internal.plot.TextPlot;

/** A comparison of solvers, for people. */
final class ComparisonText {

    private static final String BEST = "* ";

    private ComparisonText() {
    }

    static void print(Console console, Comparison comparison) {
        console.line(console.styled(Style.STRONG, comparison.label()) + "  " + comparison.summary());
        console.line();
        List<Measure> measures = comparison.measures();
        boolean marked = false;
        Table table = new Table().text("").text("solver").text("status").text("certificate");
        measures.forEach(measure -> table.number(measure.title()));
        List<RunResult> results = comparison.results();
        for (int i = 0; i < results.size(); i++) {
            RunResult run = results.get(i);
            table.row().cell(ConvergencePlot.letter(i), Style.ofSeveral(i)).cell(run.solver().id(), Style.STRONG)
                    .cell(run.solution().map(solution -> solution.status().name()).orElse("NO ANSWER"), Style.PLAIN)
                    .cell(Verdicts.words(run.verdict()), Verdicts.style(run.verdict()));
            for (Measure measure : measures) {
                boolean best = comparison.isBest(run, measure);
                marked |= best;
                table.cell((best ? BEST : "") + measure.shown(run), best ? Style.GOOD : Style.PLAIN);
            }
        }
        if (!table.isEmpty()) {
            table.print(console, "  ");
        }
        comparison.decisiveCheck().ifPresent(check -> console.line(console.styled(Style.FAINT, "  verified: " + check)));
        if (marked) {
            console.line(console.styled(Style.FAINT, "  * the least of those certified"));
        }
        comparison.reasonsOfRefusal().forEach(reason -> remark(console, reason));
        results.forEach(run -> run.failure().ifPresent(failure -> remark(console, run.solver().id() + ": " + failure)));
        comparison.reductions().forEach(note -> remark(console, note));
        comparison.notes().forEach(note -> remark(console, note));
        ConvergencePlot plot = comparison.plot(Abscissa.EVALUATIONS);
        if (!plot.isEmpty()) {
            console.line();
            TextPlot.print(plot, console);
        }
    }

    private static void remark(Console console, String text) {
        console.line("  " + console.styled(Style.NOTICE, "! ") + text);
    }
}
