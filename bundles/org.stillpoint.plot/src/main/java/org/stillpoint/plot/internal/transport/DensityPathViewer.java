package org.stillpoint.plot.internal.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.transport.DensityPath;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.LinesPicture;
import org.stillpoint.plot.internal.drawing.LinesPicture.Line;
import org.stillpoint.plot.internal.drawing.VectorPicture;

/** Shows gradient flows: the mass at the start, at some steps between and at the end, and how the free energy falls. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = GradientFlowProblem.TYPE)
public final class DensityPathViewer extends TypedViewer<GradientFlowProblem, DensityPath> {

    private static final int MOST_STEPS = 5;

    /** Called by the component runtime. */
    public DensityPathViewer() {
        super(GradientFlowProblem.class, DensityPath.class);
    }

    @Override
    protected List<Picture> picturesOf(GradientFlowProblem problem) {
        return masses("Start", problem, new String[] {"start"}, new double[][] {problem.initial()});
    }

    @Override
    protected List<Picture> picturesOf(GradientFlowProblem problem, DensityPath path) {
        int rows = path.masses().numRows;
        if (path.masses().numCols != problem.size() || rows == 0) {
            return List.of();
        }
        int shown = Math.min(MOST_STEPS, rows);
        String[] names = new String[shown];
        double[][] masses = new double[shown][];
        for (int k = 0; k < shown; k++) {
            int row = shown == 1 ? 0 : (int) ((long) k * (rows - 1) / (shown - 1));
            names[k] = "step " + row;
            masses[k] = Arrays.copyOfRange(path.masses().data, row * problem.size(), (row + 1) * problem.size());
        }
        List<Picture> pictures = new ArrayList<>(masses("Masses over time", problem, names, masses));
        VectorPicture.of("Free energy", path.energies(), List.of(), "number").ifPresent(pictures::add);
        return pictures;
    }

    private static List<Picture> masses(String title, GradientFlowProblem problem, String[] names, double[][] masses) {
        List<double[]> axes = problem.axes();
        if (axes.size() == 2) {
            List<MassPictures.Grid> grids = new ArrayList<>();
            for (int k = 0; k < names.length; k++) {
                grids.add(new MassPictures.Grid(names[k], masses[k], k == 0 ? Ink.SOURCE : Ink.TARGET));
            }
            return List.of(MassPictures.grids(title, grids, axes.get(0).length, axes.get(1).length));
        }
        List<Line> lines = new ArrayList<>();
        for (int k = 0; k < names.length; k++) {
            lines.add(new Line(names[k], k, axes.get(0), masses[k]));
        }
        return LinesPicture.of(title, title + " along the axis", lines, "coordinate", LinesPicture.HIGH, names.length > 1).stream()
                .toList();
    }
}
