package org.stillpoint.ui.internal.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;

/**
 * What a dialog for files offers.
 *
 * @param patterns patterns of file names, joined by semicolons for each choice
 * @param names the names of the choices
 */
record FileFilters(List<String> patterns, List<String> names) {

    /** The filters for the ends of names that can be read, and of files of arrays. */
    static FileFilters of(Collection<String> readable, Collection<String> arrays) {
        List<String> patterns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(readable);
        all.addAll(arrays);
        if (!all.isEmpty()) {
            patterns.add(pattern(all));
            names.add(Messages.filterAll);
        }
        for (String extension : new TreeSet<>(readable)) {
            patterns.add("*" + extension);
            names.add("*" + extension);
        }
        if (!arrays.isEmpty()) {
            patterns.add(pattern(new TreeSet<>(arrays)));
            names.add(NLS.bind(Messages.filterArrays, pattern(new TreeSet<>(arrays)).replace(";", ", ")));
        }
        patterns.add("*");
        names.add(Messages.filterEvery);
        return new FileFilters(patterns, names);
    }

    private static String pattern(Collection<String> extensions) {
        return extensions.stream().map(extension -> "*" + extension).collect(Collectors.joining(";"));
    }
}
