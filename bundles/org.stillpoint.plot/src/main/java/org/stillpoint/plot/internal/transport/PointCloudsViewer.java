package org.stillpoint.plot.internal.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.FlowCoupling;
import org.stillpoint.api.problem.transport.FreeSupportBarycenter;
import org.stillpoint.api.problem.transport.FreeSupportBarycenterProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.drawing.PlanePicture;
import org.stillpoint.plot.internal.drawing.PlanePicture.Points;
import org.stillpoint.plot.model.Movement;

/** Shows several measures in the plane: those whose barycentre has points of its own, snapshots, and couplings of points with points. */
@Component
@ResultViewerInfo(problem = {FreeSupportBarycenterProblem.TYPE, SnapshotBridgeProblem.TYPE, RectifiedFlowProblem.TYPE})
public final class PointCloudsViewer implements ResultViewer {

    @Override
    public List<Picture> pictures(Problem problem) {
        if (problem instanceof FreeSupportBarycenterProblem barycenter) {
            return picture("Measures", numbered("measure", barycenter.measures(), 0), List.of());
        }
        if (problem instanceof SnapshotBridgeProblem bridge) {
            return picture("Snapshots", numbered("snapshot", bridge.snapshots(), 0), List.of());
        }
        return problem instanceof RectifiedFlowProblem flow ? coupled("Pairs", flow, flow.target()) : List.of();
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        if (problem instanceof FreeSupportBarycenterProblem barycenter && value instanceof FreeSupportBarycenter found) {
            List<Points> points = new ArrayList<>(numbered("measure", barycenter.measures(), 1));
            Points.of("barycentre", found.points(), Ink.series(0)).ifPresent(points::add);
            return picture("Barycentre", points, List.of());
        }
        return problem instanceof RectifiedFlowProblem flow && value instanceof FlowCoupling coupling
                && coupling.ends().numRows == flow.pairs() ? coupled("Coupling", flow, coupling.ends()) : List.of();
    }

    private static List<Points> numbered(String name, List<Measure> measures, int first) {
        List<Points> points = new ArrayList<>();
        for (int k = 0; k < measures.size(); k++) {
            points.add(new Points(measures.get(k), name + " " + (k + 1), Ink.series(first + k)));
        }
        return points;
    }

    private static List<Picture> coupled(String title, RectifiedFlowProblem flow, DMatrixRMaj ends) {
        List<Movement> pairs = new ArrayList<>();
        for (int i = 0; i < flow.pairs(); i++) {
            pairs.add(new Movement(i, i, 1.0 / flow.pairs()));
        }
        List<Points> points = Stream.of(Points.of("source", flow.source(), Ink.SOURCE), Points.of("target", ends, Ink.TARGET))
                .flatMap(Optional::stream).toList();
        boolean all = points.size() == 2 && points.stream().allMatch(each -> each.measure().size() == flow.pairs());
        return picture(title, points, all ? pairs : List.of());
    }

    private static List<Picture> picture(String title, List<Points> points, List<Movement> movements) {
        boolean plane = !points.isEmpty() && points.stream().allMatch(each -> each.measure().points().numCols == 2);
        return plane ? List.of(PlanePicture.of(title, title + " in the plane", points, movements)) : List.of();
    }
}
