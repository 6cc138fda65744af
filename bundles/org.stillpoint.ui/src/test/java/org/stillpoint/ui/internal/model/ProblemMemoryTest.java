package org.stillpoint.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemMemoryTest {

    private static final ProblemFile FIRST = file("first.mps");
    private static final ProblemFile SECOND = file("second.mps");

    private final ProblemMemory memory = new ProblemMemory();

    private static ProblemFile file(String name) {
        return new ProblemFile(Path.of(name).toAbsolutePath(), "");
    }

    @Test
    void theFileOpenedLastIsTheFirstOfFifteenEachOnce() {
        IntStream.range(0, 20).forEach(i -> memory.opened(file(i + ".mps")));
        memory.opened(file("10.mps"));
        assertEquals(15, memory.recent().size());
        assertEquals(List.of(file("10.mps"), file("19.mps"), file("18.mps")), memory.recent().subList(0, 3));
        assertEquals(file("5.mps"), memory.recent().get(14));
    }

    @Test
    void whatWasOpenedBeforeTheStateWasReadComesBeforeIt() {
        memory.opened(FIRST);
        memory.take(new SavedProblems(List.of(), Optional.empty(), List.of(SECOND, FIRST)));
        assertEquals(List.of(FIRST, SECOND), memory.recent());
    }

    @Test
    void filesThatWereNotOpenedAgainAreSavedOnceMoreWithTheOneThatWasLookedAt() {
        SavedProblems saved = new SavedProblems(List.of(FIRST, SECOND), Optional.of(SECOND.path()), List.of(SECOND));
        memory.take(saved);
        assertEquals(saved, memory.saved(List.of(), Optional.empty()));
        assertTrue(memory.isWanted(SECOND.path()));
        assertFalse(memory.isWanted(FIRST.path()));
    }

    @Test
    void aFileThatWasOpenedOrIsGoneIsNoLongerMissing() {
        memory.take(new SavedProblems(List.of(FIRST, SECOND, file("third.mps")), Optional.empty(), List.of()));
        memory.opened(FIRST);
        assertEquals(List.of(SECOND, file("third.mps")), memory.missing());
        memory.drop(SECOND.path());
        assertEquals(List.of(file("third.mps")), memory.missing());
        memory.dropAll();
        assertEquals(List.of(), memory.missing());
    }
}
