package org.stillpoint.halpern.internal.presolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/**
 * A linear program while it is being reduced: what is left of it, what has changed and waits to be looked at again, and the steps
 * made so far. Indices are those of the original program throughout.
 */
final class WorkingProgram {

    /** What violates a bound by less, relative to the numbers it was computed from, is held to satisfy it. */
    static final double FEASIBILITY = 1e-9;

    /** A difference smaller than this, relative to the numbers it was computed from, is rounding. */
    private static final double ROUNDING = 1e-13;

    private static final double HUGE = 1e20;

    /** The rules look at most at so many times the size of the program. */
    private static final int PASSES = 30;

    final RangeProgram original;
    final LinkedMatrix matrix;
    final double[] cost;
    final double[] rowLower;
    final double[] rowUpper;
    final double[] columnLower;
    final double[] columnUpper;
    final boolean[] rowAlive;
    final boolean[] columnAlive;
    final IndexQueue changedRows;
    final IndexQueue changedColumns;
    final IndexQueue doubletons;
    private final double[] rowScale;
    private final double[] rowMagnitude;
    private final double[] costMagnitude;
    private final List<Step> steps = new ArrayList<>();
    private double constant;
    private final long mostWork;
    private long work;
    private Outcome outcome = Outcome.REDUCED;
    private double[] ray = new double[0];

    WorkingProgram(RangeProgram program) {
        original = program;
        mostWork = (long) PASSES * (1L + program.entries() + program.rows() + program.columns());
        matrix = new LinkedMatrix(program);
        cost = program.objective().clone();
        constant = program.objectiveConstant();
        rowLower = program.rowLower().clone();
        rowUpper = program.rowUpper().clone();
        columnLower = program.columnLower().clone();
        columnUpper = program.columnUpper().clone();
        rowAlive = new boolean[program.rows()];
        columnAlive = new boolean[program.columns()];
        Arrays.fill(rowAlive, true);
        Arrays.fill(columnAlive, true);
        changedRows = new IndexQueue(program.rows(), true);
        changedColumns = new IndexQueue(program.columns(), true);
        doubletons = new IndexQueue(program.rows(), false);
        rowScale = new double[program.rows()];
        for (int k = 0; k < program.entries(); k++) {
            int i = program.rowIndices()[k];
            rowScale[i] = Math.min(1, Math.max(rowScale[i], Math.abs(program.values()[k])));
        }
        rowMagnitude = new double[program.rows()];
        costMagnitude = new double[program.columns()];
        for (int i = 0; i < rowMagnitude.length; i++) {
            rowMagnitude[i] = Math.max(finite(rowLower[i]), finite(rowUpper[i]));
        }
        for (int j = 0; j < costMagnitude.length; j++) {
            costMagnitude[j] = Math.abs(cost[j]);
        }
    }

    /** How many entries the rules have looked at. */
    long work() {
        return work;
    }

    /** Whether the rules have looked at as many entries as they should. */
    boolean exhausted() {
        return work >= mostWork;
    }

    /** Counts entries looked at. */
    void worked(int entries) {
        work += 1 + entries;
    }

    boolean decided() {
        return outcome != Outcome.REDUCED;
    }

    Outcome outcome() {
        return outcome;
    }

    /** The evidence for the outcome, in the indices of the original program; empty if there is none. */
    double[] ray() {
        return ray;
    }

    List<Step> steps() {
        return steps;
    }

    double constant() {
        return constant;
    }

    void push(Step step) {
        steps.add(step);
    }

    /** The error to allow for where an activity of a row is compared with a side. */
    double tolerance(int i, double side) {
        return FEASIBILITY * (rowScale[i] + finite(side)) + ROUNDING * rowMagnitude[i];
    }

    /** Whether the sign of a cost is certainly not due to rounding when other costs were added to it. */
    boolean reliableCost(int j) {
        return cost[j] == 0 || Math.abs(cost[j]) > FEASIBILITY * costMagnitude[j];
    }

