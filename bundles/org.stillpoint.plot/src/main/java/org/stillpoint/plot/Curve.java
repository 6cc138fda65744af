package org.stillpoint.plot;

import java.util.Arrays;
import java.util.Optional;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.run.RunSummary;

/**
 * What a plot shows of one run.
 *
 * @param name the name of the run for people
 * @param history its residuals
 * @param finishFrom the iteration at which the finishing phase began, 0 if there was none
 */
public record Curve(String name, History history, long finishFrom) {

    /** The curve of a run that still goes on, as far as it has come. */
    public static Curve of(String name, History history) {
        return new Curve(name, history, 0);
    }

    /** The curve of a solution that took a time. */
    public static Curve of(String name, Solution<?> solution, double seconds) {
        boolean finished = solution.counters().getOrDefault(Counter.FINISH, 0L) > 0;
        return new Curve(name, toEnd(solution, seconds), finished ? solution.counters().getOrDefault(Counter.WARM_UP, 0L) : 0);
    }

    /** The curve of a run out of the history. */
    public static Curve of(String name, RunSummary run) {
        boolean converged = run.status().equals(Optional.of(Status.CONVERGED.name()));
        return new Curve(name, converged ? toEnd(run.history(), run.iterations(), run.residual(), 0, run.seconds()) : run.history(), 0);
    }

    private static History toEnd(Solution<?> solution, double seconds) {
        if (solution.status() != Status.CONVERGED) {
            return solution.history();
        }
        boolean ofComponents = solution.counters().containsKey(Counter.COMPONENT_EVALUATIONS);
        return toEnd(solution.history(), solution.iterations(), solution.residual(),
                ofComponents ? 0 : solution.counters().getOrDefault(Counter.OPERATOR_EVALUATIONS, 0L), seconds);
    }

    /** A solver that has converged need not report its last residual: then the solution tells it. */
    private static History toEnd(History history, long iterations, double residual, double leastEvaluations, double seconds) {
        int last = history.size() - 1;
        if (last >= 0 && (history.residuals()[last] == residual || history.iterations()[last] > iterations)) {
            return history;
        }
        double evaluations = last < 0 ? iterations : history.evaluations()[last] + iterations - history.iterations()[last];
        return new History(with(history.iterations(), iterations), with(history.evaluations(), Math.max(evaluations, leastEvaluations)),
                with(history.seconds(), seconds), with(history.residuals(), residual));
    }

    private static long[] with(long[] values, long last) {
        long[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }

    private static double[] with(double[] values, double last) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }
}
