package org.stillpoint.io.internal.mps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.io.internal.BytesSource;

class MpsReaderTest {

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final String ROWS = "NAME test\nROWS\n N COST\n E EQ\n L LE\n G GE\n";
    private static final String COLUMNS = "COLUMNS\n X COST 1 EQ 2\n X LE 3\n Y EQ -1 GE 4\n";

    static ReadResult read(String content) throws IOException {
        return new MpsReader().read(new BytesSource("p.mps", content));
    }

    static LinearProgram program(String content) throws IOException {
        return (LinearProgram) read(content).problem();
    }

    private static LinearProgram with(String sections) throws IOException {
        return program(ROWS + COLUMNS + sections + "ENDATA\n");
    }

    private static List<String> warnings(String sections) throws IOException {
        return read(ROWS + COLUMNS + sections + "ENDATA\n").warnings();
    }

    @Test
    void readsCoefficientsColumnAfterColumn() throws IOException {
        LinearProgram program = with("RHS\n S EQ 5 LE 6\n S GE 7\n");
        assertEquals("test", program.name());
        assertEquals(List.of("EQ", "LE", "GE"), program.rowNames());
        assertEquals(List.of("X", "Y"), program.columnNames());
        assertArrayEquals(new double[] {1, 0}, program.objective());
        assertArrayEquals(new int[] {0, 2, 4}, program.matrix().col_idx);
        assertArrayEquals(new int[] {0, 1, 0, 2}, program.matrix().nz_rows);
        assertArrayEquals(new double[] {2, 3, -1, 4}, program.matrix().nz_values);
        assertArrayEquals(new double[] {5, -INF, 7}, program.rowLower());
        assertArrayEquals(new double[] {5, 6, INF}, program.rowUpper());
        assertArrayEquals(new double[] {0, 0}, program.columnLower());
        assertArrayEquals(new double[] {INF, INF}, program.columnUpper());
    }

    @Test
    void sortsTheEntriesOfAColumn() throws IOException {
        LinearProgram program = program(ROWS + "COLUMNS\n X GE 3 EQ 1\n X LE 2\nENDATA\n");
        assertArrayEquals(new int[] {0, 1, 2}, program.matrix().nz_rows);
        assertArrayEquals(new double[] {1, 2, 3}, program.matrix().nz_values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RHS\n S EQ 5 LE 6\n", "RHS\n EQ 5 LE 6\n", "RHS\n EQ 5\n LE 6\n", "RHS\n S EQ 5\n LE 6\n",
        "RHS\n    S         EQ                 5.0   LE                 6.0\n", "RHS\n              EQ                 5.0\n LE 6\n",
        "RHS\nRHS EQ 5 LE 6\n", "RHS\n\tS\tEQ\t5\n* comment\n\n\tS\tLE\t6\n", "rhs\n S EQ 5 LE 6\n"})
    void readsRightHandSidesWithAndWithoutSetName(String section) throws IOException {
        LinearProgram program = with(section);
        assertArrayEquals(new double[] {5, -INF, 0}, program.rowLower());
        assertArrayEquals(new double[] {5, 6, INF}, program.rowUpper());
        assertTrue(warnings(section).isEmpty());
    }

    @Test
    void subtractsTheRightHandSideOfTheObjective() throws IOException {
        assertEquals(7.5, with("RHS\n S COST -7.5\n").objectiveConstant());
        assertEquals(0.0, with("").objectiveConstant());
        assertEquals(-2.0, program(ROWS.replace("ROWS", "OBJSENSE MAX\nROWS") + COLUMNS + "RHS\n COST 2\nENDATA").objectiveConstant());
    }

