package org.stillpoint.halpern.internal.quadraticprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.objective;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.of;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.io.internal.mps.MpsReader;
import org.stillpoint.testing.TestContext;

/** Programs with published optima, read from files; each file names its source. */
class KnownQuadraticProgramsTest {

    static QuadraticProgram read(String name) throws IOException {
        return (QuadraticProgram) new MpsReader().read(new ProblemSource() {
            @Override
            public String name() {
                return name + ".qps";
            }

            @Override
            public InputStream open() {
                return KnownQuadraticProgramsTest.class.getResourceAsStream("/quadratic-programs/" + name + ".qps");
            }

            @Override
            public ProblemSource sibling(String other) {
                throw new UnsupportedOperationException();
            }
        }).problem();
    }

    /** The optima are published to the digits given; the fractions are exact. */
    @ParameterizedTest
    @CsvSource({"hs21, -99.96, 1e-10", "hs35, 0.1111111111111111, 1e-10", "hs35mod, 0.25, 1e-10", "hs51, 0, 1e-9",
        "hs52, 5.326647564469914, 1e-9", "hs53, 4.093023255813954, 1e-9", "hs76, -4.681818181818182, 1e-9", "hs118, 664.820450, 5e-7",
        "hs268, 0, 1e-5", "genhs28, 0.927173694, 5e-10", "zecevic2, -4.125, 1e-9", "qptest, 4.371875, 1e-9", "tame, 0, 1e-10",
        "diagonal1, 6, 1e-9", "diagonal2, -5, 1e-9", "diagonal3, 2, 1e-9"})
    void theOptimumIsThePublishedOne(String name, double optimum, double digits) throws IOException {
        QuadraticProgram program = read(name);
        LinearProgramSolution solution = VerifiedQuadratic.solve(program, Status.CONVERGED, 1e-10);
        assertEquals(optimum, objective(program, solution), digits);
    }

    @ParameterizedTest
    @CsvSource({"hs21, -99.96", "hs35, 0.1111111111111111", "hs52, 5.326647564469914", "hs53, 4.093023255813954",
        "hs76, -4.681818181818182", "genhs28, 0.927173694", "zecevic2, -4.125", "qptest, 4.371875", "diagonal1, 6", "diagonal3, 2"})
    void theFirstOrderMethodAloneFindsIt(String name, double optimum) throws IOException {
        QuadraticProgram program = read(name);
        Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(program,
                new TestContext().with("newton", false).with("tolerance", 1e-7));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.counters().get(Counter.FINISH));
        assertEquals(optimum, objective(program, solution.value()), 1e-6 * (1 + Math.abs(optimum)));
    }

    @Test
    void pointsAndDualsAreThePublishedOnes() throws IOException {
        LinearProgramSolution first = VerifiedQuadratic.solve(read("diagonal1"), Status.CONVERGED, 1e-10);
        assertArrayEquals(of(1, 0), first.x(), 1e-8);
        assertArrayEquals(of(-1), first.y(), 1e-8);
        assertArrayEquals(of(4, 0), first.reducedCosts(), 1e-8);
        LinearProgramSolution second = VerifiedQuadratic.solve(read("diagonal2"), Status.CONVERGED, 1e-10);
        assertArrayEquals(of(3, 1), second.x(), 1e-8);
        assertArrayEquals(of(0), second.y(), 1e-8);
        LinearProgramSolution third = VerifiedQuadratic.solve(read("diagonal3"), Status.CONVERGED, 1e-10);
        assertArrayEquals(of(2, 0, 1), third.x(), 1e-8);
        assertArrayEquals(of(-1, 1), third.y(), 1e-8);
        assertArrayEquals(of(1.75, 0.25), VerifiedQuadratic.solve(read("zecevic2"), Status.CONVERGED, 1e-10).x(), 1e-7);
        assertArrayEquals(of(1, 2, -1, 3, -4), VerifiedQuadratic.solve(read("hs268"), Status.CONVERGED, 1e-10).x(), 1e-5);
    }

    /** The optima that Maros and Meszaros, 1999, give to nine digits for problems that a formula generates. */
    @ParameterizedTest
    @CsvSource({"CVXQP1_S, 100, 50, 11590.7181", "CVXQP2_S, 100, 25, 8120.94048", "CVXQP3_S, 100, 75, 11943.4322",
        "CVXQP2_M, 1000, 250, 820155.431"})
    void theGeneratedProgramsHaveThePublishedOptima(String name, int columns, int rows, double optimum) {
        QuadraticProgram program = GeneratedQuadratic.convex(columns, rows);
        LinearProgramSolution solution = VerifiedQuadratic.solve(program, Status.CONVERGED, 1e-10);
        assertEquals(optimum, objective(program, solution), 5e-9 * optimum, name);
    }

    /** DTOC3 of Maros and Meszaros, with 14999 columns: 235.262481. */
    @Test
    void aLargeControlProblemHasThePublishedOptimum() {
        QuadraticProgram program = GeneratedQuadratic.control(5000);
        assertEquals(14999, program.columns());
        assertEquals(235.262481, objective(program, VerifiedQuadratic.solve(program, Status.CONVERGED, 1e-10)), 5e-7);
    }
}
