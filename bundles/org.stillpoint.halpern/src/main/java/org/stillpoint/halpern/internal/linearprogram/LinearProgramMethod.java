package org.stillpoint.halpern.internal.linearprogram;

import org.stillpoint.api.Status;
import org.stillpoint.halpern.internal.presolve.Outcome;
import org.stillpoint.halpern.internal.presolve.Point;
import org.stillpoint.halpern.internal.presolve.Presolve;
import org.stillpoint.halpern.internal.presolve.Presolved;

/**
 * From a linear program to an answer: bounds that contradict each other, presolve, {@link RestartedHalpern} on what is left, and,
 * where a direction of recession turns up, the search for a feasible point.
 *
 * <p>UNBOUNDED is claimed only with both a direction of recession and a point feasible to the tolerance. If the point at hand
 * is not feasible, the same method is applied to the program without its objective: a feasible point makes it UNBOUNDED, a
 * Farkas ray INFEASIBLE.
 */
final class LinearProgramMethod {

    /** Bounds that cross by less, relative to their size, are taken for equal. */
    private static final double ROUNDING = 0x1p-50;

    private final Settings settings;
    private final Effort effort;
    private final Workers workers;

    LinearProgramMethod(Settings settings, Effort effort, Workers workers) {
        this.settings = settings;
        this.effort = effort;
        this.workers = workers;
    }

    /**
     * Solves a program.
     *
     * @param start a point of the program to start from, or null
     */
    Answer solve(RangeProgram file, Point start) {
        FileCheck check = new FileCheck(file);
        if (crossing(file.rowLower(), file.rowUpper()) || crossing(file.columnLower(), file.columnUpper())) {
            return check.answer(Status.INFEASIBLE, check.restore(null, new double[file.columns()], new double[file.rows()]), new double[0]);
        }
        Presolved presolved = settings.presolve() ? Presolve.run(file, effort::goOn) : null;
        Answer answer = presolved == null ? null : presolvedAnswer(check, presolved, start);
        if (answer == null) {
            if (presolved != null && presolved.outcome() != Outcome.INFEASIBLE_DETECTED) {
                effort.warn("What presolve found did not hold for the program itself, which was then solved without it.");
            }
            answer = new RestartedHalpern(check, null, start, settings, effort, workers).run();
        }
        if (answer.status() == Status.CONVERGED && !(check.objectiveError(answer) <= settings.tolerance())) {
            effort.warn("The objective may be off by " + (float) check.objectiveError(answer) + " of its size: the point keeps the "
                    + "tolerance, but the dual values price its violations high.");
        }
        return answer.status() == Status.UNBOUNDED ? withFeasiblePoint(file, check, answer) : answer;
    }

    /** The answer that the presolved program leads to; null if that is none for the file. */
    private Answer presolvedAnswer(FileCheck check, Presolved presolved, Point start) {
        if (presolved.outcome() == Outcome.INFEASIBLE_DETECTED || presolved.outcome() == Outcome.UNBOUNDED_DETECTED) {
            RangeProgram file = check.file();
            return check.rayAnswer(presolved.ray(), presolved.outcome() == Outcome.INFEASIBLE_DETECTED,
                    check.restore(null, new double[file.columns()], new double[file.rows()]));
        }
        Point reducedStart = start == null ? null
                : new Point(presolved.reducePoint(start.x()), presolved.reduceDual(start.y()), new double[0]);
        return new RestartedHalpern(check, presolved, reducedStart, settings, effort, workers).run();
    }

    private Answer withFeasiblePoint(RangeProgram file, FileCheck check, Answer answer) {
        check.conditions().error(answer.x(), answer.y());
        if (check.conditions().primal() <= settings.tolerance()) {
            return answer;
        }
        Answer feasible = solve(file.withoutObjective(), null);
        Point point = new Point(feasible.x(), answer.y(), new double[0]);
        return switch (feasible.status()) {
            case CONVERGED -> check.answer(Status.UNBOUNDED, point, answer.ray());
            case INFEASIBLE -> check.answer(Status.INFEASIBLE, point, feasible.ray());
            default -> {
                effort.warn("There is a direction along which the objective falls for ever, but no feasible point was found: "
                        + "the program is unbounded or infeasible.");
                yield check.answer(feasible.status(), point, new double[0]);
            }
        };
    }

    private static boolean crossing(double[] lower, double[] upper) {
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] - upper[i] >= ROUNDING * (Math.abs(lower[i]) + Math.abs(upper[i])) && lower[i] > upper[i]) {
                return true;
            }
        }
        return false;
    }
}
