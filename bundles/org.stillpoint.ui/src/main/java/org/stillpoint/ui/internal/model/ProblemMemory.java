package org.stillpoint.ui.internal.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which files were opened lately, and which are still to be opened again since the last session ended with them. Thread-safe. */
final class ProblemMemory {

    private static final int MOST_RECENT = 15;

    private final List<ProblemFile> recent = new ArrayList<>();
    private final Map<Path, ProblemFile> missing = new LinkedHashMap<>();
    private Optional<Path> wanted = Optional.empty();

    /** Takes up what was saved; what was opened meanwhile comes before it. */
    synchronized void take(SavedProblems saved) {
        saved.recent().stream().filter(each -> !recent.contains(each)).forEach(recent::add);
        saved.open().forEach(each -> missing.put(each.path(), each));
        wanted = saved.active();
    }

    /** What is to be saved while problems are open: files that could not be opened again may be there next time. */
    synchronized SavedProblems saved(List<OpenProblem> problems, Optional<OpenProblem> active) {
        List<ProblemFile> open = new ArrayList<>(problems.stream()
                .map(problem -> new ProblemFile(problem.file(), problem.type())).toList());
        open.addAll(missing.values());
        return new SavedProblems(open, active.map(OpenProblem::file).or(() -> wanted), recent);
    }

    /** The files opened lately, the last one first. */
    synchronized List<ProblemFile> recent() {
        return List.copyOf(recent);
    }

    /** A file was opened. */
    synchronized void opened(ProblemFile file) {
        missing.remove(file.path());
        recent.removeIf(each -> each.path().equals(file.path()));
        recent.add(0, file);
        while (recent.size() > MOST_RECENT) {
            recent.remove(recent.size() - 1);
        }
    }

    /** The files that are still to be opened again. */
    synchronized List<ProblemFile> missing() {
        return List.copyOf(missing.values());
    }

    /** A file need not be opened again. */
    synchronized void drop(Path file) {
        missing.remove(file);
    }

    /** No file need be opened again. */
    synchronized void dropAll() {
        missing.clear();
    }

    /** Whether that file was looked at when the last session ended. */
    synchronized boolean isWanted(Path file) {
        return wanted.filter(file::equals).isPresent();
    }

    /** Which file was looked at no longer matters. */
    synchronized void wantNone() {
        wanted = Optional.empty();
    }
}
