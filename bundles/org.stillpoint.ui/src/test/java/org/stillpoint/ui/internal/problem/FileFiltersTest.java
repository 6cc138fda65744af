package org.stillpoint.ui.internal.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillpoint.ui.internal.model.ProblemFile;

class FileFiltersTest {

    private static final Set<String> READABLE = Set.of(".mps", ".problem.json");
    private static final Set<String> ARRAYS = Set.of(".csv", ".npy");

    @Test
    void everythingReadableComesFirstAndEveryFileLast() {
        FileFilters filters = FileFilters.of(READABLE, ARRAYS);
        assertEquals(List.of("*.csv;*.mps;*.npy;*.problem.json", "*.mps", "*.problem.json", "*.csv;*.npy", "*"), filters.patterns());
        assertEquals(filters.patterns().size(), filters.names().size());
    }

    @Test
    void withoutReadersThereAreStillAllFiles() {
        assertEquals(List.of("*"), FileFilters.of(Set.of(), Set.of()).patterns());
    }

    @Test
    void onlyArraysNeedAType() {
        assertTrue(ProblemFile.needsType(Path.of("folder", "Game.CSV"), READABLE, ARRAYS));
        assertFalse(ProblemFile.needsType(Path.of("diet.mps"), READABLE, ARRAYS));
        assertFalse(ProblemFile.needsType(Path.of("x.problem.json"), READABLE, Set.of(".json")));
    }
}
