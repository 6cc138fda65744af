package org.stillpoint.ui.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.ui.XMLMemento;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.run.SolverDescriptor;

class CheckedSolversTest {

    private final CheckedSolvers checks = new CheckedSolvers();

    /** An offer for a type, the first one of whose solvers is the host's choice. */
    private static Offer offer(String type, String... ids) {
        return Offer.of(type, Stream.of(ids).map(id -> new SolverDescriptor(id, Version.valueOf("1.0.0"), "family", type, "title", "",
                "bundle", new OptionSchema(List.of()))).toList(), ids.length == 0 ? "" : ids[0], List.of());
    }

    @Test
    void theHostsChoiceIsCheckedUntilTheUserChecksAnother() {
        assertEquals(Set.of("a"), checks.of(offer("game", "a", "b"), true));
        assertEquals(Set.of("b"), checks.of(offer("game", "b", "a"), false));
        checks.set(offer("game", "a", "b"), List.of("b"));
        assertEquals(Set.of("b"), checks.of(offer("game", "a", "b"), false));
        assertEquals(Set.of("x"), checks.of(offer("transport", "x"), true));
        assertEquals(Set.of("b"), checks.of(offer("game", "a", "b"), true));
    }

    @Test
    void noneIsCheckedInThePlaceOfOneThatGoes() {
        checks.set(offer("game", "a", "b"), List.of("b"));
        assertEquals(Set.of(), checks.of(offer("game", "a"), false));
        assertEquals(Set.of("b"), checks.of(offer("game", "a", "b"), false));
        assertEquals(Set.of("a"), checks.of(offer("game", "a"), true));
    }

    @Test
    void whatIsUncheckedStaysSoWhileTheProblemIsTheSame() {
        checks.set(offer("game", "a", "b"), List.of());
        assertEquals(Set.of(), checks.of(offer("game", "a", "b", "c"), false));
        assertEquals(Set.of("a"), checks.of(offer("game", "a", "b"), true));
    }

    @Test
    void isThereInTheNextSessionAsTheSolversComeOneAfterTheOther() throws Exception {
        checks.set(offer("game", "a", "b", "c"), List.of("b", "c"));
        checks.set(offer("transport", "x"), List.of("x"));
        XMLMemento memento = XMLMemento.createWriteRoot("view");
        checks.save(memento);
        StringWriter text = new StringWriter();
        memento.save(text);
        CheckedSolvers next = new CheckedSolvers();
        next.restore(XMLMemento.createReadRoot(new StringReader(text.toString())));
        assertEquals(Set.of(), next.of(offer("game"), true));
        assertEquals(Set.of("a"), next.of(offer("game", "a"), false));
        assertEquals(Set.of("b"), next.of(offer("game", "a", "b"), false));
        assertEquals(Set.of("b", "c"), next.of(offer("game", "a", "b", "c"), false));
    }
}
