package org.stillpoint.ui.internal.history;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.Figures;
import org.stillpoint.ui.internal.model.PastRun;
import org.stillpoint.ui.internal.model.SessionRun;
import org.stillpoint.ui.internal.model.ShownRun;

/**
 * Several runs side by side. In each quantity the least value is the best among the runs of a problem: among the certified ones where
 * there are any, else among those that have a solution, and only where they differ.
 *
 * @param rows the runs
 * @param best of each row the quantities in which it is the best
 */
record Comparison(List<Row> rows, List<Set<Quantity>> best) {

    /** What marks the best value in texts. */
    static final String MARK = "\u2605";

    /** What is compared. */
    enum Quantity {
        RESIDUAL, ITERATIONS, EVALUATIONS, SECONDS;

        String title() {
            return switch (this) {
                case RESIDUAL -> Messages.column_residual;
                case ITERATIONS -> Messages.column_iterations;
                case EVALUATIONS -> Messages.column_evaluations;
                case SECONDS -> Messages.column_time;
            };
        }
    }

    /**
     * One run.
     *
     * @param id its number
     * @param problem the name of the problem
     * @param solver the solver's id and version
     * @param status how it ended; empty without a solution
     * @param verdict the verdict; empty before the end
     * @param values the value of each quantity, in their order; NaN where it is not known
     */
    record Row(long id, String problem, String solver, String status, Optional<Verdict> verdict, List<Double> values) {

        double value(Quantity quantity) {
            return values.get(quantity.ordinal());
        }

        /** A value for people. */
        String text(Quantity quantity) {
            double value = value(quantity);
            if (Double.isNaN(value)) {
                return "";
            }
            return switch (quantity) {
                case RESIDUAL -> Figures.small(value);
                case SECONDS -> Figures.seconds(value);
                case ITERATIONS, EVALUATIONS -> Figures.count((long) value);
            };
        }
    }

    /** Compares runs. */
    static Comparison of(List<? extends ShownRun> runs) {
        return ofRows(runs.stream().map(run -> run instanceof SessionRun ofSession ? row(ofSession) : row((PastRun) run)).toList());
    }

    /** Compares rows. */
    static Comparison ofRows(List<Row> rows) {
        List<Set<Quantity>> best = new ArrayList<>();
        rows.forEach(row -> best.add(EnumSet.noneOf(Quantity.class)));
        for (String problem : rows.stream().map(Row::problem).distinct().toList()) {
            Predicate<Row> eligible = eligible(problem, rows);
            for (Quantity quantity : Quantity.values()) {
                double[] values = rows.stream().filter(eligible).mapToDouble(row -> row.value(quantity))
                        .filter(value -> !Double.isNaN(value)).sorted().toArray();
                for (int i = 0; values.length > 1 && values[0] < values[values.length - 1] && i < rows.size(); i++) {
                    if (eligible.test(rows.get(i)) && rows.get(i).value(quantity) == values[0]) {
                        best.get(i).add(quantity);
                    }
                }
            }
        }
        return new Comparison(List.copyOf(rows), best);
    }

    private static Predicate<Row> eligible(String problem, List<Row> rows) {
        Predicate<Row> ofProblem = row -> row.problem().equals(problem);
        Predicate<Row> certified = row -> row.verdict().equals(Optional.of(Verdict.CERTIFIED));
        Predicate<Row> solved = row -> row.verdict().isPresent() && !row.status().isEmpty();
        return ofProblem.and(rows.stream().anyMatch(ofProblem.and(certified)) ? certified : solved);
    }

    private static Row row(SessionRun run) {
        Optional<RunResult> result = run.result();
        Optional<Solution<?>> solution = result.flatMap(RunResult::solution);
        double evaluations = solution.<Double>map(solved -> solved.counters().containsKey(Counter.OPERATOR_EVALUATIONS)
                ? (double) solved.counters().get(Counter.OPERATOR_EVALUATIONS) : Double.NaN).orElse(Double.NaN);
        return new Row(run.id(), run.label(), run.solver(), solution.map(solved -> solved.status().name()).orElse(""),
                result.map(RunResult::verdict),
                List.of(solution.map(Solution::residual).orElse(run.run().progress().residual()),
                        (double) solution.<Long>map(Solution::iterations).orElse(run.run().progress().iteration()), evaluations,
                        result.map(RunResult::seconds).orElse(run.run().progress().seconds())));
    }

    private static Row row(PastRun run) {
        RunSummary summary = run.summary();
        return new Row(run.id(), run.label(), run.solver(), summary.status().orElse(""), summary.verdict(),
                List.of(summary.residual(), (double) summary.iterations(), evaluations(summary), summary.seconds()));
    }

    /** The history keeps evaluations with the residuals; where they are the iterations all along, nobody has counted them. */
    private static double evaluations(RunSummary run) {
        History history = run.history();
        int last = history.size() - 1;
        boolean counted = IntStream.rangeClosed(0, last).anyMatch(k -> history.evaluations()[k] != history.iterations()[k]);
        return counted && history.iterations()[last] == run.iterations() ? history.evaluations()[last] : Double.NaN;
    }

    /** The table with columns apart by tabulators, for people. */
    String text() {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Set<Quantity> marked = best.get(i);
            lines.add(Stream.concat(words(row), Stream.of(Quantity.values())
                    .map(quantity -> row.text(quantity) + (marked.contains(quantity) ? " " + MARK : ""))).toList());
        }
        return lines(lines, "\t", Messages.column_time);
    }

    /** The table as comma-separated values with all digits; times in seconds. */
    String csv() {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add(Stream.concat(words(row).map(Comparison::quoted), row.values().stream().map(Comparison::number)).toList());
        }
        return lines(lines, ",", Messages.column_seconds);
    }

    private static Stream<String> words(Row row) {
        return Stream.of(String.valueOf(row.id()), row.problem(), row.solver(), row.status(),
                row.verdict().map(RunColumn::words).orElse(""));
    }

    private static String lines(List<List<String>> lines, String separator, String time) {
        Stream<String> titles = Stream.concat(Stream.of(Messages.column_number, Messages.column_problem, Messages.column_solver,
                Messages.column_status, Messages.column_verdict), Stream.of(Quantity.values())
                .map(quantity -> quantity == Quantity.SECONDS ? time : quantity.title()));
        return Stream.concat(Stream.of(titles.toList()), lines.stream()).map(line -> String.join(separator, line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
}
