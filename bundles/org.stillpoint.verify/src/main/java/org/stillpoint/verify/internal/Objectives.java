package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.LinearProgram;

/** The objective of a linear program, and that of its dual. */
final class Objectives {

    private Objectives() {
    }

    /** The coefficients of what is minimised: c, or -c where the program maximises. */
    static double[] minimised(LinearProgram program) {
        double[] coefficients = program.objective().clone();
        if (program.maximise()) {
            for (int column = 0; column < coefficients.length; column++) {
                coefficients[column] = -coefficients[column];
            }
        }
        return coefficients;
    }

    /** What is minimised, with its constant, at x. */
    static double primal(LinearProgram program, double[] x) {
        PreciseSum sum = new PreciseSum();
        sum.add(constant(program));
        double[] coefficients = minimised(program);
        for (int column = 0; column < x.length; column++) {
            sum.addProduct(coefficients[column], x[column]);
        }
        return sum.value();
    }

    /** The lower bound on what is minimised that y and the reduced costs prove, where they press on finite bounds only. */
    static double dual(LinearProgram program, double[] y, double[] reducedCosts) {
        PreciseSum sum = new PreciseSum();
        sum.add(constant(program));
        Cone.addSupport(sum, y, program.rowLower(), program.rowUpper());
        Cone.addSupport(sum, reducedCosts, program.columnLower(), program.columnUpper());
        return sum.value();
    }

    /** An objective value in the sense of the program as stated. */
    static double stated(LinearProgram program, double minimised) {
        return program.maximise() ? 0 - minimised : minimised;
    }

    private static double constant(LinearProgram program) {
        return program.maximise() ? -program.objectiveConstant() : program.objectiveConstant();
    }
}
