package org.stillpoint.shell.internal.command;

import java.util.List;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViews;
import org.stillpoint.plot.internal.game.MatrixGameViewer;
import org.stillpoint.plot.internal.program.LinearProgramViewer;
import org.stillpoint.plot.internal.recurrence.RecurrenceViewer;

/** Some of the viewers that the host has. */
public final class TestViews implements ResultViews {

    private final List<ResultViewer> viewers = List.of(new LinearProgramViewer(), new MatrixGameViewer(), new RecurrenceViewer());

    @Override
    public List<Picture> pictures(Problem problem) {
        return viewers.stream().flatMap(viewer -> viewer.pictures(problem).stream()).toList();
    }

    @Override
    public List<Picture> pictures(Problem problem, Recordable value) {
        return viewers.stream().flatMap(viewer -> viewer.pictures(problem, value).stream()).toList();
    }

    @Override
    public List<ResultTable> tables(Problem problem) {
        return viewers.stream().flatMap(viewer -> viewer.tables(problem).stream()).toList();
    }

    @Override
    public List<ResultTable> tables(Problem problem, Recordable value) {
        return viewers.stream().flatMap(viewer -> viewer.tables(problem, value).stream()).toList();
    }
}
