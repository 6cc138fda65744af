package org.stillpoint.ui.internal.history;

import java.util.Collection;
import java.util.List;
import org.stillpoint.api.run.RunSummary;

/**
 * What the history shows at a moment.
 *
 * @param entries the rows
 * @param total how many there are without a filter
 * @param types the problem types of all runs
 * @param solvers the solvers of all runs
 * @param failure why there is nothing to show; empty if nothing went wrong
 */
record Listing(List<RunEntry> entries, int total, List<String> types, List<String> solvers, String failure) {

    static final Listing EMPTY = failed("");

    static Listing failed(String failure) {
        return new Listing(List.of(), 0, List.of(), List.of(), failure);
    }

    static Listing of(Collection<RunEntry> all, Arrangement arrangement) {
        return new Listing(arrangement.of(all), all.size(),
                all.stream().map(RunEntry::run).map(RunSummary::problemType).distinct().sorted().toList(),
                all.stream().map(RunEntry::run).map(RunSummary::solver).distinct().sorted().toList(), "");
    }
}
