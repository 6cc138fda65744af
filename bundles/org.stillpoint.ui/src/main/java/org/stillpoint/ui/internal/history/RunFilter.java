package org.stillpoint.ui.internal.history;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.stillpoint.api.run.Verdict;

/**
 * Which runs are shown.
 *
 * @param words the words that the row must contain, all of them, anywhere
 * @param verdict the verdict; empty for any
 * @param type the problem type; empty for any
 * @param solver the solver's id; empty for any
 */
record RunFilter(List<String> words, Optional<Verdict> verdict, Optional<String> type, Optional<String> solver) {

    /** Shows everything. */
    static final RunFilter NONE = new RunFilter(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The words of a text that the user typed. */
    static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    boolean accepts(RunEntry entry) {
        return (verdict.isEmpty() || verdict.equals(entry.run().verdict())) && type.map(entry.run().problemType()::equals).orElse(true)
                && solver.map(entry.run().solver()::equals).orElse(true) && words.stream().allMatch(entry.searched()::contains);
    }
}
