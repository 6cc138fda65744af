package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.LinearProgram;

/** How far a point is from the rows and columns of a linear program, absolute and relative. */
final class PrimalFeasibility {

    private PrimalFeasibility() {
    }

    /**
     * Checks L &lt;= A x &lt;= U by ||A x - clip(A x, L, U)|| / (1 + ||b||), where b has the finite sides of all rows, and
     * l &lt;= x &lt;= u with each excess in units of 1 + |bound|.
     */
    static void check(LinearProgram program, double[] x, double[] activities, double tolerance, CertificateDraft draft) {
        double[] excess = excess(activities, program.rowLower(), program.rowUpper());
        double scale = 1 + Products.norm(sides(program));
        if (!draft.atMost("primal violation (relative)", Products.norm(excess) / scale, tolerance) && excess.length > 0) {
            int worst = Names.largest(excess);
            draft.note("The largest violation of a row is that of " + Names.row(program, worst) + ": " + activities[worst]
                    + " outside of " + program.rowLower()[worst] + " to " + program.rowUpper()[worst] + ".");
        }
        draft.atMost("primal violation (absolute)", Products.largest(excess), tolerance * scale);
        double[] beyond = excess(x, program.columnLower(), program.columnUpper());
        double largestBound = 0;
        double[] relative = new double[beyond.length];
        for (int column = 0; column < beyond.length; column++) {
            if (beyond[column] != 0) {
                double bound = beyond[column] > 0 ? program.columnUpper()[column] : program.columnLower()[column];
                largestBound = Math.max(largestBound, Math.abs(bound));
                relative[column] = beyond[column] / (1 + Math.abs(bound));
            }
        }
        if (!draft.atMost("bound violation (relative)", Products.norm(relative), tolerance) && relative.length > 0) {
            int worst = Names.largest(relative);
            draft.note("The largest violation of bounds is that of " + Names.column(program, worst) + ": " + x[worst] + " outside of "
                    + program.columnLower()[worst] + " to " + program.columnUpper()[worst] + ".");
        }
        draft.atMost("bound violation (absolute)", Products.largest(beyond), tolerance * (1 + largestBound));
    }

    /** The sides that the relative violation is measured by: every finite U, and every finite L that is not equal to U. */
    private static double[] sides(LinearProgram program) {
        double[] sides = new double[2 * program.rows()];
        for (int row = 0; row < program.rows(); row++) {
            double lower = program.rowLower()[row];
            double upper = program.rowUpper()[row];
            sides[2 * row] = Double.isFinite(upper) ? upper : 0;
            sides[2 * row + 1] = Double.isFinite(lower) && lower != upper ? lower : 0;
        }
        return sides;
    }

    private static double[] excess(double[] values, double[] lower, double[] upper) {
        double[] excess = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            // Math.max hands a NaN on; where bounds cross the larger excess counts.
            double above = Math.max(0, values[i] - upper[i]);
            double below = Math.max(0, lower[i] - values[i]);
            excess[i] = above >= below ? above : -below;
        }
        return excess;
    }
}
