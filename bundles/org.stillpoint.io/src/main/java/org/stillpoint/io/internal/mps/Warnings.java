package org.stillpoint.io.internal.mps;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader had to decide, each with its line; of one kind only the first few are told, the others counted. */
final class Warnings {

    private static final int TOLD = 5;

    /** What was decided. */
    enum Kind {
        /** A further objective row was left out. */
        FREE_ROW,
        /** No objective row. */
        NO_OBJECTIVE,
        /** Integrality was left out. */
        INTEGER,
        /** A second set was left out. */
        SET,
        /** A negative upper bound with the lower bound of zero kept. */
        NEGATIVE_UPPER,
        /** Bounds that cross. */
        CROSSING,
        /** A range or right-hand side without effect. */
        NO_EFFECT
    }

    private final String source;
    private final List<String> messages = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Warnings(String source) {
        this.source = source;
    }

    void add(Kind kind, int line, String message) {
        if (counts.merge(kind, 1, Integer::sum) <= TOLD) {
            messages.add(source + (line > 0 ? ":" + line : "") + ": " + message);
        }
    }

    List<String> list() {
        List<String> all = new ArrayList<>(messages);
        counts.forEach((kind, count) -> {
            if (count > TOLD) {
                all.add(source + ": " + (count - TOLD) + " more warnings like the " + TOLD + " about "
                        + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        });
        return all;
    }
}
