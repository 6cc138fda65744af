package org.stillpoint.ui.internal.part;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with parts that are shown in other ways. Built by one thread. */
public final class RichText {

    private static final Pattern PAPER = Pattern.compile("(arXiv:)([a-z.-]*/?\\d[\\d.]*\\d)|(doi:|https://doi\\.org/)(10\\.\\S*[^\\s.,;)])",
            Pattern.CASE_INSENSITIVE);

    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();

    /** How a part is shown. */
    public enum Look {
        /** The title of the text. */
        TITLE,
        /** The name of what follows. */
        NAME,
        /** Of less weight. */
        MUTED,
        /** What went wrong. */
        WRONG,
        /** Opens a page. */
        LINK
    }

    /**
     * A part.
     *
     * @param start where it begins
     * @param length how long it is
     * @param look how it is shown
     * @param address the page that a link opens, else empty
     */
    public record Span(int start, int length, Look look, String address) {
    }

    /** Appends plain text. */
    public RichText plain(String part) {
        text.append(part);
        return this;
    }

    /** Appends a part that is shown in another way. */
    public RichText styled(String part, Look look) {
        spans.add(new Span(text.length(), part.length(), look, ""));
        return plain(part);
    }

    /** Appends a line with a name and what it stands for; nothing if that is empty. */
    public RichText field(String name, String value) {
        return value.isEmpty() ? this : styled(name, Look.NAME).plain("  ").linked(value).plain("\n");
    }

    /** Appends text in which the numbers of papers, as arXiv and doi give them, open their pages. */
    public RichText linked(String part) {
        Matcher matcher = PAPER.matcher(part);
        while (matcher.find()) {
            String address = matcher.group(2) != null ? "https://arxiv.org/abs/" + matcher.group(2) : "https://doi.org/" + matcher.group(4);
            spans.add(new Span(text.length() + matcher.start(), matcher.end() - matcher.start(), Look.LINK, address));
        }
        return plain(part);
    }

    /** The whole text. */
    public String text() {
        return text.toString();
    }

    /** The parts that are shown in other ways, from first to last. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }
}
