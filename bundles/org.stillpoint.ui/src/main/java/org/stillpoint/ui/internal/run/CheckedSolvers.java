package org.stillpoint.ui.internal.run;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.ui.IMemento;

/**
 * Which solvers the user has checked for each type of problem, whether they are installed now or not; for a type for which there is none
 * of them, the host's choice. On the UI thread.
 */
final class CheckedSolvers {

    private static final String CHECKED = "checked";
    private static final String TYPE = "type";
    private static final String SOLVER = "solver";

    private final Map<String, Set<String>> byType = new TreeMap<>();
    private boolean suggested = true;

    /**
     * The solvers of an offer that are checked.
     *
     * @param anew whether it is for another problem than the last one, so that the host's choice is checked where no other is; a solver
     *     that goes does not make another one checked in its place
     */
    Set<String> of(Offer offer, boolean anew) {
        Set<String> checked = new LinkedHashSet<>(byType.getOrDefault(offer.problemType(), Set.of()));
        checked.removeIf(id -> offer.find(id).isEmpty());
        suggested = checked.isEmpty() && (anew || suggested);
        if (suggested && !offer.choice().isEmpty()) {
            checked.add(offer.choice());
        }
        return checked;
    }

    /** Takes up what the user has checked of an offer. */
    void set(Offer offer, Collection<String> checked) {
        suggested = false;
        byType.put(offer.problemType(), new LinkedHashSet<>(checked));
    }

    /** Saves everything. */
    void save(IMemento memento) {
        byType.forEach((type, solvers) -> solvers.forEach(solver -> {
            IMemento child = memento.createChild(CHECKED);
            child.putString(TYPE, type);
            child.putString(SOLVER, solver);
        }));
    }

    /** Takes up what was saved. */
    void restore(IMemento memento) {
        for (IMemento child : memento.getChildren(CHECKED)) {
            String type = child.getString(TYPE);
            String solver = child.getString(SOLVER);
            if (type != null && solver != null) {
                byType.computeIfAbsent(type, absent -> new LinkedHashSet<>()).add(solver);
            }
        }
    }
}
