package org.stillpoint.io.internal.mps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.TestData;

class NetlibTest {

    private static ReadResult read(String file) throws IOException {
        return new MpsReader().read(new PathSource(TestData.path(file)));
    }

    private static LinearProgram program(String file) throws IOException {
        return (LinearProgram) read(file).problem();
    }

    @ParameterizedTest
    @CsvSource({"adlittle,56,97,383", "afiro,27,32,83", "agg2,516,302,4284", "bandm,305,472,2494", "beaconfd,173,262,3375",
        "blend,74,83,491", "boeing2,166,143,1196", "brandy,220,249,2148", "degen2,444,534,3978", "e226,223,282,2578",
        "fit1d,24,1026,13404", "israel,174,142,2269", "kb2,43,41,286", "lotfi,153,308,1078", "recipe,91,180,663",
        "sc105,105,103,280", "sc205,205,203,551", "sc50a,50,48,130", "sc50b,50,48,118", "scagr7,129,140,420",
        "scsd1,77,760,2388", "sctap1,300,480,1692", "share1b,117,225,1151", "share2b,96,79,694", "standata,359,1075,3031",
        "stocfor1,117,111,447", "vtpbase,198,203,908"})
    void readsTheFeasiblePrograms(String name, int rows, int columns, int nonzeros) throws IOException {
        assertSize("netlib/" + name + ".mps.gz", rows, columns, nonzeros);
    }

    @ParameterizedTest
    @CsvSource({"bgprtr,20,34,64", "box1,231,261,651", "ex72a,197,215,467", "forest6,66,95,210", "galenet,8,8,16",
        "itest2,9,4,17", "itest6,11,8,20", "klein1,54,54,696", "woodinfe,35,89,140"})
    void readsTheInfeasiblePrograms(String name, int rows, int columns, int nonzeros) throws IOException {
        assertSize("netlib-infeasible/" + name + ".mps.gz", rows, columns, nonzeros);
    }

    private static void assertSize(String file, int rows, int columns, int nonzeros) throws IOException {
        LinearProgram program = program(file);
        assertEquals(List.of(rows, columns, nonzeros), List.of(program.rows(), program.columns(), program.matrix().nz_length));
        assertEquals(rows, program.rowNames().size());
        assertEquals(columns, program.columnNames().size());
        assertFalse(program.maximise());
    }

    @Test
    void takesMinusTheObjectivesRightHandSideAsConstant() throws IOException {
        assertEquals(7.113, program("netlib/e226.mps.gz").objectiveConstant());
    }

    @Test
    void readsRightHandSidesWithoutSetName() throws IOException {
        LinearProgram program = program("netlib/blend.mps.gz");
        assertEquals(23.26, program.rowUpper()[program.rowNames().indexOf("65")]);
        assertEquals(5.25, program.rowUpper()[program.rowNames().indexOf("66")]);
        assertEquals(10, program.rowUpper()[program.rowNames().indexOf("72")]);
        assertTrue(Arrays.stream(program.objective()).anyMatch(c -> c != 0));
        assertEquals("BRUCE MURTAGHS BLENDING PROBLEM (MINIMIZE).", program.name().replace("BLEND ", "").strip());
    }

    @Test
    void readsRanges() throws IOException {
        LinearProgram program = program("netlib/boeing2.mps.gz");
        long ranged = 0;
        for (int row = 0; row < program.rows(); row++) {
            boolean both = Double.isFinite(program.rowLower()[row]) && Double.isFinite(program.rowUpper()[row]);
            ranged += both && program.rowLower()[row] < program.rowUpper()[row] ? 1 : 0;
        }
        assertEquals(19, ranged);
    }
}
