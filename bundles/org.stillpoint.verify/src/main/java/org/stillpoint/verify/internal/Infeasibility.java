package org.stillpoint.verify.internal;

import java.util.function.IntFunction;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/**
 * Checks that no point is feasible. Either bounds cross, which needs no more evidence, or a Farkas ray y proves it: every
 * feasible x has y'(A x) at least the sum of y_i L_i (y_i &gt; 0) and y_i U_i (y_i &lt; 0), and with w = A'y at most the sum of
 * w_j u_j (w_j &gt; 0) and w_j l_j (w_j &lt; 0). The ray's objective is by how much the first exceeds the second.
 *
 * <p>Components of y that press on an infinite side are taken as zero. Components of w that would need an infinite bound
 * must be so small that a feasible point would need a 1-norm of at least 1 / {@link #RAY_TOLERANCE}.
 */
final class Infeasibility {

    /** The largest component of w without a bound, for each unit of the ray's objective. */
    static final double RAY_TOLERANCE = 1e-8;
    /** The least objective for each unit of what was added up: above what rounding the data to doubles can make up. */
    static final double LEAST_MARGIN = 0x1p-50;

    private Infeasibility() {
    }

    static void check(LinearProgram program, double[] ray, CertificateDraft draft) {
        if (crossing(program.rowLower(), program.rowUpper(), row -> Names.row(program, row), draft)
                || crossing(program.columnLower(), program.columnUpper(), column -> Names.column(program, column), draft)
                || !draft.usable("ray", ray, program.rows())) {
            return;
        }
        double[] y = Cone.project(ray, program.rowLower(), program.rowUpper());
        double left = Products.largest(Cone.wrong(ray, program.rowLower(), program.rowUpper()));
        if (left > 0) {
            draft.note("Components of the ray up to " + left + " press on infinite row bounds and were taken as 0.");
        }
        double[] minusW = Products.columnsFrom(new double[program.columns()], program.matrix(), y);
        PreciseSum objective = new PreciseSum();
        Cone.addSupport(objective, y, program.rowLower(), program.rowUpper());
        Cone.addSupport(objective, minusW, program.columnLower(), program.columnUpper());
        double value = objective.value();
        double violation = Products.largest(Cone.wrong(minusW, program.columnLower(), program.columnUpper()));
        draft.atLeast("Farkas objective (relative)", value / terms(program, y, minusW), LEAST_MARGIN);
        draft.atMost("Farkas violation per unit of objective", value > 0 ? violation / value : Double.NaN,
                RAY_TOLERANCE);
        draft.quantity("rayObjective", value);
        draft.quantity("rayViolation", violation);
    }

    /** Looks for bounds that cross by more than rounding, and tells the first. */
    private static boolean crossing(double[] lower, double[] upper, IntFunction<String> name, CertificateDraft draft) {
        for (int i = 0; i < lower.length; i++) {
            double excess = (lower[i] - upper[i]) / (Math.abs(lower[i]) + Math.abs(upper[i]));
            if (excess >= LEAST_MARGIN) {
                draft.atLeast("lower bound above upper bound (relative)", excess, LEAST_MARGIN);
                draft.note("The lower bound of " + name.apply(i) + ", " + lower[i] + ", exceeds the upper one, " + upper[i] + ".");
                return true;
            }
        }
        return false;
    }

    /** The sum of the magnitudes of all products that the ray's objective consists of. */
    private static double terms(LinearProgram program, double[] y, double[] minusW) {
        double sum = 0;
        for (int row = 0; row < y.length; row++) {
            sum += y[row] == 0 ? 0 : Math.abs(y[row] * (y[row] > 0 ? program.rowLower()[row] : program.rowUpper()[row]));
        }
        DMatrixSparseCSC matrix = program.matrix();
        for (int column = 0; column < matrix.numCols; column++) {
            double bound = minusW[column] > 0 ? program.columnLower()[column] : program.columnUpper()[column];
            if (minusW[column] != 0 && bound != 0 && Double.isFinite(bound)) {
                for (int entry = matrix.col_idx[column]; entry < matrix.col_idx[column + 1]; entry++) {
                    sum += Math.abs(matrix.nz_values[entry] * y[matrix.nz_rows[entry]] * bound);
                }
            }
        }
        return sum;
    }
}
