package org.stillpoint.ui.internal.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.BlasRouter.Speed;
import org.stillpoint.ui.internal.blas.SpeedTable.Row;

/** Measurements as a table. */
class SpeedTableTest {

    private static final SpeedTable TABLE = SpeedTable.of(List.of("java", "jblas"), List.of(
            new Speed("java", "dgemm", 64, 33.72, false), new Speed("openblas", "dgemm", 64, 120.4, true),
            new Speed("jblas", "dgemv", 512, 1.789, true), new Speed("java", "dgemv", 512, 0.447, false)));

    @Test
    void rowsAreOperationsAndSizesAndColumnsAreProviders() {
        assertEquals(List.of("java", "jblas", "openblas"), TABLE.providers());
        assertEquals(List.of("dgemm 64", "dgemv 512"), TABLE.rows().stream().map(row -> row.operation() + " " + row.size()).toList());
    }

    @Test
    void cellsHaveThreeDigitsAndTheirPartOfTheGreatest() {
        Row row = TABLE.rows().get(0);
        assertEquals(List.of("33.7", "", "120"), TABLE.providers().stream().map(row::text).toList());
        assertTrue(row.isChosen("openblas"));
        assertFalse(row.isChosen("java") || row.isChosen("jblas"));
        assertEquals(33.72 / 120.4, row.part("java"), 1e-15);
        assertEquals(0, row.part("jblas"));
        assertEquals(1, row.part("openblas"));
        assertEquals("1.79", TABLE.rows().get(1).text("jblas"));
    }

    @Test
    void theCopyMarksWhatIsUsed() {
        assertEquals("op\tn\tjava\tjblas\topenblas\ndgemm\t64\t33.7\t\t120 *\ndgemv\t512\t0.45\t1.79 *\t\n",
                TABLE.toText(List.of("op", "n", "java", "jblas", "openblas")));
    }
}
