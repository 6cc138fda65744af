package org.stillpoint.ui.internal.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.ui.internal.part.RichText.Look;
import org.stillpoint.ui.internal.part.RichText.Span;

/** Texts with looks and links. */
class RichTextTest {

    private static List<String> links(String text) {
        RichText rich = new RichText().linked(text);
        assertEquals(text, rich.text());
        return rich.spans().stream()
                .map(span -> text.substring(span.start(), span.start() + span.length()) + " " + span.address()).toList();
    }

    @Test
    void spansLieWhereTheirPartsAre() {
        RichText text = new RichText().plain("a ").styled("bold", Look.TITLE).plain("\n").field("Paper", "").field("Id", "x");
        assertEquals("a bold\nId  x\n", text.text());
        assertEquals(List.of(new Span(2, 4, Look.TITLE, ""), new Span(7, 2, Look.NAME, "")), text.spans());
    }

    @Test
    void papersAreLinked() {
        assertEquals(List.of("arXiv:2407.16144 https://arxiv.org/abs/2407.16144", "arXiv:2507.14051 https://arxiv.org/abs/2507.14051"),
                links("Lu, Yang 2024, arXiv:2407.16144; Lu et al. 2025, arXiv:2507.14051."));
        assertEquals(List.of("arXiv:math/0309285 https://arxiv.org/abs/math/0309285"), links("(arXiv:math/0309285)"));
        assertEquals(List.of("doi:10.1137/S0036144596300159 https://doi.org/10.1137/S0036144596300159"),
                links("Anderson 1965, doi:10.1137/S0036144596300159."));
        assertEquals(List.of("https://doi.org/10.1007/s10107-020-01606-x https://doi.org/10.1007/s10107-020-01606-x"),
                links("see https://doi.org/10.1007/s10107-020-01606-x, section 2"));
        assertEquals(List.of(), links("Banach 1922; Pazy 1971"));
    }
}
