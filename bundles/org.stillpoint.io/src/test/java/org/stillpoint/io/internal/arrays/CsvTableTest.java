package org.stillpoint.io.internal.arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.TestData;

class CsvTableTest {

    private static CsvTable table(String content) throws IOException {
        return CsvTable.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "t.csv");
    }

    @Test
    void readsTablesWithAndWithoutHeader() throws IOException {
        NamedArray numbers = new NamedArray(new double[] {1, 2, 3, -4e5}, 2, 2);
        assertEquals(numbers, table("1,2\n3,-4e5\n").all());
        assertEquals(numbers, table("a,b\r\n1, 2\r\n\r\n\"3\",-4e5").all());
        assertEquals(numbers, table("\uFEFF1,2\n3,-4e5\n").all());
        assertEquals(new NamedArray(new double[] {1, 2}, 2), table("1\n2\n").all());
        assertEquals(new NamedArray(new double[] {2, -4e5}, 2), table("\uFEFFa,b\n1,2\n3,-4e5\n").column("b"));
        assertEquals(new NamedArray(new double[] {1, 3}, 2), table("\uFEFFa,b\n1,2\n3,-4e5\n").column("a"));
        assertEquals(new NamedArray(new double[0], 0, 2), table("a,b\n").all());
    }

    @Test
    void readsOneColumnOfATableWithTexts() throws IOException {
        try (InputStream in = Files.newInputStream(TestData.path("series/seattle-weather-hourly-normals.csv"))) {
            NamedArray temperature = CsvTable.read(in, "w.csv").column("temperature");
            assertEquals(8759, temperature.length());
        }
    }

    @Test
    void refusesWithThePlace() {
        assertRefused("1,2\n3\n", "t.csv:2: 1 cells; expected 2 as in the first line");
        assertRefused("a,b\n1,2\n3,x\n", "t.csv:3: column 2 (b) is 'x'; expected a number");
        assertRefused("1,2\n3,NaN\n", "t.csv:2: column 2 is 'NaN'; expected a number");
        assertRefused("1,2\n3,1f\n", "t.csv:2: column 2 is '1f'; expected a number");
        assertRefused("1,2\n3,\n", "t.csv:2: column 2 is ''; expected a number");
        assertRefused("", "t.csv: the file is empty; expected a table of numbers");
        assertEquals("t.csv:1: there is no column 'c'; expected one of [a, b]",
                assertThrows(ProblemFormatException.class, () -> table("a,b\n1,2\n").column("c")).getMessage());
        ProblemFormatException open = assertThrows(ProblemFormatException.class, () -> table("1,2\n\"3,4\n").all());
        assertTrue(open.line() >= 2, open.getMessage());
    }

    private static void assertRefused(String content, String message) {
        assertEquals(message, assertThrows(ProblemFormatException.class, () -> table(content).all()).getMessage());
    }
}
