package org.stillpoint.plot.internal.recurrence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.LinesPicture;
import org.stillpoint.plot.internal.drawing.LinesPicture.Line;
import org.stillpoint.plot.model.StateSeries;

/** Shows the training of recurrences: what they are to come near, and the losses over the epochs. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = RecurrenceTrainingProblem.TYPE)
public final class RecurrenceTrainingViewer extends TypedViewer<RecurrenceTrainingProblem, TrainedRecurrence> {

    /** Called by the component runtime. */
    public RecurrenceTrainingViewer() {
        super(RecurrenceTrainingProblem.class, TrainedRecurrence.class);
    }

    @Override
    protected List<Picture> picturesOf(RecurrenceTrainingProblem problem) {
        List<Picture> pictures = new ArrayList<>();
        StateSeries.of(problem.target(), "Targets", "target").map(SeriesPictures::of).ifPresent(pictures::addAll);
        StateSeries.of(problem.input(), "Input", "input").map(SeriesPictures::of).ifPresent(pictures::addAll);
        return pictures;
    }

    @Override
    protected List<Picture> picturesOf(RecurrenceTrainingProblem problem, TrainedRecurrence trained) {
        double[] epochs = Arrays.stream(trained.epochs()).asDoubleStream().toArray();
        List<Line> lines = new ArrayList<>();
        if (trained.trainingLosses().length == epochs.length) {
            lines.add(new Line("training", 0, epochs, logarithms(trained.trainingLosses())));
        }
        if (trained.validationLosses().length == epochs.length) {
            lines.add(new Line("validation", 1, epochs, logarithms(trained.validationLosses())));
        }
        return LinesPicture.of("Loss, decimal logarithm", "Decimal logarithm of the loss over epochs", lines, "epoch", LinesPicture.HIGH,
                true).stream()
                .toList();
    }

    private static double[] logarithms(double[] losses) {
        return Arrays.stream(losses).map(Math::log10).toArray();
    }
}
