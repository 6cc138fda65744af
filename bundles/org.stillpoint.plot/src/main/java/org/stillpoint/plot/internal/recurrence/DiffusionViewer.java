package org.stillpoint.plot.internal.recurrence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.PlanePicture;
import org.stillpoint.plot.internal.drawing.PlanePicture.Points;

/** Shows the sampling of diffusions in the plane: where the points begin and where they end. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = DiffusionSamplingProblem.TYPE)
public final class DiffusionViewer extends TypedViewer<DiffusionSamplingProblem, DiffusionSamples> {

    /** Called by the component runtime. */
    public DiffusionViewer() {
        super(DiffusionSamplingProblem.class, DiffusionSamples.class);
    }

    @Override
    protected List<Picture> picturesOf(DiffusionSamplingProblem problem, DiffusionSamples samples) {
        DMatrixRMaj ends = samples.points();
        if (samples.dimension() != 2 || ends.numRows == 0) {
            return List.of();
        }
        List<Points> points = new ArrayList<>();
        if (problem.start().numCols == 2 && problem.start().numRows > 0) {
            points.add(points("start", problem.start(), Ink.SOURCE));
        }
        points.add(points("end", ends, Ink.TARGET));
        return List.of(PlanePicture.of("Samples", "Samples in the plane", points, List.of()));
    }

    private static Points points(String name, DMatrixRMaj places, Ink ink) {
        double[] weights = new double[places.numRows];
        Arrays.fill(weights, 1.0 / weights.length);
        return new Points(new Measure(weights, places), name, ink);
    }
}
