package org.stillpoint.halpern.internal.quadraticprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.INFINITY;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.all;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.linear;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.objective;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.of;
import static org.stillpoint.halpern.internal.quadraticprogram.Quadratic.program;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.testing.TestContext;

/** The right status where there is no optimum, no convexity, no quadratic part, no row, no column. */
class QuadraticStatusTest {

    private static final double TOLERANCE = 1e-8;
    private static final double[][] IDENTITY = {{1, 0}, {0, 1}};

    private static Solution<LinearProgramSolution> solve(QuadraticProgram program, boolean newton) {
        return VerifiedQuadratic.solve(program, new TestContext().with("tolerance", TOLERANCE).with("newton", newton));
    }

    private static SolverException refusal(QuadraticProgram program) {
        return assertThrows(SolverException.class, () -> new QuadraticProgramSolver().solve(program, new TestContext()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsThatExcludeEachOther(boolean newton) {
        QuadraticProgram program = program(IDENTITY, linear(of(0, 0), new double[][] {{1, 1}, {1, 1}}, of(-INFINITY, 2), of(1, INFINITY))
                .columnBounds(all(2, -INFINITY), all(2, INFINITY)));
        Solution<LinearProgramSolution> solution = solve(program, newton);
        assertEquals(Status.INFEASIBLE, solution.status());
        assertEquals(-1, solution.value().ray()[0] / solution.value().ray()[1], 1e-6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsThatTheBoundsExclude(boolean newton) {
        QuadraticProgram program = program(IDENTITY, linear(of(1, -1), new double[][] {{1, 1}}, of(5), of(INFINITY))
                .columnBounds(of(0, 0), of(2, 2)));
        assertEquals(Status.INFEASIBLE, solve(program, newton).status());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void boundsThatCross(boolean newton) {
        QuadraticProgram columns = program(IDENTITY, linear(of(1, 1), new double[][] {{1, -1}}, of(0), of(1))
                .columnBounds(of(0, 3), of(1, 2)));
        assertEquals(Status.INFEASIBLE, solve(columns, newton).status());
        QuadraticProgram rows = program(IDENTITY, linear(of(1, 1), new double[][] {{1, -1}}, of(2), of(1)));
        assertEquals(Status.INFEASIBLE, solve(rows, newton).status());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unboundedWhereTheCurvatureIsZero(boolean newton) {
        QuadraticProgram program = program(new double[][] {{1, 0}, {0, 0}}, linear(of(0, -1), new double[][] {{1, -1}}, of(-INFINITY),
                of(1)));
        Solution<LinearProgramSolution> solution = solve(program, newton);
        assertEquals(Status.UNBOUNDED, solution.status());
        double[] ray = solution.value().ray();
        assertEquals(0, ray[0] / ray[1], 1e-7);
    }

    /** Along (1, 1) the curvature of (x - y)^2 is zero and the objective falls, though no column alone has zero curvature. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unboundedAlongADirectionOfTheNullSpace(boolean newton) {
        QuadraticProgram program = program(new double[][] {{2, -2}, {-2, 2}}, linear(of(-1, 0.5), new double[][] {{1, 1}}, of(2),
                of(INFINITY)));
        Solution<LinearProgramSolution> solution = solve(program, newton);
        assertEquals(Status.UNBOUNDED, solution.status());
        assertEquals(1, solution.value().ray()[0] / solution.value().ray()[1], 1e-6);
    }

    /** The linear program without the quadratic part is unbounded, the quadratic program is not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void boundedByItsCurvature(boolean newton) {
        QuadraticProgram program = program(new double[][] {{1e-3, 0}, {0, 1e-3}}, linear(of(-1, -1), new double[][] {{1, -1}}, of(0),
                of(0)));
        Solution<LinearProgramSolution> solution = solve(program, newton);
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(of(1000, 1000), solution.value().x(), 1e-2);
        assertEquals(-1000, objective(program, solution.value()), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void infeasibleRatherThanUnbounded(boolean newton) {
        QuadraticProgram program = program(new double[][] {{1, 0, 0}, {0, 0, 0}, {0, 0, 0}}, linear(of(0, -1, -1),
                new double[][] {{0, 1, -1}, {0, 1, -1}}, of(1, 2), of(1, 2)));
        assertEquals(Status.INFEASIBLE, solve(program, newton).status());
    }

    @Test
    void theDirectionOfNegativeCurvatureIsNamed() {
        LinearProgram.Builder linear = linear(of(1, 1), new double[0][], of(), of()).columnBounds(of(0, 0), of(1, 1))
                .names(List.of(), List.of("left", "right"));
        String message = refusal(program(new double[][] {{1, 0}, {0, -2}}, linear)).getMessage();
        assertTrue(message.contains("not convex") && message.contains("'right'") && message.contains("d'Qd is -2.0;"), message);
        double[][] indefinite = {{1, 2}, {2, 1}};
        message = refusal(program(indefinite, linear)).getMessage();
        assertTrue(message.contains("d'Qd is -"), message);
        message = refusal(program(new double[][] {{0, 1}, {1, 5}}, linear)).getMessage();
        assertTrue(message.contains("d'Qd is -"), message);
        message = refusal(program(new double[][] {{1, 0}, {0, 2}}, linear.maximise(true))).getMessage();
        assertTrue(message.contains("not concave") && message.contains("negative semidefinite"), message);
    }

    /** One eigenvalue of many is negative, by little; another is zero. */
    @Test
    void oneNegativeEigenvalueOfManyIsFound() {
        Random random = new Random(9);
        for (double eigenvalue : new double[] {-1e-3, -1e-5}) {
            int columns = 60;
            double[][] q = new double[columns][columns];
            // The Householder reflection of a diagonal matrix has its eigenvalues.
            double[] normal = random.doubles(columns, -1, 1).toArray();
            double square = 0;
            for (double value : normal) {
                square += value * value;
            }
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < columns; k++) {
                        double value = k == 0 ? eigenvalue : k == 1 ? 0 : k;
                        sum += value * ((i == k ? 1 : 0) - 2 * normal[i] * normal[k] / square)
                                * ((j == k ? 1 : 0) - 2 * normal[j] * normal[k] / square);
                    }
                    q[Math.min(i, j)][Math.max(i, j)] = sum;
                    q[Math.max(i, j)][Math.min(i, j)] = sum;
                }
            }
            QuadraticProgram program = program(q, linear(new double[columns], new double[0][], of(), of())
                    .columnBounds(all(columns, -1), all(columns, 1)));
            assertTrue(refusal(program).getMessage().contains("d'Qd is -"));
        }
    }

    @Test
    void roundingDoesNotMakeAProgramNonconvex() throws SolverException {
        Random random = new Random(4);
        for (int trial = 0; trial < 20; trial++) {
            int columns = 5 + random.nextInt(40);
            double[][] q = Quadratic.gram(Quadratic.random(random, 1 + random.nextInt(columns), columns, 1), columns, 0);
            QuadraticProgram program = program(q, linear(random.doubles(columns, -1, 1).toArray(), new double[0][], of(), of())
                    .columnBounds(all(columns, -1), all(columns, 1)));
            assertEquals(Status.CONVERGED, solve(program, true).status());
        }
    }

    /** Squares of the data exceed the range of doubles: there is no number to judge a point by. */
    @Test
    void dataBeyondTheRangeOfDoublesEndsTheSearch() {
        QuadraticProgram program = program(new double[][] {{1e300, 0}, {0, 1e300}},
                linear(of(1e300, -1e300), new double[][] {{1e200, -1e200}}, of(10), of(INFINITY)));
        Solution<LinearProgramSolution> solution = solve(program, true);
        assertEquals(Status.NONFINITE, solution.status());
        assertTrue(Double.isFinite(solution.value().x()[0]) && solution.iterations() <= 40);
    }

    @Test
    void rowsWithoutEntriesAndFixedColumns() {
        double[][] square = {{1, 0}, {0, 0}};
        for (double side : new double[] {1, -1}) {
            QuadraticProgram empty = program(square, linear(of(0, 1), new double[][] {{0, 0}}, of(side), of(INFINITY)));
            assertEquals(side == 1 ? Status.INFEASIBLE : Status.CONVERGED, solve(empty, true).status());
        }
        for (double side : new double[] {3, 4}) {
            QuadraticProgram fixed = program(square, linear(of(0, 1), new double[][] {{1, 1}}, of(side), of(side))
                    .columnBounds(of(1, 2), of(1, 2)));
            assertEquals(side == 3 ? Status.CONVERGED : Status.INFEASIBLE, solve(fixed, true).status());
        }
    }

    @Test
    void withoutAQuadraticPartItIsALinearProgram() {
        LinearProgram linear = linear(of(-3, -5), new double[][] {{1, 2}, {3, 1}}, all(2, -INFINITY), of(10, 12)).build();
        QuadraticProgram program = new QuadraticProgram(linear, new DMatrixSparseCSC(2, 2, 0));
        LinearProgramSolution solution = solve(program, true).value();
        assertArrayEquals(of(2.8, 3.6), solution.x(), 1e-6);
        assertEquals(-26.4, objective(program, solution), 1e-6);
        DMatrixSparseCSC zeros = new DMatrixSparseCSC(2, 2, 1);
        zeros.set(0, 0, 0);
        assertEquals(-26.4, objective(program, solve(new QuadraticProgram(linear, zeros), true).value()), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutRows(boolean newton) {
        QuadraticProgram box = program(new double[][] {{2, 1}, {1, 2}}, linear(of(-1, -10), new double[0][], of(), of())
                .columnBounds(of(0, 0), of(3, 3)));
        Solution<LinearProgramSolution> solution = solve(box, newton);
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(of(0, 3), solution.value().x(), 1e-6);
        QuadraticProgram free = program(new double[][] {{2, 1}, {1, 2}}, linear(of(-1, -10), new double[0][], of(), of())
                .columnBounds(all(2, -INFINITY), all(2, INFINITY)));
        assertArrayEquals(of(-8.0 / 3, 19.0 / 3), solve(free, newton).value().x(), 1e-6);
    }

    @Test
    void withoutColumns() {
        QuadraticProgram nothing = new QuadraticProgram(LinearProgram.of(new double[0], new DMatrixSparseCSC(0, 0, 0)).build(),
                new DMatrixSparseCSC(0, 0, 0));
        assertEquals(Status.CONVERGED, solve(nothing, true).status());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void maximisingIsMinimisingTheNegative(boolean newton) {
        double[][] rows = {{1, 1}};
        QuadraticProgram minimise = program(new double[][] {{2, 0}, {0, 4}}, linear(of(-3, -2), rows, of(-INFINITY), of(1))
                .objectiveConstant(7));
        QuadraticProgram maximise = program(new double[][] {{-2, 0}, {0, -4}}, linear(of(3, 2), rows, of(-INFINITY), of(1))
                .objectiveConstant(-7).maximise(true));
        LinearProgramSolution first = solve(minimise, newton).value();
        LinearProgramSolution second = solve(maximise, newton).value();
        assertArrayEquals(first.x(), second.x());
        assertArrayEquals(first.y(), second.y());
        assertArrayEquals(first.reducedCosts(), second.reducedCosts());
        assertEquals(objective(minimise, first), -objective(maximise, second), 1e-12);
    }
}
