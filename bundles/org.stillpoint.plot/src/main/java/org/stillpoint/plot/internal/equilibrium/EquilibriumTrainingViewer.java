package org.stillpoint.plot.internal.equilibrium;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;
import org.stillpoint.plot.internal.recurrence.SeriesPictures;
import org.stillpoint.plot.model.StateSeries;

/** Shows the training of layers: the inputs, the losses over the epochs, and which classes a trained layer finds. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = EquilibriumTrainingProblem.TYPE)
public final class EquilibriumTrainingViewer extends TypedViewer<EquilibriumTrainingProblem, TrainedEquilibrium> {

    private static final int DIGITS = 6;

    /** Called by the component runtime. */
    public EquilibriumTrainingViewer() {
        super(EquilibriumTrainingProblem.class, TrainedEquilibrium.class);
    }

    @Override
    protected List<Picture> picturesOf(EquilibriumTrainingProblem problem) {
        return MatrixPicture.dense("Inputs of samples", problem.inputs().values(), 0, problem.inputs().count(), problem.inputs().size(),
                List.of(), List.of()).stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(EquilibriumTrainingProblem problem, TrainedEquilibrium trained) {
        return StateSeries.of(problem, trained).map(SeriesPictures::of).orElse(List.of());
    }

    @Override
    protected List<ResultTable> tablesOf(EquilibriumTrainingProblem problem, TrainedEquilibrium trained) {
        return problem.loss() == Loss.CROSS_ENTROPY && trained.models().size() == problem.models()
                ? List.of(classes(problem, trained)) : List.of();
    }

    /** How many rows of each class are put where, while they are held out. */
    private static ResultTable classes(EquilibriumTrainingProblem problem, TrainedEquilibrium trained) {
        int classes = problem.start().outputs();
        int[][] counts = new int[classes][classes];
        for (int model = 0; model < problem.models(); model++) {
            for (int row = 0; row < problem.rows(); row++) {
                if (problem.judges(row, model)) {
                    counts[(int) problem.targets()[row]][found(trained.output(model, row))]++;
                }
            }
        }
        List<Column> columns = new ArrayList<>(List.of(Column.text("class")));
        for (int c = 0; c < classes; c++) {
            columns.add(Column.number("put into " + c, DIGITS));
        }
        columns.add(Column.share());
        return new ResultTable(problem.folds().length == 0 ? "Rows by class" : "Rows by class, while they are held out", columns, classes,
                c -> {
            List<Object> row = new ArrayList<>(List.of("class " + c));
            int all = 0;
            for (int count : counts[c]) {
                row.add((long) count);
                all += count;
            }
            row.add(all == 0 ? 0.0 : (double) counts[c][c] / all);
            return row;
        });
    }

    private static int found(double[] output) {
        int found = 0;
        for (int o = 1; o < output.length; o++) {
            found = output[o] > output[found] ? o : found;
        }
        return found;
    }
}
