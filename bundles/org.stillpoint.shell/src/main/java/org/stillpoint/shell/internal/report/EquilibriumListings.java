package org.stillpoint.shell.internal.report;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.shell.internal.report.Listing.Row;

/** What is listed of equilibria: the nodes of a graph by what the layer settles on, and the classes that a trained layer finds. */
final class EquilibriumListings {

    private EquilibriumListings() {
    }

    static List<Listing> of(Problem problem, Recordable value) {
        if (problem instanceof EquilibriumProblem equilibrium && value instanceof EquilibriumStates states
                && equilibrium.standardLayer().filter(StandardLayer.GRAPH::equals).isPresent() && states.states().count() > 0) {
            return nodes(equilibrium.parameters(), states.state(0), states.states().count());
        }
        if (problem instanceof EquilibriumTrainingProblem training && value instanceof TrainedEquilibrium trained
                && training.loss() == Loss.CROSS_ENTROPY && trained.models().size() == training.models()) {
            return List.of(classes(training, trained));
        }
        return List.of();
    }

    /** The nodes by their first component, of several samples those of the first. */
    private static List<Listing> nodes(DataRecord parameters, double[] state, int samples) {
        int nodes = (int) parameters.integer("nodes");
        if (state.length % nodes != 0) {
            return List.of();
        }
        List<String> names = parameters.has("names") ? parameters.texts("names") : List.of();
        double[] values = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            values[node] = state[node * (state.length / nodes)];
        }
        List<Row> rows = new ArrayList<>();
        for (int node : Listing.descending(values)) {
            rows.add(Listing.row(rows.size() + 1 + ". " + (names.isEmpty() ? "node " + node : names.get(node)), values, node));
        }
        return List.of(new Listing("Nodes by their state" + (samples > 1 ? ", sample 0 of " + samples : ""), List.of("node", "state"), rows));
    }

    /** How many rows of each class are put where, while they are held out. */
    private static Listing classes(EquilibriumTrainingProblem problem, TrainedEquilibrium trained) {
        int classes = problem.start().outputs();
        int[][] counts = new int[classes][classes];
        for (int model = 0; model < problem.models(); model++) {
            for (int row = 0; row < problem.rows(); row++) {
                if (problem.judges(row, model)) {
                    double[] output = trained.output(model, row);
                    int found = 0;
                    for (int o = 1; o < classes; o++) {
                        found = output[o] > output[found] ? o : found;
                    }
                    counts[(int) problem.targets()[row]][found]++;
                }
            }
        }
        List<String> headings = new ArrayList<>(List.of("class"));
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            headings.add("put into " + c);
            List<String> numbers = new ArrayList<>();
            int all = 0;
            for (int found : counts[c]) {
                numbers.add(String.valueOf(found));
                all += found;
            }
            rows.add(new Row("class " + c, numbers, all == 0 ? 0 : (double) counts[c][c] / all));
        }
        return new Listing(problem.folds().length == 0 ? "Rows by class" : "Rows by class, while they are held out", headings, rows);
    }
}
