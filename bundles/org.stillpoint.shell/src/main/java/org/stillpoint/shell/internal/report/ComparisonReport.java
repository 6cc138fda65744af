package org.stillpoint.shell.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.ConvergencePicture;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Markup;
import org.stillpoint.plot.SvgDrawing;
import org.stillpoint.shell.internal.comparison.Comparison;
import org.stillpoint.shell.internal.comparison.Measure;

/** A page about the runs of several solvers on one problem: the table, and their residuals over evaluations and over time. */
public final class ComparisonReport {

    private ComparisonReport() {
    }

    /** Writes the page, by a version of the product. */
    public static void write(Comparison comparison, String version, Path file) throws IOException {
        Files.writeString(file, html(comparison, version));
    }

    static String html(Comparison comparison, String version) {
        StringBuilder html = new StringBuilder("<section>\n<h2>").append(Markup.escape(comparison.label())).append("</h2>\n<p>")
                .append(Markup.escape(comparison.summary())).append("</p>\n");
        table(html, comparison);
        comparison.reasonsOfRefusal().forEach(reason -> remark(html, reason));
        comparison.results().forEach(run -> run.failure().ifPresent(failure -> remark(html, run.solver().id() + ": " + failure)));
        comparison.reductions().forEach(note -> remark(html, note));
        comparison.notes().forEach(note -> remark(html, note));
        for (Abscissa abscissa : List.of(Abscissa.EVALUATIONS, Abscissa.SECONDS)) {
            html.append("<h3>Residual over ").append(abscissa.title()).append("</h3>\n<div class=\"scroll\">")
                    .append(SvgDrawing.element(ConvergencePicture.of(comparison.plot(abscissa)))).append("</div>\n");
        }
        comparison.methods().forEach(method -> html.append("<p class=\"method\">").append(Markup.escape(method)).append(".</p>\n"));
        html.append("</section>\n");
        return Page.of("Stillpoint: solvers compared", version, html);
    }

    private static void remark(StringBuilder html, String text) {
        html.append("<p class=\"remark\">").append(Markup.escape(text)).append("</p>\n");
    }

    private static void table(StringBuilder html, Comparison comparison) {
        List<Measure> measures = comparison.measures();
        html.append("<div class=\"scroll\"><table class=\"comparison\"><thead><tr><th></th><th>solver</th><th>status</th>")
                .append("<th>certificate</th>");
        measures.forEach(measure -> html.append("<th class=\"number\">").append(Markup.escape(measure.title())).append("</th>"));
        html.append("<th class=\"number\">residual</th></tr></thead><tbody>\n");
        int index = 0;
        for (RunResult run : comparison.results()) {
            html.append("<tr><td>").append(ConvergencePlot.letter(index++)).append("</td><td><strong>")
                    .append(Markup.escape(run.solver().id())).append("</strong></td><td>")
                    .append(run.solution().map(solution -> solution.status().name()).orElse("no answer")).append("</td><td>")
                    .append(Page.badge(run.verdict())).append("</td>");
            for (Measure measure : measures) {
                html.append(comparison.isBest(run, measure) ? "<td class=\"number best\">" : "<td class=\"number\">")
                        .append(Markup.escape(measure.shown(run))).append("</td>");
            }
            html.append("<td class=\"number\">").append(run.solution().map(solution -> Figures.small(solution.residual())).orElse("-"))
                    .append("</td></tr>\n");
        }
        html.append("</tbody></table></div>\n");
        comparison.decisiveCheck().ifPresent(check -> html.append("<p class=\"method\">Verified: ").append(Markup.escape(check))
                .append(". Bold: the least of those certified.</p>\n"));
    }
}
