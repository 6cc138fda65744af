package org.stillpoint.halpern.internal.presolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.mps.MpsReader;

/** Presolve on real programs with known answers. */
class NetlibPresolveTest {

    private static Path folder(String name) {
        String data = System.getProperty("stillpoint.data");
        assumeTrue(data != null && Files.isDirectory(Path.of(data, name)), "the folder " + name + " of real programs is absent");
        return Path.of(data, name);
    }

    private static RangeProgram read(Path file) throws IOException {
        return RangeProgram.of((LinearProgram) new MpsReader().read(new PathSource(file)).problem());
    }

    @ParameterizedTest
    @CsvSource({"afiro, -464.753142857", "adlittle, 225494.963162", "blend, -30.8121498458", "kb2, -1749.90012991", "recipe, -266.616",
        "sc50a, -64.5750770586", "sc50b, -70", "scagr7, -2331389.82433", "stocfor1, -41131.9762194", "vtpbase, 129831.462461"})
    void restoredVerticesAreOptimal(String name, double optimum) throws IOException {
        RangeProgram program = read(folder("netlib").resolve(name + ".mps.gz"));
        Presolved presolved = Presolve.run(program);
        DenseSimplex simplex = new DenseSimplex(presolved.reduced());
        assertEquals(DenseSimplex.Verdict.OPTIMAL, simplex.verdict());
        double before = Conditions.violation(presolved.reduced(), simplex.x(), simplex.y());
        Point point = presolved.postsolve(simplex.x(), simplex.y());
        assertEquals(0, Conditions.violation(program, point.x(), point.y()), 1e-9 + 10 * before);
        assertEquals(optimum, program.objectiveAt(point.x()), 1e-9 * (1 + Math.abs(optimum)));
    }

    @Test
    void solvableProgramsShrinkAndStayUndecided() throws IOException {
        long rows = 0;
        long rowsLeft = 0;
        try (Stream<Path> files = Files.list(folder("netlib"))) {
            List<Path> programs = files.filter(file -> file.toString().endsWith(".mps.gz")).sorted().toList();
            for (Path file : programs) {
                RangeProgram program = read(file);
                Presolved presolved = Presolve.run(program);
                assertEquals(Outcome.REDUCED, presolved.outcome(), file.toString());
                assertTrue(presolved.reduced().entries() <= program.entries(), file.toString());
                rows += program.rows();
                rowsLeft += presolved.reduced().rows();
            }
        }
        assertTrue(rowsLeft < 0.8 * rows, rowsLeft + " of " + rows + " rows are left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ex72a", "galenet", "itest2", "itest6", "woodinfe"})
    void contradictionsAreProvedInTheUnitsOfTheFile(String name) throws IOException {
        RangeProgram program = read(folder("netlib-infeasible").resolve(name + ".mps.gz"));
        Presolved presolved = Presolve.run(program);
        assertEquals(Outcome.INFEASIBLE_DETECTED, presolved.outcome());
        assertEquals(0, Conditions.farkasViolation(program, presolved.ray()), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgprtr", "box1", "forest6"})
    void raysOfReducedProgramsHoldForTheFile(String name) throws IOException {
        RangeProgram program = read(folder("netlib-infeasible").resolve(name + ".mps.gz"));
        Presolved presolved = Presolve.run(program);
        DenseSimplex simplex = new DenseSimplex(presolved.reduced());
        assertEquals(DenseSimplex.Verdict.INFEASIBLE, simplex.verdict());
        assertEquals(0, Conditions.farkasViolation(program, presolved.liftDualRay(simplex.ray())), 1e-9);
    }
}
