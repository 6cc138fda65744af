package org.stillpoint.ui.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.ui.XMLMemento;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.ui.internal.preferences.RunDefaults;

class TypedOptionsTest {

    private static final OptionDeclaration TOLERANCE =
            new OptionDeclaration(Options.TOLERANCE, OptionKind.NUMBER, 1e-6, "1e-12", "0.1", List.of(), "where to stop");
    private static final OptionDeclaration THREADS =
            new OptionDeclaration(Options.THREADS, OptionKind.INTEGER, 0L, "0", "", List.of(), "how many");

    private final TypedOptions typed = new TypedOptions();

    private static SolverDescriptor solver(String id, String type, OptionDeclaration... options) {
        return new SolverDescriptor(id, Version.valueOf("1.0.0"), "family", type, "title", "", "bundle",
                new OptionSchema(List.of(options)));
    }

    @Test
    void onlyWhatDiffersFromTheDefaultIsKept() {
        typed.set("a", TOLERANCE, "1e-8");
        assertEquals(Map.of(Options.TOLERANCE, "1e-8"), typed.of("a"));
        typed.set("a", TOLERANCE, "0.000001");
        assertEquals(Map.of(), typed.of("a"));
        typed.set("a", TOLERANCE, "wrong");
        typed.set("a", TOLERANCE, " ");
        assertEquals(Map.of(), typed.of("a"));
    }

    @Test
    void errorsNameTheOptionAndItsRange() {
        typed.set("a", TOLERANCE, "2");
        String expected = "option tolerance is '2'; expected a number from 1e-12 to 0.1";
        assertEquals(Optional.of(expected), TypedOptions.error(TOLERANCE, "2"));
        assertEquals(Optional.of(expected), typed.error(solver("a", "t", TOLERANCE)));
        assertEquals(Optional.empty(), typed.error(solver("b", "t", TOLERANCE)));
        assertEquals(Optional.empty(), typed.error(solver("a", "t", THREADS)));
    }

    /** An update of a solver can take an option away; what was typed for it does not stop a run. */
    @Test
    void optionsThatAreGoneAreNotGiven() {
        typed.set("a", TOLERANCE, "1e-8");
        typed.set("a", THREADS, "2");
        assertEquals(Map.of(Options.THREADS, "2"), typed.given(solver("a", "t", THREADS)));
    }

    @Test
    void savedTextsComeBack() throws Exception {
        typed.set("a", TOLERANCE, "1e-8");
        typed.set("b", TOLERANCE, "not yet a number");
        XMLMemento memento = XMLMemento.createWriteRoot("view");
        typed.save(memento);
        StringWriter file = new StringWriter();
        memento.save(file);
        TypedOptions restored = new TypedOptions();
        restored.restore(XMLMemento.createReadRoot(new StringReader(file.toString())));
        assertEquals(Map.of(Options.TOLERANCE, "1e-8"), restored.of("a"));
        assertEquals(Map.of(Options.TOLERANCE, "not yet a number"), restored.of("b"));
    }

    @Test
    void theChoiceOfTheHostComesFirstAndReductionsLast() {
        SolverDescriptor reduced = solver("a", "other");
        SolverDescriptor direct = solver("b", "type");
        SolverDescriptor choice = solver("c", "type");
        Offer offer = Offer.of("type", List.of(reduced, direct, choice), "c", List.of());
        assertEquals(List.of(choice, direct, reduced), offer.solvers());
        assertEquals(List.of(false, false, true), offer.solvers().stream().map(offer::reduces).toList());
    }

    @Test
    void threadsOfThePreferencesAreTheDefault() {
        SolverDescriptor solver = solver("a", "t", TOLERANCE, THREADS);
        RunDefaults three = new RunDefaults(OptionalInt.of(3), Optional.empty());
        assertEquals(3L, Offer.with(solver, three).options().find(Options.THREADS).orElseThrow().standard());
        assertEquals(TOLERANCE, Offer.with(solver, three).options().find(Options.TOLERANCE).orElseThrow());
        assertEquals(solver, Offer.with(solver, new RunDefaults(OptionalInt.empty(), Optional.empty())));
    }
}
