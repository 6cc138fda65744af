package org.stillpoint.ui.internal.convergence;

import java.util.List;
import java.util.function.Function;
import org.eclipse.osgi.util.NLS;

/**
 * What runs in one plot are called: what they all have in common is said once, above the plot, so that the legend has room for what tells
 * them apart.
 *
 * @param names the name of each run
 * @param common what holds for all; empty if there is nothing, or a single run
 */
record CurveNames(List<String> names, String common) {

    static CurveNames of(List<PlottedRun> runs) {
        if (runs.size() < 2) {
            return new CurveNames(runs.stream().map(PlottedRun::name).toList(), "");
        }
        boolean oneProblem = different(runs, PlottedRun::problem) == 1;
        boolean oneVersion = different(runs, PlottedRun::solver) == different(runs, CurveNames::id);
        return new CurveNames(runs.stream().map(run -> name(run, oneVersion ? id(run) : run.solver(), oneProblem)).toList(),
                oneProblem ? runs.get(0).problem() : "");
    }

    private static long different(List<PlottedRun> runs, Function<PlottedRun, String> part) {
        return runs.stream().map(part).distinct().count();
    }

    private static String name(PlottedRun run, String solver, boolean oneProblem) {
        return oneProblem ? NLS.bind(Messages.curve_brief, String.valueOf(run.id()), solver)
                : NLS.bind(Messages.curve, new Object[] {String.valueOf(run.id()), solver, run.problem()});
    }

    /** The solver without its version. */
    private static String id(PlottedRun run) {
        int end = run.solver().lastIndexOf(' ');
        return end < 0 ? run.solver() : run.solver().substring(0, end);
    }
}
