package org.stillpoint.ui.internal.solvers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.ui.internal.solvers.Catalogue.Family;
import org.stillpoint.ui.internal.solvers.Catalogue.Method;
import org.stillpoint.ui.internal.solvers.Catalogue.Node;
import org.stillpoint.ui.internal.solvers.Catalogue.Other;
import org.stillpoint.ui.internal.solvers.Catalogue.Release;

/** Words, each of which must be found in what is known of a solver. */
final class Words {

    private final List<String> words;

    Words(String text) {
        words = Stream.of(text.toLowerCase(Locale.ROOT).trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Whether something is found: for a family one of its solvers, for a solver one of its versions. */
    boolean match(Node node) {
        if (words.isEmpty()) {
            return true;
        }
        return node instanceof Family family ? family.methods().stream().anyMatch(this::match)
                : node instanceof Method method ? method.releases().stream().anyMatch(this::match)
                : node instanceof Other other ? match(other.key() + String.join("\n", other.feature().bundles())) : match((Release) node);
    }

    private boolean match(String known) {
        String lowerCase = known.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lowerCase::contains);
    }

    private boolean match(Release release) {
        SolverDescriptor solver = release.solver();
        return match(String.join("\n", solver.family(), solver.id(), solver.version().toString(), solver.title(), solver.problemType(),
                solver.paper(), solver.bundle(), release.feature().map(feature -> feature.id()).orElse("")));
    }
}