    @ParameterizedTest
    @CsvSource({"EQ, 3, 10, 13", "EQ, -3, 7, 10", "EQ, 0, 10, 10", "LE, 3, 7, 10", "LE, -3, 7, 10", "GE, 3, 10, 13", "GE, -3, 10, 13",
        "LE, 1e30, -Infinity, 10", "GE, 1e20, 10, Infinity", "EQ, -1e30, -Infinity, 10"})
    void givesRangesTheirSign(String row, String range, double lower, double upper) throws IOException {
        for (String set : List.of("", "R ")) {
            LinearProgram program = with("RANGES\n " + set + row + " " + range + "\nRHS\n S EQ 10 LE 10\n S GE 10\n");
            int index = program.rowNames().indexOf(row);
            assertEquals(lower, program.rowLower()[index]);
            assertEquals(upper, program.rowUpper()[index]);
        }
    }

    @ParameterizedTest
    @CsvSource({"UP B X 4, 0, 4", "UP X 4, 0, 4", "LO B X -2, -2, Infinity", "FX B X 3, 3, 3", "FX X 3, 3, 3",
        "FR B X, -Infinity, Infinity",
        "FR X, -Infinity, Infinity", "FR B X 0, -Infinity, Infinity", "FR X 0, -Infinity, Infinity", "MI B X, -Infinity, Infinity",
        "MI X, -Infinity, Infinity", "PL B X, 0, Infinity", "BV B X, 0, 1", "BV B X 1, 0, 1", "LI B X 2, 2, Infinity", "UI B X 2, 0, 2",
        "UP B X 1e30, 0, Infinity", "UP B X inf, 0, Infinity", "LO B X -1e20, -Infinity, Infinity", "LO B X -Infinity, -Infinity, Infinity",
        "UP B X 9.9e19, 0, 9.9e19", "up b X 4, 0, 4", "LO B X -0, 0, Infinity", "UP B X -0.0, 0, 0", "UP B X -3, 0, -3",
        "FR Y X, -Infinity, Infinity"})
    void readsEveryTypeOfBound(String line, double lower, double upper) throws IOException {
        LinearProgram program = with("BOUNDS\n " + line + "\n");
        assertEquals(lower, program.columnLower()[0]);
        assertEquals(upper, program.columnUpper()[0]);
        assertArrayEquals(new double[] {0, INF}, new double[] {program.columnLower()[1], program.columnUpper()[1]});
    }

    @Test
    void combinesBoundsOfTheTwoSidesInAnyOrder() throws IOException {
        LinearProgram program = with("BOUNDS\n UP B X -2\n MI B X\n LO B Y 1\n UP B Y 3\n");
        assertArrayEquals(new double[] {-INF, 1}, program.columnLower());
        assertArrayEquals(new double[] {-2, 3}, program.columnUpper());
        assertTrue(warnings("BOUNDS\n UP B X -2\n MI B X\n LO B Y 1\n UP B Y 3\n").isEmpty());
    }

    @Test
    void warnsOfANegativeUpperBoundWithoutALowerOne() throws IOException {
        assertEquals(List.of("p.mps:12: column 'X' has the upper bound -2.0 and no lower one, which stays 0: no point is feasible"),
                warnings("BOUNDS\n UP B X -2\n"));
        assertEquals(List.of("p.mps:13: the lower bound 2.0 of column 'X' exceeds its upper bound 1.0"),
                warnings("BOUNDS\n LO B X 2\n UP B X 1\n"));
    }

    @Test
    void usesTheFirstSetsAndWarnsOfOthers() throws IOException {
        String sections = "RHS\n A EQ 1\n B EQ 2\n LE 4\n B LE 3\nRANGES\n A EQ 1\n B EQ 9\nBOUNDS\n UP A X 1\n UP B X 2\n";
        LinearProgram program = with(sections);
        assertArrayEquals(new double[] {1, -INF, 0}, program.rowLower());
        assertArrayEquals(new double[] {2, 4, INF}, program.rowUpper());
        assertEquals(1, program.columnUpper()[0]);
        assertEquals(List.of("p.mps:13: a further set of right-hand sides, 'B', is left out; the set 'A' is used",
                "p.mps:18: a further set of ranges, 'B', is left out; the set 'A' is used",
                "p.mps:21: a further set of bounds, 'B', is left out; the set 'A' is used"), warnings(sections));
    }

