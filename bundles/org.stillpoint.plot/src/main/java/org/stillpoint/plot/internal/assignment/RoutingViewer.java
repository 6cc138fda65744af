package org.stillpoint.plot.internal.assignment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/** Shows routings: which tokens go to which experts with which weight, and what each expert has to do. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = RoutingProblem.TYPE)
public final class RoutingViewer extends TypedViewer<RoutingProblem, Routing> {

    private static final int DIGITS = 5;
    private static final int DIGITS_OF_GATES = 3;

    /** Called by the component runtime. */
    public RoutingViewer() {
        super(RoutingProblem.class, Routing.class);
    }

    private static boolean fits(RoutingProblem problem, Routing routing) {
        return routing.experts().length == problem.tokens() * problem.expertsPerToken() && routing.prices().length == problem.experts()
                && Arrays.stream(routing.experts()).allMatch(expert -> expert >= 0 && expert < problem.experts());
    }

    @Override
    protected List<Picture> picturesOf(RoutingProblem problem) {
        return MatrixPicture.of("Scores of tokens with experts", problem.scores(), numbers(problem.tokens()), numbers(problem.experts()))
                .stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(RoutingProblem problem, Routing routing) {
        if (!fits(problem, routing)) {
            return List.of();
        }
        DMatrixRMaj gates = new DMatrixRMaj(problem.tokens(), problem.experts());
        for (int k = 0; k < routing.experts().length; k++) {
            gates.set(k / problem.expertsPerToken(), routing.experts()[k], routing.gates()[k]);
        }
        return MatrixPicture.of("Weights of tokens with experts", gates, numbers(problem.tokens()), numbers(problem.experts())).stream()
                .toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    @Override
    protected List<ResultTable> tablesOf(RoutingProblem problem, Routing routing) {
        if (!fits(problem, routing)) {
            return List.of();
        }
        double[] loads = new double[problem.experts()];
        Arrays.stream(routing.experts()).forEach(expert -> loads[expert]++);
        double[] targets = problem.targets();
        double greatest = Order.greatest(loads);
        return List.of(new ResultTable("Experts", List.of(Column.text("expert"), Column.number("tokens", DIGITS),
                Column.number("target", DIGITS), Column.number("price", DIGITS), Column.share()), loads.length,
                expert -> List.of(String.valueOf(expert + 1), (long) loads[expert], targets[expert],
                        routing.prices()[expert], Order.share(loads[expert], greatest))),
                new ResultTable("Tokens", List.of(Column.text("token"), Column.text("experts, best first"), Column.text("weights")),
                        problem.tokens(), token -> token(token, problem.expertsPerToken(), routing)));
    }

    private static List<Object> token(int token, int experts, Routing routing) {
        int[] places = IntStream.range(token * experts, (token + 1) * experts).toArray();
        return List.of(String.valueOf(token + 1),
                Arrays.stream(places).mapToObj(k -> String.valueOf(routing.experts()[k] + 1)).collect(Collectors.joining(", ")),
                Arrays.stream(places).mapToObj(k -> Figures.digits(routing.gates()[k], DIGITS_OF_GATES)).collect(Collectors.joining(", ")));
    }
}
