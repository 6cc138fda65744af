package org.stillpoint.host.internal.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.stillpoint.api.History;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;

/**
 * The outlines of the runs in the database, kept from one question to the next: to open the database and to read thousands of runs takes
 * some tenths of a second. They hold as long as the file is as it was when they were taken.
 */
final class Outlines {

    private final int kept;
    private final NavigableMap<Long, RunSummary> runs = new TreeMap<>(Collections.reverseOrder());
    private FileStamp taken;

    Outlines(int kept) {
        this.kept = kept;
    }

    /** Whether they are those of the database whose file has a stamp. */
    boolean holdFor(FileStamp file) {
        return file.equals(taken);
    }

    /** Notes that they hold for the file as it is now, or, with null, that nothing is known of that. */
    void holdNow(FileStamp file) {
        taken = file;
    }

    /** Takes all outlines anew. */
    void replace(List<RunSummary> all) {
        runs.clear();
        add(all);
    }

    /** Adds runs, in place of those of the same numbers, and drops the oldest beyond the number that is kept. */
    void add(Collection<RunSummary> added) {
        put(added, runs);
    }

    private void put(Collection<RunSummary> added, NavigableMap<Long, RunSummary> into) {
        added.forEach(run -> into.put(run.id(), outline(run)));
        while (into.size() > kept) {
            into.pollLastEntry();
        }
    }

    /** Thousands of runs have nearly the same texts, so they share them. */
    private static RunSummary outline(RunSummary run) {
        Map<String, String> options = new LinkedHashMap<>();
        run.options().forEach((name, value) -> options.put(name.intern(), value.intern()));
        return new RunSummary(run.id(), run.label().intern(), run.source().map(String::intern), run.problemType().intern(),
                run.solver().intern(), run.version().intern(), options, run.state(), run.status().map(String::intern), run.verdict(),
                run.residual(), run.iterations(), run.submitted(), run.seconds(), run.blas().intern(), run.failure(), run.remarks(),
                Optional.empty(), History.EMPTY);
    }

    /** Removes runs that are done. */
    void remove(Collection<Long> ids) {
        ids.forEach(id -> runs.computeIfPresent(id, (number, run) -> run.state() == RunState.DONE ? null : run));
    }

    /** The outlines, newest first, with newer ones from elsewhere. */
    List<RunSummary> with(Collection<RunSummary> newer) {
        NavigableMap<Long, RunSummary> all = runs;
        if (!newer.isEmpty()) {
            all = new TreeMap<>(runs);
            put(newer, all);
        }
        return new ArrayList<>(all.values());
    }
}
