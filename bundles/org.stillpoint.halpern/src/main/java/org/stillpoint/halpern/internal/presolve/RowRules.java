package org.stillpoint.halpern.internal.presolve;

/**
 * What a row alone permits: empty and free rows go, a row of one entry becomes bounds, and the bounds of the row's activity show
 * sides that cannot be violated, sides that cannot be met, and rows that force all their columns to bounds.
 */
final class RowRules {

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final Activity activity;

    RowRules(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        activity = new Activity(program);
    }

    void apply(int i) {
        if (!program.rowAlive[i] || contradictory(i)) {
            return;
        }
        program.worked(matrix.rowLength(i));
        if (program.rowLower[i] == Double.NEGATIVE_INFINITY && program.rowUpper[i] == Double.POSITIVE_INFINITY) {
            program.removeRow(i);
        } else if (matrix.rowLength(i) == 0) {
            empty(i);
        } else if (matrix.rowLength(i) == 1) {
            singleton(i);
        } else {
            activity.compute(i, Entries.NONE);
            byActivity(i);
            if (program.rowAlive[i] && matrix.rowLength(i) == 2 && program.rowLower[i] == program.rowUpper[i]) {
                program.doubletons.add(i);
            }
        }
    }

    private boolean contradictory(int i) {
        double lower = program.rowLower[i];
        double upper = program.rowUpper[i];
        if (lower <= upper) {
            return false;
        }
        if (lower - upper > program.tolerance(i, lower) + program.tolerance(i, upper)) {
            program.infeasible(new int[0]);
            return true;
        }
        program.rowUpper[i] = lower;
        return false;
    }

    private void empty(int i) {
        if (program.rowLower[i] > program.tolerance(i, 0)) {
            program.infeasible(new int[] {i}, 1);
        } else if (program.rowUpper[i] < -program.tolerance(i, 0)) {
            program.infeasible(new int[] {i}, -1);
        } else {
            program.removeRow(i);
        }
    }

    private void singleton(int i) {
        int entry = matrix.firstInRow(i);
        int j = matrix.column(entry);
        double coefficient = matrix.value(entry);
        double low = (coefficient > 0 ? program.rowLower[i] : program.rowUpper[i]) / coefficient;
        double high = (coefficient > 0 ? program.rowUpper[i] : program.rowLower[i]) / coefficient;
        if (WorkingProgram.tooLarge(low) || WorkingProgram.tooLarge(high)) {
            return;
        }
        double lower = program.columnLower[j];
        double upper = program.columnUpper[j];
        double size = Math.abs(coefficient);
        if (size * (low - upper) > program.tolerance(i, low * size)) {
            program.infeasible(new int[] {i}, Math.signum(coefficient));
            return;
        }
        if (size * (lower - high) > program.tolerance(i, high * size)) {
            program.infeasible(new int[] {i}, -Math.signum(coefficient));
            return;
        }
        boolean setLower = low > lower;
        boolean setUpper = high < upper;
        program.removeRow(i);
        if (setLower || setUpper) {
            program.push(new SingletonRow(i, j, coefficient, setLower, setUpper));
            program.setBounds(j, Math.min(Math.max(low, lower), upper), Math.max(Math.min(high, upper), lower));
        }
    }

    private void byActivity(int i) {
        double lower = program.rowLower[i];
        double upper = program.rowUpper[i];
        double aboveLower = program.tolerance(i, lower) + activity.rounding();
        double belowUpper = program.tolerance(i, upper) + activity.rounding();
        if (activity.minimum() > upper + belowUpper) {
            program.infeasible(new int[] {i}, -1);
        } else if (activity.maximum() < lower - aboveLower) {
            program.infeasible(new int[] {i}, 1);
        } else if (activity.minimum() >= lower - aboveLower && activity.maximum() <= upper + belowUpper) {
            program.removeRow(i);
        } else if (activity.minimum() >= upper - belowUpper) {
            force(i, false);
        } else if (activity.maximum() <= lower + aboveLower) {
            force(i, true);
        } else if (Double.isFinite(lower) && activity.minimum() >= lower - aboveLower) {
            program.rowLower[i] = Double.NEGATIVE_INFINITY;
            program.columnsOfRowChanged(i);
        } else if (Double.isFinite(upper) && activity.maximum() <= upper + belowUpper) {
            program.rowUpper[i] = Double.POSITIVE_INFINITY;
            program.columnsOfRowChanged(i);
        }
    }

    /** Fixes every column of the row where the activity is largest (for the lower side) or smallest (for the upper side). */
    private void force(int i, boolean atLower) {
        Entries entries = matrix.rowWithout(i, Entries.NONE);
        program.removeRow(i);
        int size = entries.size();
        boolean[] fixed = new boolean[size];
        double[] values = new double[size];
        double[] costs = new double[size];
        Entries[] columns = new Entries[size];
        for (int k = 0; k < size; k++) {
            int j = entries.indices()[k];
            boolean toUpper = entries.values()[k] > 0 == atLower;
            fixed[k] = program.columnLower[j] == program.columnUpper[j];
            values[k] = toUpper ? program.columnUpper[j] : program.columnLower[j];
            costs[k] = program.cost[j];
            columns[k] = matrix.columnWithout(j, Entries.NONE);
            program.worked(columns[k].size());
            program.removeColumn(j, values[k]);
        }
        program.push(new ForcingRow(i, atLower, entries, fixed, values, costs, columns));
    }
}
