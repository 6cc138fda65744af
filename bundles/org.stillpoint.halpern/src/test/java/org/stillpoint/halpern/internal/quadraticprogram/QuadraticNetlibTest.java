package org.stillpoint.halpern.internal.quadraticprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.ejml.data.DMatrixSparseTriplet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.mps.MpsReader;
import org.stillpoint.testing.TestContext;

/** The constraints of Netlib's programs under random convex objectives, as in the quadratic versions of Maros and Meszaros. */
class QuadraticNetlibTest {

    private static LinearProgram read(String folder, String name) throws IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), folder, name + ".mps.gz");
        assumeTrue(Files.exists(file), () -> file + " is absent");
        return (LinearProgram) new MpsReader().read(new PathSource(file)).problem();
    }

    /** The program with a fifth as many squares of four columns each as it has columns. */
    private static QuadraticProgram withSquares(LinearProgram linear, Random random) {
        int columns = linear.columns();
        DMatrixSparseTriplet entries = new DMatrixSparseTriplet(columns, columns, columns);
        for (int k = 0; k < Math.max(2, columns / 5); k++) {
            int[] at = random.ints(4, 0, columns).distinct().toArray();
            double[] values = random.doubles(at.length, -1, 1).toArray();
            for (int i = 0; i < at.length; i++) {
                for (int j = 0; j < at.length; j++) {
                    entries.addItem(at[i], at[j], values[Math.min(i, j)] * values[Math.max(i, j)]);
                }
            }
        }
        return new QuadraticProgram(linear, GeneratedQuadratic.summed(entries));
    }

    @ParameterizedTest
    @ValueSource(strings = {"afiro", "adlittle", "blend", "kb2", "sc50a", "sc105", "share2b", "scagr7", "stocfor1", "israel"})
    void feasibleProgramsAreSolved(String name) throws IOException {
        QuadraticProgram program = withSquares(read("netlib", name), new Random(1));
        Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(program, new TestContext().with("tolerance", 1e-8));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
    }

    /** QAFIRO: the program of AFIRO with a quadratic form in its first three columns (Maros and Meszaros 1999; optimum -1.59078179). */
    @Test
    void qafiroHasItsPublishedOptimum() throws IOException {
        LinearProgram afiro = read("netlib", "afiro");
        DMatrixSparseTriplet form = new DMatrixSparseTriplet(afiro.columns(), afiro.columns(), 9);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                form.addItem(i, j, i == j ? 10 : 1);
            }
        }
        QuadraticProgram program = new QuadraticProgram(afiro, GeneratedQuadratic.summed(form));
        Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(program, new TestContext().with("tolerance", 1e-9));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertEquals(-1.59078179, Quadratic.objective(program, solution.value()), 5e-8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgprtr", "box1", "forest6", "galenet", "itest2", "itest6", "woodinfe"})
    void infeasibleProgramsAreProvedToBe(String name) throws IOException {
        QuadraticProgram program = withSquares(read("netlib-infeasible", name), new Random(1));
        Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(program, new TestContext().with("tolerance", 1e-8));
        assertEquals(Status.INFEASIBLE, solution.status(), solution::toString);
    }

    /** Where nothing is bent the quadratic program has the optimum of the linear one. */
    @ParameterizedTest
    @ValueSource(strings = {"afiro", "sc50b"})
    void withoutCurvatureTheOptimumIsThatOfTheLinearProgram(String name) throws IOException {
        LinearProgram linear = read("netlib", name);
        DMatrixSparseTriplet none = new DMatrixSparseTriplet(linear.columns(), linear.columns(), 0);
        QuadraticProgram program = new QuadraticProgram(linear, GeneratedQuadratic.summed(none));
        double[] x = VerifiedQuadratic.solve(program, Status.CONVERGED, 1e-9).x();
        double value = linear.objectiveConstant();
        for (int column = 0; column < x.length; column++) {
            value += linear.objective()[column] * x[column];
        }
        assertEquals(name.equals("afiro") ? -464.75314285714285 : -70, value, 1e-5);
    }
}
