package org.stillpoint.plot.internal.recurrence;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
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
        List<Points> points = new ArrayList<>();
        if (samples.dimension() == 2) {
            Points.of("start", problem.start(), Ink.SOURCE).ifPresent(points::add);
            Points.of("end", samples.points(), Ink.TARGET).ifPresent(points::add);
        }
        return points.isEmpty() ? List.of() : List.of(PlanePicture.of("Samples", "Samples in the plane", points, List.of()));
    }
}