    @Test
    void dropsFurtherFreeRowsAndTheirEntries() throws IOException {
        ReadResult result = read("NAME\nROWS\n N FIRST\n L A\n N SECOND\n G B\nCOLUMNS\n X FIRST 1 SECOND 2\n X A 3 B 4\n"
                + "RHS\n S SECOND 9 B 5\nRANGES\n R SECOND 1\nENDATA\n");
        LinearProgram program = (LinearProgram) result.problem();
        assertEquals(List.of("A", "B"), program.rowNames());
        assertArrayEquals(new double[] {1}, program.objective());
        assertArrayEquals(new double[] {3, 4}, program.matrix().nz_values);
        assertEquals(List.of("p.mps: free row 'SECOND' is not the objective and left out",
                "p.mps:13: a range of row 'SECOND' of type N has no effect"), result.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OBJNAME\n    SECOND\n", "OBJNAME SECOND\n"})
    void takesTheNamedObjective(String section) throws IOException {
        LinearProgram program = program("NAME\n" + section
                + "ROWS\n N FIRST\n L A\n N SECOND\nCOLUMNS\n X FIRST 1 SECOND 2\n X A 3\nENDATA\n");
        assertArrayEquals(new double[] {2}, program.objective());
    }

    @ParameterizedTest
    @CsvSource({"OBJSENSE MAX,true", "OBJSENSE MAXIMIZE,true", "'OBJSENSE\n    MAX',true", "'OBJSENSE\nMAX',true",
        "'OBJSENSE\n  MAXIMISE',true", "'OBJSENSE\n    MIN',false", "OBJSENSE minimize,false", "OBJSENS MAX,true", "'',false"})
    void readsTheSense(String section, boolean maximise) throws IOException {
        String content = "NAME\n" + section + "\n" + ROWS.substring(10) + COLUMNS + "ENDATA\n";
        assertEquals(maximise, program(content).maximise());
        assertArrayEquals(new double[] {1, 0}, program(content).objective());
    }

    @Test
    void takesIntegerColumnsAsContinuous() throws IOException {
        ReadResult result = read(ROWS + "COLUMNS\n M1 'MARKER' 'INTORG'\n X COST 1\n"
                + "    M2        'MARKER'                 'INTEND'\n Y EQ 1\nBOUNDS\n BV B X\nENDATA\n");
        LinearProgram program = (LinearProgram) result.problem();
        assertEquals(List.of("X", "Y"), program.columnNames());
        assertEquals(List.of("p.mps:8: integer columns from here on are taken as continuous, with the bounds the file gives them",
                "p.mps:13: integer column 'X' is taken as continuous"), result.warnings());
    }

    @Test
    void readsNamesWithBlanksByTheColumnsOfTheFixedFormat() throws IOException {
        LinearProgram program = program("""
                NAME          BLANKS
                ROWS
                 N  COST
                 L  LIM 1
                 E  MY EQN
                COLUMNS
                    X ONE     COST               1.0   LIM 1              1.0
                    X ONE     MY EQN             2.0
                    PLAIN     COST               2.0   LIM 1              3.0
                RHS
                    THE RHS   LIM 1              4.0   MY EQN             1.0
                RANGES
                    RANGE 1   MY EQN             2.0
                BOUNDS
                 UP BND 1     X ONE              4.0
                 LO BND 1     PLAIN             -1.0
                 MI BND 1     X ONE
                ENDATA
                """);
        assertEquals("BLANKS", program.name());
        assertEquals(List.of("LIM 1", "MY EQN"), program.rowNames());
        assertEquals(List.of("X ONE", "PLAIN"), program.columnNames());
        assertArrayEquals(new double[] {1, 2}, program.objective());
        assertArrayEquals(new double[] {1, 2, 3}, program.matrix().nz_values);
        assertArrayEquals(new double[] {-INF, 1}, program.rowLower());
        assertArrayEquals(new double[] {4, 3}, program.rowUpper());
        assertArrayEquals(new double[] {-INF, -1}, program.columnLower());
        assertArrayEquals(new double[] {4, INF}, program.columnUpper());
    }

    @Test
    void leavesOutCommentsAfterADollarSignButNotNames() throws IOException {
        LinearProgram program = program("NAME\nROWS\n N COST\n L $R\nCOLUMNS\n X COST 1 $ a remark\n X $R 2\n Y $R 3 COST 4\nENDATA\n");
        assertArrayEquals(new double[] {1, 4}, program.objective());
        assertArrayEquals(new double[] {2, 3}, program.matrix().nz_values);
    }

    @Test
    void readsAFileWithoutIndentation() throws IOException {
        LinearProgram program = program((ROWS + COLUMNS + "RHS\nRHS EQ 5\nBOUNDS\nUP BOUNDS X 4\nENDATA\n").replace("\n ", "\n"));
        assertArrayEquals(new double[] {2, 3, -1, 4}, program.matrix().nz_values);
        assertEquals(5, program.rowLower()[0]);
        assertEquals(4, program.columnUpper()[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void acceptsEveryLineBreak(String lineBreak) throws IOException {
        LinearProgram program = program((ROWS + COLUMNS + "ENDATA").replace("\n", lineBreak));
        assertArrayEquals(new double[] {2, 3, -1, 4}, program.matrix().nz_values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAME my program  FREE", "NAME  my program", "NAME\tmy program"})
    void takesTheRestOfTheLineAsName(String line) throws IOException {
        assertEquals("my program", program(ROWS.replace("NAME test", line) + COLUMNS + "ENDATA").name());
    }

    @Test
    void doesWithoutNameObjectiveRowsAndRightHandSides() throws IOException {
        ReadResult result = read("ROWS\nCOLUMNS\nENDATA\n");
        assertEquals(List.of("p.mps:2: no row of type N; the objective is 0"), result.warnings());
        assertEquals(0, ((LinearProgram) result.problem()).rows() + ((LinearProgram) result.problem()).columns());
        LinearProgram free = program("ROWS\n N C\nCOLUMNS\n X C 0\n Y C -1\nBOUNDS\n UP Y 2\nENDATA\n");
        assertEquals(0, free.rows());
        assertArrayEquals(new double[] {0, -1}, free.objective());
    }

    @Test
    void dropsZeroEntriesAndInfiniteSides() throws IOException {
        LinearProgram program = program(ROWS + "COLUMNS\n X EQ 0 LE 1\n X GE -0.0\nRHS\n LE 1e30 GE -1e20\nENDATA\n");
        assertArrayEquals(new double[] {1}, program.matrix().nz_values);
        assertArrayEquals(new double[] {0, -INF, -INF}, program.rowLower());
        assertArrayEquals(new double[] {0, INF, INF}, program.rowUpper());
    }

    @Test
    void decodesNamesInUtf8OrLatin1() throws IOException {
        String content = "ROWS\n N C\n L Größe\nCOLUMNS\n X Größe 1\nENDATA\n";
        assertEquals(List.of("Größe"), program(content).rowNames());
        byte[] latin = content.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of("Größe"), ((LinearProgram) new MpsReader().read(new BytesSource("p.mps", latin)).problem()).rowNames());
    }

    @Test
    void skipsTheByteOrderMark() throws IOException {
        assertEquals(List.of("X", "Y"), program("\uFEFF" + ROWS + COLUMNS + "ENDATA\n").columnNames());
        assertEquals(List.of("X", "Y"), program("\uFEFF* comment\n" + ROWS + COLUMNS + "ENDATA\n").columnNames());
    }

    @Test
    void countsFurtherWarningsOfOneKind() throws IOException {
        StringBuilder rows = new StringBuilder("ROWS\n N COST\n");
        for (int i = 0; i < 9; i++) {
            rows.append(" N FREE").append(i).append('\n');
        }
        List<String> warnings = read(rows + "COLUMNS\n X COST 1\nENDATA\n").warnings();
        assertEquals(6, warnings.size());
        assertEquals("p.mps: 4 more warnings about free rows", warnings.get(5));
    }
}
