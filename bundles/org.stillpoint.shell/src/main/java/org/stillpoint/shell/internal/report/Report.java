package org.stillpoint.shell.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.ConvergencePicture;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Curve;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Markup;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.plot.SvgDrawing;
import org.stillpoint.shell.internal.tour.TourProblem;

/** A page about finished runs: one self-contained HTML file with plots, certificates and solutions. */
public final class Report {

    /** One run on the page. */
    private record Entry(String title, String about, String source, String unit, Problem problem, RunResult result) {

        String objective() {
            return result.certificate().map(Certificate::quantities).map(found -> found.get(Certificate.OBJECTIVE))
                    .map(value -> Figures.digits(value, 7)).orElse("");
        }

        String status() {
            return result.solution().map(solution -> solution.status().name()).orElse("no answer");
        }
    }

    private final String version;
    private final ResultViews views;
    private final List<Entry> entries = new ArrayList<>();

    /** An empty page, written by a version of the product; what is seen of solutions is left to views. */
    public Report(String version, ResultViews views) {
        this.version = version;
        this.views = views;
    }

    /** Adds a run on a problem of the tour. */
    public Report add(TourProblem tour, Problem problem, RunResult result) {
        entries.add(new Entry(tour.title(), tour.about(), tour.source(), tour.unit(), problem, result));
        return this;
    }

    /** Adds a run. */
    public Report add(String title, Problem problem, RunResult result) {
        entries.add(new Entry(title, "", "", "", problem, result));
        return this;
    }

    /** Writes the page. */
    public void write(Path file) throws IOException {
        Files.writeString(file, html());
    }

    /** The page. */
    String html() {
        StringBuilder html = new StringBuilder();
        overview(html);
        entries.forEach(entry -> section(html, entry));
        return Page.of("Stillpoint report", version, html);
    }

    private void overview(StringBuilder html) {
        html.append("<div class=\"scroll\"><table class=\"overview\"><thead><tr><th>problem</th><th>solver</th><th>status</th>")
                .append("<th>certificate</th><th class=\"number\">objective</th><th class=\"number\">iterations</th>")
                .append("<th class=\"number\">time</th><th>BLAS</th></tr></thead><tbody>\n");
        for (Entry entry : entries) {
            RunResult result = entry.result();
            html.append("<tr><td><strong>").append(Markup.escape(entry.title())).append("</strong></td><td>")
                    .append(Markup.escape(result.solver().id())).append("</td><td>").append(entry.status()).append("</td><td>")
                    .append(Page.badge(result.verdict())).append("</td><td class=\"number\">").append(entry.objective())
                    .append("</td><td class=\"number\">").append(Figures.count(result.solution().map(Solution::iterations).orElse(0L)))
                    .append("</td><td class=\"number\">").append(Figures.seconds(result.seconds())).append("</td><td>")
                    .append(Markup.escape(result.blas())).append("</td></tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    private static void remark(StringBuilder html, String remark) {
        html.append("<p class=\"remark\">").append(Markup.escape(remark)).append("</p>\n");
    }

    /** Each with its title as a heading, several of one title below each other. */
    private static void pictures(StringBuilder html, List<Picture> pictures) {
        String title = "";
        for (Picture picture : pictures) {
            if (!picture.title().equals(title)) {
                html.append("<h3>").append(Markup.escape(picture.title())).append("</h3>\n");
            }
            title = picture.title();
            html.append("<div class=\"scroll\">").append(SvgDrawing.element(picture)).append("</div>\n");
        }
    }

    private void section(StringBuilder html, Entry entry) {
        RunResult result = entry.result();
        html.append("<section>\n<h2>").append(Markup.escape(entry.title())).append(' ').append(Page.badge(result.verdict()))
                .append("</h2>\n");
        if (!entry.about().isEmpty()) {
            html.append("<p>").append(Markup.escape(entry.about())).append("</p>\n");
        }
        figures(html, entry);
        result.failure().ifPresent(failure -> remark(html, failure));
        result.solution().ifPresent(solution -> solution.warnings().forEach(warning -> remark(html, warning)));
        result.remarks().forEach(remark -> remark(html, remark));
        result.solution().ifPresent(solution -> pictures(html, List.of(ConvergencePicture.of(new ConvergencePlot(Abscissa.ITERATIONS,
                List.of(Curve.of(entry.title(), solution, result.seconds())), solution.tolerance())))));
        result.solution().ifPresent(solution -> {
            pictures(html, views.pictures(entry.problem(), solution.value()));
            html.append("<h3>Solution</h3>\n").append(TableMarkup.html(views.tables(entry.problem(), solution.value())));
        });
        result.certificate().ifPresent(certificate -> certificate(html, certificate));
        method(html, entry);
        html.append("</section>\n");
    }

    private static void figures(StringBuilder html, Entry entry) {
        RunResult result = entry.result();
        html.append("<dl>");
        if (!entry.objective().isEmpty()) {
            figure(html, "objective", entry.objective(), entry.unit());
        }
        result.solution().ifPresent(solution -> {
            figure(html, "status", solution.status().name(), "");
            figure(html, "residual", Figures.small(solution.residual()), "");
            figure(html, "iterations", Figures.count(solution.iterations()), "");
        });
        figure(html, "time", Figures.seconds(result.seconds()), "");
        html.append("</dl>\n");
    }

    private static void figure(StringBuilder html, String name, String value, String unit) {
        html.append("<div><dt>").append(name).append("</dt><dd>").append(Markup.escape(value));
        if (!unit.isEmpty()) {
            html.append(" <small>").append(Markup.escape(unit)).append("</small>");
        }
        html.append("</dd></div>");
    }

    private static void certificate(StringBuilder html, Certificate certificate) {
        html.append("<h3>Certificate</h3>\n<table><caption>Computed from the problem by ").append(Markup.escape(certificate.verifier()))
                .append("</caption><thead><tr><th>check</th><th class=\"number\">value</th><th class=\"number\">bound</th><th></th></tr>")
                .append("</thead><tbody>\n");
        for (Check check : certificate.checks()) {
            html.append("<tr><td>").append(Markup.escape(check.name())).append("</td><td class=\"number\">")
                    .append(Figures.small(check.value())).append("</td><td class=\"number\">")
                    .append(check.relation() == Check.Relation.AT_MOST ? "&#8804; " : "&#8805; ").append(Figures.small(check.bound()))
                    .append("</td><td><span class=\"badge ").append(check.holds() ? "good\">holds" : "bad\">fails")
                    .append("</span></td></tr>\n");
        }
        for (Map.Entry<String, Double> quantity : certificate.quantities().entrySet()) {
            html.append("<tr><td>").append(Markup.escape(Figures.words(quantity.getKey()))).append("</td><td class=\"number\">")
                    .append(Figures.value(quantity.getValue())).append("</td><td></td><td></td></tr>\n");
        }
        html.append("</tbody></table>\n");
        certificate.notes().forEach(note -> html.append("<p>").append(Markup.escape(note)).append("</p>\n"));
    }

    private static void method(StringBuilder html, Entry entry) {
        RunResult result = entry.result();
        html.append("<p class=\"method\">").append(Markup.escape(result.solver().title())).append(" (")
                .append(Markup.escape(result.solver().id() + " " + result.solver().version())).append(')');
        if (!result.solver().paper().isEmpty()) {
            html.append(", after ").append(Markup.escape(result.solver().paper()));
        }
        html.append('.');
        if (!entry.source().isEmpty()) {
            html.append(" Data: ").append(Markup.escape(entry.source())).append('.');
        }
        html.append("</p>\n");
    }
}
