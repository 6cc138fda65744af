package org.stillpoint.halpern.internal.presolve;

import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/** Violations of the conditions of optimality and of rays, by definition. All are absolute and 0 where the conditions hold. */
final class Conditions {

    private Conditions() {
    }

    /** The largest violation of rows, bounds, signs of duals and complementarity; duals on missing bounds count as violations. */
    static double violation(RangeProgram program, double[] x, double[] y) {
        double[] activities = program.activities(x);
        double[] d = program.reducedCosts(y);
        double worst = 0;
        for (int i = 0; i < program.rows(); i++) {
            worst = Math.max(worst, violation(activities[i], y[i], program.rowLower()[i], program.rowUpper()[i]));
        }
        for (int j = 0; j < program.columns(); j++) {
            worst = Math.max(worst, violation(x[j], d[j], program.columnLower()[j], program.columnUpper()[j]));
        }
        return worst;
    }

    private static double violation(double value, double dual, double lower, double upper) {
        if (Double.isNaN(value) || Double.isNaN(dual)) {
            return Double.POSITIVE_INFINITY;
        }
        double outside = Math.max(0, Math.max(lower - value, value - upper));
        double slack = Math.min(Math.abs(dual), Math.abs(value - (dual > 0 ? lower : upper)));
        return Math.max(outside, slack);
    }

    /**
     * How far y is from a Farkas ray: the largest dual on a missing bound relative to the objective; infinite if the objective is
     * not positive.
     */
    static double farkasViolation(RangeProgram program, double[] y) {
        double[] d = program.reducedCosts(y, 0);
        double[] parts = new double[2];
        for (int i = 0; i < program.rows(); i++) {
            add(parts, y[i], program.rowLower()[i], program.rowUpper()[i]);
        }
        for (int j = 0; j < program.columns(); j++) {
            add(parts, d[j], program.columnLower()[j], program.columnUpper()[j]);
        }
        return parts[0] > 0 ? parts[1] / parts[0] : Double.POSITIVE_INFINITY;
    }

    private static void add(double[] parts, double dual, double lower, double upper) {
        double bound = dual > 0 ? lower : upper;
        if (dual != 0 && Double.isFinite(bound)) {
            parts[0] += dual * bound;
        } else {
            parts[1] = Math.max(parts[1], Math.abs(dual));
        }
    }

    /** How far x is from a direction of recession along which the objective falls, relative to its fall. */
    static double recessionViolation(RangeProgram program, double[] x) {
        double[] activities = program.activities(x);
        double worst = 0;
        for (int i = 0; i < program.rows(); i++) {
            worst = Math.max(worst, beyond(activities[i], program.rowLower()[i], program.rowUpper()[i]));
        }
        for (int j = 0; j < program.columns(); j++) {
            worst = Math.max(worst, beyond(x[j], program.columnLower()[j], program.columnUpper()[j]));
        }
        double fall = program.objectiveConstant() - program.objectiveAt(x);
        return fall > 0 ? worst / fall : Double.POSITIVE_INFINITY;
    }

    private static double beyond(double direction, double lower, double upper) {
        return direction > 0 && Double.isFinite(upper) || direction < 0 && Double.isFinite(lower) ? Math.abs(direction) : 0;
    }
}
