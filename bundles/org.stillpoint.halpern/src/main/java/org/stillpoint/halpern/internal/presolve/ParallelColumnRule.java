package org.stillpoint.halpern.internal.presolve;

/**
 * Columns that are multiples of each other, cost included, become one. Where the costs differ, the reduced costs differ by a constant;
 * the dearer column then goes to its bound if the sign of the other's reduced cost, known from a missing bound, leaves no choice.
 */
final class ParallelColumnRule {

    /** Columns of one signature that cannot be merged may be many. */
    private static final int TRIES = 8;

    private final WorkingProgram program;
    private final ParallelLines lines;

    ParallelColumnRule(WorkingProgram program) {
        this.program = program;
        lines = ParallelLines.columns(program);
    }

    /** Compares all columns; the first of a bundle stays. */
    void apply() {
        lines.find(1, TRIES, this::compare);
    }

    private void compare(int j, int kept, double factor) {
        double cost = program.cost[j];
        double keptCost = factor * program.cost[kept];
        double difference = cost - keptCost;
        double size = Math.max(Math.abs(cost), Math.abs(keptCost));
        if (Math.abs(difference) <= ParallelLines.EQUAL * size) {
            merge(j, kept, factor);
        } else if (program.reliableCost(j) && program.reliableCost(kept)
                && Math.abs(difference) > WorkingProgram.FEASIBILITY * size) {
            dominate(j, kept, factor, difference);
            if (program.columnAlive[j]) {
                dominate(kept, j, 1 / factor, -difference / factor);
            }
        }
    }

    private void merge(int j, int kept, double factor) {
        double lower = program.columnLower[j];
        double upper = program.columnUpper[j];
        double keptLower = program.columnLower[kept];
        double keptUpper = program.columnUpper[kept];
        program.push(new ParallelColumn(j, kept, factor, lower, upper, keptLower, keptUpper));
        program.removeSubstituted(j);
        program.setBounds(kept, keptLower + Math.min(factor * lower, factor * upper),
                keptUpper + Math.max(factor * lower, factor * upper));
    }

    /**
     * Fixes column j, whose reduced cost is the factor times the other's plus the difference, where both terms have one sign.
     */
    private void dominate(int j, int other, double factor, double difference) {
        boolean otherNotNegative = program.columnUpper[other] == Double.POSITIVE_INFINITY;
        boolean otherNotPositive = program.columnLower[other] == Double.NEGATIVE_INFINITY;
        if (difference > 0 && (factor > 0 ? otherNotNegative : otherNotPositive) && Double.isFinite(program.columnLower[j])) {
            program.fixColumn(j, program.columnLower[j]);
        } else if (difference < 0 && (factor > 0 ? otherNotPositive : otherNotNegative) && Double.isFinite(program.columnUpper[j])) {
            program.fixColumn(j, program.columnUpper[j]);
        }
    }
}
