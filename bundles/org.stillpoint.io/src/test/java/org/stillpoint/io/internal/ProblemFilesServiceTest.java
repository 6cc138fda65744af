package org.stillpoint.io.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemReader;
import org.stillpoint.api.io.ProblemReaderInfo;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.io.internal.document.ProblemDocumentReader;
import org.stillpoint.io.internal.mps.MpsReader;

class ProblemFilesServiceTest {

    @TempDir
    Path folder;

    private final ProblemFilesService files = new ProblemFilesService();

    @BeforeEach
    void addReaders() {
        ProblemDocumentReader documents = new ProblemDocumentReader();
        MpsReader mps = new MpsReader();
        Map<String, Object> properties = Map.of(ProblemReaderInfo.EXTENSIONS, new String[] {".mps", ".mps.gz"});
        documents.addReader(mps, properties);
        files.addReader(mps, properties);
        files.addReader(documents, Map.of(ProblemReaderInfo.EXTENSIONS, ".problem.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.mps", "p.mps.gz", "p.problem.json", "P.MPS"})
    void writesProgramsThatItReads(String name) throws IOException {
        LinearProgram program = (LinearProgram) files.read(TestData.path("netlib/boeing2.mps.gz")).problem();
        files.write(program.toRecord(), folder.resolve(name));
        assertEquals(program.toRecord(), ((LinearProgram) files.read(folder.resolve(name)).problem()).toRecord());
    }

    @Test
    void writesFixedPointProblemsThatItReads() throws IOException {
        FixedPointProblem problem = new FixedPointProblem("operator", new double[0]);
        files.write(problem.toRecord(), folder.resolve("p.problem.json"));
        assertEquals(problem, files.read(folder.resolve("p.problem.json")).problem());
    }

    @Test
    void saysWhatCanBeRead() throws IOException {
        assertEquals(Set.of(".mps", ".mps.gz", ".problem.json"), files.readableExtensions());
        assertEquals("p.txt: no reader knows this file; expected a name that ends in one of [.mps, .mps.gz, .problem.json]",
                assertThrows(ProblemFormatException.class, () -> files.read(folder.resolve("p.txt"))).getMessage());
        assertThrows(NoSuchFileException.class, () -> files.read(folder.resolve("p.mps")));
        Files.createDirectory(folder.resolve("d.mps"));
        assertEquals("d.mps: this is a folder; expected a file",
                assertThrows(ProblemFormatException.class, () -> files.read(folder.resolve("d.mps"))).getMessage());
    }

    @Test
    void prefersTheLongestExtensionThenTheHighestRank() throws IOException {
        ReadResult result = new ReadResult(new FixedPointProblem("o", new double[0]), List.of());
        ProblemReader special = source -> result;
        ProblemReader usual = source -> {
            throw new IOException("not asked");
        };
        Path file = Files.writeString(folder.resolve("a.special.json"), "");
        files.addReader(usual, Map.of(ProblemReaderInfo.EXTENSIONS, ".json", "service.ranking", 1000));
        files.addReader(special, Map.of(ProblemReaderInfo.EXTENSIONS, ".Special.json", "service.ranking", 0, "service.id", 9L));
        assertSame(result, files.read(file));
        ReadResult other = new ReadResult(new FixedPointProblem("p", new double[0]), List.of());
        ProblemReader earlier = source -> other;
        files.addReader(earlier, Map.of(ProblemReaderInfo.EXTENSIONS, ".special.json", "service.id", 3L));
        assertSame(other, files.read(file));
        ProblemReader ranked = source -> result;
        files.addReader(ranked, Map.of(ProblemReaderInfo.EXTENSIONS, ".special.json", "service.ranking", 5));
        assertSame(result, files.read(file));
        files.removeReader(ranked);
        assertSame(other, files.read(file));
        files.removeReader(earlier);
        files.removeReader(special);
        assertThrows(IOException.class, () -> files.read(file));
    }

    @Test
    void blamesAReaderThatFails() throws IOException {
        ProblemReader broken = source -> {
            throw new IllegalStateException("oops");
        };
        Path file = Files.writeString(folder.resolve("a.broken"), "");
        files.addReader(broken, Map.of(ProblemReaderInfo.EXTENSIONS, new String[] {".broken"}));
        String message = assertThrows(ProblemFormatException.class, () -> files.read(file)).getMessage();
        assertTrue(message.startsWith("a.broken: its reader ") && message.endsWith("oops"), message);
    }

    @Test
    void keepsToTheFolder() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("secret.csv"), "1");
        Files.writeString(inner.resolve("near.csv"), "1");
        Files.createSymbolicLink(inner.resolve("link.csv"), folder.resolve("secret.csv"));
        PathSource source = new PathSource(inner.resolve("p.problem.json"));
        assertEquals("near.csv", source.sibling("near.csv").name());
        assertEquals("near.csv", source.sibling("./x/../near.csv").name());
        for (String name : List.of("../secret.csv", "link.csv", "/etc/passwd", "x/../../secret.csv", "a\0b", ".", "")) {
            assertThrows(ProblemFormatException.class, () -> source.sibling(name), name);
        }
        assertThrows(NoSuchFileException.class, () -> source.sibling("far.csv"));
    }
}
