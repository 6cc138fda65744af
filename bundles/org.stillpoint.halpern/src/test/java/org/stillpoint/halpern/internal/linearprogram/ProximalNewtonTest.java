package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.linearprogram.Dense.INFINITY;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.testing.TestContext;

/** The proximal steps against their defining conditions. */
class ProximalNewtonTest {

    private static RangeProgram randomProgram(Random random, int rows, int columns) {
        double[][] entries = new double[rows][columns];
        double[] lower = new double[rows];
        double[] upper = new double[rows];
        double[] columnUpper = new double[columns];
        double[] costs = new double[columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                entries[row][column] = random.nextInt(2) == 0 ? 0 : random.nextGaussian();
            }
            lower[row] = random.nextInt(3) == 0 ? -INFINITY : random.nextGaussian();
            upper[row] = lower[row] == -INFINITY ? random.nextGaussian() : random.nextInt(2) == 0 ? lower[row] : INFINITY;
        }
        for (int column = 0; column < columns; column++) {
            columnUpper[column] = random.nextInt(2) == 0 ? INFINITY : random.nextDouble();
            costs[column] = random.nextGaussian();
        }
        return RangeProgram.of(Dense.program(costs, entries, lower, upper).columnBounds(new double[columns], columnUpper).build());
    }

    private static Effort effort() {
        return new Effort(new TestContext(), 1_000_000);
    }

    /** At the maximiser of phi: x and s are the projections, and s - A x = delta (y - y_k). */
    @Test
    void theProximalPointMeetsItsConditions() {
        Random random = new Random(4);
        for (int trial = 0; trial < 40; trial++) {
            ScaledProgram program = Scaling.scale(randomProgram(random, 1 + random.nextInt(8), 1 + random.nextInt(10)), () -> true);
            ProximalNewton newton = new ProximalNewton(program, program.objective, new NewtonSystem(program, 1e9), effort());
            for (int row = 0; row < program.rows; row++) {
                newton.yCentre[row] = random.nextGaussian();
                newton.sCentre[row] = random.nextGaussian();
            }
            for (int column = 0; column < program.columns; column++) {
                newton.xCentre[column] = random.nextGaussian();
            }
            double rho = Math.pow(10, -random.nextInt(4));
            double delta = Math.pow(10, -random.nextInt(4));
            assertEquals(ProximalNewton.End.CONVERGED, newton.maximise(rho, delta, 0, 200), "trial " + trial);
            double[] products = new double[program.columns];
            double[] activities = new double[program.rows];
            program.multiplyTransposed(newton.y, products);
            program.multiply(newton.x, activities);
            for (int column = 0; column < program.columns; column++) {
                double value = newton.xCentre[column] - (program.objective[column] - products[column]) / rho;
                double clipped = Math.max(program.columnLower[column], Math.min(program.columnUpper[column], value));
                assertEquals(clipped, newton.x[column], 1e-6 * (1 + Math.abs(value)));
            }
            for (int row = 0; row < program.rows; row++) {
                assertEquals(delta * (newton.y[row] - newton.yCentre[row]), newton.s[row] - activities[row], 2e-9);
            }
        }
    }

    /** The point of [0, 1]^2 nearest to the line x1 + x2 = 4 is (1, 1); the residual y is proportional to 2. */
    @Test
    void leastSquaresFindTheLeastViolation() {
        RangeProgram program = RangeProgram.of(Dense.program(new double[2], new double[][] {{1, 1}}, Dense.of(4), Dense.of(4))
                .columnBounds(new double[2], Dense.all(2, 1)).build());
        ScaledProgram scaled = Scaling.scale(program, () -> true);
        LeastSquares search = new LeastSquares(scaled, new NewtonSystem(scaled, 1e9), effort());
        search.start(new double[2]);
        while (search.goesOn()) {
            search.proximalPoint();
        }
        double expected = 2 * scaled.rowScale[0] / scaled.boundScale;
        assertEquals(expected, search.residual()[0], 1e-9);
        assertTrue(new RayTest(program, FileCheck.RAY_TOLERANCE).provesInfeasible(search.residual()));
    }
}
