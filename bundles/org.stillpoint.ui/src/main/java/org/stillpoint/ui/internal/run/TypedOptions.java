package org.stillpoint.ui.internal.run;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.ui.IMemento;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.run.SolverDescriptor;

/** What was typed for options other than their defaults, by the id of the solver, as it was typed. On the UI thread. */
final class TypedOptions {

    private static final String SOLVER = "solver";
    private static final String OPTION = "option";
    private static final String VALUE = "value";

    private final Map<String, Map<String, String>> bySolver = new TreeMap<>();

    /** The texts for a solver by the names of options. */
    Map<String, String> of(String solver) {
        return Collections.unmodifiableMap(bySolver.getOrDefault(solver, Map.of()));
    }

    /** Keeps a text; one that stands for the default, or an empty one, is forgotten. */
    void set(String solver, OptionDeclaration option, String text) {
        Map<String, String> texts = bySolver.computeIfAbsent(solver, absent -> new TreeMap<>());
        if (text.isBlank() || isDefault(option, text)) {
            texts.remove(option.name());
        } else {
            texts.put(option.name(), text);
        }
    }

    /** Goes back to the defaults of a solver. */
    void reset(String solver) {
        bySolver.remove(solver);
    }

    private static boolean isDefault(OptionDeclaration option, String text) {
        try {
            return option.parse(text).equals(option.standard());
        } catch (OptionException wrong) {
            return false;
        }
    }

    /** What is wrong with a text; empty if the option takes it, or if nothing is typed. */
    static Optional<String> error(OptionDeclaration option, String text) {
        try {
            if (!text.isBlank()) {
                option.parse(text);
            }
            return Optional.empty();
        } catch (OptionException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /** What is wrong with the texts for a solver; empty if it takes all of them. Texts for options that it has no more do not count. */
    Optional<String> error(SolverDescriptor solver) {
        Map<String, String> texts = of(solver.id());
        return solver.options().declarations().stream().filter(option -> texts.containsKey(option.name()))
                .flatMap(option -> error(option, texts.get(option.name())).stream()).findFirst();
    }

    /** The texts for the options that a solver has. */
    Map<String, String> given(SolverDescriptor solver) {
        Map<String, String> texts = new TreeMap<>(of(solver.id()));
        texts.keySet().removeIf(name -> solver.options().find(name).isEmpty());
        return texts;
    }

    /** Saves everything. */
    void save(IMemento memento) {
        bySolver.forEach((solver, texts) -> texts.forEach((option, text) -> {
            IMemento child = memento.createChild(VALUE);
            child.putString(SOLVER, solver);
            child.putString(OPTION, option);
            child.putString(VALUE, text);
        }));
    }

    /** Takes up what was saved. */
    void restore(IMemento memento) {
        for (IMemento child : memento.getChildren(VALUE)) {
            String solver = child.getString(SOLVER);
            String option = child.getString(OPTION);
            String text = child.getString(VALUE);
            if (solver != null && option != null && text != null) {
                bySolver.computeIfAbsent(solver, absent -> new TreeMap<>()).put(option, text);
            }
        }
    }
}
