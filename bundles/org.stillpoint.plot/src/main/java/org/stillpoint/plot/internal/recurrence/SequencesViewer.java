package org.stillpoint.plot.internal.recurrence;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.AttentionOutput;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.ImplicitStates;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.MixedRecurrence;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.model.StateSeries;

/** Shows problems whose data and solutions are sequences of vectors: components over the steps. */
@Component
@ResultViewerInfo(problem = {AffineRecurrence.TYPE, MixedRecurrence.TYPE, ImplicitStateSpace.TYPE, LinearAttention.TYPE})
public final class SequencesViewer implements ResultViewer {

    @Override
    public List<Picture> pictures(Problem problem) {
        Optional<StateSeries> series = problem instanceof AffineRecurrence affine ? StateSeries.of(affine.offsets(), "Offsets", "offset")
                : problem instanceof MixedRecurrence mixed ? StateSeries.of(mixed.offsets(), "Offsets", "offset")
                : problem instanceof LinearAttention attention ? StateSeries.of(attention.values(), "Values", "value") : Optional.empty();
        return series.map(SeriesPictures::of).orElse(List.of());
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        Optional<StateSeries> series = value instanceof Trajectory trajectory
                ? StateSeries.of(trajectory.lastPath().states(), "States", "state")
                : value instanceof ImplicitStates states ? StateSeries.of(states.hidden(), "States", "state")
                : value instanceof AttentionOutput output ? StateSeries.of(output.output(), "Output", "output") : Optional.empty();
        return series.map(SeriesPictures::of).orElse(List.of());
    }
}
