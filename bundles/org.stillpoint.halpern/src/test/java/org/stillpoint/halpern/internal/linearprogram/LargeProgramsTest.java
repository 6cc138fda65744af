package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.halpern.TestContext;

/** Programs of tens of thousands of entries. */
class LargeProgramsTest {

    @Test
    void transportAndMulticommodityFlows() {
        Verified.solve(LargePrograms.transport(150, 150, 5), Status.CONVERGED, new TestContext());
        Verified.solve(LargePrograms.multicommodity(60, 240, 12, 5), Status.CONVERGED, new TestContext());
    }

    /** Complementary x, y and reduced costs make the program; every hundredth entry of its matrix is filled. */
    @Test
    void randomSparseRows() {
        Random random = new Random(42);
        int rows = 1000;
        int columns = 800;
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, rows * columns / 80);
        double[] activities = new double[rows];
        double[] costs = new double[columns];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = random.nextInt(2) == 0 ? 0 : random.nextDouble();
        }
        for (int column = 0; column < columns; column++) {
            boolean basic = random.nextInt(3) > 0;
            double point = basic ? random.nextDouble() : 0;
            costs[column] = basic ? 0 : random.nextDouble();
            for (int row = random.nextInt(100); row < rows; row += 1 + random.nextInt(200)) {
                double value = random.nextGaussian();
                matrix.set(row, column, value);
                activities[row] += value * point;
                costs[column] += value * y[row];
            }
        }
        double[] upper = Dense.all(rows, Double.POSITIVE_INFINITY);
        double[] lower = activities.clone();
        for (int row = 0; row < rows; row++) {
            lower[row] -= y[row] == 0 ? 0.1 : 0;
        }
        LinearProgram program = LinearProgram.of(costs, matrix).rowBounds(lower, upper).build();
        for (Variants variant : Variants.values()) {
            Verified.solve(program, Status.CONVERGED, variant.context(1e-6));
        }
    }

    /** Where factorisations are declined the first-order method goes on alone. */
    @Test
    void declinedFactorisationsLeaveTheFirstOrderMethod() {
        LinearProgram program = LargePrograms.transport(20, 20, 9);
        Solution<LinearProgramSolution> solution = Verified.solve(program, new TestContext().with("factorisationLimit", 0.0));
        assertTrue(solution.status() == Status.CONVERGED, solution::toString);
        assertTrue(solution.counters().get(Counter.FACTORISATIONS) == 0, solution::toString);
        assertTrue(solution.warnings().get(0).contains("Newton"), () -> solution.warnings().toString());
    }
}
