package org.stillpoint.shell.internal.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Curve;
import org.stillpoint.plot.Figures;

/**
 * The runs of several solvers on one problem.
 *
 * @param label the name of the problem for people
 * @param problemType its type
 * @param tolerance the tolerance that all were asked for, NaN if there is none
 * @param runs how the runs ended, in the order they took place
 * @param notes what is to be known about them
 * @param cancelled whether the user stopped them before the last
 */
public record Comparison(String label, String problemType, double tolerance, List<RunResult> runs, List<String> notes,
        boolean cancelled) {

    /** Copies the lists. */
    public Comparison {
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /** The runs of the solvers that took the problem: those that are certified first, of these the quickest. */
    public List<RunResult> results() {
        return runs.stream().filter(run -> run.verdict() != Verdict.REFUSED)
                .sorted(Comparator.comparing(RunResult::verdict).thenComparing(RunResult::seconds)).toList();
    }

    /** The runs of the solvers that refused the problem. */
    public List<RunResult> refusals() {
        return runs.stream().filter(run -> run.verdict() == Verdict.REFUSED).toList();
    }

    /** Why solvers refused the problem: each reason once, with those who gave it. */
    public List<String> reasonsOfRefusal() {
        Map<String, List<String>> solvers = new LinkedHashMap<>();
        refusals().forEach(run -> solvers.computeIfAbsent(run.failure().orElse("no reason given"), reason -> new ArrayList<>())
                .add(run.solver().id()));
        return solvers.entrySet().stream()
                .map(entry -> "refused by " + String.join(", ", entry.getValue()) + ": " + entry.getKey()).toList();
    }

    /** What was compared, in a few words. */
    public String summary() {
        int solvers = results().size();
        return (solvers == 1 ? "one solver" : solvers + " solvers") + " for " + problemType + " problems"
                + (Double.isNaN(tolerance) ? "" : ", tolerance " + Figures.digits(tolerance, 3))
                + (cancelled ? ", stopped by the user" : "");
    }

    /** Which runs solved the problem as one of another type, by their letters. */
    public List<String> reductions() {
        Map<String, List<String>> letters = new LinkedHashMap<>();
        List<RunResult> results = results();
        for (int i = 0; i < results.size(); i++) {
            String type = results.get(i).solver().problemType();
            if (!type.equals(problemType)) {
                letters.computeIfAbsent(type, other -> new ArrayList<>()).add(ConvergencePlot.letter(i));
            }
        }
        return letters.entrySet().stream().map(entry -> "solved as a " + entry.getKey() + " problem, of which the residual is too: "
                + String.join(", ", entry.getValue())).toList();
    }

    /** Whether at least one run is certified. */
    public boolean certified() {
        return runs.stream().anyMatch(RunResult::certified);
    }

    /** What the runs are compared by. */
    public List<Measure> measures() {
        List<Measure> measures = new ArrayList<>(List.of(Measure.OBJECTIVE));
        decisiveCheck().map(Measure::verified).ifPresent(measures::add);
        measures.addAll(List.of(Measure.ITERATIONS, Measure.EVALUATIONS, Measure.SECONDS));
        measures.removeIf(measure -> results().stream().allMatch(result -> Double.isNaN(measure.value().applyAsDouble(result))));
        return measures;
    }

    /** The name of the check whose values are compared. */
    public Optional<String> decisiveCheck() {
        return Measure.decisiveCheck(results(), tolerance);
    }

    /** Whether a run is certified and none of several that are has a lesser number. */
    public boolean isBest(RunResult run, Measure measure) {
        double[] rivals = results().stream().filter(RunResult::certified).mapToDouble(measure.value()).filter(Double::isFinite).toArray();
        double own = measure.value().applyAsDouble(run);
        if (!measure.ranked() || !run.certified() || rivals.length < 2 || Double.isNaN(own)) {
            return false;
        }
        for (double rival : rivals) {
            if (rival < own) {
                return false;
            }
        }
        return true;
    }

    /** The residuals of all runs; those without a solution have a curve without points, so that letters are those of the table. */
    public ConvergencePlot plot(Abscissa abscissa) {
        return new ConvergencePlot(abscissa, results().stream().map(Comparison::curve).toList(), tolerance);
    }

    private static Curve curve(RunResult run) {
        String name = run.solver().id();
        return run.solution().map(solution -> Curve.of(name, solution, run.seconds())).orElseGet(() -> new Curve(name, History.EMPTY, 0));
    }

    /** What ran: id, version, title and paper of each solver. */
    public List<String> methods() {
        return results().stream().map(RunResult::solver).map(solver -> solver.id() + " " + solver.version() + ": "
                + solver.title() + (solver.paper().isEmpty() ? "" : ", after " + solver.paper())).toList();
    }
}
