package org.stillpoint.ui.internal.history;

import java.util.List;

/**
 * The runs that are selected in the view, by number. The session hears of them later, from another thread, and no more than it can show;
 * what it says then is no reason to select anything else here, where the user may be further on.
 */
final class SelectedIds {

    /** Null after somebody else has selected runs. */
    private volatile List<Long> handedOver;
    private List<Long> ids = List.of();
    private List<Long> inSession = List.of();

    List<Long> ids() {
        return ids;
    }

    /** The user selects runs. */
    void choose(List<Long> chosen) {
        ids = List.copyOf(chosen);
    }

    /** Runs that the user has selected are about to be selected in the session; on any thread. */
    void handOver(List<Long> told) {
        handedOver = List.copyOf(told);
    }

    /** Hears what is selected in the session; selects the same if somebody else selected that, and tells whether it did. */
    boolean adopt(List<Long> now) {
        if (now.equals(inSession)) {
            return false;
        }
        inSession = List.copyOf(now);
        if (now.equals(handedOver)) {
            return false;
        }
        handedOver = null;
        boolean changed = !now.equals(ids);
        ids = inSession;
        return changed;
    }
}
