package org.stillpoint.plot.internal.program;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/** Shows linear programs: where their matrix has entries, columns and rows by name, and which rows hold the objective back. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = LinearProgram.TYPE)
public final class LinearProgramViewer extends TypedViewer<LinearProgram, LinearProgramSolution> {

    /** Called by the component runtime. */
    public LinearProgramViewer() {
        super(LinearProgram.class, LinearProgramSolution.class);
    }

    @Override
    protected List<Picture> picturesOf(LinearProgram program) {
        return MatrixPicture.sparse("Constraint matrix", program.matrix(), program.rowNames(), program.columnNames()).stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(LinearProgram program, LinearProgramSolution solution) {
        return ProgramTables.fits(program, solution) ? ActivityPicture.of(program, solution).stream().toList() : List.of();
    }

    @Override
    protected List<ResultTable> tablesOf(LinearProgram program) {
        return ProgramTables.of(program);
    }

    @Override
    protected List<ResultTable> tablesOf(LinearProgram program, LinearProgramSolution solution) {
        return ProgramTables.of(program, solution);
    }
}
