package org.stillpoint.host.internal.registry;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Version;
import org.stillpoint.api.options.NearestName;
import org.stillpoint.api.run.SolverDescriptor;

/** Remembers which solvers were removed when, to explain why one is not there. Thread-safe. */
final class Removals {

    private static final int REMEMBERED = 500;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private record Key(String id, Version version) {
    }

    private final Map<Key, String> messages = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > REMEMBERED;
        }
    });

    void note(SolverDescriptor solver) {
        String message = "solver " + solver.id() + " " + solver.version() + " was removed at " + LocalTime.now().format(TIME);
        messages.put(new Key(solver.id(), solver.version()), message);
        messages.put(new Key(solver.id(), null), message);
    }

    void forget(SolverDescriptor solver) {
        messages.remove(new Key(solver.id(), solver.version()));
        messages.remove(new Key(solver.id(), null));
    }

    /** The message about a solver that has just been removed. */
    String of(SolverDescriptor solver) {
        String noted = messages.get(new Key(solver.id(), solver.version()));
        return noted == null ? "solver " + solver.id() + " " + solver.version() + " was removed" : noted;
    }

    /** Why there is no solver of that id and version; the version may be null. */
    String explain(String id, Version version, Snapshot now) {
        List<SolverProvider> others = now.versions().getOrDefault(id, List.of());
        String removed = messages.get(new Key(id, version));
        if (!others.isEmpty()) {
            return (removed == null ? "solver " + id + " " + version + " is not installed" : removed) + "; there is "
                    + others.stream().map(SolverProvider::label).collect(Collectors.joining(", "));
        }
        if (removed != null) {
            return removed;
        }
        return "there is no solver '" + id + "'" + NearestName.of(id, now.versions().keySet())
                .map(nearest -> "; the nearest is " + nearest).orElse("; none is installed");
    }
}
