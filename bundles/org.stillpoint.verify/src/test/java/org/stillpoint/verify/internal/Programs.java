package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;

/** Small linear programs and their verification. */
final class Programs {

    private Programs() {
    }

    static LinearProgram of(boolean maximise, double[] objective, double[][] rows, double[] rowLower, double[] rowUpper,
            double[] columnLower, double[] columnUpper) {
        return LinearProgram.of(objective, matrix(rows, objective.length)).maximise(maximise).rowBounds(rowLower, rowUpper)
                .columnBounds(columnLower, columnUpper).build();
    }

    static DMatrixSparseCSC matrix(double[][] rows, int columns) {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows.length, columns, 0);
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns; column++) {
                if (rows[row][column] != 0) {
                    matrix.set(row, column, rows[row][column]);
                }
            }
        }
        return matrix;
    }

    static LinearProgramSolution ray(double... ray) {
        return new LinearProgramSolution(new double[0], new double[0], new double[0], ray);
    }

    static LinearProgramSolution pointAndRay(double[] x, double... ray) {
        return new LinearProgramSolution(x, new double[0], new double[0], ray);
    }

    static Certificate verify(LinearProgram program, Status status, LinearProgramSolution value, double tolerance) {
        Solution<LinearProgramSolution> solution = Solution.of(status, value).residual(0, tolerance).build();
        return new LinearProgramVerifier().verify(program, solution, context(tolerance));
    }

    static VerificationContext context(double tolerance) {
        return new VerificationContext() {
            @Override
            public double tolerance() {
                return tolerance;
            }

            @Override
            public String verifier() {
                return "test";
            }

            @Override
            public <F> F function(Class<F> type, String name) throws SolverException {
                throw new SolverException("no function " + name);
            }
        };
    }
}