    /** Removes a row of which no entry is needed any more. */
    void removeRow(int i) {
        rowAlive[i] = false;
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            changedColumns.add(matrix.column(entry));
            matrix.remove(entry);
        }
    }

    /** Fixes a column at a value and removes it, with its step. */
    void fixColumn(int j, double value) {
        push(new FixedColumn(j, value, cost[j], matrix.columnWithout(j, Entries.NONE)));
        removeColumn(j, value);
    }

    /** Removes a column that keeps a value; the step is the caller's. */
    void removeColumn(int j, double value) {
        constant += cost[j] * value;
        columnAlive[j] = false;
        for (int entry = matrix.firstInColumn(j); entry >= 0; entry = matrix.nextInColumn(entry)) {
            shiftSides(matrix.row(entry), -matrix.value(entry) * value);
            matrix.remove(entry);
        }
    }

    /** Removes a column whose part was taken by others. */
    void removeSubstituted(int j) {
        columnAlive[j] = false;
        for (int entry = matrix.firstInColumn(j); entry >= 0; entry = matrix.nextInColumn(entry)) {
            changedRows.add(matrix.row(entry));
            matrix.remove(entry);
        }
    }

    /** Adds to both sides of a row. */
    void shiftSides(int i, double shift) {
        setSides(i, rowLower[i] + shift, rowUpper[i] + shift, shift);
    }

    /** Sets the sides of a row, which were computed from numbers up to the given magnitude. */
    void setSides(int i, double lower, double upper, double magnitude) {
        rowMagnitude[i] = Math.max(rowMagnitude[i], finite(magnitude));
        double rounding = ROUNDING * rowMagnitude[i];
        rowLower[i] = Math.abs(lower) <= rounding ? 0 : lower;
        rowUpper[i] = Math.abs(upper) <= rounding ? 0 : upper;
        changedRows.add(i);
    }

    /** Moves the cost of a removed singleton column to the rest of its row: c_k - (c_j / a) a_ik. */
    void moveCost(Entries rest, double ratio, double side) {
        constant += ratio * side;
        for (int k = 0; k < rest.size(); k++) {
            shiftCost(rest.indices()[k], -ratio * rest.values()[k]);
        }
    }

    void addConstant(double value) {
        constant += value;
    }

    void shiftCost(int j, double shift) {
        double shifted = cost[j] + shift;
        costMagnitude[j] = Math.max(costMagnitude[j], Math.abs(shift));
        cost[j] = Math.abs(shifted) <= ROUNDING * costMagnitude[j] ? 0 : shifted;
        changedColumns.add(j);
    }

    /** Replaces the bounds of a column. */
    void setBounds(int j, double lower, double upper) {
        columnLower[j] = lower;
        columnUpper[j] = upper;
        changedColumns.add(j);
        for (int entry = matrix.firstInColumn(j); entry >= 0; entry = matrix.nextInColumn(entry)) {
            changedRows.add(matrix.row(entry));
        }
        worked(matrix.columnLength(j));
    }

    /** Looks again at the columns of a row. */
    void columnsOfRowChanged(int i) {
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            changedColumns.add(matrix.column(entry));
        }
        worked(matrix.rowLength(i));
    }

    /**
     * Ends with no feasible point.
     *
     * @param rows the rows of a Farkas ray of the program as it stands now
     * @param duals their duals; none if contradicting bounds of the original program are evidence enough
     */
    void infeasible(int[] rows, double... duals) {
        outcome = Outcome.INFEASIBLE_DETECTED;
        if (rows.length > 0) {
            double[] y = new double[original.rows()];
            double[] d = new double[original.columns()];
            for (int k = 0; k < rows.length; k++) {
                y[rows[k]] = duals[k];
                for (int entry = matrix.firstInRow(rows[k]); entry >= 0; entry = matrix.nextInRow(entry)) {
                    d[matrix.column(entry)] -= matrix.value(entry) * duals[k];
                }
            }
            ray = Presolved.restoreDual(steps, y, d, true);
        }
    }

    /** Ends with a direction of recession along which the objective falls: column j alone goes up or down. */
    void unbounded(int j, double direction) {
        outcome = Outcome.UNBOUNDED_DETECTED;
        double[] x = new double[original.columns()];
        x[j] = direction;
        ray = Presolved.restorePrimal(steps, x, true);
    }

    /** Whether a finite bound is too large to be worth having in place of a row. */
    static boolean tooLarge(double bound) {
        return finite(bound) > HUGE;
    }

    /** The size of a finite number, 0 for an infinite one. */
    static double finite(double value) {
        return Double.isInfinite(value) ? 0 : Math.abs(value);
    }
}
