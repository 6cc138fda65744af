package org.stillpoint.api.options;

import java.util.LinkedHashMap;
import java.util.List;
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
        String nearest = NearestName.of(name, declarations.stream().map(OptionDeclaration::name).toList())
                .map(candidate -> "; the nearest is " + candidate).orElse("; this solver has no options");
        return new OptionException(name, "there is no option " + name + nearest);
    }
}
