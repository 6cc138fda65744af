package org.stillpoint.io.internal.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemReaderInfo;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.arrays.NpyFile;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.io.internal.mps.MpsReader;

class ProblemDocumentReaderTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    private final ProblemDocumentReader reader = new ProblemDocumentReader();

    @BeforeEach
    void addReader() {
        reader.addReader(new MpsReader(), Map.of(ProblemReaderInfo.EXTENSIONS, new String[] {".mps", ".mps.gz"}));
    }

    private ReadResult read(String content) throws IOException {
        Path file = folder.resolve("p.problem.json");
        Files.writeString(file, content);
        return reader.read(new PathSource(file));
    }

    private LinearProgram program(String content) throws IOException {
        return (LinearProgram) read(content).problem();
    }

    private String refusal(String content) {
        return assertThrows(ProblemFormatException.class, () -> read(content)).getMessage();
    }

    @Test
    void readsAnInlineProgram() throws IOException {
        LinearProgram program = program("""
                {"$schema": "linear-program.schema.json", "problem": "linear-program", "name": "diet", "maximise": true,
                 "objective": [1, 2, 0], "objectiveConstant": 5,
                 "matrix": [[1, 0, 2], [0, 3, -1]],
                 "rowLower": [1, "-inf"], "rowUpper": [1, 4.5],
                 "columnLower": [0, "-Infinity", 1], "columnUpper": ["inf", "inf", "inf"],
                 "rowNames": ["r1", "r2"], "columnNames": ["x", "y", "z"]}
                """);
        assertEquals("diet", program.name());
        assertTrue(program.maximise());
        assertEquals(5, program.objectiveConstant());
        assertArrayEquals(new double[] {1, 2, 0}, program.objective());
        assertArrayEquals(new int[] {0, 1, 2, 4}, program.matrix().col_idx);
        assertArrayEquals(new int[] {0, 1, 0, 1}, program.matrix().nz_rows);
        assertArrayEquals(new double[] {1, 3, 2, -1}, program.matrix().nz_values);
        assertArrayEquals(new double[] {1, -INF}, program.rowLower());
        assertArrayEquals(new double[] {0, -INF, 1}, program.columnLower());
        assertArrayEquals(new double[] {INF, INF, INF}, program.columnUpper());
        assertEquals(List.of("x", "y", "z"), program.columnNames());
    }

    @Test
    void fillsInWhatIsLeftOut() throws IOException {
        LinearProgram program = program("{\"problem\": \"linear-program\", \"objective\": [1, 1], \"matrix\": [[1, 1]]}");
        assertArrayEquals(new double[] {-INF}, program.rowLower());
        assertArrayEquals(new double[] {INF}, program.rowUpper());
        assertArrayEquals(new double[] {0, 0}, program.columnLower());
        assertEquals(0, program("{\"problem\": \"linear-program\", \"objective\": [1, 1]}").rows());
        assertEquals(0, program("{\"problem\": \"linear-program\", \"objective\": [], \"matrix\": []}").columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"A.npy\"", "\"data.npz#A\"", "\"A.csv\"", "\"dense.mtx\"", "\"sparse.mtx\"",
        "{\"rows\": 2, \"columns\": 3, \"rowIndices\": [1, 0, 1, 0], \"columnIndices\": [2, 0, 1, 2], \"values\": [-1, 1, 3, 2]}"})
    void readsTheMatrixFromAnyKindOfFile(String matrix) throws IOException {
        NamedArray array = new NamedArray(new float[] {1, 0, 2, 0, 3, -1}, 2, 3);
        try (OutputStream out = Files.newOutputStream(folder.resolve("A.npy"))) {
            NpyFile.write(array, out);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("data.npz"))) {
            NpzFile.write(Map.of("A", array), out);
        }
        Files.writeString(folder.resolve("A.csv"), "x,y,z\n1,0,2\n0,3,-1\n");
        Files.writeString(folder.resolve("dense.mtx"), "%%MatrixMarket matrix array real general\n2 3\n1\n0\n0\n3\n2\n-1\n");
        Files.writeString(folder.resolve("sparse.mtx"),
                "%%MatrixMarket matrix coordinate real general\n2 3 4\n2 3 -1\n1 1 1\n2 2 3\n1 3 2\n");
        LinearProgram program = program("{\"problem\": \"linear-program\", \"objective\": [1, 2, 3], \"matrix\": " + matrix + "}");
        assertArrayEquals(new int[] {0, 1, 2, 4}, program.matrix().col_idx);
        assertArrayEquals(new int[] {0, 1, 0, 1}, program.matrix().nz_rows);
        assertArrayEquals(new double[] {1, 3, 2, -1}, program.matrix().nz_values);
    }

    @Test
    void readsAWholeFileBesideTheDocument() throws IOException {
        Files.writeString(folder.resolve("tiny.mps"), "ROWS\n N C\n L R\nCOLUMNS\n X C 1 R 2\nBOUNDS\n UP X -1\nENDATA\n");
        ReadResult result = read("{\"problem\": \"linear-program\", \"file\": \"tiny.mps\"}");
        assertEquals(1, ((LinearProgram) result.problem()).rows());
        assertEquals(1, result.warnings().size());
        assertEquals("p.problem.json:1: 'fixed-point', but tiny.mps holds a problem of type linear-program",
                refusal("{\"problem\": \"fixed-point\", \"file\": \"tiny.mps\"}"));
        assertEquals("p.problem.json:2: 'other.mps': there is no such file beside the document",
                refusal("{\"problem\": \"linear-program\",\n \"file\": \"other.mps\"}"));
        assertEquals("p.problem.json: '../tiny.mps' leaves the folder; expected a file beside p.problem.json",
                refusal("{\"problem\": \"linear-program\", \"file\": \"../tiny.mps\"}"));
    }

    @Test
    void readsFixedPoints() throws IOException {
        Problem inline = read("{\"problem\": \"fixed-point\", \"operator\": \"cosine\", \"start\": [1, 0.5]}").problem();
        FixedPointProblem problem = (FixedPointProblem) inline;
        assertEquals("cosine", problem.operator());
        assertArrayEquals(new double[] {1, .5}, problem.start());
        Files.writeString(folder.resolve("start.csv"), "3\n4\n");
        Problem fromFile = read("{\"problem\": \"fixed-point\", \"operator\": \"o\", \"start\": \"start.csv\"}").problem();
        assertArrayEquals(new double[] {3, 4}, ((FixedPointProblem) fromFile).start());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{}|:1: the field problem is missing or no text; expected the name of a problem type",
        "{`problem`: 3}|:1: the field problem is missing or no text; expected the name of a problem type",
        "{@`problem`: `puzzle`}|:2: unknown problem type 'puzzle'; expected one of [affine-recurrence, barycenter,",
        "{`problem`: `linear-program`}|: field objective of linear-program is missing; expected an array",
        "{`problem`: `linear-program`,@ `objective`: 3}|:2: field objective of linear-program is '3'; expected an array",
        "{`problem`: `linear-program`,@ `objectiv`: [3]}|:2: field objectiv of linear-program is unknown; expected one of",
        "{`problem`: `linear-program`, `objective`: [1],@ `matrix`: [[1, 2]]}|:2: field matrix of linear-program has 2 columns; expected 1",
        "{`problem`: `linear-program`, `objective`: [1],@ `matrix`: [1]}|:2: field matrix of linear-program has the shape [1]; expected",
        "{`problem`: `linear-program`, `objective`: [1], `matrix`: [[`nan`]]}|: matrix entry (0, 0) is NaN",
        "{`problem`: `linear-program`, `objective`: [1], `rowLower`: [1]}|: row lower bound: expected 0 values, got 1",
        "{`problem`: `linear-program`, `objective`: [1], `columnLower`: [`inf`]}|: column lower bound 0 is Infinity",
        "{`problem`: `linear-program`, `objective`: [1], `maximise`: `yes`}|:1: field maximise of linear-program is 'yes'; expected",
        "{`problem`: `linear-program`,@@ `objective`: `c.npy`}|:3: 'c.npy': there is no such file beside the document",
        "{`problem`: `linear-program`,@@ `objective`: `/etc/c.npy`}|: '/etc/c.npy' leaves the folder; expected a file beside",
        "{`problem`: `fixed-point`, `operator`: `o`,@ `start`: [`nan`]}|: start 0 is NaN; expected a finite number",
        "{`problem`: `fixed-point`, `operator`: `o`,@ `begin`: [1]}|:2: field begin of fixed-point is unknown; expected one of [contraction, op",
        "{`problem`: `fixed-point`, `operator`: `o`, `start`: [1], `$version`: 2}|: fixed-point has version 2; this program reads",
        "{`problem`: `fixed-point`, `operator`: `o`, `start`: [1], `$version`: 4294967297}|: fixed-point has version 0; this program reads",
        "{`problem`: `fixed-point`, `operator`: `o`}|: field start of fixed-point is missing; expected an array"})
    void refusesWithThePlace(String content, String message) {
        String refusal = refusal(content.replace('@', '\n').replace('`', '"'));
        assertTrue(refusal.startsWith("p.problem.json" + message), refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[0, 0]|[0, 0]|[1, 2]|has two entries in row 0, column 0",
        "[2]|[0]|[1]|has row 2; expected 0 to 1",
        "[0]|[-1]|[1]|has column -1; expected 0 to 0",
        "[0.5]|[0]|[1]|has 0.5; expected integers",
        "[0]|[0, 0]|[1]|has 1 row indices, 2 column indices and 1 values"})
    void refusesWrongEntries(String rows, String columns, String values, String message) {
        String refusal = refusal("{\"problem\": \"linear-program\", \"objective\": [1], \"matrix\": "
                + "{\"rows\": 2, \"columns\": 1, \"rowIndices\": " + rows + ", \"columnIndices\": " + columns
                + ", \"values\": " + values + "}}");
        assertTrue(refusal.contains(message), refusal);
    }

    /** A problem type that some bundle brings. */
    private record Puzzle(double[] pieces, DataRecord weights) implements Problem {

        @Override
        public String type() {
            return "puzzle";
        }

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("puzzle", 1).doubles("pieces", pieces).build();
        }
    }

    private record PuzzleType() implements ProblemType<Puzzle, FixedPoint> {

        @Override
        public String name() {
            return "puzzle";
        }

        @Override
        public String title() {
            return "Puzzle";
        }

        @Override
        public Class<Puzzle> problemClass() {
            return Puzzle.class;
        }

        @Override
        public Class<FixedPoint> valueClass() {
            return FixedPoint.class;
        }

        @Override
        public Puzzle problem(DataRecord record) {
            if (record.doubles("pieces").length == 0) {
                throw new DataException("field pieces of puzzle is empty");
            }
            return new Puzzle(record.doubles("pieces"), record.record("weights"));
        }

        @Override
        public FixedPoint value(DataRecord record) {
            return FixedPoint.fromRecord(record);
        }
    }

    @Test
    void readsProblemsOfPublishedTypes() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("w.npz"))) {
            NpzFile.write(Map.of("bias", new NamedArray(new double[] {7}, 1)), out);
        }
        PuzzleType type = new PuzzleType();
        reader.addType(type);
        String content = "{\"problem\": \"puzzle\", \"pieces\": [1, 2], \"weights\": \"w.npz\"}";
        Puzzle puzzle = (Puzzle) read(content).problem();
        assertArrayEquals(new double[] {1, 2}, puzzle.pieces());
        assertArrayEquals(new double[] {7}, puzzle.weights().doubles("bias"));
        assertEquals("p.problem.json:1: field weights of puzzle is missing; expected a record",
                refusal("{\"problem\": \"puzzle\", \"pieces\": [1, 2]}").replace(".json: ", ".json:1: "));
        reader.removeType(type);
        assertTrue(refusal(content).contains("unknown problem type 'puzzle'"));
    }
}
