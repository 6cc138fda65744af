package org.stillpoint.ui.internal.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.SolverDescriptor;

/** Tells the options of past runs that differ from the defaults, where the solver is installed to tell those; else all options. */
final class ChangedOptions {

    private final Map<String, OptionSchema> byVersion = new HashMap<>();
    private final Map<String, OptionSchema> bySolver = new HashMap<>();

    /** The options of installed solvers, the highest version of each first. */
    ChangedOptions(List<SolverDescriptor> installed) {
        for (SolverDescriptor solver : installed) {
            byVersion.put(solver.id() + " " + solver.version(), solver.options());
            bySolver.putIfAbsent(solver.id(), solver.options());
        }
    }

    /** The options of a run as text: {@code tolerance=1e-8, seed=3}. */
    String of(RunSummary run) {
        Optional<OptionSchema> schema = Optional.ofNullable(byVersion.get(run.solver() + " " + run.version()))
                .or(() -> Optional.ofNullable(bySolver.get(run.solver())));
        return run.options().entrySet().stream()
                .filter(option -> !schema.flatMap(all -> all.find(option.getKey())).map(declared -> isDefault(declared, option.getValue()))
                        .orElse(false))
                .map(option -> option.getKey() + "=" + option.getValue()).collect(Collectors.joining(", "));
    }

    private static boolean isDefault(OptionDeclaration declaration, String value) {
        if (value.equals(String.valueOf(declaration.standard()))) {
            return true;
        }
        try {
            return declaration.standard().equals(declaration.parse(value));
        } catch (OptionException outOfRange) {
            return false;
        }
    }
}
