package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;

/**
 * Checks that a point solves a linear program: primal feasibility, dual feasibility, and equal objectives. A feasible x and
 * a feasible y with equal objectives prove each other optimal.
 */
final class Optimality {

    private final LinearProgram program;
    private final LinearProgramSolution solution;
    private final double tolerance;
    private final CertificateDraft draft;

    Optimality(LinearProgram program, LinearProgramSolution solution, double tolerance, CertificateDraft draft) {
        this.program = program;
        this.solution = solution;
        this.tolerance = tolerance;
        this.draft = draft;
    }

    void check() {
        boolean point = draft.usable("x", solution.x(), program.columns());
        boolean duals = draft.usable("y", solution.y(), program.rows());
        boolean costs = draft.usable("reduced_costs", solution.reducedCosts(), program.columns());
        if (!point) {
            return;
        }
        double[] x = solution.x();
        double[] activities = Products.rows(program.matrix(), x);
        PrimalFeasibility.check(program, x, activities, tolerance, draft);
        double primal = Objectives.primal(program, x);
        draft.quantity(Certificate.OBJECTIVE, Objectives.stated(program, primal));
        if (duals) {
            checkDuals(x, activities, primal, costs);
        }
    }

    private void checkDuals(double[] x, double[] activities, double primal, boolean costsUsable) {
        double[] y = solution.y();
        double[] minimised = Objectives.minimised(program);
        double[] costs = Products.columnsFrom(minimised, program.matrix(), y);
        double scale = 1 + Products.norm(minimised);
        double[] wrongCosts = Cone.wrong(costs, program.columnLower(), program.columnUpper());
        double[] wrongDuals = Cone.wrong(y, program.rowLower(), program.rowUpper());
        if (!draft.atMost("dual violation (relative)", Products.norm(wrongCosts) / scale, tolerance) && wrongCosts.length > 0) {
            int worst = Names.largest(wrongCosts);
            draft.note("The largest dual violation is that of " + Names.column(program, worst) + ", whose reduced cost "
                    + costs[worst] + " presses on an infinite bound.");
        }
        draft.atMost("dual violation (absolute)", Products.largest(wrongCosts), tolerance * scale);
        double dualScale = 1 + Products.norm(y);
        draft.atMost("row dual sign violation (relative)", Products.norm(wrongDuals) / dualScale, tolerance);
        draft.atMost("row dual sign violation (absolute)", Products.largest(wrongDuals), tolerance * dualScale);
        if (costsUsable) {
            double[] difference = new double[costs.length];
            for (int column = 0; column < costs.length; column++) {
                difference[column] = solution.reducedCosts()[column] - costs[column];
            }
            draft.atMost("reduced cost error (relative)", Products.norm(difference) / scale, tolerance);
        }
        double dual = Objectives.dual(program, y, costs);
        double gap = Math.abs(primal - dual);
        double gapScale = 1 + Math.abs(primal) + Math.abs(dual);
        draft.atMost("duality gap (relative)", gap / gapScale, tolerance);
        draft.atMost("duality gap (absolute)", gap, tolerance * gapScale);
        draft.quantity(Certificate.DUAL_OBJECTIVE, Objectives.stated(program, dual));
        draft.quantity("largestComplementarityProduct",
                Math.max(Cone.largestProduct(y, activities, program.rowLower(), program.rowUpper()),
                        Cone.largestProduct(costs, x, program.columnLower(), program.columnUpper())));
        if (program.maximise()) {
            draft.note("The program maximises: y and the reduced costs are those of minimising -c'x.");
        }
    }
}
