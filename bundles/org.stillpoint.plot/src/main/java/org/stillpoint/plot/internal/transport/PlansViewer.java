package org.stillpoint.plot.internal.transport;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.GromovWasserstein;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.MongeGap;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.TransportGradient;
import org.stillpoint.api.problem.transport.TransportGradientProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.model.Movement;

/** Shows problems between two measures that are no plain transport: the measures, and the plan where one belongs to the solution. */
@Component
@ResultViewerInfo(problem = {SinkhornDivergenceProblem.TYPE, LowRankProblem.TYPE, SchroedingerBridgeProblem.TYPE, MongeGapProblem.TYPE,
    GromovWassersteinProblem.TYPE, TransportGradientProblem.TYPE})
public final class PlansViewer implements ResultViewer {

    /** What is transported at which cost. */
    private record Pair(Measure source, Measure target, GroundCost cost) {
    }

    private static Optional<Pair> pair(Problem problem) {
        Pair pair = problem instanceof SinkhornDivergenceProblem divergence
                ? new Pair(divergence.source(), divergence.target(), divergence.cost())
                : problem instanceof LowRankProblem lowRank ? new Pair(lowRank.source(), lowRank.target(), lowRank.cost())
                : problem instanceof SchroedingerBridgeProblem bridge
                        ? new Pair(bridge.source(), bridge.target(), GroundCost.Distance.EUCLIDEAN)
                : problem instanceof MongeGapProblem gap
                        ? new Pair(gap.source(), new Measure(gap.source().weights(), gap.images()), gap.cost())
                : problem instanceof GromovWassersteinProblem gromov
                        ? new Pair(Measure.of(gromov.source()), Measure.of(gromov.target()),
                                new GroundCost.Matrix(gromov.sourceDistances()))
                : problem instanceof TransportGradientProblem gradient ? new Pair(gradient.transport().source(),
                        gradient.transport().target(), gradient.transport().cost()) : null;
        return Optional.ofNullable(pair);
    }

    private static List<Movement> movements(Pair pair, Recordable value) {
        TransportPlan plan = value instanceof MongeGap gap ? gap.transport() : value instanceof GromovWasserstein gromov
                ? gromov.transport()
                : value instanceof TransportGradient gradient ? gradient.plan() : null;
        return plan != null && plan.explicit() && plan.f().length == pair.source.size() && plan.g().length == pair.target.size()
                ? Movement.of(plan.plan()) : List.of();
    }

    @Override
    public List<Picture> pictures(Problem problem) {
        return problem instanceof GromovWassersteinProblem ? List.of()
                : pair(problem).flatMap(pair -> TransportPictures.measures(pair.source, pair.target, pair.cost)).stream().toList();
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        return pair(problem).filter(pair -> !movements(pair, value).isEmpty())
                .flatMap(pair -> TransportPictures.plan(pair.source, pair.target, pair.cost, movements(pair, value))).stream().toList();
    }

    @Override
    public List<ResultTable> tables(Problem problem) {
        return pair(problem).map(pair -> List.of(TransportTables.measure("Source", pair.source),
                TransportTables.measure("Target", pair.target))).orElse(List.of());
    }

    @Override
    public List<ResultTable> tables(Problem problem, Recordable value) {
        return pair(problem).filter(pair -> !movements(pair, value).isEmpty())
                .map(pair -> List.of(TransportTables.movements(pair.source, pair.target, movements(pair, value)))).orElse(List.of());
    }
}
