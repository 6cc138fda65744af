package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;

class HalpernIterationTest {

    private static final LinearProgram PROGRAM = LargePrograms.transport(6, 5, 1);

    private final ScaledProgram scaled = Scaling.scale(RangeProgram.of(PROGRAM), () -> true);
    private final double eta = new StepSize(scaled, () -> true).eta();

    private HalpernIteration iteration(double[] x, double[] y) {
        return new HalpernIteration(scaled, x, y, new Workers(Runnable::run, 1, scaled.entries()));
    }

    /** Halpern's iteration of N = 2 T - I: the error of iterate k is at most 2 ||z_0 - z*|| / (k + 1) in the norm of the method. */
    @Test
    void theErrorKeepsTheBoundOfHalpernsIteration() {
        LinearProgramSolution solution = Verified.solve(PROGRAM, Status.CONVERGED, Variants.NO_PRESOLVE.context(1e-10));
        double[] x = scaled.scaledPoint(solution.x());
        double[] y = scaled.scaledDual(solution.y());
        double[] activities = new double[scaled.rows];
        scaled.multiply(x, activities);
        double square = Norms.dot(x, x) + Norms.dot(y, y) + 2 * eta * Norms.dot(y, activities);
        HalpernIteration iteration = iteration(new double[scaled.columns], new double[scaled.rows]);
        for (int k = 0; k < 3000; k++) {
            iteration.step(eta, eta);
            double error = Math.sqrt(iteration.squaredError(1, eta));
            double bound = 2 * Math.sqrt(square) / (k + 1);
            assertTrue(error <= bound * (1 + 1e-6) + 1e-8, error + " exceeds " + bound + " at " + k);
        }
    }

    @Test
    void solutionsAreFixedPoints() {
        LinearProgramSolution solution = Verified.solve(PROGRAM, Status.CONVERGED, Variants.NO_PRESOLVE.context(1e-10));
        double[] x = scaled.scaledPoint(solution.x());
        HalpernIteration iteration = iteration(x.clone(), scaled.scaledDual(solution.y()));
        for (int k = 0; k < 10; k++) {
            iteration.step(eta, eta);
        }
        assertEquals(0, iteration.squaredError(1, eta), 1e-14);
        assertEquals(0, Norms.distance(x, iteration.xHat), 1e-7);
    }

    @Test
    void aRestartMakesThePointTheAnchor() {
        HalpernIteration iteration = iteration(new double[scaled.columns], new double[scaled.rows]);
        iteration.step(eta, eta);
        iteration.step(eta, eta);
        assertEquals(2, iteration.inner());
        iteration.restart();
        assertEquals(0, iteration.inner());
        assertEquals(0, Norms.distance(iteration.xHat, iteration.xAnchor));
        assertEquals(0, Norms.distance(iteration.yHat, iteration.yAnchor));
    }
}
