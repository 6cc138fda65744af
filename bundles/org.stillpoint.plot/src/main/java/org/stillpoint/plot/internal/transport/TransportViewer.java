package org.stillpoint.plot.internal.transport;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.model.Movement;

/** Shows transport: the measures, and what the plan moves where. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = TransportProblem.TYPE)
public final class TransportViewer extends TypedViewer<TransportProblem, TransportPlan> {

    /** Called by the component runtime. */
    public TransportViewer() {
        super(TransportProblem.class, TransportPlan.class);
    }

    private static boolean fits(TransportProblem problem, TransportPlan plan) {
        return plan.f().length == problem.source().size() && plan.g().length == problem.target().size();
    }

    private static List<Movement> movements(TransportPlan plan) {
        return plan.explicit() ? Movement.of(plan.plan()) : List.of();
    }

    @Override
    protected List<Picture> picturesOf(TransportProblem problem) {
        return TransportPictures.measures(problem.source(), problem.target(), problem.cost()).stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(TransportProblem problem, TransportPlan plan) {
        return fits(problem, plan) ? TransportPictures.plan(problem.source(), problem.target(), problem.cost(), movements(plan)).stream()
                .toList() : List.of();
    }

    @Override
    protected List<ResultTable> tablesOf(TransportProblem problem) {
        return List.of(TransportTables.measure("Source", problem.source()), TransportTables.measure("Target", problem.target()));
    }

    @Override
    protected List<ResultTable> tablesOf(TransportProblem problem, TransportPlan plan) {
        return fits(problem, plan) && plan.explicit()
                ? List.of(TransportTables.movements(problem.source(), problem.target(), movements(plan))) : List.of();
    }
}
