package org.stillpoint.plot;

import java.util.Locale;

/**
 * The style sheet of pages with {@linkplain SvgDrawing#element(Picture) drawings}: it gives inks their colours, light or dark as the reader
 * prefers. The variable {@code --panel} is the ground that they are made for.
 */
public final class InkSheet {

    private InkSheet() {
    }

    /** The class of lines of an ink. */
    static String line(Ink ink) {
        return "line-" + name(ink);
    }

    /** The class of areas and texts of an ink. */
    static String fill(Ink ink) {
        return "fill-" + name(ink);
    }

    private static String name(Ink ink) {
        return ink.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The style sheet, in CSS. */
    public static String css() {
        StringBuilder css = new StringBuilder(":root {").append(colours(Palette.LIGHT))
                .append(" }\n@media (prefers-color-scheme: dark) {\n  :root {")
                .append(colours(Palette.DARK)).append(" }\n}\n");
        for (Ink ink : Ink.values()) {
            css.append(".plot .").append(line(ink)).append(" { stroke: var(--ink-").append(name(ink)).append("); } .plot .")
                    .append(fill(ink)).append(" { fill: var(--ink-").append(name(ink)).append("); }\n");
        }
        return css.toString();
    }

    private static String colours(Palette palette) {
        StringBuilder colours = new StringBuilder();
        for (Ink ink : Ink.values()) {
            colours.append(String.format(Locale.ROOT, " --ink-%s: #%06x;", name(ink), palette.rgb(ink)));
        }
        return colours.append(String.format(Locale.ROOT, " --panel: #%06x;", palette.ground())).toString();
    }
}
