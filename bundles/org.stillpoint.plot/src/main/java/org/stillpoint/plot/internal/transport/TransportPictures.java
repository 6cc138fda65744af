package org.stillpoint.plot.internal.transport;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.drawing.MatrixPicture;
import org.stillpoint.plot.internal.drawing.PlanePicture;
import org.stillpoint.plot.model.Movement;

/**
 * The picture that suits transport between two measures: movements on a line or in the plane, colours of pictures, weights on a grid, else
 * the plan as a map. Without movements it shows the measures, or the costs where there is nothing else to see.
 */
final class TransportPictures {

    private TransportPictures() {
    }

    /** The picture of a problem. */
    static Optional<Picture> measures(Measure source, Measure target, GroundCost cost) {
        Optional<Picture> picture = places("Measures", source, target, cost, List.of());
        return picture.isEmpty() && cost instanceof GroundCost.Matrix matrix
                ? MatrixPicture.of("Costs", matrix.costs(), source.names(), target.names()) : picture;
    }

    /** The picture of a plan. */
    static Optional<Picture> plan(Measure source, Measure target, GroundCost cost, List<Movement> movements) {
        return places("Plan", source, target, cost, movements).or(() -> movements.isEmpty() ? Optional.empty()
                : Optional.of(MassPictures.plan("Plan", movements, source.size(), target.size(), source.names(), target.names())));
    }

    private static Optional<Picture> places(String title, Measure source, Measure target, GroundCost cost, List<Movement> movements) {
        if (cost instanceof GroundCost.Grid grid && grid.axes().size() <= 2) {
            List<double[]> axes = grid.axes();
            return Optional.of(axes.size() == 1
                    ? LinePicture.of(title, axes.get(0), source.weights(), axes.get(0), target.weights(), movements)
                    : MassPictures.grids(title, List.of(new MassPictures.Grid("source", source.weights(), Ink.SOURCE),
                            new MassPictures.Grid("target", target.weights(), Ink.TARGET)), axes.get(0).length, axes.get(1).length));
        }
        if (source.points().numCols != target.points().numCols) {
            return Optional.empty();
        }
        return switch (source.points().numCols) {
            case 1 -> Optional.of(LinePicture.of(title, coordinates(source.points()), source.weights(), coordinates(target.points()),
                    target.weights(), movements));
            case 2 -> Optional.of(PlanePicture.of(title, source, target, movements));
            case 3 -> source.pictureWidth() > 0 && target.pictureWidth() > 0
                    ? Optional.of(ColourPicture.of(title, source, target, movements)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static double[] coordinates(DMatrixRMaj points) {
        double[] coordinates = new double[points.numRows];
        System.arraycopy(points.data, 0, coordinates, 0, coordinates.length);
        return coordinates;
    }
}
