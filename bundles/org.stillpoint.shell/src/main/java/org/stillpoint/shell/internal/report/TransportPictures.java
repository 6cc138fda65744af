package org.stillpoint.shell.internal.report;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.plot.model.Movement;

/** The picture that suits a transport plan: movements on a line or in the plane, colours of pictures, weights on a grid, else the plan as a map. */
final class TransportPictures {

    private TransportPictures() {
    }

    /** The picture as an {@code svg} element; empty where the problem is another one, or there is nothing to be seen. */
    static String of(Problem problem, Recordable value) {
        if (!(problem instanceof TransportProblem transport) || !(value instanceof TransportPlan plan)
                || plan.f().length != transport.source().size() || plan.g().length != transport.target().size()) {
            return "";
        }
        Measure source = transport.source();
        Measure target = transport.target();
        List<Movement> movements = plan.explicit() ? Movement.of(plan.plan()) : List.of();
        if (transport.cost() instanceof GroundCost.Grid grid && grid.axes().size() <= 2) {
            List<double[]> axes = grid.axes();
            return axes.size() == 1 ? LineDrawing.draw(axes.get(0), source.weights(), axes.get(0), target.weights(), movements)
                    : HeatMapDrawing.grids(source.weights(), target.weights(), axes.get(0).length, axes.get(1).length);
        }
        if (source.points().numCols == 2 && target.points().numCols == 2) {
            return FlowDrawing.draw(source, target, movements);
        }
        if (source.points().numCols == 3 && target.points().numCols == 3 && source.pictureWidth() > 0 && target.pictureWidth() > 0) {
            return ColourDrawing.draw(source, target, movements);
        }
        if (source.points().numCols == 1 && target.points().numCols == 1) {
            return LineDrawing.draw(coordinates(source.points()), source.weights(), coordinates(target.points()), target.weights(),
                    movements);
        }
        return movements.isEmpty() ? ""
                : HeatMapDrawing.plan(movements, source.size(), target.size(), source.names(), target.names());
    }

    private static double[] coordinates(DMatrixRMaj points) {
        double[] coordinates = new double[points.numRows];
        System.arraycopy(points.data, 0, coordinates, 0, coordinates.length);
        return coordinates;
    }
}
