package org.stillpoint.io.internal.document;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.problem.StandardProblems;

/** The problem types that are known now: of several with one name the standard one, then the one that came first. Thread-safe. */
public final class ProblemTypes {

    private final List<ProblemType<?, ?>> types = new CopyOnWriteArrayList<>(StandardProblems.types());

    /** Takes up a type. */
    public void add(ProblemType<?, ?> type) {
        types.add(type);
    }

    /** Lets go of a type. */
    public void remove(ProblemType<?, ?> type) {
        types.remove(type);
    }

    /** The type with a name. */
    public Optional<ProblemType<?, ?>> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type of each name. */
    public Collection<ProblemType<?, ?>> all() {
        Map<String, ProblemType<?, ?>> byName = new TreeMap<>();
        types.forEach(type -> byName.putIfAbsent(type.name(), type));
        return byName.values();
    }

    /** The names of all types. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        types.forEach(type -> names.add(type.name()));
        return names;
    }

    /** The names of the types that can be made from one array, each with the field that it is. */
    public Set<String> madeOfOneArray() {
        Set<String> names = new TreeSet<>();
        types.forEach(type -> type.mainField().ifPresent(field -> names.add(type.name() + " (" + field + ")")));
        return names;
    }
}
