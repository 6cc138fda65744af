package org.stillpoint.plot.internal.recurrence;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.records.RecordTables;
import org.stillpoint.plot.model.StateSeries;

/** Shows recurrences: the input, output or states over the steps, and the path of few states that nothing is fed to. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = RecurrenceProblem.TYPE)
public final class RecurrenceViewer extends TypedViewer<RecurrenceProblem, Trajectory> {

    private static final int DIGITS = 6;

    /** Called by the component runtime. */
    public RecurrenceViewer() {
        super(RecurrenceProblem.class, Trajectory.class);
    }

    @Override
    protected List<Picture> picturesOf(RecurrenceProblem problem) {
        return problem.input() instanceof Sequences input
                ? StateSeries.of(input, "Input", "input").map(SeriesPictures::of).orElse(List.of()) : List.of();
    }

    @Override
    protected List<Picture> picturesOf(RecurrenceProblem problem, Trajectory trajectory) {
        List<Picture> pictures = new ArrayList<>();
        StateSeries.of(problem, trajectory).map(SeriesPictures::of).ifPresent(pictures::addAll);
        StateSeries.ofPath(problem, trajectory).flatMap(PhasePicture::of).ifPresent(pictures::add);
        return pictures;
    }

    @Override
    protected List<ResultTable> tablesOf(RecurrenceProblem problem, Trajectory trajectory) {
        List<ResultTable> tables = new ArrayList<>(List.of(RecordTables.parts("Arrays of the solution", trajectory)));
        StateSeries.of(problem, trajectory).map(RecurrenceViewer::steps).ifPresent(tables::add);
        return tables;
    }

    private static ResultTable steps(StateSeries series) {
        List<Column> columns = new ArrayList<>(List.of(Column.number(series.axis(), DIGITS)));
        for (int k = 0; k < series.shown(); k++) {
            columns.add(Column.number(series.name(k), DIGITS));
        }
        return new ResultTable(series.caption(), columns, series.points(), point -> {
            List<Object> row = new ArrayList<>(List.of((long) series.step(point)));
            for (int k = 0; k < series.shown(); k++) {
                row.add(series.value(k, point));
            }
            return row;
        });
    }
}
