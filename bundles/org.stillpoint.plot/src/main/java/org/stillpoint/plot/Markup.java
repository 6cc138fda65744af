package org.stillpoint.plot;

/** Texts in HTML and SVG. */
public final class Markup {

    private Markup() {
    }

    /** A text with the characters that have a meaning in markup, or none at all, replaced. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(point < ' ' && point != '\n' && point != '\t' ? 0xFFFD : point);
            }
        });
        return escaped.toString();
    }
}
