package org.stillpoint.ui.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.Verdict;

class ChangedOptionsTest {

    private static SolverDescriptor solver(String version, double tolerance) {
        return new SolverDescriptor("a.solver", Version.parseVersion(version), "a", "linear-program", "A solver", "", "a", new OptionSchema(
                List.of(new OptionDeclaration("tolerance", OptionKind.NUMBER, tolerance, "0", "1", List.of(), ""),
                        new OptionDeclaration("newton", OptionKind.TRUTH, true, "", "", List.of(), ""))));
    }

    private static String changed(List<SolverDescriptor> installed, String solver) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("tolerance", "0.000001");
        options.put("newton", "false");
        return new ChangedOptions(installed).of(Entries.run(1, "afiro.mps", solver, Verdict.CERTIFIED, 1e-7, options));
    }

    @Test
    void onlyWhatDiffersFromTheDefaultsIsTold() {
        assertEquals("newton=false", changed(List.of(solver("1.0.0", 1e-6)), "a.solver"));
        assertEquals("tolerance=0.000001, newton=false", changed(List.of(solver("1.0.0", 1e-4)), "a.solver"));
    }

    @Test
    void theVersionThatRanCountsIfItIsInstalledElseTheHighest() {
        assertEquals("newton=false", changed(List.of(solver("2.0.0", 1e-4), solver("1.0.0", 1e-6)), "a.solver"));
        assertEquals("tolerance=0.000001, newton=false", changed(List.of(solver("3.0.0", 1e-4), solver("2.0.0", 1e-6)), "a.solver"));
    }

    @Test
    void allIsToldOfSolversThatAreNotInstalled() {
        assertEquals("tolerance=0.000001, newton=false", changed(List.of(solver("1.0.0", 1e-6)), "another.solver"));
    }

    @Test
    void aValueThatTheSolverTakesNoMoreIsTold() {
        assertEquals("newton=maybe", new ChangedOptions(List.of(solver("1.0.0", 1e-6)))
                .of(Entries.run(1, "afiro.mps", "a.solver", Verdict.CERTIFIED, 1e-7, Map.of("newton", "maybe"))));
    }
}
