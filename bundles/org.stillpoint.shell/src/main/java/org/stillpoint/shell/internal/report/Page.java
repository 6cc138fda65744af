package org.stillpoint.shell.internal.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.InkSheet;
import org.stillpoint.plot.Markup;
import org.stillpoint.shell.internal.console.Verdicts;

/** What all pages have: one self-contained HTML file with the style sheet, a header, and a footer that names the machine. */
final class Page {

    private static final String STYLE_SHEET = "/report/report.css";

    private Page() {
    }

    /** A page around its content, written by a version of the product. */
    static String of(String title, String version, CharSequence content) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" + Markup.escape(title)
                + "</title>\n<style>\n" + InkSheet.css() + styleSheet() + "</style>\n</head>\n<body>\n<main>\n<header><h1>Stillpoint</h1>"
                + "<p>Every answer below was checked again from its problem alone, apart from the solver that found it.</p></header>\n"
                + content + "<footer>Stillpoint " + Markup.escape(version) + ", Java " + Markup.escape(Runtime.version().toString())
                + " on " + Markup.escape(System.getProperty("os.name") + " " + System.getProperty("os.arch")) + ", "
                + Runtime.getRuntime().availableProcessors() + " processors</footer>\n</main>\n</body>\n</html>\n";
    }

    /** A verdict; the style sheet has a class for each style. */
    static String badge(Verdict verdict) {
        return "<span class=\"badge " + Verdicts.style(verdict).name().toLowerCase(Locale.ROOT) + "\">" + Verdicts.words(verdict)
                + "</span>";
    }

    private static String styleSheet() {
        try (InputStream in = Page.class.getResourceAsStream(STYLE_SHEET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
