package org.stillpoint.shell.internal.comparison;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.plot.Figures;

/**
 * A number by which runs are compared.
 *
 * @param title its name for people
 * @param value the number of a run, NaN if it has none
 * @param text how it is written
 * @param ranked whether less is better; otherwise it is but shown
 */
public record Measure(String title, ToDoubleFunction<RunResult> value, DoubleFunction<String> text, boolean ranked) {

    private static final int DIGITS = 7;
    /** So many evaluations are shown without parts of one. */
    private static final double MANY = 1000;

    /** The objective that the verifier computed. */
    static final Measure OBJECTIVE = new Measure(Certificate.OBJECTIVE, Measure::objective, value -> Figures.digits(value, DIGITS), false);
    /** All iterations. */
    static final Measure ITERATIONS = new Measure("iterations", result -> result.solution()
            .map(Solution::iterations).filter(count -> count > 0).map(Long::doubleValue).orElse(Double.NaN), Measure::count, true);
    /** Evaluations of the operator. */
    static final Measure EVALUATIONS = new Measure("evaluations", Measure::evaluations, Measure::count, true);
    /** The time that the solver took. */
    static final Measure SECONDS = new Measure("time", result -> result.solution().isPresent() ? result.seconds() : Double.NaN,
            Figures::seconds, true);

    /** How a number of this measure is written. */
    public String shown(RunResult result) {
        double number = value.applyAsDouble(result);
        return Double.isNaN(number) ? "-" : text.apply(number);
    }

    private static String count(double value) {
        return value == Math.rint(value) || value >= MANY ? Figures.count(Math.round(value)) : Figures.digits(value, 4);
    }

    /** As counted, unless evaluations of single components are: then as the run reported them, in whole evaluations. */
    static double evaluations(RunResult result) {
        Map<String, Long> counters = result.solution().map(Solution::counters).orElse(Map.of());
        History history = result.solution().map(Solution::history).orElse(History.EMPTY);
        if (counters.containsKey(Counter.COMPONENT_EVALUATIONS) && history.size() > 0) {
            return history.evaluations()[history.size() - 1];
        }
        Long counted = counters.get(Counter.OPERATOR_EVALUATIONS);
        return counted == null ? Double.NaN : counted;
    }

    /** What the verifier found in one of its checks. */
    static Measure verified(String check) {
        return new Measure("verified", result -> check(result, check), Figures::small, true);
    }

    /** The name of the check that decides: the first with the tolerance as its bound, or else the first of all. */
    static Optional<String> decisiveCheck(List<RunResult> results, double tolerance) {
        List<Check> checks = results.stream().flatMap(result -> result.certificate().stream()).flatMap(found -> found.checks().stream())
                .filter(check -> check.relation() == Check.Relation.AT_MOST).toList();
        return checks.stream().filter(check -> check.bound() == tolerance).findFirst().or(() -> checks.stream().findFirst())
                .map(Check::name);
    }

    private static double objective(RunResult result) {
        return result.certificate().map(Certificate::quantities).map(found -> found.get(Certificate.OBJECTIVE)).orElse(Double.NaN);
    }

    private static double check(RunResult result, String name) {
        return result.certificate().stream().flatMap(found -> found.checks().stream()).filter(check -> check.name().equals(name))
                .mapToDouble(Check::value).findFirst().orElse(Double.NaN);
    }
}
