package org.stillpoint.plot.internal.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.LinesPicture;
import org.stillpoint.plot.internal.drawing.LinesPicture.Line;
import org.stillpoint.plot.internal.drawing.PlanePicture;

/** Shows barycentres of histograms: the histograms and what lies between them, over a line, on a grid, in the plane or over their bins. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = BarycenterProblem.TYPE)
public final class BarycenterViewer extends TypedViewer<BarycenterProblem, Barycenter> {

    private static final int MOST_HISTOGRAMS = 7;

    /** A histogram by its name. */
    private record Histogram(String name, double[] weights) {
    }

    /** Called by the component runtime. */
    public BarycenterViewer() {
        super(BarycenterProblem.class, Barycenter.class);
    }

    @Override
    protected List<Picture> picturesOf(BarycenterProblem problem) {
        return pictures("Histograms", problem, histograms(problem));
    }

    @Override
    protected List<Picture> picturesOf(BarycenterProblem problem, Barycenter barycenter) {
        if (barycenter.weights().length != problem.size()) {
            return List.of();
        }
        List<Histogram> histograms = new ArrayList<>(List.of(new Histogram("barycentre", barycenter.weights())));
        histograms.addAll(histograms(problem));
        return pictures("Barycentre", problem, histograms);
    }

    private static List<Histogram> histograms(BarycenterProblem problem) {
        return IntStream.range(0, Math.min(MOST_HISTOGRAMS, problem.count()))
                .mapToObj(k -> new Histogram("histogram " + (k + 1), problem.histogram(k))).toList();
    }

    private static List<Picture> pictures(String title, BarycenterProblem problem, List<Histogram> histograms) {
        if (problem.cost() instanceof GroundCost.Grid grid && grid.axes().size() == 2) {
            List<MassPictures.Grid> grids = new ArrayList<>();
            histograms.forEach(each -> grids.add(new MassPictures.Grid(each.name, each.weights,
                    each.name.equals("barycentre") ? Ink.TARGET : Ink.SOURCE)));
            return List.of(MassPictures.grids(title, grids, grid.axes().get(0).length, grid.axes().get(1).length));
        }
        DMatrixRMaj points = problem.points();
        if (points.numCols == 2 && points.numRows == problem.size()) {
            List<PlanePicture.Points> all = new ArrayList<>();
            for (int k = histograms.size() - 1; k >= 0; k--) {
                all.add(new PlanePicture.Points(new Measure(histograms.get(k).weights, points), histograms.get(k).name, Ink.series(k)));
            }
            return List.of(PlanePicture.of(title, title + " in the plane", all, List.of()));
        }
        double[] places = problem.cost() instanceof GroundCost.Grid grid && grid.axes().size() == 1 ? grid.axes().get(0)
                : points.numCols == 1 && points.numRows == problem.size() && rises(points.data, problem.size())
                        ? Arrays.copyOf(points.data, problem.size())
                : IntStream.rangeClosed(1, problem.size()).asDoubleStream().toArray();
        List<Line> lines = IntStream.range(0, histograms.size())
                .mapToObj(k -> new Line(histograms.get(k).name, k, places, histograms.get(k).weights)).toList();
        return LinesPicture.of(title, title + " over the points", lines, "point", LinesPicture.HIGH, true).stream().toList();
    }

    private static boolean rises(double[] values, int length) {
        return IntStream.range(1, length).allMatch(i -> values[i] > values[i - 1]);
    }
}
