package org.stillpoint.plot;

import java.util.Arrays;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;

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

    /** A solver that has converged need not report its last residual: then the solution tells it. */
    private static History toEnd(Solution<?> solution, double seconds) {
        History history = solution.history();
        int last = history.size() - 1;
        boolean reported = last >= 0 && (history.residuals()[last] == solution.residual()
                || history.iterations()[last] > solution.iterations());
        if (solution.status() != Status.CONVERGED || reported) {
            return history;
        }
        double evaluations = last < 0 ? solution.iterations()
                : history.evaluations()[last] + solution.iterations() - history.iterations()[last];
        if (!solution.counters().containsKey(Counter.COMPONENT_EVALUATIONS)) {
            evaluations = Math.max(evaluations, solution.counters().getOrDefault(Counter.OPERATOR_EVALUATIONS, 0L));
        }
        return new History(with(history.iterations(), solution.iterations()),
                with(history.evaluations(), evaluations),
                with(history.seconds(), seconds), with(history.residuals(), solution.residual()));
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
