package org.stillpoint.shell.internal.command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultTable.Kind;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.plot.model.Movement;
import org.stillpoint.plot.model.StateSeries;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.console.Sparkline;
import org.stillpoint.shell.internal.console.Style;
import org.stillpoint.shell.internal.console.Table;
import org.stillpoint.shell.internal.console.Verdicts;
import org.stillpoint.shell.internal.plot.TextHeatMap;
import org.stillpoint.shell.internal.plot.TextSeries;

/** A finished run, for people. */
final class ResultText {

    private static final int SPARKLINE = 48;
    private static final int MOST_ROWS = 20;

    private ResultText() {
    }

    static void print(Console console, String label, Problem problem, RunResult result, List<String> warnings,
            ResultViews views) {
        console.line(console.styled(Style.STRONG, label) + "  " + result.solver().title() + "  "
                + console.styled(Style.FAINT, result.solver().id() + " " + result.solver().version()));
        console.line();
        String status = result.solution().map(solution -> solution.status().name()).orElse("NO ANSWER");
        String verdict = console.styled(Verdicts.style(result.verdict()), Verdicts.words(result.verdict()));
        console.line("  " + console.styled(Style.STRONG, status) + "  " + verdict);
        result.solution().ifPresent(solution -> views.tables(problem, solution.value()).stream()
                .filter(ResultTable::hasShares).forEach(table -> table(console, table)));
        result.solution().map(Solution::value).filter(TransportPlan.class::isInstance).map(TransportPlan.class::cast)
                .filter(TransportPlan::explicit)
                .ifPresent(plan -> TextHeatMap.print(Movement.of(plan.plan()), plan.f().length, plan.g().length, console));
        result.solution().flatMap(solution -> StateSeries.of(problem, solution.value()))
                .ifPresent(series -> TextSeries.print(series, console));
        result.certificate().ifPresent(certificate -> certificate(console, certificate));
        result.solution().ifPresent(solution -> {
            console.line();
            effort(console, solution, result);
        });
        Json.warnings(result, warnings).forEach(warning -> console.line("  " + console.styled(Style.NOTICE, "! ") + warning));
    }

    private static void table(Console console, ResultTable table) {
        console.line();
        console.line("  " + console.styled(Style.FAINT, table.title()));
        Table text = new Table();
        table.columns().stream().filter(column -> column.kind() != Kind.SHARE).forEach(column -> {
            if (column.kind() == Kind.NUMBER) {
                text.number(column.heading());
            } else {
                text.text(column.heading());
            }
        });
        for (int row = 0; row < Math.min(MOST_ROWS, table.rows()); row++) {
            text.row();
            List<Object> values = table.row().apply(row);
            for (int k = 0; k < values.size(); k++) {
                Column column = table.columns().get(k);
                if (column.kind() != Kind.SHARE) {
                    text.cell(column.shown(values.get(k)), Style.PLAIN);
                }
            }
        }
        text.print(console, "  ");
        if (table.rows() > MOST_ROWS) {
            console.line("  and " + Figures.count(table.rows() - MOST_ROWS) + " more");
        }
    }

    static void certificate(Console console, Certificate certificate) {
        Table quantities = new Table().text("quantity").number("value");
        certificate.quantities().forEach((name, value) -> quantities.row(Figures.words(name), Figures.value(value)));
        if (!quantities.isEmpty()) {
            console.line();
            quantities.print(console, "  ");
        }
        Table checks = new Table().text("check").number("value").text("").number("bound").text("");
        for (Check check : certificate.checks()) {
            checks.row(check.name(), Figures.small(check.value()), check.relation() == Check.Relation.AT_MOST ? "<=" : ">=",
                    Figures.small(check.bound()));
            checks.cell(check.holds() ? "holds" : "fails", check.holds() ? Style.GOOD : Style.BAD);
        }
        if (!checks.isEmpty()) {
            console.line();
            checks.print(console, "  ");
        }
        certificate.notes().forEach(note -> console.line("  " + note));
        console.line("  " + console.styled(Style.FAINT, "verified by " + certificate.verifier()));
    }

    private static void effort(Console console, Solution<?> solution, RunResult result) {
        String spark = Sparkline.of(solution.history(), SPARKLINE, console.unicode());
        if (!spark.isEmpty()) {
            console.line("  " + spark + "  " + console.styled(Style.FAINT, "residual") + " " + Figures.small(solution.residual()));
        }
        String phases = solution.counters().entrySet().stream()
                .filter(counter -> !counter.getKey().equals(Counter.ITERATIONS) && counter.getValue() > 0)
                .map(counter -> Figures.words(counter.getKey()) + " " + Figures.count(counter.getValue()))
                .collect(Collectors.joining(", "));
        console.line("  " + Figures.iterations(solution.iterations()) + (phases.isEmpty() ? "" : " (" + phases + ")")
                + ", " + Figures.seconds(result.seconds()) + " and " + Figures.seconds(result.secondsVerifying())
                + " to verify, BLAS " + result.blas() + ", run " + result.id());
    }

    static String options(Map<String, ?> options) {
        return options.entrySet().stream().map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
