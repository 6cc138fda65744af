package org.stillpoint.plot.internal.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequence;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.drawing.MatrixPicture;
import org.stillpoint.plot.internal.records.RecordTables;

/**
 * Shows equilibria: the inputs, how many evaluations each sample took to which residual, the states, and of graphs the nodes by what the
 * layer settles on.
 */
@Component
@ResultViewerInfo(problem = {EquilibriumProblem.TYPE, EquilibriumGradientProblem.TYPE, EquilibriumSequenceProblem.TYPE})
public final class EquilibriumViewer implements ResultViewer {

    private static final int DIGITS = 5;

    private static Optional<EquilibriumProblem> equilibrium(Problem problem) {
        return problem instanceof EquilibriumProblem plain ? Optional.of(plain)
                : problem instanceof EquilibriumGradientProblem gradient ? Optional.of(gradient.equilibrium())
                : problem instanceof EquilibriumSequenceProblem sequence ? Optional.of(sequence.equilibrium()) : Optional.empty();
    }

    private static Optional<EquilibriumStates> states(Recordable value) {
        return value instanceof EquilibriumStates plain ? Optional.of(plain)
                : value instanceof EquilibriumGradient gradient ? Optional.of(gradient.states())
                : value instanceof EquilibriumSequence sequence ? Optional.of(sequence.states()) : Optional.empty();
    }

    @Override
    public List<Picture> pictures(Problem problem) {
        return equilibrium(problem).map(EquilibriumProblem::inputs).flatMap(inputs -> MatrixPicture.dense("Inputs of samples",
                inputs.values(), 0, inputs.count(), inputs.size(), List.of(), List.of())).stream().toList();
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        return states(value).stream().flatMap(states -> Stream.of(SamplesPicture.of(states), StatesPicture.of(states)))
                .flatMap(Optional::stream).toList();
    }

    @Override
    public List<ResultTable> tables(Problem problem, Recordable value) {
        List<ResultTable> tables = new ArrayList<>();
        if (problem instanceof EquilibriumProblem equilibrium && value instanceof EquilibriumStates states
                && equilibrium.standardLayer().filter(StandardLayer.GRAPH::equals).isPresent() && states.states().count() > 0) {
            tables.addAll(nodes(equilibrium.parameters(), states.state(0), states.states().count()));
        }
        if (tables.isEmpty()) {
            tables.add(RecordTables.parts("Arrays of the solution", value));
        }
        states(value).map(EquilibriumViewer::samples).ifPresent(tables::add);
        return tables;
    }

    /** The nodes by their first component, of several samples those of the first. */
    private static List<ResultTable> nodes(DataRecord parameters, double[] state, int samples) {
        int nodes = (int) parameters.integer("nodes");
        if (nodes < 1 || state.length % nodes != 0) {
            return List.of();
        }
        List<String> names = parameters.has("names") ? parameters.texts("names") : List.of();
        double[] values = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            values[node] = state[node * (state.length / nodes)];
        }
        double greatest = Order.greatest(values);
        int[] order = Order.descending(values);
        return List.of(new ResultTable("Nodes by their state" + (samples > 1 ? ", sample 0 of " + samples : ""),
                List.of(Column.text("node"), Column.number("state", DIGITS), Column.share()), nodes, rank -> List.of(rank + 1 + ". "
                        + (order[rank] < names.size() ? names.get(order[rank]) : "node " + order[rank]), values[order[rank]],
                        Order.share(values[order[rank]], greatest))));
    }

    private static ResultTable samples(EquilibriumStates states) {
        return new ResultTable("Samples", List.of(Column.number("sample", DIGITS), Column.text("status"), Column.number("residual", 2),
                Column.number("evaluations", DIGITS)), Math.min(states.residuals().length, states.statuses().size()),
                i -> List.of((long) i, states.statuses().get(i).name(), states.residuals()[i], states.evaluations()[i]));
    }
}
