package org.stillpoint.shell.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConstrainedPolicy;
import org.stillpoint.api.problem.DigitOrbit;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Portfolio;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.model.Movement;

/**
 * What people want to know of a solution: the strategies that are played, the players by strength, the assets by weight, and the like.
 *
 * @param caption what is listed
 * @param headings the names of the columns
 * @param rows the rows
 */
public record Listing(String caption, List<String> headings, List<Row> rows) {

    private static final double NEGLIGIBLE = 1e-9;
    private static final int DIGITS = 5;
    private static final int MOST_MOVEMENTS = 12;

    /**
     * A row.
     *
     * @param name what it is about
     * @param numbers its numbers as texts
     * @param share the first number as part of the greatest, 0 for no bar
     */
    public record Row(String name, List<String> numbers, double share) {
    }

    /** The listings that suit a solution; none where its type has none. */
    public static List<Listing> of(Problem problem, Recordable value) {
        if (problem instanceof MatrixGame game && value instanceof GameStrategies strategies
                && strategies.row().length == game.rows() && strategies.column().length == game.columns()) {
            return List.of(strategy("Rows", game.rowNames(), strategies.row()),
                    strategy("Columns", game.columnNames(), strategies.column()));
        }
        if (problem instanceof PairwiseComparisons comparisons && value instanceof Ranking ranking
                && ranking.strengths().length == comparisons.names().size()) {
            return List.of(ranking(comparisons, ranking.strengths()));
        }
        if (problem instanceof RiskParityProblem parity && value instanceof Portfolio portfolio
                && portfolio.weights().length == parity.assets()) {
            return List.of(portfolio(parity, portfolio.weights()));
        }
        if (problem instanceof ConstrainedDecisionProcess process && value instanceof ConstrainedPolicy policy
                && policy.policy().length == process.states() * process.actions()) {
            return List.of(policy(process, policy.policy()));
        }
        if (problem instanceof DigitRoutine routine && value instanceof DigitOrbit orbit) {
            return Stream.of(orbit(routine, "Numbers on the way", orbit.path()),
                    orbit(routine, orbit.cycle().length == 1 ? "Fixed point" : "Cycle", orbit.cycle()))
                    .filter(listing -> !listing.rows().isEmpty()).toList();
        }
        if (problem instanceof TransportProblem transport && value instanceof TransportPlan plan && plan.explicit()
                && plan.f().length == transport.source().size() && plan.g().length == transport.target().size()) {
            return List.of(movements(transport, Movement.of(plan.plan())));
        }
        return EquilibriumListings.of(problem, value);
    }

    private static Listing movements(TransportProblem problem, List<Movement> movements) {
        List<Movement> away = Movement.elsewhere(movements, problem.source(), problem.target());
        List<Movement> shown = Movement.largest(away, MOST_MOVEMENTS);
        List<Row> rows = new ArrayList<>();
        for (Movement movement : shown) {
            rows.add(new Row(name(problem.source().names(), movement.source()) + " to " + name(problem.target().names(), movement.target()),
                    List.of(Figures.digits(movement.mass(), DIGITS)), movement.mass() / shown.get(0).mass()));
        }
        return new Listing("Largest of " + Figures.count(away.size()) + " movements", List.of("from, to", "mass"), rows);
    }

    private static Listing strategy(String caption, List<String> names, double[] probabilities) {
        List<Row> rows = new ArrayList<>();
        for (int i : descending(probabilities)) {
            if (probabilities[i] > NEGLIGIBLE) {
                rows.add(row(name(names, i), probabilities, i));
            }
        }
        return new Listing(caption + " that are played: " + rows.size() + " of " + probabilities.length,
                List.of("strategy", "probability"), rows);
    }

    /** Points are wins, and half the ties; a pair that met comes once for the wins of each. */
    private static Listing ranking(PairwiseComparisons comparisons, double[] strengths) {
        double[] points = new double[strengths.length];
        double[] games = new double[strengths.length];
        for (int i = 0; i < comparisons.first().length; i++) {
            int first = comparisons.first()[i];
            int second = comparisons.second()[i];
            double wins = comparisons.wins()[i];
            double ties = comparisons.ties()[i];
            points[first] += wins + ties / 2;
            points[second] += ties / 2;
            games[first] += wins + ties;
            games[second] += wins + ties;
        }
        List<Row> rows = new ArrayList<>();
        for (int i : descending(strengths)) {
            rows.add(row(rows.size() + 1 + ". " + comparisons.names().get(i), strengths, i, points[i], games[i]));
        }
        return new Listing("Ranking", List.of("player", "strength", "points", "of"), rows);
    }

    private static Listing portfolio(RiskParityProblem problem, double[] weights) {
        double[] risk = new double[weights.length];
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                risk[i] += weights[i] * problem.covariance().get(i, j) * weights[j];
            }
            variance += risk[i];
        }
        List<Row> rows = new ArrayList<>();
        for (int i : descending(weights)) {
            rows.add(row(name(problem.names(), i), weights, i, risk[i] / variance));
        }
        return new Listing("Portfolio", List.of("asset", "weight", "part of the risk"), rows);
    }

    private static Listing policy(ConstrainedDecisionProcess process, double[] probabilities) {
        List<Row> rows = new ArrayList<>();
        for (int state = 0; state < process.states(); state++) {
            for (int action = 0; action < process.actions(); action++) {
                double probability = probabilities[state * process.actions() + action];
                if (probability > NEGLIGIBLE) {
                    rows.add(new Row("state " + (state + 1) + ", action " + (action + 1), List.of(Figures.digits(probability, DIGITS)),
                            probability));
                }
            }
        }
        return new Listing("Actions that are taken", List.of("", "probability"), rows);
    }

    /** In the digits of the routine's base where there are so many, else in decimal ones. */
    private static Listing orbit(DigitRoutine routine, String caption, long[] numbers) {
        boolean digital = routine.base() <= Character.MAX_RADIX;
        List<Row> rows = new ArrayList<>();
        for (long number : numbers) {
            String digits = digital ? Long.toString(number, routine.base()) : String.valueOf(number);
            rows.add(new Row(digital ? "0".repeat(Math.max(0, routine.digits() - digits.length())) + digits : digits, List.of(), 0));
        }
        return new Listing(caption, List.of("number"), rows);
    }

    /** A row whose bar is its first number among others. */
    static Row row(String name, double[] values, int index, double... more) {
        double greatest = 0;
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        List<String> numbers = new ArrayList<>(List.of(Figures.digits(values[index], DIGITS)));
        for (double number : more) {
            numbers.add(Figures.digits(number, DIGITS));
        }
        return new Row(name, numbers, greatest > 0 ? values[index] / greatest : 0);
    }

    /** The places of values from the greatest to the least. */
    static int[] descending(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> -values[i])).mapToInt(i -> i).toArray();
    }

    /** The name of a place, its number counted from 1 if there are no names. */
    static String name(List<String> names, int index) {
        return names.isEmpty() ? String.valueOf(index + 1) : names.get(index);
    }
}
