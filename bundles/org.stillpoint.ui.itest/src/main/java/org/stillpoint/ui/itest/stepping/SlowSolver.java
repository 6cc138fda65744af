package org.stillpoint.ui.itest.stepping;

import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;

/**
 * Takes its time: for programs whose least point, the lower bounds of all columns, is a solution where no cost is negative. It steps for
 * a tenth of a second for each column squared, so that programs of many columns go on until they are cancelled.
 */
public final class SlowSolver implements Solver<LinearProgram, LinearProgramSolution> {

    private static final int STEPS = 100;

    @Override
    public Solution<LinearProgramSolution> solve(LinearProgram problem, SolveContext context) {
        long steps = (long) STEPS * problem.columns() * problem.columns();
        long step = 0;
        boolean goOn = true;
        while (goOn && step < steps) {
            step++;
            goOn = context.proceed(step, 1.0 / step);
            pause();
        }
        Status status = !goOn ? context.interruption() : isLeastBest(problem) ? Status.CONVERGED : Status.STAGNATED;
        LinearProgramSolution least = new LinearProgramSolution(problem.columnLower(), new double[problem.rows()], problem.objective());
        return Solution.of(status, least).residual(status == Status.CONVERGED ? 0 : 1.0 / step, 0).count(Counter.ITERATIONS, step).build();
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isLeastBest(LinearProgram problem) {
        for (double cost : problem.objective()) {
            if (problem.maximise() || cost < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LinearProgram selfCheck() {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(1, 1, 1);
        matrix.set(0, 0, 1);
        return LinearProgram.of(new double[] {1}, matrix).rowBounds(new double[] {0}, new double[] {1}).build();
    }
}
