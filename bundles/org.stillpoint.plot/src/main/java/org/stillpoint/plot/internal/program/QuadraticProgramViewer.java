package org.stillpoint.plot.internal.program;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/** Shows quadratic programs as linear ones, and the matrix of their objective. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = QuadraticProgram.TYPE)
public final class QuadraticProgramViewer extends TypedViewer<QuadraticProgram, LinearProgramSolution> {

    /** Called by the component runtime. */
    public QuadraticProgramViewer() {
        super(QuadraticProgram.class, LinearProgramSolution.class);
    }

    @Override
    protected List<Picture> picturesOf(QuadraticProgram program) {
        LinearProgram linear = program.linear();
        return Stream.of(MatrixPicture.sparse("Constraint matrix", linear.matrix(), linear.rowNames(), linear.columnNames()),
                MatrixPicture.sparse("Matrix of the objective", program.quadratic(), linear.columnNames(), linear.columnNames()))
                .flatMap(picture -> picture.stream()).toList();
    }

    @Override
    protected List<Picture> picturesOf(QuadraticProgram program, LinearProgramSolution solution) {
        return ProgramTables.fits(program.linear(), solution) ? ActivityPicture.of(program.linear(), solution).stream().toList()
                : List.of();
    }

    @Override
    protected List<ResultTable> tablesOf(QuadraticProgram program) {
        return ProgramTables.of(program.linear());
    }

    @Override
    protected List<ResultTable> tablesOf(QuadraticProgram program, LinearProgramSolution solution) {
        return ProgramTables.of(program.linear(), solution);
    }
}
