package org.stillpoint.shell.internal.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.plot.model.Movement;
import org.stillpoint.shell.internal.console.Console;

class TextHeatMapTest {

    @Test
    void aPlanInCharactersIsDarkWhereTheMassIs() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextHeatMap.print(Movement.of(new DMatrixRMaj(new double[][] {{.2, 0, 0}, {.1, .3, .1}, {0, 0, .3}})), 3, 3,
                new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), System.err, Console.Terminal.NONE));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("  Plan: 3 sources from above, 3 targets from left to right; densest 0.3", lines.get(1));
        assertEquals(List.of("  +------+", "  |@@    |", "  |##@@##|", "  |    @@|", "  +------+"), lines.subList(2, 7));
    }
}
