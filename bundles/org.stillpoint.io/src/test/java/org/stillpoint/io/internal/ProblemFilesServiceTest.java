package org.stillpoint.io.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemReader;
import org.stillpoint.api.io.ProblemReaderInfo;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.io.internal.arrays.NpyFile;
import org.stillpoint.io.internal.arrays.NpzFile;
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

    private MatrixGame game(String name) throws IOException {
        return (MatrixGame) files.read(folder.resolve(name), MatrixGame.TYPE).problem();
    }

    @Test
    void readsAnArrayAsTheMainFieldOfAProblem() throws IOException {
        MatrixGame game = new MatrixGame(DMatrixRMaj.wrap(2, 3, new double[] {0, 1, -1, 2, 0, 3}));
        Files.writeString(folder.resolve("plain.csv"), "0,1,-1\n2,0,3\n");
        Files.writeString(folder.resolve("names.csv"), "rock,paper,scissors\n0,1,-1\n2,0,3\n");
        Files.writeString(folder.resolve("both.CSV"), ",rock,paper,scissors\nhigh,0,1,-1\nlow,2,0,3\n");
        Files.writeString(folder.resolve("dense.mtx"), "%%MatrixMarket matrix array real general\n2 3\n0\n2\n1\n0\n-1\n3\n");
        NamedArray payoff = new NamedArray(new float[] {0, 1, -1, 2, 0, 3}, 2, 3);
        try (OutputStream out = Files.newOutputStream(folder.resolve("a.npy"))) {
            NpyFile.write(payoff, out);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("a.npz"))) {
            NpzFile.write(Map.of("arr_0", payoff), out);
        }
        for (String name : List.of("plain.csv", "names.csv", "both.CSV", "dense.mtx", "a.npy", "a.npz")) {
            assertEquals(game.payoff().toString(), game(name).payoff().toString(), name);
        }
        assertEquals(List.of("high", "low"), game("both.CSV").rowNames());
        assertEquals(List.of("rock", "paper", "scissors"), game("both.CSV").columnNames());
        assertEquals(List.of(), game("names.csv").rowNames());
        Files.writeString(folder.resolve("sparse.mtx"), "%%MatrixMarket matrix coordinate real general\n2 3 1\n2 3 -1\n");
        assertEquals(-1, game("sparse.mtx").payoff().get(1, 2));
    }

    @Test
    void theHeaderNamesWhatTheTypeHasNamesFor() throws IOException {
        Files.writeString(folder.resolve("c.csv"), ",bonds,stocks\nbonds,1,0.5\nstocks,0.5,4\n");
        RiskParityProblem problem = (RiskParityProblem) files.read(folder.resolve("c.csv"), RiskParityProblem.TYPE).problem();
        assertEquals(List.of("bonds", "stocks"), problem.names());
        assertEquals(4, problem.covariance().get(1, 1));
        assertArrayEquals(new double[] {.5, .5}, problem.budgets());
    }

    @Test
    void theArraysOfAnArchiveAreTheFields() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("c.npz"))) {
            NpzFile.write(Map.of("covariance", new NamedArray(new double[] {1, 0, 0, 4}, 2, 2), "budgets",
                    new NamedArray(new double[] {.25, .75}, 2)), out);
        }
        RiskParityProblem problem = (RiskParityProblem) files.read(folder.resolve("c.npz"), RiskParityProblem.TYPE).problem();
        assertArrayEquals(new double[] {.25, .75}, problem.budgets());
        String refusal = assertThrows(ProblemFormatException.class, () -> game("c.npz")).getMessage();
        assertTrue(refusal.startsWith("c.npz: field ")
                && refusal.endsWith(" of matrix-game is unknown; expected one of [columnNames, payoff, rowNames]"), refusal);
    }

    @Test
    void triesWhatAFileOfArraysCanBe() throws IOException {
        Files.writeString(folder.resolve("wide.csv"), "1,2,-1\n2,3,1\n");
        Files.writeString(folder.resolve("covariance.csv"), ",bonds,stocks\nbonds,1,0.5\nstocks,0.5,4\n");
        Files.writeString(folder.resolve("matches.csv"), "home,away,homeScore,awayScore\nOslo,Turin,1,0\n");
        try (OutputStream out = Files.newOutputStream(folder.resolve("budgets.npz"))) {
            NpzFile.write(Map.of("covariance", new NamedArray(new double[] {1, 0, 0, 4}, 2, 2), "budgets",
                    new NamedArray(new double[] {.25, .75}, 2)), out);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("strange.npz"))) {
            NpzFile.write(Map.of("odd", new NamedArray(new double[] {1}, 1), "even", new NamedArray(new double[] {2}, 1)), out);
        }
        assertEquals(Set.of("matrix-game", "transport"), files.possibleTypes(folder.resolve("wide.csv")));
        assertEquals(List.of("correlation-clustering", "matrix-game", "risk-parity", "transport"),
                List.copyOf(files.possibleTypes(folder.resolve("covariance.csv"))));
        assertEquals(Set.of("pairwise-comparisons"), files.possibleTypes(folder.resolve("matches.csv")));
        assertEquals(Set.of("risk-parity"), files.possibleTypes(folder.resolve("budgets.npz")));
        assertEquals(Set.of(), files.possibleTypes(folder.resolve("strange.npz")));
        for (String name : List.of("wide.csv", "covariance.csv", "matches.csv", "budgets.npz")) {
            for (String type : files.possibleTypes(folder.resolve(name))) {
                assertEquals(type, files.read(folder.resolve(name), type).problem().type(), name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ragged.csv|ragged.csv:2: ", "words.csv|words.csv:2: column 2 is 'x'; expected a number",
        "broken.npz|broken.npz: ", "d.csv|d.csv: this is a folder; expected a file", "p.mps|p.mps: holds no arrays; expected a name"})
    void triesNoFileWhoseContentIsWrong(String name, String expected) throws IOException {
        Files.writeString(folder.resolve("ragged.csv"), "1,2\n1\n");
        Files.writeString(folder.resolve("words.csv"), "1,2\n1,x\n");
        Files.writeString(folder.resolve("broken.npz"), "PK no archive");
        Files.createDirectory(folder.resolve("d.csv"));
        String refusal = assertThrows(ProblemFormatException.class, () -> files.possibleTypes(folder.resolve(name))).getMessage();
        assertTrue(refusal.startsWith(expected), refusal);
        assertThrows(NoSuchFileException.class, () -> files.possibleTypes(folder.resolve("absent.npz")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "p.csv||p.csv: a table does not tell what problem it is; it can be one of [correlation-clustering (opinions), matrix-game",
        "p.csv|linear-program|p.csv: one array does not make a linear-program problem; expected a document, NAME.problem.json, that",
        "p.csv|puzzle|p.csv: there is no problem type 'puzzle'; expected one of [affine-recurrence, barycenter,",
        "p.csv|risk-parity|p.csv: covariance is 1 x 2; expected a square matrix",
        "bad.csv|matrix-game|bad.csv:2: column 2 is 'x'; expected a number",
        "f.problem.json|matrix-game|f.problem.json: holds a problem of type fixed-point; expected matrix-game",
        "p.txt|matrix-game|p.txt: no reader knows this file; expected a name that ends in one of [.mps, .mps.gz, .problem.json]"})
    void refusesWhatIsNoProblemOfTheType(String name, String type, String expected) throws IOException {
        Files.writeString(folder.resolve("p.csv"), "1,2\n");
        Files.writeString(folder.resolve("bad.csv"), "1,2\n1,x\n");
        Files.writeString(folder.resolve("f.problem.json"), "{\"problem\": \"fixed-point\", \"operator\": \"o\", \"start\": [1]}");
        Path file = folder.resolve(name);
        String refusal = assertThrows(ProblemFormatException.class, () -> {
            if (type == null) {
                files.read(file);
            } else {
                files.read(file, type);
            }
        }).getMessage();
        assertTrue(refusal.startsWith(expected), refusal);
        assertThrows(NoSuchFileException.class, () -> files.read(folder.resolve("nowhere.csv"), MatrixGame.TYPE));
    }

    @Test
    void readsFilesThatTellTheirType() throws IOException {
        Files.writeString(folder.resolve("f.problem.json"), "{\"problem\": \"fixed-point\", \"operator\": \"o\", \"start\": [1]}");
        assertEquals(FixedPointProblem.TYPE, files.read(folder.resolve("f.problem.json"), FixedPointProblem.TYPE).problem().type());
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
