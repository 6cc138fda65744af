package org.stillpoint.host.internal.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Version;

/**
 * The solvers that can be called, as they are at one moment. Immutable, so that calls look solvers up without a lock.
 *
 * @param versions the providers by id, in the order of the ids, each list with the highest version first
 * @param called the provider of each id that is called when no version is named
 */
record Snapshot(Map<String, List<SolverProvider>> versions, Map<String, SolverProvider> called) {

    static final Snapshot EMPTY = new Snapshot(Map.of(), Map.of());

    /** The snapshot of some providers. A pin on a version that is not there does not count. */
    static Snapshot of(Collection<SolverProvider> providers, Map<String, Version> pins) {
        Map<String, List<SolverProvider>> versions = new TreeMap<>();
        providers.forEach(provider -> versions.computeIfAbsent(provider.descriptor().id(), id -> new ArrayList<>()).add(provider));
        Map<String, SolverProvider> called = new HashMap<>();
        versions.forEach((id, list) -> {
            list.sort(Comparator.comparing((SolverProvider provider) -> provider.descriptor().version()).reversed());
            Version pin = pins.get(id);
            called.put(id, list.stream().filter(provider -> provider.descriptor().version().equals(pin)).findFirst()
                    .orElse(list.get(0)));
        });
        return new Snapshot(versions, called);
    }

    /** The provider for an id, in a version unless that is null; null if there is none. */
    SolverProvider find(String id, Version version) {
        if (version == null) {
            return called.get(id);
        }
        return versions.getOrDefault(id, List.of()).stream().filter(provider -> provider.descriptor().version().equals(version))
                .findFirst().orElse(null);
    }

    /** The providers that are called for a problem type, by id. */
    List<SolverProvider> calledFor(String problemType) {
        return versions.keySet().stream().map(called::get)
                .filter(provider -> provider.descriptor().problemType().equals(problemType)).toList();
    }

    /** All providers, by id, then highest version first. */
    List<SolverProvider> all() {
        return versions.values().stream().flatMap(List::stream).toList();
    }
}
