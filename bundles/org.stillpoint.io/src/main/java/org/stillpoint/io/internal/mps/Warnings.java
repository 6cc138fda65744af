package org.stillpoint.io.internal.mps;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a reader had to decide, each with its line; of one kind only the first few are told, the others counted. */
final class Warnings {

    private static final int TOLD = 5;

    /** What was decided. */
    enum Kind {
        /** Further objective rows were left out. */
        FREE_ROW("free rows"),
        /** There is no objective row. */
        NO_OBJECTIVE("the objective"),
        /** Integrality was left out. */
        INTEGER("integer columns"),
        /** Second sets were left out. */
        SET("further sets"),
        /** Upper bounds are negative while the lower ones stay zero. */
        NEGATIVE_UPPER("negative upper bounds"),
        /** Bounds cross. */
        CROSSING("bounds that cross"),
        /** Ranges have no effect. */
        NO_EFFECT("ranges without effect");

        private final String subject;

        Kind(String subject) {
            this.subject = subject;
        }
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
                all.add(source + ": " + (count - TOLD) + " more warnings about " + kind.subject);
            }
        });
        return all;
    }
}
