package org.stillpoint.io.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stillpoint.api.io.ProblemReader;
import org.stillpoint.api.io.ProblemReaderInfo;

/** The readers that are there now, found by the end of a file's name. Thread-safe. */
public final class Readers {

    private static final String RANKING = "service.ranking";
    private static final String ID = "service.id";

    private record Entry(ProblemReader reader, List<String> extensions, int ranking, long id) {

        boolean precedes(Entry other) {
            return ranking != other.ranking ? ranking > other.ranking : id < other.id;
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** Takes up a reader with its service properties. */
    public void add(ProblemReader reader, Map<String, Object> properties) {
        int ranking = properties.get(RANKING) instanceof Integer given ? given : 0;
        long id = properties.get(ID) instanceof Long given ? given : Long.MAX_VALUE;
        entries.add(new Entry(reader, extensions(properties.get(ProblemReaderInfo.EXTENSIONS)), ranking, id));
    }

    private static List<String> extensions(Object property) {
        List<String> extensions = new ArrayList<>();
        if (property instanceof String single) {
            extensions.add(single.toLowerCase(Locale.ROOT));
        } else if (property instanceof String[] several) {
            for (String extension : several) {
                extensions.add(extension.toLowerCase(Locale.ROOT));
            }
        }
        extensions.removeIf(String::isEmpty);
        return extensions;
    }

    /** Lets go of a reader. */
    public void remove(ProblemReader reader) {
        entries.removeIf(entry -> entry.reader() == reader);
    }

    /** The reader whose extension is the longest at the end of a file's name; null if there is none. */
    public ProblemReader find(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        Entry best = null;
        int longest = 0;
        for (Entry entry : entries) {
            for (String extension : entry.extensions()) {
                boolean better = extension.length() > longest || extension.length() == longest && best != null && entry.precedes(best);
                if (name.endsWith(extension) && better) {
                    best = entry;
                    longest = extension.length();
                }
            }
        }
        return best == null ? null : best.reader();
    }

    /** The extensions that can be read, sorted. */
    public Set<String> extensions() {
        Set<String> extensions = new TreeSet<>();
        entries.forEach(entry -> extensions.addAll(entry.extensions()));
        return extensions;
    }
}
