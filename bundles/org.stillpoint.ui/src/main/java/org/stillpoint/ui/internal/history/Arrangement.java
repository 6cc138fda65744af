package org.stillpoint.ui.internal.history;

import java.util.Collection;
import java.util.List;

/**
 * Which runs are shown, and in what order.
 *
 * @param filter which
 * @param column by which column they are sorted
 * @param ascending whether the least value comes first
 */
record Arrangement(RunFilter filter, RunColumn column, boolean ascending) {

    /** All, newest first. */
    static final Arrangement STANDARD = new Arrangement(RunFilter.NONE, RunColumn.NUMBER, false);

    List<RunEntry> of(Collection<RunEntry> entries) {
        return entries.stream().filter(filter::accepts).sorted(column.order(ascending)).toList();
    }
}
