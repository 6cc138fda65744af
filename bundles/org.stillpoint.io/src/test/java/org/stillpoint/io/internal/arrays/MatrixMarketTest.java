package org.stillpoint.io.internal.arrays;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;

class MatrixMarketTest {

    private static Object read(String content) throws IOException {
        return MatrixMarket.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "m.mtx");
    }

    private static void assertEntries(String content, int[] rows, int[] columns, double[] values) throws IOException {
        DataRecord record = (DataRecord) read(content);
        assertEquals(MatrixMarket.SPARSE, record.type());
        assertArrayEquals(rows, record.ints("rowIndices"));
        assertArrayEquals(columns, record.ints("columnIndices"));
        assertArrayEquals(values, record.doubles("values"));
    }

    @Test
    void readsDenseMatricesColumnAfterColumn() throws IOException {
        assertEquals(new NamedArray(new double[] {1, 3, 5, 2, 4, 6}, 2, 3),
                read("%%MatrixMarket matrix array real general\n% note\n\n2 3\n1\n2\n3\n4\n5\n6\n"));
        assertEquals(new NamedArray(new double[] {1, 2, 2, 3}, 2, 2),
                read("%%MatrixMarket matrix array integer symmetric\n2 2\n1\n2\n3\n"));
        assertEquals(new NamedArray(new double[] {0, -2, 2, 0}, 2, 2),
                read("%%MatrixMarket matrix array real skew-symmetric\n2 2\n2\n"));
    }

    @Test
    void readsSparseMatrices() throws IOException {
        assertEntries("%%MatrixMarket matrix coordinate real general\n2 3 2\n1 3 1.5e2\n2 1 -4\n", new int[] {0, 1}, new int[] {2, 0},
                new double[] {150, -4});
        assertEntries("%%MatrixMarket MATRIX Coordinate Pattern General\n2 2 1\n2 2\n", new int[] {1}, new int[] {1}, new double[] {1});
        assertEntries("%%MatrixMarket matrix coordinate integer symmetric\n2 2 2\n1 1 7\n2 1 5\n", new int[] {0, 1, 0},
                new int[] {0, 0, 1}, new double[] {7, 5, 5});
        assertEntries("%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 1 5\n", new int[] {1, 0}, new int[] {0, 1},
                new double[] {5, -5});
        assertEntries("%%MatrixMarket matrix coordinate real general\n0 0 0\n", new int[0], new int[0], new double[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 2|1|the first line is no Matrix Market banner",
        "%%MatrixMarket matrix array complex general|1|field 'complex'; expected real, integer",
        "%%MatrixMarket matrix array pattern general|1|field 'pattern'; expected real, integer",
        "%%MatrixMarket matrix dense real general|1|format 'dense'; expected coordinate or array",
        "%%MatrixMarket matrix array real hermitian|1|symmetry 'hermitian'",
        "%%MatrixMarket matrix array real symmetric~2 3|2|a symmetric matrix of 2 x 3",
        "%%MatrixMarket matrix array real general~2 x|2|number of columns 'x'; expected an integer from 0",
        "%%MatrixMarket matrix array real general~100000 100000|2|a dense matrix of 100000 x 100000 is too large",
        "%%MatrixMarket matrix array real general~1 2~1|4|the file ends here; expected a number",
        "%%MatrixMarket matrix array real general~1 1~nan|3|'nan'; expected a finite number",
        "%%MatrixMarket matrix array real general~1 1~1f|3|'1f'; expected a finite number",
        "%%MatrixMarket matrix array real general~1 1~1 2|3|2 numbers; expected a number",
        "%%MatrixMarket matrix array real general~1 1~1~2|4|more lines than the size line announces",
        "%%MatrixMarket matrix coordinate real general~1 1 1~2 1 5|3|row 2; expected an integer from 1 to 1",
        "%%MatrixMarket matrix coordinate real general~1 1 1~1 0 5|3|column 0; expected an integer from 1 to 1",
        "%%MatrixMarket matrix coordinate real general~1 1 2000000000~1 1 5|2|number of entries 2000000000",
        "%%MatrixMarket matrix coordinate real skew-symmetric~1 1 1~1 1 5|3|an entry on the diagonal"})
    void refusesWithThePlace(String content, int line, String message) {
        ProblemFormatException refusal = assertThrows(ProblemFormatException.class, () -> read(content.replace('~', '\n')));
        assertTrue(refusal.getMessage().startsWith("m.mtx:" + line + ": " + message), refusal.getMessage());
    }
}
