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
import org.stillpoint.testing.TestContext;

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

    /** More is supplied than is asked for. */
    @Test
    void unbalancedTransportIsInfeasible() {
        LinearProgram balanced = LargePrograms.transport(60, 80, 2);
        double[] masses = balanced.rowLower().clone();
        for (int source = 0; source < 60; source++) {
            masses[source] *= 1.01;
        }
        LinearProgram program = LinearProgram.of(balanced.objective(), balanced.matrix()).rowBounds(masses, masses).build();
        for (Variants variant : Variants.values()) {
            Verified.solve(program, Status.INFEASIBLE, variant.context(1e-6));
        }
    }

    /** Arcs that pay for every unit of flow, half of them without a capacity: round and round for ever. */
    @Test
    void profitableCyclesAreUnbounded() {
        LinearProgram flows = LargePrograms.multicommodity(50, 200, 10, 2);
        double[] costs = flows.objective().clone();
        for (int column = 0; column < costs.length; column++) {
            costs[column] -= 9;
        }
        double[] upper = flows.rowUpper().clone();
        for (int row = 500; row < upper.length; row += 2) {
            upper[row] = Double.POSITIVE_INFINITY;
        }
        LinearProgram program = LinearProgram.of(costs, flows.matrix()).rowBounds(flows.rowLower(), upper).build();
        for (Variants variant : Variants.values()) {
            Verified.solve(program, Status.UNBOUNDED, variant.context(1e-6));
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
