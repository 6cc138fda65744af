package org.stillpoint.halpern.internal.presolve;

/**
 * What a column alone permits: columns between equal bounds are fixed, columns that no row resists in the direction in which their
 * cost does not rise go to that bound, and columns of one entry become slack of their row.
 */
final class ColumnRules {

    /** An entry smaller than this part of its row's largest is not divided by. */
    private static final double PIVOT = 1e-3;
    /** Bounds nearer to each other than this part of their size leave no choice. */
    private static final double EQUAL = 1e-13;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final Activity activity;

    ColumnRules(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        activity = new Activity(program);
    }

    void apply(int j) {
        if (!program.columnAlive[j]) {
            return;
        }
        program.worked(matrix.columnLength(j));
        double lower = program.columnLower[j];
        double upper = program.columnUpper[j];
        if (lower > upper + WorkingProgram.FEASIBILITY * (1 + Math.abs(upper))) {
            program.infeasible(new int[0]);
        } else if (upper - lower <= EQUAL * Math.max(WorkingProgram.finite(lower), WorkingProgram.finite(upper))) {
            program.fixColumn(j, lower);
        } else if (!dominated(j) && matrix.columnLength(j) == 1) {
            singleton(j, matrix.firstInColumn(j));
        }
    }

    private boolean dominated(int j) {
        double cost = program.cost[j];
        boolean down = cost >= 0;
        boolean up = cost <= 0;
        for (int entry = matrix.firstInColumn(j); entry >= 0 && (down || up); entry = matrix.nextInColumn(entry)) {
            int i = matrix.row(entry);
            boolean positive = matrix.value(entry) > 0;
            boolean hasLower = program.rowLower[i] != Double.NEGATIVE_INFINITY;
            boolean hasUpper = program.rowUpper[i] != Double.POSITIVE_INFINITY;
            down &= !(positive ? hasLower : hasUpper);
            up &= !(positive ? hasUpper : hasLower);
        }
        double lower = program.columnLower[j];
        double upper = program.columnUpper[j];
        if (down && up) {
            program.fixColumn(j, Step.clip(0, lower, upper));
        } else if (down && Double.isFinite(lower)) {
            program.fixColumn(j, lower);
        } else if (up && Double.isFinite(upper)) {
            program.fixColumn(j, upper);
        } else if (down || up) {
            return unlimited(j, down);
        }
        return program.decided() || !program.columnAlive[j];
    }

    /** Treats a column that may go on for ever without resistance. */
    private boolean unlimited(int j, boolean down) {
        if (program.cost[j] == 0) {
            freeRows(j, down);
            return true;
        }
        if (program.reliableCost(j)) {
            program.unbounded(j, down ? -1 : 1);
            return true;
        }
        return false;
    }

    private void freeRows(int j, boolean down) {
        Entries entries = matrix.columnWithout(j, Entries.NONE);
        double[] sides = new double[entries.size()];
        Entries[] rests = new Entries[entries.size()];
        for (int k = 0; k < sides.length; k++) {
            int i = entries.indices()[k];
            boolean upperResists = entries.values()[k] > 0 == down;
            sides[k] = upperResists ? program.rowUpper[i] : program.rowLower[i];
            rests[k] = matrix.rowWithout(i, j);
            program.worked(rests[k].size());
        }
        double limit = down ? program.columnUpper[j] : program.columnLower[j];
        program.push(new FreedRows(j, down, limit, entries.indices(), entries.values(), sides, rests));
        for (int i : entries.indices()) {
            program.removeRow(i);
        }
        program.removeSubstituted(j);
    }

    private void singleton(int j, int entry) {
        int i = matrix.row(entry);
        double coefficient = matrix.value(entry);
        if (Math.abs(coefficient) <= PIVOT * largestInRow(i)) {
            return;
        }
        double lower = program.rowLower[i];
        double upper = program.rowUpper[i];
        if (program.cost[j] == 0 || lower == upper) {
            absorb(i, j, coefficient, lower, upper);
        } else if (program.reliableCost(j)) {
            double side = program.cost[j] / coefficient > 0 ? lower : upper;
            activity.compute(i, j);
            if (Double.isFinite(side) && activity.keepsWithinBounds(i, j, coefficient, side)) {
                absorb(i, j, coefficient, side, side);
                program.removeRow(i);
            }
        }
    }

    private double largestInRow(int i) {
        double largest = 0;
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            largest = Math.max(largest, Math.abs(matrix.value(entry)));
        }
        program.worked(matrix.rowLength(i));
        return largest;
    }

    /** Makes column j slack of row i with the sides given. */
    private void absorb(int i, int j, double coefficient, double lower, double upper) {
        double cost = program.cost[j];
        double atLower = coefficient * program.columnLower[j];
        double atUpper = coefficient * program.columnUpper[j];
        Entries rest = matrix.rowWithout(i, j);
        program.push(new AbsorbedSlack(i, j, coefficient, cost, rest, lower, upper, program.columnLower[j], program.columnUpper[j]));
        if (cost != 0) {
            program.moveCost(rest, cost / coefficient, lower);
        }
        program.removeSubstituted(j);
        double magnitude = Math.max(WorkingProgram.finite(atLower), WorkingProgram.finite(atUpper));
        program.setSides(i, lower - Math.max(atLower, atUpper), upper - Math.min(atLower, atUpper), magnitude);
        program.columnsOfRowChanged(i);
    }
}
