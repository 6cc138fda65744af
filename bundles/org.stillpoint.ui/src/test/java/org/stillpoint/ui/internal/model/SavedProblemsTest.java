package org.stillpoint.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedProblemsTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path state = folder.resolve("deep").resolve("problems.xml");
        ProblemFile game = new ProblemFile(Path.of("/data", "a <game> & more.csv"), "matrix-game");
        ProblemFile program = new ProblemFile(Path.of("/data", "afiro.mps"), "");
        SavedProblems saved = new SavedProblems(List.of(program, game), Optional.of(game.path()), List.of(game));
        saved.write(state);
        assertEquals(saved, SavedProblems.read(state));
    }

    @Test
    void nothingWasOpenWhereNothingWasSaved() throws IOException {
        assertEquals(new SavedProblems(List.of(), Optional.empty(), List.of()), SavedProblems.read(folder.resolve("none.xml")));
    }

    @Test
    void aDamagedStateIsAnError() throws IOException {
        Path state = Files.writeString(folder.resolve("problems.xml"), "<problems><open");
        assertThrows(IOException.class, () -> SavedProblems.read(state));
    }
}
