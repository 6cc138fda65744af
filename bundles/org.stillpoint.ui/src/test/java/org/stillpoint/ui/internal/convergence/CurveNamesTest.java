package org.stillpoint.ui.internal.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;
import org.stillpoint.plot.Curve;

class CurveNamesTest {

    private static PlottedRun run(long id, String problem, String solver) {
        return new PlottedRun(id, problem, solver, Curve.of("Run " + id + ": " + solver + " on " + problem, History.EMPTY), 1e-6, true);
    }

    @Test
    void whatAllHaveInCommonIsSaidOnce() {
        CurveNames names = CurveNames.of(List.of(run(3, "diet.mps", "a.first 1.2.0"), run(5, "diet.mps", "a.second 1.2.0")));
        assertEquals(List.of("Run 3: a.first", "Run 5: a.second"), names.names());
        assertEquals("diet.mps", names.common());
    }

    @Test
    void differentProblemsAreNamed() {
        CurveNames names = CurveNames.of(List.of(run(3, "diet.mps", "a.first 1.2.0"), run(5, "afiro.mps", "a.first 1.2.0")));
        assertEquals(List.of("Run 3: a.first on diet.mps", "Run 5: a.first on afiro.mps"), names.names());
        assertEquals("", names.common());
    }

    @Test
    void twoVersionsOfASolverAreToldApart() {
        CurveNames names = CurveNames.of(List.of(run(3, "diet.mps", "a.first 1.2.0"), run(5, "diet.mps", "a.first 1.3.0"),
                run(6, "diet.mps", "a.second 1.3.0")));
        assertEquals(List.of("Run 3: a.first 1.2.0", "Run 5: a.first 1.3.0", "Run 6: a.second 1.3.0"), names.names());
    }

    @Test
    void oneAloneHasItsWholeName() {
        CurveNames names = CurveNames.of(List.of(run(3, "diet.mps", "a.first 1.2.0")));
        assertEquals(List.of("Run 3: a.first 1.2.0 on diet.mps"), names.names());
        assertEquals("", names.common());
    }
}
