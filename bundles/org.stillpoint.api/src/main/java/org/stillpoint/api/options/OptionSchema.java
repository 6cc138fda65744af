package org.stillpoint.api.options;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All options of one solver.
 *
 * @param declarations the declarations, in the order in which they are shown
 */
public record OptionSchema(List<OptionDeclaration> declarations) {

    /** Copies the declarations. */
    public OptionSchema {
        declarations = List.copyOf(declarations);
    }

    /** The declaration of that name. */
    public Optional<OptionDeclaration> find(String name) {
        return declarations.stream().filter(declaration -> declaration.name().equals(name)).findFirst();
    }

    /**
     * Checks given values and completes them with the defaults.
     *
     * @param given texts or objects by option name
     * @return a value for every option, of the Java type of its kind
     * @throws OptionException for an unknown name, naming the nearest one, or a value that the option does not take
     */
    public Map<String, Object> complete(Map<String, ?> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        declarations.forEach(declaration -> values.put(declaration.name(), declaration.standard()));
        given.forEach((name, value) -> values.put(name, find(name).orElseThrow(() -> unknown(name)).parse(value)));
        return values;
    }

    private OptionException unknown(String name) {
        String nearest = declarations.stream().map(OptionDeclaration::name)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> "; the nearest is " + candidate).orElse("; this solver has no options");
        return new OptionException(name, "there is no option " + name + nearest);
    }

    /** The Levenshtein distance, ignoring case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
