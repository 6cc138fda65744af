package org.stillpoint.ui.internal.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;

class TableTextTest {

    private static final TableText TABLE = TableText.of(ResultTable.of("Amounts",
            List.of(Column.text("name"), Column.number("amount", 3), Column.share()),
            List.of(List.of("rye", 2.0, 0.2), List.of("Beans", 10.123456, 1.0), List.of("corn", -1.0, 0.0))));

    @Test
    void numbersAreSortedAsNumbersAndTextsWithoutCase() {
        assertEquals(List.of("corn", "-1", ""), TABLE.sorted(1, false).texts(0));
        assertEquals("Beans", TABLE.sorted(1, true).texts(0).get(0));
        assertEquals("Beans", TABLE.sorted(0, false).texts(0).get(0));
    }

    @Test
    void copiedNumbersKeepTheirDigitsAndBarsAreLeftOut() {
        assertEquals("name\tamount\nBeans\t10.123456\nrye\t2.0\n", TABLE.copy(new int[] {1, 0}));
        assertEquals("10.1", TABLE.texts(1).get(1));
    }

    @Test
    void findingGoesRoundAndEnds() {
        assertEquals(1, TABLE.find("bean", 1, () -> false));
        assertEquals(0, TABLE.find("r", 2, () -> false));
        assertEquals(-1, TABLE.find("wheat", -1, () -> false));
        assertEquals(-1, TABLE.find("bean", -1, () -> true));
    }

    @Test
    void aRowThatFailsSaysWhy() {
        TableText gone = TableText.of(new ResultTable("Gone", List.of(Column.text("name"), Column.share()), 1_000_000, row -> {
            throw new NoClassDefFoundError("family/Value");
        }));
        assertTrue(gone.texts(999_999).get(0).contains("family/Value"), gone.texts(0).get(0));
    }
}
